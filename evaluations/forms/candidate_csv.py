"""A candidate as CSV: a row for each rating as in `csv_form`, with what the interview's scorecard says of it."""

from collections.abc import Iterator

from evaluations.forms import csv_form
from evaluations.forms.overview import CaseOverview, Overview, Talk

ADDED = (
    *("status", "scorecard", "signed at", "interviewer verdict", "scorecard verdict", "verdict reason"),
    *("combined rating", "interviewer rating", "rating reason", "mean", "spread", "note"),
)


def to_csv(overview: Overview) -> str:
    """An interview of which no evaluation is open has one row, which says so."""
    return csv_form.table((*csv_form.COLUMNS, *ADDED), _rows(overview))


def _rows(overview: Overview) -> Iterator[tuple[object, ...]]:
    talks = {talk.id: (case, talk) for case in overview.cases for talk in case.talks}
    for record in overview.records:
        where = talks.get(record.origin.interview_id) if record.origin else None
        for competency, row in csv_form.rows(record):
            yield (*row, *_added(overview, where, competency))
    shown = {record.origin.interview_id for record in overview.records if record.origin}
    for pk, (case, talk) in talks.items():
        if pk not in shown:
            known = {
                "candidate": overview.name,
                "opening": case.title,
                "interviewer": talk.interviewer,
                "level": case.level,
            }
            yield (*(known.get(name) for name in csv_form.COLUMNS), *_added(overview, (case, talk), ""))


def _added(overview: Overview, where: tuple[CaseOverview, Talk] | None, competency: str) -> tuple[object, ...]:
    if where is None:
        return (overview.status, *[None] * (len(ADDED) - 1))
    case, talk = where
    card = talk.card
    rated = next((one for one in card.ratings if one.competency == competency), None) if card else None
    row = next((one for one in case.rows if one.competency == competency), None)
    return (
        overview.status,
        talk.state.value,
        *((card.signed_at.isoformat(), card.own_verdict, card.verdict, card.reason) if card else [None] * 4),
        *((rated.combined, rated.own, rated.reason) if rated else [None] * 3),
        row.mean if row else None,
        row.spread.steps if row and row.spread else None,
        card.note if card else None,
    )
