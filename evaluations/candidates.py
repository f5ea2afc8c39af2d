"""What a candidate page says: everything that signed scorecards hold about a candidate, opening by opening.

Reading only, in as many queries for many interviews and answers as for one. A scorecard that is not signed, or not for
this person, is known to exist and says nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from django.db.models import Exists, OuterRef

from evaluations import present, scorecards
from evaluations.deliberations import Deliberated, Remarked, deliberated, deliberations
from evaluations.evidence.claims import FlagStatus, Item, Section
from evaluations.evidence.quoted import Quoted, quoted
from evaluations.models import Deliberation, Draft, Evaluation, Scorecard, looks_at
from evaluations.present import Present
from evaluations.rules.merging import merged
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.rules.scorecard import combine
from evaluations.rules.spread import Spread, spread
from evaluations.rules.verdict import Decision, decide, mean_points
from evaluations.scorecards import Card
from interviews.models import Candidate, FollowUpReply, Interview, Opening, User, fetch_replies
from interviews.pages.reading import with_answers

FAR_APART = 2
"""So many steps between two ratings of one competency are a disagreement; one is how people differ."""


@dataclass(frozen=True)
class Judged:
    """An answer of a signed scorecard."""

    number: int
    """From 1, in its interview."""
    evaluation: Evaluation
    draft: Draft
    interview: Interview
    verdict: str
    ratings: dict[str, str]
    state: Present
    replies: list[FollowUpReply]
    model: str | None
    """None where no model wrote the draft."""

    def rating_item(self, competency: str) -> str:
        """The id of the item; blank where there is none."""
        items = self.state.items(Section.RATINGS)
        return next((entry.id for entry in items if entry.item.competency == competency), "")

    def places(self, section: Section) -> "list[Place]":
        texts = present.said(self.evaluation.answer, self.replies[: self.state.replies_read(self.draft)])
        entries = self.state.items(section)
        return [Place(self, entry.item, quoted(texts, entry.item.evidence)) for entry in entries]

    @cached_property
    def changes(self) -> dict[str, int]:
        """How many items were drafted, and what people did to how many."""
        entries = self.state.by_id.values()
        removed = [entry for entries in self.state.removed.values() for entry in entries if entry.draft]
        return {
            "drafted": sum(entry.draft is not None for entry in entries) + len(removed),
            "changed": sum(entry.is_changed for entry in entries),
            "added": sum(entry.addition is not None for entry in entries),
            "removed": len(removed),
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer's evaluation says something."""

    judged: Judged
    item: Item
    quotes: list[Quoted]


@dataclass(frozen=True, slots=True)
class EarlyLook:
    """That an admin read an interview before it was signed."""

    who: str
    at: datetime

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Self:
        return cls(row["who"], datetime.fromisoformat(row["at"]))


@dataclass(frozen=True, slots=True)
class Seen:
    """An interview as this person sees it."""

    interview: Interview
    scorecard: Scorecard | None
    """The one in force, whether or not they may read it."""
    card: Card | None
    answers: tuple[Judged, ...] = ()

    @property
    def looks(self) -> list[EarlyLook]:
        return [EarlyLook.of(row) for row in self.interview.look_rows]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Cell:
    seen: Seen
    word: str
    answers: list[tuple[Judged, str, str]]
    """Each with its rating and the id of that item."""


@dataclass(frozen=True, slots=True)
class Row:
    competency: str
    is_key: bool
    cells: list[Cell]
    mean: float | None
    """In points of the scale; None where nobody rated, and where the scales differ."""
    spread: Spread | None
    """None where nobody has evidence for it, and where the scales differ."""
    is_assessed: bool


@dataclass(frozen=True, slots=True)
class Said:
    remark: Remarked
    place: Place | None
    """The claim or rating that it is about; None for the candidate, and for what is not open any more."""


