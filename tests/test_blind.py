"""Blind review on the wire: for everybody covered, at every address, in whatever form it comes. All invented."""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from evaluations import candidates, commenting, correcting, deciding, discussing, present, review, signing, voting
from evaluations.evidence.claims import Section, Span
from evaluations.models import (
    DecisionBasis,
    Draft,
    Evaluation,
    Handover,
    HandoverWords,
    OpeningPolicy,
    ScorecardWords,
)
from evaluations.pages import engines
from interviews import blind
from interviews.blind import pseudonym
from interviews.models import Candidate, Identity, Interview, PanelMember, Role, User
from interviews.models.personal import PersonalJSON, PersonalLine, PersonalText
from tests import factories
from tests.access_table import Who
from tests.evaluations.cases import refreshed
from tests.evaluations.documents.samples import document
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import decide, fill, ready, sign
from tests.test_access import World, addresses
from tests.test_erasable import WORDS, is_erasable, tables

NAME = "Zora Quillfeather"
TOKEN = re.compile(r"\b[A-Za-z0-9]{32,64}\b")
"""Of sessions and forms: among thousands of them some hold any four letters by chance."""
CONTACT = "zora.q@post.invalid, +49 171 5550142, linkedin.com/in/zora-quill or https://pictures.invalid/zora.png"
NEEDLES = ("zora", "quillfeather", "post.invalid", "5550142", "linkedin", "pictures.invalid")
FIRST = "I, Zora Quillfeather, saw that our parcel labels came out blank every Friday."
ANSWER = (
    f"{FIRST} I read the printer logs for two weeks and found a queue that nobody emptied. Reach me at {CONTACT}. "
    "I wrote a small job that empties it. Since then not one label was blank."
)
REPLY = "The team told Zora first. I emptied the queue myself, twice a week."
SAID = f"Zora Quillfeather ({CONTACT}) did it herself."


@dataclass(frozen=True)
class Scene:
    """The world of the access table with the candidate's name wherever words are kept."""

    world: World
    covered: dict[str, User]
    """Who must not know the candidate."""

    @property
    def interview(self) -> Interview:
        return self.world.evaluation.answer.interview

    @property
    def pages(self) -> Iterator[str]:
        yield from (self.world.address(name, pattern) for name, pattern in addresses(get_resolver()))


