"""The region on an interview's page that says where its scorecard stands."""

import pytest

from interviews.models import Interview, Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods
from tests.evaluations.signed import ready, signed
from tests.evaluations.signed import reopen as reopened

pytestmark = pytest.mark.django_db


def url(interview: Interview) -> str:
    return f"/interviews/{interview.pk}/scorecard/state/"


def panel_member(interview: Interview) -> str:
    """What another interviewer of the panel is told."""
    other = factories.user()
    interview.opening.panel.add(other)
    return signed_in(other).get(url(interview)).text


def test_before_it_is_signed_its_interviewer_is_led_to_it_and_the_panel_only_told() -> None:
    interview = ready()
    own = signed_in(interview.interviewer).get(url(interview)).text
    assert "not signed yet" in own
    assert f'href="/interviews/{interview.pk}/scorecard/"' in own
    assert "<html" not in own
    told = panel_member(interview)
    assert "Scorecard pending" in told
    assert "href" not in told


def test_once_signed_readers_see_the_verdict_and_the_panel_only_that_it_is() -> None:
    interview = signed()
    for user in (interview.interviewer, factories.user(role=Role.COMMITTEE), factories.user(role=Role.ADMIN)):
        text = signed_in(user).get(url(interview)).text
        assert "Hire" in text
        assert "Signed by Ines Interviewer" in text
    told = panel_member(interview)
    assert "Scorecard signed" in told
    assert "Hire" not in told
    assert "href" not in told


def test_while_it_is_reopened_the_committee_is_told_that_it_is_pending() -> None:
    interview = signed()
    reopened(interview)
    text = signed_in(factories.user(role=Role.COMMITTEE)).get(url(interview)).text
    assert "Scorecard pending" in text
    assert "href" not in text
    assert "not signed yet" in signed_in(interview.interviewer).get(url(interview)).text


def test_it_is_seen_by_who_sees_that_the_interview_takes_place() -> None:
    interview = factories.interview()
    cases.drafted(interview)
    seen = others(interview, lambda client: client.get(url(interview)))
    assert seen == {**READERS, "panel": 200, "committee": 200}


def test_other_methods_are_refused() -> None:
    interview = factories.interview()
    assert wrong_methods(signed_in(interview.interviewer), url(interview), "get") == set()