@dataclass(frozen=True)
class Case:
    """The candidate for one opening."""

    opening: Opening
    interviews: list[Seen]
    may_compare: bool
    """The person sees the opening, and so its other candidates."""
    deliberated: Deliberated | None
    """None while nothing is signed."""

    @cached_property
    def signed(self) -> list[Seen]:
        """Those that this person reads."""
        return [seen for seen in self.interviews if seen.card]

    @cached_property
    def cards(self) -> list[Card]:
        return [seen.card for seen in self.signed if seen.card]

    @cached_property
    def judged(self) -> list[Judged]:
        return [judged for seen in self.signed for judged in seen.answers]

    @property
    def rubric(self) -> Rubric:
        """That of the newest interview; the others' are named where they differ."""
        return self.cards[-1].rubric

    @property
    def versions(self) -> list[str]:
        return sorted({str(card.version) for card in self.cards})

    @property
    def is_comparable(self) -> bool:
        """All are rated on one scale, so that a mean says something."""
        return len({(card.rubric.ratings, card.rubric.verdicts) for card in self.cards}) == 1

    @cached_property
    def by_rubric(self) -> Decision | None:
        """What the rules make of all signed scorecards together; None where they were rated on different scales."""
        if not self.cards or not self.is_comparable:
            return None
        newest = self.cards[-1]
        ratings = [{row.competency: row.rating for row in card.ratings} for card in self.cards]
        return decide(
            newest.rubric,
            level=newest.level,
            ratings=combine(newest.rubric, ratings),
            flags=[place.item.severity for place in self.flags],
            aims={aim for judged in self.judged for aim in judged.draft.aims},
            scope="scorecard",
        )

    @property
    def verdict_spread(self) -> Spread | None:
        words = [card.scorecard.own_verdict for card in self.cards]
        return spread(self.rubric.verdict_words, words) if self.is_comparable else None

    @cached_property
    def rows(self) -> list[Row]:
        names = dict.fromkeys(name for card in self.cards for name in card.rubric.competency_names)
        return [self._row(name) for name in names]

    def _row(self, name: str) -> Row:
        cells = [_cell(seen, name) for seen in self.signed]
        words = [cell.word for cell in cells]
        mean = mean_points(self.rubric, words) if self.is_comparable else None
        key = any(one.name == name and self.opening.level in one.key_at for one in self.rubric.competencies)
        return Row(
            competency=name,
            is_key=key,
            cells=cells,
            mean=None if mean is None else float(mean),
            spread=spread(self.rubric.rating_words, words) if self.is_comparable else None,
            is_assessed=any(word != NOT_ASSESSED for word in words),
        )

    @property
    def disagreements(self) -> list[Row]:
        """The widest first."""
        apart = [row for row in self.rows if row.spread and row.spread.steps >= FAR_APART]
        return sorted(apart, key=lambda row: -row.spread.steps if row.spread else 0)

    @property
    def unseen_keys(self) -> list[str]:
        """Key competencies that nobody has evidence for."""
        return [row.competency for row in self.rows if row.is_key and not row.is_assessed]

    @cached_property
    def flags(self) -> list[Place]:
        """The confirmed ones, the most severe first."""
        found = [place for judged in self.judged for place in judged.places(Section.FLAGS)]
        confirmed = [place for place in found if place.item.status is FlagStatus.CONFIRMED]
        return sorted(confirmed, key=lambda place: -place.item.severity)

    @cached_property
    def strengths(self) -> list[tuple[str, list[Place]]]:
        return self._merged(Section.STRENGTHS)

    @cached_property
    def improvements(self) -> list[tuple[str, list[Place]]]:
        return self._merged(Section.IMPROVEMENTS)

    def _merged(self, section: Section) -> list[tuple[str, list[Place]]]:
        return merged((place.item.text, place) for judged in self.judged for place in judged.places(section))

    def place(self, evaluation: UUID | None, item: str) -> "Place | None":
        """Where an item is said that somebody remarked on; None where it is gone or not for this person."""
        judged = next((one for one in self.judged if one.evaluation.pk == evaluation), None)
        entry = judged.state.find(item) if judged else None
        return Place(judged, entry.item, []) if judged and entry else None

    @property
    def remarks(self) -> "list[Said]":
        """Those that the person reads, each with what it is about."""
        readable = self.deliberated.readable_remarks if self.deliberated else []
        return [Said(remark, self.place(remark.evaluation, remark.item)) for remark in readable]

    @property
    def addressees(self) -> list[User]:
        """Interviewers of what the person reads, who can be told how their feedback reads."""
        reader = self.deliberated.user if self.deliberated else None
        people = {seen.interview.interviewer_id: seen.interview.interviewer for seen in self.signed}
        return [person for person in people.values() if person != reader]

    @property
    def pending(self) -> list[Seen]:
        return [seen for seen in self.interviews if not seen.scorecard]

    @property
    def signed_since(self) -> list[Seen]:
        """What was signed after the decision that is in force."""
        decision = self.deliberated.decision if self.deliberated else None
        if decision is None:
            return []
        return [
            seen
            for seen in self.interviews
            if seen.scorecard and (seen.scorecard.signed_at or decision.at) > decision.at
        ]

    @cached_property
    def questions(self) -> list[Place]:
        """The probing ones that nobody asked."""
        asked = {reply.question_text.body for judged in self.judged for reply in judged.replies}
        found = [place for judged in self.judged for place in judged.places(Section.FOLLOW_UP_QUESTIONS)]
        return [place for place in found if not (place.item.asked or place.item.text in asked)]