@pytest.fixture
def scene(db: None, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(engines, "ask_for_check", lambda check: None)
    text = document(question="Zora, tell me about a time when you mended something.", answer=ANSWER)
    world = World.made(is_signed=False, candidate=NAME, text=text)
    interview = world.evaluation.answer.interview
    ines, shadow = interview.interviewer, interview.shadows.get().user
    _speak_of_the_candidate(world.evaluation, ines)
    commenting.add(interview, uuid4(), SAID, shadow)
    handover = Handover.objects.create(interview=interview, number=1, giver=shadow, taker=ines, passed_by=shadow)
    HandoverWords.objects.create(
        handover=handover, reason=SAID, note=SAID, verdict_reason=SAID, rating_reasons={"Ownership": SAID}
    )
    _sign_twice(interview, world.evaluation)
    chair = User.objects.get(role=Role.COMMITTEE, panelmember__seat=PanelMember.Seat.CHAIR)
    committee = User.objects.get(role=Role.COMMITTEE, panelmember=None)
    deciding.reopen(interview.candidate_id, interview.opening, chair, SAID, 1)
    _deliberate(interview, committee, ines)
    colleague, another_chair = factories.user(), factories.user()
    interview.opening.panel.add(colleague)
    PanelMember.objects.create(opening=interview.opening, user=another_chair, seat=PanelMember.Seat.CHAIR)
    OpeningPolicy.objects.filter(opening=interview.opening).update(blind=True)
    decide_on(interview, chair)
    deciding.reopen(interview.candidate_id, interview.opening, chair, SAID, 2)
    covered = {
        "committee": committee,
        "chair of the committee": chair,
        "chair of the panel": another_chair,
        "panel": colleague,
    }
    return Scene(world, covered)


def _speak_of_the_candidate(evaluation: Evaluation, ines: User) -> None:
    """In items, their history, replies and a correction, with evidence in each text and in each version."""
    factories.follow_up(answer=evaluation.answer, question="And then, Zora?", reply=REPLY)
    Draft.objects.update(replies_read=1)
    note = present.read(evaluation).items(Section.NOTES)[0]
    named = review.Words(text=SAID)
    review.reword(evaluation, review.Decision(author=ines, item=note.id, number=note.number), named)
    review.add(evaluation, ines, Section.STRENGTHS, uuid4().hex, named, Span("answer", 0, len(FIRST)))
    correcting.correct(evaluation.answer, f"To be exact: {ANSWER}", ines, shown=str(evaluation.answer.answer_text_id))
    start = REPLY.index("I emptied")
    review.add(refreshed(evaluation), ines, Section.NOTES, uuid4().hex, named, Span("follow_ups/0", start, len(REPLY)))


def _sign_twice(interview: Interview, evaluation: Evaluation) -> None:
    decide(evaluation)
    reasons = {"Ownership": SAID}
    fill(interview, verdict="No Hire", verdict_reason=SAID, note=SAID, rating_reasons=reasons)
    sign(interview)
    signing.reopen(interview, interview.interviewer, SAID, 1)
    fill(interview, note=f"{SAID} Again.")
    sign(interview)


def _deliberate(interview: Interview, member: User, ines: User) -> None:
    case = (interview.candidate_id, interview.opening)
    voting.vote(*case, member, "Hire", SAID)
    voting.recuse(*case, factories.user(role=Role.COMMITTEE), SAID)
    discussing.remark(*case, ines, pk=uuid4(), text=SAID, evaluation=None, item="", addressee=None)


def as_covered(user: User) -> AbstractContextManager[None]:
    """What a request of this person reads."""
    return blind.looking(blind.Viewer(user.pk, lambda met: Candidate.objects.hidden_among(met, user)))


def decide_on(interview: Interview, chair: User) -> None:
    """As the chair's page does it."""
    with as_covered(chair):
        case = candidates.of_case(interview.candidate_id, interview.opening, chair)
        deciding.decide(interview.candidate, interview.opening, chair, "Hire", SAID, deciding.seal(case))


def visit(user: User, method: str, address: str, *, htmx: bool = False) -> HttpResponseBase:
    """As a browser does, which takes what is compressed; what it changed is taken back."""
    client = Client(headers={"Accept-Encoding": "gzip", **({"HX-Request": "true"} if htmx else {})})
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    with transaction.atomic():
        response: HttpResponseBase = getattr(client, method)(address)
        transaction.set_rollback(True)
    return response


def sent(response: HttpResponseBase) -> str:
    """Everything in it that can be read, in lower case: headers, cookies, and the body unpacked."""
    body, kind = unpacked(response), response.headers.get("Content-Type", "")
    said = [str(response.headers), str(response.cookies)]
    if kind == "application/pdf":
        printed = pypdfium2.PdfDocument(body)
        said += [page.get_textpage().get_text_range() for page in printed]
        said.append(str(printed.get_metadata_dict()))
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            said += [f"{name}\n{packed.read(name).decode()}" for name in packed.namelist()]
    else:
        said.append(body.decode("utf-8", "replace"))
    return TOKEN.sub("", "\n".join(said)).casefold()


def unpacked(response: HttpResponseBase) -> bytes:
    body: bytes = response.content  # type: ignore[attr-defined]
    return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body


@pytest.mark.parametrize("who", ["committee", "chair of the committee", "chair of the panel", "panel"])
def test_nothing_of_the_candidate_is_sent_to_whom_it_covers(scene: Scene, who: str) -> None:
    user, leaks, read = scene.covered[who], [], 0
    for address in [*scene.pages, f"{reverse('interviews:candidates')}?q=quillf", *_downloads(scene)]:
        for method, htmx in (("get", False), ("get", True), ("post", False)):
            if address.endswith(".pdf") and htmx:
                continue
            response = visit(user, method, address, htmx=htmx)
            read += response.status_code == 200
            text = sent(response)
            leaks += [f"{method} {address}: {needle}" for needle in NEEDLES if needle in text]
    assert not leaks, "\n".join(leaks)
    assert read > 15, "it is about pages that are read"


def test_a_name_finds_nobody_whom_it_must_not(scene: Scene) -> None:
    called = pseudonym(scene.interview.candidate_id)
    for user in scene.covered.values():
        assert called.casefold() in sent(visit(user, "get", "/candidates/"))
        assert called.casefold() not in sent(visit(user, "get", "/candidates/?q=quill"))
        assert called.casefold() not in sent(visit(user, "get", "/interviews/new/known/?name=quill"))


def _downloads(scene: Scene) -> Iterator[str]:
    for form in ("json", "csv", "markdown"):
        for name in ("evaluations", "interviews", "candidates"):
            yield f"/{name}/{scene.world.subjects[name]}/download/{form}/"


def test_the_pseudonym_stands_where_the_name_would(scene: Scene) -> None:
    called = f"Candidate {pseudonym(scene.interview.candidate_id)}"
    for address in (
        reverse("interviews:candidate", args=[scene.interview.candidate_id]),
        reverse("interviews:interview", args=[scene.interview.pk]),
        reverse("evaluations:scorecard", args=[scene.interview.pk]),
        reverse("evaluations:evaluation", args=[scene.world.evaluation.pk]),
    ):
        shown = visit(scene.covered["committee"], "get", address)
        assert called.casefold() in sent(shown)
        assert "blind review: name and contact details are hidden until the decision." in sent(shown)


def test_what_is_exported_quotes_itself(scene: Scene) -> None:
    """Offsets are those of the masked texts, in the answer and in the reply."""
    address = f"/evaluations/{scene.world.evaluation.pk}/download/json/"
    told: Any = json.loads(unpacked(visit(scene.covered["committee"], "get", address)))
    texts = {"answer": told["answer"], "follow_ups/0": told["follow_ups"][0]["reply"]}
    spans = [span for item in _items(told) for span in item["evidence"]]
    assert all(span["quote"] == texts[span["text"]][span["start"] : span["end"]] for span in spans)
    quotes = {span["quote"] for span in spans}
    assert "I, [name], saw that our parcel labels came out blank every Friday." in quotes
    assert "I emptied the queue myself, twice a week." in quotes
    assert "I wrote a small job that empties it" in quotes


def _items(told: Any) -> Iterator[Any]:
    for found in (*told["feedback"].values(), *told["red_flags"].values()):
        yield from (item for item in found if isinstance(item, dict) and "evidence" in item)


@pytest.mark.parametrize("who", [Who.INTERVIEWER, Who.SHADOW, Who.ADMIN, Who.PEER])
def test_who_may_know_the_candidate_reads_everything(scene: Scene, who: Who) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = scene.world.sessions[who]
    page = sent(client.get(f"/evaluations/{scene.world.evaluation.pk}/"))
    assert "zora quillfeather" in page
    assert "5550142" in page
    assert "quillfeather" in sent(client.get("/candidates/?q=quill"))
    assert "blind review" not in page


def test_with_the_decision_everybody_reads_everything_until_it_is_reopened(scene: Scene) -> None:
    address = f"/evaluations/{scene.world.evaluation.pk}/"
    decide_on(scene.interview, scene.covered["chair of the committee"])
    for user in (scene.covered["committee"], scene.covered["chair of the panel"]):
        assert "zora quillfeather" in sent(visit(user, "get", address))
        assert "quillfeather" in sent(visit(user, "get", "/candidates/?q=quill"))
    chair = scene.covered["chair of the committee"]
    deciding.reopen(scene.interview.candidate_id, scene.interview.opening, chair, "New facts.", 3)
    assert "zora" not in sent(visit(scene.covered["committee"], "get", address))


def test_a_decision_for_another_opening_shows_nobody(scene: Scene) -> None:
    other = factories.interview(candidate=scene.interview.candidate)
    ready(other)
    sign(other)
    chair = factories.chair(other.opening)
    deciding.debrief(other.candidate_id, other.opening, chair)
    decide_on(other, chair)
    assert "zora" not in sent(visit(scene.covered["committee"], "get", f"/candidates/{other.candidate_id}/"))


def test_what_a_decision_was_based_on_is_kept_whole(scene: Scene) -> None:
    """A chair who does not know the candidate freezes every word, evidence where it stands; and does not read them."""
    basis = DecisionBasis.objects.order_by("decision__number").last()
    assert basis
    assert basis.document["candidate"]["name"] == NAME
    assert basis.document["evaluations"][0]["answer"] == f"To be exact: {ANSWER}"
    page = sent(visit(scene.covered["chair of the committee"], "get", f"/decisions/{basis.decision_id}/"))
    assert "[name]" in page
    assert "zora" not in page


def test_what_is_stored_again_is_stored_whole(scene: Scene) -> None:
    """Whoever may not read a text, and stores it for whatever reason, takes nothing from it."""
    words = ScorecardWords.objects.exclude(note="")[0]
    with as_covered(scene.covered["committee"]):
        blind.meet(scene.interview.candidate_id)
        assert "Zora" not in words.note
        words.save()
    words.refresh_from_db()
    assert SAID in words.note


def test_no_name_is_typed_over_one_that_is_hidden(scene: Scene) -> None:
    address = f"/candidates/{scene.interview.candidate_id}/rename/"
    response = signed_in(scene.covered["panel"]).post(address, {"name": "Somebody Else"})
    assert response.status_code == 403
    assert "stays hidden until the decision" in response.text
    assert Identity.objects.get(candidate=scene.interview.candidate_id).name == NAME


def test_an_interview_with_somebody_hidden_is_one_with_them(scene: Scene) -> None:
    """Led to by the candidate's page; from then on the interviewer knows who it is."""
    candidate, client = scene.interview.candidate, signed_in(scene.covered["panel"])
    page = client.get(f"/interviews/new/?candidate={candidate.pk}").text
    called = f"Candidate {pseudonym(candidate.pk)}"
    assert f'value="{candidate.pk}" checked> <span dir="auto">{called}' in page
    sent_form = {
        "id": uuid4(),
        "name": called,
        "candidate": candidate.pk,
        "opening": scene.interview.opening_id,
        "held_on": "2026-01-02",
    }
    there = client.post("/interviews/new/", sent_form).headers["Location"]
    assert Interview.objects.filter(candidate=candidate, interviewer=scene.covered["panel"]).exists()
    assert NAME in client.get(there).text


def test_a_name_that_is_hidden_is_not_told_to_be_taken(scene: Scene) -> None:
    typed = {"id": uuid4(), "name": NAME, "candidate": "", "opening": scene.interview.opening_id}
    response = signed_in(scene.covered["panel"]).post("/interviews/new/", typed)
    assert response.status_code == 302


def test_lists_are_in_no_order_of_names(scene: Scene) -> None:
    later = factories.interview(
        interviewer=scene.interview.interviewer,
        candidate=factories.candidate(name="Aaron Aardvark", created_by=scene.interview.interviewer),
        opening=scene.interview.opening,
    )
    factories.interview(
        candidate=factories.candidate(name="Zz Last", created_by=scene.interview.interviewer),
        opening=scene.interview.opening,
        interviewer=scene.interview.interviewer,
    )
    for address in ("/candidates/", f"/openings/{scene.interview.opening_id}/"):
        page = signed_in(scene.covered["committee"]).get(address).text
        places = [page.index(pseudonym(one)) for one in (later.candidate_id, scene.interview.candidate_id)]
        assert places == sorted(places)


def test_a_list_costs_as_many_queries_for_many_hidden_candidates_as_for_one(scene: Scene) -> None:
    client = signed_in(scene.covered["committee"])

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    addresses = ("/candidates/", f"/openings/{scene.interview.opening_id}/", "/")
    before = [queries(address) for address in addresses]
    for _ in range(5):
        factories.interview(opening=scene.interview.opening)
    assert [queries(address) for address in addresses] == before
    assert queries(f"/candidates/{scene.interview.candidate_id}/") <= 12


ADMINS_READ = "read by admins alone, from whom nobody is hidden"
OTHERWISE = {
    "evaluations.Remark.item": "an id",
    "evaluations.CaseBody.verdicts": "made of columns that know, and whoever must not know has one of their own",
    "evaluations.CaseBody.before": "as its verdicts",
    "evaluations.CaseBody.after": "as its verdicts",
    "evaluations.TriedAnswer.rubric": ADMINS_READ,
    "evaluations.TriedAnswer.engine": ADMINS_READ,
    "evaluations.TriedAnswer.problem": ADMINS_READ,
    "evaluations.TriedAnswer.sections": ADMINS_READ,
    "evaluations.TriedAnswer.verdict": ADMINS_READ,
    "evaluations.TriedAnswer.trace": ADMINS_READ,
    "interviews.Identity.sort_name": "sorted and searched by, where `named_to` lets it",
    "evaluations.RawReply.names": "what a reply of an engine is read again with",
}


def test_every_column_for_words_about_a_candidate_knows_who_looks() -> None:
    plain = {
        f"{table._meta.label}.{field.name}"
        for table in tables()
        if is_erasable(table)
        for field in table._meta.get_fields()
        if isinstance(field, WORDS) and not field.choices
        if not isinstance(field, PersonalLine | PersonalText | PersonalJSON)
    }
    assert plain == OTHERWISE.keys()
