"""What decisions were based on, frozen as `deciding` freezes it."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from evaluations.candidates import Case, findings, of_case
from evaluations.deciding import basis
from evaluations.models import Decision, DecisionBasis


def add_bases(candidates: Collection[UUID]) -> None:
    """Of their decisions. Takes as long as so many candidate pages."""
    decisions = Decision.objects.filter(deliberation__candidate__in=candidates, basis=None)
    for decision in decisions.select_related(
        "deliberation__candidate__identity", "deliberation__opening", "decided_by"
    ):
        candidate, reader = decision.deliberation.candidate, decision.decided_by
        case = of_case(candidate.pk, decision.deliberation.opening, reader)
        (found,) = findings([_before(case, decision.number)])
        document = basis(candidate, found, reader)
        DecisionBasis.objects.create(decision=decision, document=document)


def _before(case: Case, number: int) -> Case:
    """As it stood when that decision was taken."""
    assert case.deliberated is not None, "it is decided"
    earlier = tuple(decided for decided in case.deliberated.decisions if decided.number < number)
    return replace(case, deliberated=replace(case.deliberated, decisions=earlier))