def cases(candidate: Candidate, user: User) -> list[Case]:
    """One for each opening that the person sees an interview of, in the order of the first interviews."""
    sees = Opening.objects.visible_to(user).filter(pk=OuterRef("opening"))
    seen = with_answers(Interview.objects.filter(candidate=candidate), user)
    interviews = list(seen.annotate(look_rows=looks_at(), sees_opening=Exists(sees)))
    shown = Scorecard.objects.visible_to(user).filter(pk=OuterRef("pk"))
    found = (
        Scorecard.objects.in_force()
        .filter(interview__in=interviews)
        .annotate(is_shown=Exists(shown))
        .select_related("words", "signed_by", "rubric_version")
    )
    signed = {scorecard.interview_id: scorecard for scorecard in found}
    by_id = {one.pk: one for one in interviews}
    there = [(scorecard, by_id[scorecard.interview_id]) for scorecard in found if scorecard.is_shown]  # type: ignore[attr-defined]
    cards = {card.interview.pk: card for card in scorecards.all_signed(there)}
    judged = _judged(cards.values())
    by_opening: defaultdict[Opening, list[Seen]] = defaultdict(list)
    for one in interviews:
        by_opening[one.opening].append(Seen(one, signed.get(one.pk), cards.get(one.pk), judged.get(one.pk, ())))
    rows = {row.opening_id: row for row in deliberations(Deliberation.objects.filter(candidate=candidate))}

    def about(opening: Opening, of_case: list[Seen]) -> Deliberated | None:
        if opening.pk not in rows:
            return None
        return deliberated(
            rows[opening.pk],
            user,
            interviewers=[one.interviewer_id for one in interviews],
            own=[seen.scorecard is not None for seen in of_case if seen.interview.interviewer_id == user.pk],
        )

    return [
        Case(opening, of_case, of_case[0].interview.sees_opening, about(opening, of_case))  # type: ignore[attr-defined]
        for opening, of_case in by_opening.items()
    ]


def _judged(cards: Iterable[Card]) -> dict[UUID, tuple[Judged, ...]]:
    """By interview. Three queries."""
    cards = tuple(cards)
    evaluations = [answer.evaluation for card in cards for answer in card.answers]
    fetch_replies(one.answer for one in evaluations)
    states = present.read_many(evaluations)

    def judged(card: Card) -> Iterable[Judged]:
        for number, answer in enumerate(card.answers, 1):
            one = answer.evaluation
            assert one.draft is not None, "only what was drafted is signed"
            yield Judged(
                number=number,
                evaluation=one,
                draft=one.draft,
                interview=card.interview,
                verdict=answer.verdict,
                ratings=answer.ratings,
                state=states[one.pk],
                replies=list(one.answer.follow_ups.all()),
                model=one.model,  # type: ignore[attr-defined]
            )

    return {card.interview.pk: tuple(judged(card)) for card in cards}


def _cell(seen: Seen, name: str) -> Cell:
    assert seen.card is not None, "only what the person reads is in the matrix"
    word = next((row.rating for row in seen.card.ratings if row.competency == name), NOT_ASSESSED)
    rated = [
        (judged, judged.ratings[name], judged.rating_item(name)) for judged in seen.answers if name in judged.ratings
    ]
    return Cell(seen, word, rated)
