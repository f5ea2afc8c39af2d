"""What axe sees on every page, in both themes, and that every page fits the narrowest window; what axe cannot see has
tests of its own."""

import io
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from evaluations import commenting, correcting, house, publishing, rating_first, reminding, requests, review, what_if
from evaluations.documents import batches, working
from evaluations.documents.finding import in_uploads
from evaluations.evidence.claims import FlagStatus, PassKind
from evaluations.models import Evaluation, OpeningPolicy, Pass, RubricVersion, Scorecard, SettingChange
from evaluations.pipeline import passes, trying
from interviews import bank, inviting, kits, people
from interviews.models import Interview, Invitation, Opening, Question, Role, Shadow, User
from tests import axe, factories
from tests.browser.visiting import open_details, visit
from tests.evaluations import cases, rubrics, signed
from tests.evaluations.documents.samples import document
from tests.evaluations.signed import decide, fill, sign

PAGES: dict[str, Callable[[Evaluation], str]] = {
    "home": lambda e: "/",
    "evaluation": lambda e: f"/evaluations/{e.pk}/",
    "paste": lambda e: f"/interviews/{e.answer.interview_id}/paste/",
    "reply": lambda e: f"/evaluations/{e.pk}/reply/",
    "draft again": lambda e: f"/evaluations/{e.pk}/again/",
    "a later draft": lambda e: f"/evaluations/{_with_later_draft(e).pk}/again/",
    "correct": lambda e: f"/evaluations/{e.pk}/correct/",
    "corrected": lambda e: f"/evaluations/{_corrected(e).pk}/",
    "rate first": lambda e: f"/evaluations/{_rating_first(e).pk}/",
    "rated first": lambda e: f"/evaluations/{_rated_first(e).pk}/",
    "handed on": lambda e: f"/interviews/{_with_questions_left(e).pk}/questions/",
    "stop reminders": lambda e: f"/reminders/stop/{reminding.token(cases.interviewer_of(e))}/",
    "move": lambda e: f"/answers/{e.answer_id}/move/",
    "delete": lambda e: f"/answers/{e.answer_id}/delete/",
    "candidates": lambda e: "/candidates/",
    "search": lambda e: "/search/?q=printer+friday",
    "candidate": lambda e: f"/candidates/{e.answer.interview.candidate_id}/",
    "scorecard": lambda e: f"/interviews/{e.answer.interview_id}/scorecard/",
    "sign": lambda e: f"/interviews/{e.answer.interview_id}/scorecard/sign/",
    "comments": lambda e: f"/interviews/{_with_comment(e).answer.interview_id}/comments/",
    "hand over": lambda e: f"/interviews/{_with_panel(e).answer.interview_id}/hand-over/",
    "interview": lambda e: f"/interviews/{e.answer.interview_id}/",
    "new interview": lambda e: "/interviews/new/",
    "openings": lambda e: "/openings/",
    "opening": lambda e: f"/openings/{e.answer.interview.opening_id}/",
    "new opening": lambda e: "/openings/new/",
    "import": lambda e: "/import/",
    "rubrics": lambda e: "/rubrics/",
    "rubric": lambda e: f"/rubrics/{RubricVersion.objects.current().pk}/",
    "me": lambda e: "/me/",
    "nowhere": lambda e: "/nowhere/",
    "compare": lambda e: f"/openings/{_signed_twice(e).answer.interview.opening_id}/compare/?status=all",
    "side by side": lambda e: _side_by_side(_signed_twice(e).answer.interview),
    "candidate of signed interviews": lambda e: f"/candidates/{_signed_twice(e).answer.interview.candidate_id}/",
}
ADMIN_PAGES: dict[str, Callable[[User], str]] = {
    "people": lambda admin: f"/people/?q=&role={_invited(admin).role}&state=all",
    "person": lambda admin: f"/people/{_somebody_who_left(admin).pk}/",
    "invite": lambda admin: "/people/invite/",
    "deactivate": lambda admin: f"/people/{factories.user().pk}/active/",
    "question bank": lambda admin: f"/questions/?q={_in_bank(admin).wording[:4]}",
    "a question": lambda admin: f"/questions/{_in_bank(admin).pk}/",
    "kit": lambda admin: f"/openings/{_with_kit(admin).pk}/kit/",
    "settings": lambda admin: f"/settings/#{_told(admin)}",
    "what candidates are told": lambda admin: f"/{_told(admin)}/",
    "change my password": lambda admin: "/password/",
    "join": lambda admin: urlsplit(inviting.link(_invited(admin))).path,
    "a link that no longer works": lambda admin: "/join/x/",
    "a new password": lambda admin: urlsplit(people.password_link(admin)).path,
    "forgotten": lambda admin: "/password/forgotten/",
}
NARROWEST, USUAL = {"width": 320, "height": 640}, {"width": 1280, "height": 720}
"""In CSS pixels."""


