"""A cap is changed in a draft: exactly those candidates of the samples move that it concerns, and once it is published
they stay as they were judged while new answers are judged by it."""

import pytest

from evaluations import present, publishing, samples, what_if
from evaluations.models import Evaluation, MovedVerdict, RubricVersion
from evaluations.rules.rubric import Rubric
from evaluations.rules.verdict import decide
from interviews.models import Role
from tests import factories
from tests.evaluations import cases
from tests.evaluations.rubrics import with_cap

pytestmark = pytest.mark.django_db


def moving(draft: Rubric) -> set[tuple[object, str, str]]:
    """By reading each evaluation whole, and judging it as a page would."""
    evaluations = list(Evaluation.objects.select_related("draft__rubric_version").exclude(verdict=""))
    states = present.read_many(evaluations)
    found = set()
    for evaluation in evaluations:
        assert evaluation.draft is not None
        state, drafted = states[evaluation.pk], evaluation.draft
        facts = present.facts(state)
        by_draft = decide(
            draft,
            level=drafted.level,
            ratings=facts.ratings,
            flags=facts.flags,
            aims=drafted.aims,
            unusable=facts.unusable,
        )
        found.add((evaluation.pk, evaluation.verdict, by_draft.verdict))
    return {(key, before, after) for key, before, after in found if before != after}


def test_what_if_publish_and_judge_on() -> None:
    samples.make(25, seed=3)
    admin = factories.user(role=Role.ADMIN)
    draft = with_cap(publishing.begin(RubricVersion.objects.current(), admin), admin, "No Hire")
    run = what_if.ask(draft, admin)
    what_if.run(run.pk)
    run.refresh_from_db()
    moved = set(MovedVerdict.objects.values_list("evaluation", "before", "after"))
    assert moved
    assert moved == moving(Rubric.model_validate(draft.content))
    assert (run.done, run.unread, run.moved) == (Evaluation.objects.exclude(verdict="").count(), 0, len(moved))
    before = list(Evaluation.objects.order_by("pk").values())
    version = publishing.publish(draft, "An invented reason.", revision=draft.revision, by=admin)
    assert list(Evaluation.objects.order_by("pk").values()) == before
    new = cases.drafted(ratings={"Execution": "Below"})
    assert new.draft is not None
    assert (new.draft.rubric_version, new.verdict) == (version, "No Hire")
