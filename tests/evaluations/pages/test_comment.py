"""A shadow comments on the interview: on record, beside every verdict, open to whoever reads the evaluations."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from evaluations import scorecards
from evaluations.models import Comment, Evaluation
from interviews.models import Interview, Role, User
from tests import factories
from tests.evaluations.pages.visiting import INTERVIEWER_ONLY, READERS, looking, others, signed_in, wrong_methods
from tests.evaluations.signed import ready, reopen, sign, signed
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db

SAID = "They spoke of the queue only when asked.\nI would ask who found it."


@pytest.fixture
def sam() -> User:
    return factories.user(name="Sam Shadow")


@pytest.fixture
def interview(sam: User) -> Interview:
    return factories.interview(shadows=[sam])


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/comments/"


def comment(client: Client, interview: Interview, text: str = SAID, id: UUID | None = None) -> int:  # noqa: A002
    return client.post(url(interview), {"id": id or uuid4(), "comment": text}).status_code


def test_it_is_kept_and_shown_with_who_said_it(interview: Interview, sam: User) -> None:
    client = signed_in(sam)
    assert f'hx-get="{url(interview)}"' in client.get(f"/interviews/{interview.pk}/").text
    assert comment(client, interview) == 302
    text = client.get(url(interview)).text
    assert SAID in text
    assert "Sam Shadow, " in text


def test_with_scripts_only_the_comments_come_back_and_the_form_is_empty_again(interview: Interview, sam: User) -> None:
    response = signed_in(sam, htmx=True).post(url(interview), {"id": uuid4(), "comment": SAID})
    assert "<html" not in response.text
    assert SAID in response.text
    assert "Added." in response.text
    assert SAID not in response.text.partition("<textarea")[2]


def test_it_is_no_part_of_any_verdict(sam: User) -> None:
    interview = ready(factories.interview(shadows=[sam]))
    before = scorecards.current(interview), Evaluation.objects.values().get()
    comment(signed_in(sam), interview, "A Concern. Severity 5. No Hire.")
    assert (scorecards.current(interview), Evaluation.objects.values().get()) == before
    assert scorecards.current(interview).seal == before[0].seal


def test_the_interviewer_and_who_looks_read_it_at_once_the_committee_once_it_is_signed(sam: User) -> None:
    interview = ready(factories.interview(shadows=[sam]))
    comment(signed_in(sam), interview)
    member = signed_in(factories.user(role=Role.COMMITTEE))
    for reader in (interview.interviewer, looking(interview)):
        assert SAID in signed_in(reader).get(url(interview)).text
    assert SAID not in member.get(url(interview)).text
    sign(interview)
    assert SAID in member.get(url(interview)).text
    reopen(interview)
    assert SAID not in member.get(url(interview)).text


def test_only_who_sits_in_reads_it_and_only_shadows_add_to_it(interview: Interview) -> None:
    def add(client: Client) -> object:
        return client.post(url(interview), {"id": uuid4(), "comment": SAID})

    assert others(interview, lambda client: client.get(url(interview))) == {**READERS, "committee": 200}
    assert others(interview, add) == {**INTERVIEWER_ONLY, "shadow": 302}  # type: ignore[arg-type]
    assert comment(signed_in(interview.interviewer), interview) == 404
    assert "<textarea" not in signed_in(interview.interviewer).get(url(interview)).text
    assert Comment.objects.count() == 1


def test_a_shadow_of_another_interview_cannot(interview: Interview) -> None:
    other = factories.user()
    factories.interview(shadows=[other])
    assert comment(signed_in(other), interview) == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [(" ", "The comment is empty."), ("x" * 5_001, "5,000"), ("a\x00b", "The comment contains")],
)
def test_what_is_refused_stays_in_the_form(interview: Interview, sam: User, typed: str, told: str) -> None:
    response = signed_in(sam).post(url(interview), {"id": uuid4(), "comment": typed})
    assert response.status_code == 422
    assert told in response.text
    assert typed.strip("\x00 ")[-1:] in response.text.partition("<textarea")[2]
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_many_times_adds_one(interview: Interview, sam: User) -> None:
    one = uuid4()
    assert all_at_once(lambda _: comment(signed_in(sam), interview, id=one), range(4)) == [302] * 4
    assert Comment.objects.count() == 1


def test_once_it_is_signed_nothing_is_added_and_what_was_typed_is_not_lost(sam: User) -> None:
    interview = signed(factories.interview(shadows=[sam]))
    client = signed_in(sam)
    assert "nothing is added any more" in client.get(url(interview)).text
    response = client.post(url(interview), {"id": uuid4(), "comment": SAID})
    assert response.status_code == 409
    assert SAID in response.text
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_said_while_it_is_signed_was_said_before_or_is_refused(sam: User) -> None:
    interview = ready(factories.interview(shadows=[sam]))
    one, by = uuid4(), signed_in(sam)

    def act(what: str) -> int:
        return comment(by, interview, id=one) if what == "comment" else sign(interview).is_signed

    said, _ = all_at_once(act, ["comment", "sign"])
    assert scorecards.current(interview).is_signed
    assert Comment.objects.exists() == (said == 302)


def test_other_methods_are_refused(interview: Interview, sam: User) -> None:
    assert wrong_methods(signed_in(sam), url(interview), "get", "post") == set()
