"""Every address of the product by every method for everybody, before and after the scorecard is signed."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from evaluations import candidates, deciding, present, publishing, reminding, what_if
from evaluations.documents import batches, working
from evaluations.documents.finding import in_uploads
from evaluations.evidence.claims import Section
from evaluations.models import Decision, EngineCheck, Evaluation, ImportBatch
from evaluations.pages import engines, packets
from interviews import inviting
from interviews.models import Interview, Question, Role, Shadow, User
from interviews.people import password_link
from tests import factories
from tests.access_table import QUESTION, TABLE, Access, Who
from tests.evaluations import cases
from tests.evaluations.documents.samples import document
from tests.evaluations.pages.visiting import signed_in
from tests.evaluations.signed import decide, fill, sign, signed

READING = ("GET", "HEAD")
METHODS = ("GET", "POST")
"""What signing may make a difference for: what answers GET answers HEAD, and no page takes the rest."""
EVERY_METHOD = (*METHODS, "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
LET_IN, SIGN_IN, TOLD, NOTHING_THERE, NO_SUCH_METHOD = "let in", "sent to sign in", 403, 404, 405


@dataclass(frozen=True)
class World:
    """One interview with an imported evaluation, everybody around it, and what addresses are about."""

    evaluation: Evaluation
    subjects: Mapping[str, object]
    """Keys, by the first part of an address."""
    links: Mapping[str, str]
    """Addresses that are handed out, signed."""
    sessions: Mapping[Who, str]

    @classmethod
    def made(cls, *, is_signed: bool, candidate: str = "Mara Example", text: str = "") -> "World":
        version = cases.publish_rubric()
        ines = factories.user()
        batch = _imported(ines, f"{candidate}.md", text or document())
        evaluation = Evaluation.objects.select_related("answer__interview__opening").get()
        interview = evaluation.answer.interview
        people = {
            Who.STRANGER: _stranger(),
            Who.PANEL: factories.user(),
            Who.PEER: factories.user(),
            Who.SHADOW: factories.user(),
            Who.COMMITTEE: factories.user(role=Role.COMMITTEE),
            Who.CHAIR: factories.chair(interview.opening),
            Who.INTERVIEWER: ines,
            Who.ADMIN: factories.user(role=Role.ADMIN),
        }
        Shadow.objects.create(interview=interview, user=people[Who.SHADOW])
        interview.opening.panel.add(people[Who.PANEL], people[Who.PEER])
        for colleague in (people[Who.PANEL], people[Who.PEER]):
            factories.interview(interviewer=colleague, candidate=interview.candidate, opening=interview.opening)
        signed(Interview.objects.get(interviewer=people[Who.PEER]))
        if is_signed:
            decide(evaluation)
            fill(interview, verdict="Hire", verdict_reason="As the document says.")
            sign(interview)
        invitation = inviting.invite("nora@debrief.example", Role.INTERVIEWER, people[Who.ADMIN])
        draft = publishing.begin(version, people[Who.ADMIN])
        return cls(
            evaluation=evaluation,
            links={
                "evaluations:stop_reminders": reverse("evaluations:stop_reminders", args=[reminding.token(ines)]),
                "interviews:join": urlsplit(inviting.link(invitation)).path,
                "interviews:password_new": urlsplit(password_link(ines)).path,
            },
            subjects={
                "interviews": interview.pk,
                "openings": interview.opening_id,
                "candidates": interview.candidate_id,
                "answers": evaluation.answer_id,
                "evaluations": evaluation.pk,
                "import": batch.pk,
                "people": ines.pk,
                "questions": Question.objects.create(pk=QUESTION, wording="What did you do about it?").pk,
                "invitations": invitation.pk,
                "rubrics": version.pk,
                "rubric-drafts": draft.pk,
                "what-ifs": what_if.ask(draft, people[Who.ADMIN]).pk,
                "decisions": _decided(interview, people[Who.CHAIR]).pk,
                "engines": EngineCheck.objects.create(engine="builtin", asked_by=people[Who.ADMIN]).pk,
            },
            sessions={who: signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value for who, user in people.items()},
        )

    def address(self, name: str, pattern: URLPattern) -> str:
        given = dict(TABLE[name].given)
        if "item" in given:
            given["item"] = present.read(self.evaluation).items(Section(given["item"]))[0].id
        if name in self.links:
            return self.links[name]
        if "opening" in pattern.pattern.converters:
            given["opening"] = str(self.subjects["openings"])
        if "pk" in pattern.pattern.converters:
            given["pk"] = str(self.subjects[str(pattern.pattern).partition("/")[0]])
        return reverse(name, kwargs=given)

    def visit(self, who: Who, method: str, address: str, posted: Mapping[str, str]) -> HttpResponseBase:
        """As if it were the first visit of all: what it changed is taken back."""
        client = Client()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with transaction.atomic():
            data = posted if method == "POST" else None
            response: HttpResponseBase = getattr(client, method.lower())(address, data)
            transaction.set_rollback(True)
        return response


def _imported(interviewer: User, name: str, text: str) -> ImportBatch:
    uploads = [SimpleNamespace(name=name, file=io.BytesIO(text.encode()))]
    batch = batches.receive(in_uploads(uploads), by=interviewer, interviewer=interviewer, opening=None, level="")
    working.work(batch.pk)
    batches.start(batch)
    working.work(batch.pk)
    return batch


def _decided(interview: Interview, chair: User) -> Decision:
    """As the pages do it."""
    deciding.debrief(interview.candidate_id, interview.opening, chair)
    case = candidates.of_case(interview.candidate_id, interview.opening, chair)
    deciding.decide(interview.candidate, interview.opening, chair, "Hire", "We agreed.", deciding.seal(case))
    return Decision.objects.get()


def _stranger() -> User:
    """With an interview of their own, for another opening and of another candidate."""
    return factories.interview().interviewer


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its name, as `reverse` wants it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield f"{namespace}{pattern.name}", pattern


def expected(who: Who, method: str, access: Access, *, is_signed: bool) -> object:
    people = access.read if method in READING else access.write if method == "POST" else None
    if who is Who.NOBODY and not access.is_public:
        return SIGN_IN
    if people is None:
        return NO_SUCH_METHOD
    if is_signed and method in READING:
        people |= access.once_signed
    elif is_signed:
        people |= access.written_once_signed
    if who in people or access.is_public:
        return LET_IN
    return TOLD if who in access.told else NOTHING_THERE


def got(response: HttpResponseBase) -> object:
    """Whatever else it is, a redirect or a refusal of what was sent, is for somebody who was let in."""
    if response.headers.get("Location", "").startswith("/sign-in/?"):
        return SIGN_IN
    return response.status_code if response.status_code in (TOLD, NOTHING_THERE, NO_SUCH_METHOD) else LET_IN


def test_every_address_has_a_row() -> None:
    assert sorted(name for name, _ in addresses(get_resolver())) == sorted(TABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("is_signed", [False, True], ids=["before it is signed", "once it is signed"])
def test_everybody_gets_what_the_table_says(
    is_signed: bool, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # A query less per visit.
    monkeypatch.setattr(packets, "to_pdf", lambda packet: b"%PDF-1.7 invented")
    monkeypatch.setattr(engines, "ask_for_check", lambda check: None)
    world = World.made(is_signed=is_signed)
    wrong = []
    for name, pattern in addresses(get_resolver()):
        access, address = TABLE[name], world.address(name, pattern)
        for who in Who:
            for method in METHODS if is_signed else EVERY_METHOD:
                response = world.visit(who, method, address, access.posted)
                there, wanted = got(response), expected(who, method, access, is_signed=is_signed)
                if there != wanted or response.status_code >= 500:
                    wrong.append(f"{name} {method} {who}: {there} ({response.status_code}), not {wanted}")
    assert not wrong, "\n".join(wrong)
