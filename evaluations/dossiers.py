"""A candidate's cases as an overview, from which every form of a candidate is written."""

from collections.abc import Iterable
from dataclasses import replace

from evaluations import candidates, deliberations
from evaluations import records as stored
from evaluations.candidates import Findings, Judged, Seen
from evaluations.forms.overview import (
    CaseOverview,
    Drafted,
    Overview,
    Place,
    Rated,
    Row,
    ScorecardState,
    Signed,
    Talk,
)
from evaluations.forms.record import Record
from evaluations.models import Evaluation
from evaluations.scorecards import Card
from interviews.models import Candidate, User


def of(candidate: Candidate, user: User) -> Overview:
    """What this person may read of the candidate, who comes with their identity. So many queries whatever there is."""
    seen = Evaluation.objects.visible_to(user).filter(answer__interview__candidate=candidate)
    return overview(candidate, candidates.findings(candidates.cases(candidate.pk, user)), stored.of(seen))


def overview(candidate: Candidate, cases: Iterable[Findings], records: Iterable[Record]) -> Overview:
    """`cases` and `records` are as whoever reads it sees them. No query."""
    cases = tuple(cases)
    talks = (str(seen.interview.pk) for found in cases for seen in found.case.interviews)
    order = {pk: place for place, pk in enumerate(talks)}

    def place_of(record: Record) -> int:
        """As the page has them, interview by interview."""
        return order.get(record.origin.interview_id, len(order)) if record.origin else len(order)

    return Overview(
        id=str(candidate.pk),
        name=candidate.name,
        status=candidate.status,
        cases=tuple(map(_case, cases)),
        records=tuple(sorted(records, key=place_of)),
    )


def _case(found: Findings) -> CaseOverview:
    case, cards = found.case, {heard.interview.pk: heard.card for heard in found.signed}
    known = CaseOverview(
        opening=str(case.opening.pk),
        title=case.opening.title,
        level=case.opening.level,
        talks=tuple(_talk(seen, cards.get(seen.interview.pk)) for seen in case.interviews),
        committee=deliberations.to_json(case.deliberated) if case.deliberated else None,
    )
    if not found.cards:
        return known
    return replace(
        known,
        rubrics=tuple(sorted({(card.version.name, card.version.number) for card in found.cards})),
        is_comparable=case.is_comparable,
        verdict_spread=found.verdict_spread,
        verdict=found.by_rubric.verdict if found.by_rubric else "",
        trace=found.by_rubric.trace if found.by_rubric else (),
        rows=tuple(map(_row, found.rows)),
        unseen_keys=tuple(found.unseen_keys),
        disagreements=tuple(map(_row, found.disagreements)),
        flags=tuple(map(_place, found.flags)),
        strengths=_merged(found.strengths),
        improvements=_merged(found.improvements),
        questions=tuple(map(_place, found.questions)),
        drafts=tuple(map(_drafted, found.judged)),
    )


def _talk(seen: Seen, card: Card | None) -> Talk:
    interview = seen.interview
    closed = ScorecardState.CLOSED if seen.scorecard else ScorecardState.PENDING
    return Talk(
        id=str(interview.pk),
        interviewer=interview.interviewer.name,
        held_on=interview.held_on,
        state=ScorecardState.SIGNED if card else closed,
        card=_signed(card) if card else None,
        looks=tuple((look.who, look.at) for look in seen.looks),
    )


def _signed(card: Card) -> Signed:
    signed_at = card.scorecard.signed_at
    assert signed_at is not None, "a case holds signed scorecards only"
    return Signed(
        signed_at=signed_at,
        rubric=card.rubric,
        rubric_version=card.version.number,
        own_verdict=card.scorecard.own_verdict,
        verdict=card.verdict,
        reason=card.words.verdict_reason,
        note=card.words.note,
        ratings=tuple(Rated(one.competency, one.combined, one.own, one.reason) for one in card.ratings),
    )


def _row(row: candidates.Row) -> Row:
    return Row(
        competency=row.competency,
        is_key=row.is_key,
        ratings=tuple(cell.word for cell in row.cells),
        mean=row.mean,
        spread=row.spread,
    )


def _place(place: candidates.Place) -> Place:
    judged = place.judged
    return Place(
        evaluation=str(judged.evaluation.pk),
        interviewer=judged.interview.interviewer.name,
        answer=judged.number,
        item=place.item,
        quotes=tuple(place.quotes),
    )


def _merged(said: Iterable[tuple[str, list[candidates.Place]]]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    return tuple((text, tuple(map(_place, places))) for text, places in said)


def _drafted(judged: Judged) -> Drafted:
    return Drafted(
        evaluation=str(judged.evaluation.pk),
        interviewer=judged.interview.interviewer.name,
        answer=judged.number,
        engine=judged.draft.engine,
        model=judged.model,
        **judged.changes,
    )
