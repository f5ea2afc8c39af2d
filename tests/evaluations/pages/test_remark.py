"""A discussion on the candidate, a claim or a rating, and feedback on an interviewer's feedback."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import override_settings

from evaluations import mentioning, present
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation, Mention, Remark
from interviews.models import User
from tests import factories
from tests.evaluations.committees import Case
from tests.evaluations.pages.visiting import others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db
SAID = "Who wrote the rollback script?"


@pytest.fixture
def case() -> Case:
    return Case()


def say(case: Case, who: User, text: str = SAID, **typed: object) -> int:
    return case.post(who, "remark", remark=text, id=uuid4(), **typed)


def mailed() -> list[mail.EmailMessage]:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mentioning.mail()
    return list(mail.outbox)


def test_it_is_read_by_who_voted_and_by_interviewers_who_signed(case: Case) -> None:
    mona, mats = case.member("Mona Member"), case.member("Mats Member")
    assert say(case, mona) == 302
    assert SAID in case.shown_to(mona)
    assert SAID in case.shown_to(case.interview.interviewer)
    assert SAID not in case.shown_to(mats)
    assert "1 remark is closed to you for now. They open with your vote." in case.shown_to(mats)
    case.vote(mats)
    assert SAID in case.shown_to(mats)


@pytest.mark.parametrize("section", [Section.STRENGTHS, Section.RATINGS])
def test_it_can_be_about_a_claim_or_a_rating_and_leads_there(case: Case, section: Section) -> None:
    mona = case.member()
    evaluation = Evaluation.objects.get(answer__interview=case.interview)
    entry = present.read(evaluation).items(section)[0]
    form = signed_in(mona).get(f"{case.url('remark')}?evaluation={evaluation.pk}&item={entry.id}").text
    assert entry.item.text in form
    assert (
        f"?evaluation={evaluation.pk}&amp;item={entry.id}" in signed_in(mona).get(f"/evaluations/{evaluation.pk}/").text
    )
    say(case, mona, evaluation=evaluation.pk, item=entry.id)
    shown = case.shown_to(mona).partition('id="discussion-')[2]
    assert f"/evaluations/{evaluation.pk}/#item-{entry.id}" in shown


def test_who_is_mentioned_is_mailed_once_without_the_candidates_name(case: Case) -> None:
    mats = case.member("Mats Member")
    say(case, case.member("Mona Member"), "@Mats Member, and @ines: who wrote it? mail@example.org is not meant.")
    mails = mailed()
    assert sorted(message.to[0] for message in mails) == sorted([mats.email, case.interview.interviewer.email])
    assert mails[0].subject == "Mona Member mentions you in a discussion"
    for message in mails:
        assert case.candidate.name not in f"{message.subject} {message.body}"
        assert "who wrote it" not in message.body
        assert f"/candidates/{case.candidate.pk}/#discussion-{case.opening.pk}" in message.body
    assert len(mailed()) == len(mails)


def test_a_name_that_is_nobodys_is_told_and_the_text_stays(case: Case) -> None:
    text = "@Nobody, who wrote it?"
    response = signed_in(case.member()).post(case.url("remark"), {"remark": text, "id": uuid4()})
    assert response.status_code == 422
    assert "“@Nobody,” is nobody here" in response.text
    assert text in response.text
    assert not Remark.objects.exists()


def test_feedback_for_an_interviewer_is_between_the_two_and_admins(case: Case) -> None:
    mona, ines = case.member("Mona Member"), case.interview.interviewer
    text = "Your notes on ownership carried the debrief."
    assert say(case, mona, text, to=ines.pk) == 302
    assert [text in case.shown_to(who) for who in (mona, ines, factories.user(role="admin"))] == [True] * 3
    mats = case.member()
    case.vote(mats)
    case.debrief()
    case.vote(case.chair)
    assert [text in case.shown_to(who) for who in (mats, case.chair)] == [False, False]
    assert [message.subject for message in mailed()] == ["Mona Member has feedback for you"]


def test_feedback_for_who_did_not_interview_is_refused(case: Case) -> None:
    assert say(case, case.member(), to=case.chair.pk) == 422


def test_what_is_not_of_this_case_cannot_be_talked_about(case: Case) -> None:
    foreign = Evaluation.objects.get(answer__interview=Case().interview)
    assert say(case, case.member(), evaluation=foreign.pk, item="x") == 422


@pytest.mark.parametrize(("text", "told"), [(" ", "Write something first"), ("x" * 5001, "5,000")])
def test_nothing_and_too_much_come_back(case: Case, text: str, told: str) -> None:
    response = signed_in(case.member(), htmx=True).post(case.url("remark"), {"remark": text, "id": uuid4()})
    assert response.status_code == 422
    assert told in response.text


def test_strangers_and_who_has_not_signed_say_nothing(case: Case) -> None:
    found = others(case.interview, lambda client: client.post(case.url("remark"), {"remark": SAID, "id": uuid4()}))
    assert found == {"nobody": "sign in", "stranger": 404, "shadow": 403, "panel": 403, "committee": 302, "admin": 403}
    assert wrong_methods(signed_in(case.member()), case.url("remark"), "get", "post") == set()


def test_sending_it_twice_says_it_once(case: Case) -> None:
    mona, key = case.member(), uuid4()
    for _ in range(2):
        case.post(mona, "remark", remark="@Carla Chair, please read.", id=key)
    assert Remark.objects.count() == Mention.objects.count() == 1


def test_a_candidates_markup_in_a_remark_is_text(case: Case) -> None:
    mona = case.member()
    say(case, mona, "<script>alert(1)</script>")
    assert "<script>alert" not in case.shown_to(mona)
    assert re.search(r"&lt;script&gt;alert", case.shown_to(mona))
