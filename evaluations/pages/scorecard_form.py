"""The one form of a scorecard: what it shows, what was typed into it, and what differs where somebody was faster."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from evaluations.scorecards import Card, CardAnswer, CardRating
from evaluations.signing import NOTE_LIMIT, REASON_LIMIT, Filled
from interviews.http import Request
from interviews.texts import accept


@dataclass(frozen=True, slots=True)
class FormRow:
    """A competency; `field` is the number that the names of its fields end with."""

    field: int
    standing: CardRating
    chosen: str
    reason: str
    given: tuple[tuple[int, CardAnswer, str], ...]
    """(number of the answer, the answer, its rating there), of the answers that rate it."""


def rows(card: Card, filled: Filled) -> list[FormRow]:
    numbered = list(enumerate(card.answers, start=1))
    return [
        FormRow(
            field=field,
            standing=row,
            chosen=filled.ratings.get(row.competency, row.rating),
            reason=filled.rating_reasons.get(row.competency, ""),
            given=tuple(
                (number, answer, answer.ratings[row.competency])
                for number, answer in numbered
                if row.competency in answer.ratings
            ),
        )
        for field, row in enumerate(card.ratings)
    ]


def typed(request: Request, card: Card) -> Filled:
    """As it was typed; a competency that was not sent stays as it stands."""
    sent = request.POST
    names = [row.competency for row in card.ratings]
    return Filled(
        ratings={row.competency: sent.get(f"rating-{field}", row.rating) for field, row in enumerate(card.ratings)},
        rating_reasons={name: sent.get(f"reason-{field}", "") for field, name in enumerate(names)},
        verdict=sent.get("verdict", ""),
        verdict_reason=sent.get("verdict_reason", ""),
        note=sent.get("note", ""),
    )


def accepted(filled: Filled) -> Filled:
    """With its texts as they are stored. Raises TextRefused."""

    def text(raw: str, what: str, limit: int = REASON_LIMIT) -> str:
        return accept(raw, what=what, limit=limit) if raw.strip() else ""

    reasons = {name: text(reason, f"reason for {name}") for name, reason in filled.rating_reasons.items()}
    return replace(
        filled,
        rating_reasons=reasons,
        verdict_reason=text(filled.verdict_reason, "reason"),
        note=text(filled.note, "note", NOTE_LIMIT),
    )


def differences(card: Card, filled: Filled) -> list[tuple[str, str]]:
    """(what, how it stands now) for everything that was typed otherwise."""
    standing = Filled.of(card)
    found = [
        (name, word)
        for mine, now in ((filled.ratings, standing.ratings), (filled.rating_reasons, standing.rating_reasons))
        for name, word in now.items()
        if mine.get(name, "").strip() != word
    ]
    for label, mine, now in (
        (_("Your verdict"), filled.verdict, standing.verdict),
        (_("Reason"), filled.verdict_reason, standing.verdict_reason),
        (_("Note"), filled.note, standing.note),
    ):
        if mine.strip() != now:
            found.append((label, now))
    return found
