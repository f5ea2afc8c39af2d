"""One section, standing alone."""

import pytest

from evaluations.evidence.claims import Section
from evaluations.models import Evaluation
from tests.evaluations.cases import drafted, interviewer_of, request
from tests.evaluations.pages.visiting import READERS, others, signed_in, wrong_methods

pytestmark = pytest.mark.django_db


def url(evaluation: Evaluation, name: str) -> str:
    return f"/evaluations/{evaluation.pk}/sections/{name}/"


@pytest.mark.parametrize("name", Section)
def test_each_can_be_opened_drafted_or_not(name: Section) -> None:
    for evaluation in (drafted(), request()):
        response = signed_in(interviewer_of(evaluation)).get(url(evaluation, name))
        assert response.text.count("<section") == 1
        assert f'id="section-{name}"' in response.text


@pytest.mark.parametrize("name", ["strength", "answer", "__init__", "RATINGS"])
def test_there_are_no_others(name: str) -> None:
    evaluation = drafted()
    assert signed_in(interviewer_of(evaluation)).get(url(evaluation, name)).status_code == 404


def test_who_may_read_the_page_may_read_its_sections() -> None:
    evaluation = drafted()
    assert others(evaluation.answer.interview, lambda client: client.get(url(evaluation, "notes"))) == READERS


def test_other_methods_are_refused() -> None:
    evaluation = drafted()
    assert wrong_methods(signed_in(interviewer_of(evaluation)), url(evaluation, "notes"), "get") == set()
