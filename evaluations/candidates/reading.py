"""Cases and findings read from the database, in as many queries for many interviews and answers as for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from evaluations import present, scorecards
from evaluations.candidates.case import Case, Seen
from evaluations.candidates.findings import Findings, Heard, Judged
from evaluations.deliberations import Deliberated, deliberated, deliberations
from evaluations.models import Deliberation, RubricVersion, Scorecard, looks_at
from evaluations.present import Present
from evaluations.scorecards import Card
from interviews import blind
from interviews.models import Candidate, Interview, Opening, User, fetch_replies
from interviews.pages.reading import fetch_answers, seen_by
from interviews.prepared import prepared


def cases(candidate: UUID, user: User) -> list[Case]:
    """One for each opening that the person sees an interview of, in the order of the first interviews.

    Without any there may still be a candidate whom they see. A scorecard that is not signed, or not for this person,
    is known to exist and says nothing. Four queries at most.
    """
    interviews = _interviews(user, candidate)
    if interviews:
        _learn(interviews[0], user)
    seen = [_seen(one) for one in interviews]
    fetch_answers((one.interview for one in seen if not one.is_shown), user)
    by_opening: defaultdict[Opening, list[Seen]] = defaultdict(list)
    for each in seen:
        by_opening[each.interview.opening].append(each)
    rows = {row.opening_id: row for row in _deliberations(user, candidate)}

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


def of_case(candidate: UUID, opening: Opening, user: User) -> Case:
    """One that is known to be there."""
    return next(case for case in cases(candidate, user) if case.opening == opening)


@prepared
def _interviews(user: User, candidate: UUID) -> QuerySet[Interview]:
    sees = Opening.objects.visible_to(user).filter(pk=OuterRef("opening"))
    found = seen_by(user, Interview.objects.filter(candidate=candidate))
    hidden = Candidate.objects.filter(blind.review.rule.hidden_from(user), pk=OuterRef("candidate"))
    signed = Q(scorecards__signed_at__isnull=False, scorecards__superseded_at=None)  # as `in_force`
    shown = Scorecard.objects.visible_to(user).filter(pk=OuterRef("in_force__pk"))
    with_signed = found.annotate(
        look_rows=looks_at(),
        sees_opening=Exists(sees),
        must_hide=Exists(hidden),
        in_force=FilteredRelation("scorecards", condition=signed),
        is_shown=Exists(shown),
    )
    return with_signed.select_related("candidate__identity", "opening", "interviewer", "in_force__words")  # type: ignore[misc]


def _seen(interview: Any) -> Seen:
    scorecard: Scorecard | None = getattr(interview, "in_force", None)
    if scorecard is not None and scorecard.rubric_version_id:
        scorecard.rubric_version = RubricVersion.objects.known(scorecard.rubric_version_id)
    return Seen(interview, scorecard, interview.is_shown)


def _learn(interview: Interview, user: User) -> None:
    """Whether they may know the candidate, before anything is read about them."""
    with blind.everything_shown():
        name = interview.candidate.identity.name if hasattr(interview.candidate, "identity") else ""
    blind.learn(user.pk, interview.candidate_id, name if interview.must_hide else None)  # type: ignore[attr-defined]


@prepared
def _deliberations(user: User, candidate: UUID) -> QuerySet[Deliberation]:
    return deliberations(Deliberation.objects.filter(candidate=candidate))


def findings(cases: Iterable[Case]) -> list[Findings]:
    """Of each. Four queries, and none where nothing is signed."""
    cases = tuple(cases)
    shown = [(seen.signed, seen.interview) for case in cases for seen in case.signed]
    cards = scorecards.all_signed(shown)
    answers = dict(_judged(cards))
    heard = {card.interview.pk: Heard(card, answers[card.interview.pk]) for card in cards}
    return [Findings(case, tuple(heard[seen.interview.pk] for seen in case.signed)) for case in cases]


def _judged(cards: Sequence[Card]) -> Iterator[tuple[UUID, tuple[Judged, ...]]]:
    """With their interviews."""
    evaluations = [answer.evaluation for card in cards for answer in card.answers]
    fetch_replies(one.answer for one in evaluations)
    states = present.read_many(evaluations)
    for card in cards:
        yield card.interview.pk, tuple(_answers(card, states))


def _answers(card: Card, states: dict[UUID, Present]) -> Iterator[Judged]:
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