def _invited(admin: User) -> Invitation:
    open_one = Invitation.objects.open().first()
    return open_one or inviting.invite("nora@debrief.example", Role.INTERVIEWER, admin)


def _in_bank(admin: User) -> Question:
    """Asked, with two versions."""
    cases.publish_rubric()
    question = factories.question(aims=["Ownership"])
    wanted = bank.Wanted(wording=question.wording, aims=["Ownership"], level="Staff", probes=["Then?"], is_offered=True)
    bank.change(question, wanted, admin, seen=1)
    return question


def _with_kit(admin: User) -> Opening:
    opening = factories.opening(created_by=admin)
    for _ in range(2):
        kits.add(opening, _in_bank(admin))
    _in_bank(admin)
    return opening


def _told(admin: User) -> str:
    if not SettingChange.objects.exists():
        house.change("told", {"told": "A model drafts, and a person decides."}, admin, seen=0)
    return "told"


def _somebody_who_left(admin: User) -> User:
    left = factories.user(name="Gregor Gone")
    people.deactivate(left, admin)
    return left


def _with_later_draft(evaluation: Evaluation) -> Evaluation:
    """Beside what somebody decided, with a rating moved."""
    rated = cases.present_rating(evaluation)
    by = cases.interviewer_of(evaluation)
    review.rate(evaluation, review.Decision(author=by, item=rated.id, number=rated.number), "Strong")
    requests.request(evaluation.answer, by, "builtin")
    for work in Pass.objects.filter(state=Pass.State.WAITING):
        passes.run(work.pk)
    return evaluation


def _corrected(evaluation: Evaluation) -> Evaluation:
    """With quotes that no longer hold."""
    shown = str(evaluation.answer.answer_text_id)
    correcting.correct(evaluation.answer, "It was another printer.", cases.interviewer_of(evaluation), shown=shown)
    return evaluation


def _rating_first(evaluation: Evaluation) -> Evaluation:
    Evaluation.objects.filter(pk=evaluation.pk).update(hides_ratings=True)
    return evaluation


def _rated_first(evaluation: Evaluation) -> Evaluation:
    ratings = dict.fromkeys(cases.RUBRIC.competency_names, "Meets")
    hiding = cases.refreshed(_rating_first(evaluation))
    rating_first.save(hiding, cases.interviewer_of(evaluation), ratings, "Hire")
    return evaluation


def _with_questions_left(evaluation: Evaluation) -> Interview:
    """Another interview by the same person, after this one was signed."""
    interview = evaluation.answer.interview
    before = signed.signed(factories.interview(candidate=interview.candidate, opening=interview.opening))
    OpeningPolicy.objects.filter(opening=before.opening_id).update(hands_on_questions=True)
    return interview


def _with_comment(evaluation: Evaluation) -> Evaluation:
    """Of its interviewer, who has the form too where they shadow."""
    interview, by = evaluation.answer.interview, cases.interviewer_of(evaluation)
    Shadow.objects.create(interview=interview, user=by)
    commenting.add(interview, uuid4(), "They spoke of the queue only when asked.", by)
    return evaluation


def _with_panel(evaluation: Evaluation) -> Evaluation:
    evaluation.answer.interview.opening.panel.add(factories.user(name="Pia Panel"))
    return evaluation


def _signed_twice(evaluation: Evaluation) -> Evaluation:
    """By its interviewer and by somebody who disagrees, with confirmed flags. Once for pages that share the case."""
    held = evaluation.answer.interview
    if Scorecard.objects.is_signed(held.pk):
        return evaluation
    other = factories.interview(interviewer=factories.user(), candidate=held.candidate, opening=held.opening)
    for one in (evaluation, cases.drafted(other, ratings={"Execution": "Below"}, flags=(3,))):
        decide(one, FlagStatus.CONFIRMED)
        interview = one.answer.interview
        fill(interview, verdict="Hire", verdict_reason="Strong on the queue.")
        sign(interview)
    return evaluation


def _side_by_side(interview: Interview) -> str:
    other = signed.signed(factories.interview(opening=interview.opening, interviewer=interview.interviewer))
    return f"/openings/{interview.opening_id}/compare/?with={interview.candidate_id}&with={other.candidate_id}"


