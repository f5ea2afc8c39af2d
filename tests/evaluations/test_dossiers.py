"""A candidate's overview, of which all its forms are written, says what the candidate page says."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import dossiers, records
from evaluations.candidates import cases, findings
from evaluations.forms.candidate_form import to_json
from evaluations.forms.overview import Overview, ScorecardState
from evaluations.models import Evaluation
from interviews.models import Candidate, Interview, Role, User
from tests import factories
from tests.evaluations.forms.test_candidate_form import VALIDATOR
from tests.evaluations.panels import interviewed
from tests.evaluations.signed import reopen

pytestmark = pytest.mark.django_db


def overview(candidate: Candidate, user: User | None = None) -> Overview:
    user = user or factories.user(role=Role.COMMITTEE)
    found = findings(cases(candidate.pk, user))
    seen = Evaluation.objects.visible_to(user).filter(answer__interview__candidate=candidate)
    return dossiers.overview(candidate, found, records.of(seen))


def test_it_says_what_signed_scorecards_say_together() -> None:
    made = overview(interviewed(2, 2))
    (case,) = made.cases
    assert [card.own_verdict for _, card in case.signed] == ["Strong Hire", "Leaning No Hire"]
    assert case.verdict_spread
    assert case.verdict_spread.steps == 3
    assert [row.competency for row in case.rows if len(row.ratings) == 2] == [row.competency for row in case.rows]
    assert len(made.records) == sum(draft.drafted > 0 for draft in case.drafts) == 4
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(to_json(made))))) == []


def test_of_what_is_not_signed_it_says_only_that_it_is_pending() -> None:
    candidate = interviewed(2)
    reopen(Interview.objects.filter(candidate=candidate)[0])
    (case,) = overview(candidate).cases
    assert sorted(talk.state for talk in case.talks) == [ScorecardState.PENDING, ScorecardState.SIGNED]
    assert len(case.signed) == len(case.drafts) == len(case.rows[0].ratings) == 1


def test_it_asks_nothing_of_the_database_itself() -> None:
    candidate = interviewed(2, 2)
    found = findings(cases(candidate.pk, factories.user(role=Role.COMMITTEE)))
    with CaptureQueriesContext(connection) as captured:
        dossiers.overview(candidate, found, ())
    assert len(captured) == 0