@pytest.fixture(scope="module")
def reader(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """One page for all; what goes wrong in it, other tests tell."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def problems_of(reader: Page, live_server: LiveServer, session: str, address: str) -> list[str]:
    reader.context.clear_cookies()
    if session:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        reader.context.add_cookies([cookie])  # type: ignore[list-item]
    visit(reader, address)
    open_details(reader)
    found = axe.problems_of(reader)
    reader.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    width = reader.evaluate("document.documentElement.scrollWidth")
    reader.set_viewport_size(USUAL)  # type: ignore[arg-type]
    return found if width <= NARROWEST["width"] else [*found, f"{width} pixels wide"]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_it_fits(reader: Page, live_server: LiveServer, name: str) -> None:
    evaluation = cases.drafted(ratings={"Ownership": "Below"}, flags=(2, 4))
    assert problems_of(reader, live_server, _signed_in(evaluation), PAGES[name](evaluation)) == []


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_axe_finds_nothing_on_what_admins_see(reader: Page, live_server: LiveServer, name: str) -> None:
    admin = factories.user(name="Ada Admin", role=Role.ADMIN)
    assert problems_of(reader, live_server, _session_of(admin), ADMIN_PAGES[name](admin)) == []


def test_axe_finds_nothing_while_it_is_drafted_and_where_a_pass_failed(reader: Page, live_server: LiveServer) -> None:
    evaluation = cases.request()
    Pass.objects.filter(draft=evaluation.draft, kind=PassKind.FEEDBACK).update(
        state=Pass.State.FAILED, failure="The engine gave no answer."
    )
    Pass.objects.filter(draft=evaluation.draft, kind=PassKind.RED_FLAGS).update(state=Pass.State.CANCELLED)
    assert problems_of(reader, live_server, _signed_in(evaluation), f"/evaluations/{evaluation.pk}/") == []


def test_axe_finds_nothing_on_what_is_imported(reader: Page, live_server: LiveServer) -> None:
    cases.publish_rubric()
    interviewer = factories.user()
    uploads = [
        SimpleNamespace(name=name, file=io.BytesIO(text.encode()))
        for name, text in (("1.md", document(unclear="Confidence: 80%")), ("2.md", "Nothing of the kind"))
    ]
    batch = batches.receive(in_uploads(uploads), by=interviewer, interviewer=interviewer, opening=None, level="")
    address, session = f"/import/{batch.pk}/", _session_of(interviewer)
    found = problems_of(reader, live_server, session, address)
    working.work(batch.pk)
    found += problems_of(reader, live_server, session, address)
    batches.start(batch)
    working.work(batch.pk)
    found += problems_of(reader, live_server, session, address)
    found += problems_of(reader, live_server, session, f"/evaluations/{Evaluation.objects.get().pk}/")
    assert found == []


def test_axe_finds_nothing_where_admins_change_a_rubric(reader: Page, live_server: LiveServer) -> None:
    admin = factories.user(role=Role.ADMIN)
    wrong = rubrics.changed(rubrics.begun(admin), admin, guidance="word " * 2_000)
    draft = rubrics.with_cap(rubrics.begun(admin), admin, "No Hire")
    first = RubricVersion.objects.current()
    second = publishing.restore(first, "An invented reason.", by=admin)
    cases.drafted(ratings={"Execution": "Below"})
    over, running = what_if.ask(draft, admin), what_if.ask(draft, admin)
    what_if.run(over.pk)
    for tried in trying.ask(draft, cases.RUBRIC, [None, None], "builtin", admin):
        trying.run(tried.pk)
    found = []
    for address in (
        f"/rubric-drafts/{draft.pk}/try/",
        f"/what-ifs/{over.pk}/",
        f"/what-ifs/{running.pk}/",
        f"/rubric-drafts/{wrong.pk}/",
        f"/rubric-drafts/{draft.pk}/publish/",
        f"/rubrics/{first.pk}/",
        f"/rubrics/differences/?before={first.pk}&after={second.pk}",
    ):
        found += problems_of(reader, live_server, _session_of(admin), address)
    assert found == []


def test_axe_finds_nothing_before_signing_in(reader: Page, live_server: LiveServer) -> None:
    assert problems_of(reader, live_server, "", "/") == []


def _signed_in(evaluation: Evaluation) -> str:
    """The session of its interviewer."""
    return _session_of(cases.interviewer_of(evaluation))


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
