"""A scorecard as it stands: an open version is read from the evaluations of its interview, a signed one from itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from evaluations import present
from evaluations.evidence.claims import FlagStatus
from evaluations.models import Evaluation, OpeningPolicy, Pass, RubricVersion, Scorecard, ScorecardWords, model_of
from evaluations.present import Present
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric
from evaluations.rules.scorecard import combine
from evaluations.rules.verdict import Decision, Step, decide
from interviews.models import Interview


@dataclass(frozen=True, slots=True)
class CardRating:
    competency: str
    combined: str
    """What the answers combine to."""
    own: str = ""
    """Blank where the interviewer left it at that."""
    reason: str = ""

    @property
    def rating(self) -> str:
        return self.own or self.combined

    @property
    def lacks_reason(self) -> bool:
        """An assessed competency is made Not assessed only with a reason."""
        return self.own == NOT_ASSESSED and not self.reason


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """An answer of the interview, and how far its evaluation is."""

    evaluation: Evaluation
    verdict: str
    ratings: dict[str, str]
    """By competency, those of the rubric that the scorecard is judged by."""
    states: frozenset[str] = frozenset()
    """Of the passes of its draft; none for a signed version."""
    undecided: tuple[str, ...] = ()
    """Ids of the items still to decide."""

    @property
    def is_failed(self) -> bool:
        return bool(self.states & {Pass.State.FAILED, Pass.State.CANCELLED})

    @property
    def is_coming(self) -> bool:
        return bool(self.states & set(Pass.UNFINISHED))

    @property
    def is_done(self) -> bool:
        return not (self.is_failed or self.is_coming or self.undecided or self.evaluation.hides_ratings)


@dataclass(frozen=True)
class Card:
    interview: Interview
    scorecard: Scorecard
    """Unsaved where nobody has saved or signed one."""
    words: ScorecardWords
    version: RubricVersion
    level: str
    ratings: tuple[CardRating, ...]
    answers: tuple[CardAnswer, ...]
    verdict: str
    trace: tuple[Step, ...]
    flags: tuple[int, ...] | None
    """Severities of the confirmed red flags, the highest first; None where signing did not keep them yet."""
    if_confirmed: str = ""
    """The verdict once every undecided flag is confirmed; blank where that changes nothing."""

    @property
    def rubric(self) -> Rubric:
        return self.version.rubric

    @property
    def is_signed(self) -> bool:
        return self.scorecard.signed_at is not None

    @property
    def verdict_words(self) -> tuple[str, ...]:
        """Those an interviewer can choose from."""
        return (*self.rubric.verdict_words, INSUFFICIENT_EVIDENCE)

    @property
    def undecided_answers(self) -> list[CardAnswer]:
        return [answer for answer in self.answers if not answer.is_done]

    @property
    def unexplained(self) -> list[CardRating]:
        return [row for row in self.ratings if row.lacks_reason]

    @property
    def lacks_verdict(self) -> bool:
        return not self.scorecard.own_verdict

    @property
    def is_otherwise(self) -> bool:
        """The interviewer decides otherwise than the rubric; both are kept."""
        return self.scorecard.own_verdict not in ("", self.verdict)

    @property
    def lacks_verdict_reason(self) -> bool:
        return self.is_otherwise and not self.words.verdict_reason

    @property
    def is_complete(self) -> bool:
        """Nothing is left to decide, so it can be signed."""
        left = self.undecided_answers or self.unexplained
        return bool(self.answers) and not (left or self.lacks_verdict or self.lacks_verdict_reason)

    @cached_property
    def seal(self) -> str:
        """Of everything that signing would freeze: who confirms sends it, so that they sign what they saw."""
        answers = [(str(answer.evaluation.pk), answer.verdict, answer.ratings) for answer in self.answers]
        facts = (self.scorecard.number, self.scorecard.revision, self.ratings, answers, self.verdict, self.trace)
        return sha256(repr(facts).encode()).hexdigest()[:16]


def current(interview: Interview) -> Card:
    """Its newest version, or the first one that nobody has saved yet."""
    newest = Scorecard.objects.filter(interview=interview).select_related("words", "signed_by", "rubric_version").last()
    if newest is None:
        unsaved = Scorecard(interview=interview)
        return _read(interview, unsaved, ScorecardWords(scorecard=unsaved))
    return as_signed(newest, interview) if newest.signed_at else _read(interview, newest, words_of(newest))


def as_signed(scorecard: Scorecard, interview: Interview) -> Card:
    """What a signed version says. Answers that were deleted or moved since are left out."""
    return all_signed([(scorecard, interview)])[0]


def all_signed(signed: Sequence[tuple[Scorecard, Interview]]) -> list[Card]:
    """As `as_signed`, each with its interview; each evaluation knows the `model` that drafted it. One query."""
    ids = [UUID(pk) for scorecard, _ in signed for pk, _, _ in scorecard.answers]
    there = (
        Evaluation.objects.with_facts()
        .select_related("answer__question_text")
        .annotate(model=model_of("draft"))
        .in_bulk(ids)
    )
    return [_signed(scorecard, interview, there) for scorecard, interview in signed]


def _signed(scorecard: Scorecard, interview: Interview, there: Mapping[UUID, Evaluation]) -> Card:
    words = words_of(scorecard)
    assert scorecard.rubric_version is not None, "signing names the rubric"
    return Card(
        interview=interview,
        scorecard=scorecard,
        words=words,
        version=scorecard.rubric_version,
        level=scorecard.level,
        # PostgreSQL keeps no order of keys; the rubric does.
        ratings=_ratings(
            scorecard,
            words,
            {name: scorecard.combined[name] for name in scorecard.rubric_version.rubric.competency_names},
        ),
        answers=tuple(
            CardAnswer(there[UUID(pk)], verdict, ratings)
            for pk, verdict, ratings in scorecard.answers
            if UUID(pk) in there
        ),
        verdict=scorecard.verdict,
        trace=tuple(Step(text, decided) for text, decided in scorecard.trace),
        flags=None if scorecard.flags is None else tuple(scorecard.flags),
    )


def words_of(scorecard: Scorecard) -> ScorecardWords:
    """Empty ones where they were erased."""
    return scorecard.words if hasattr(scorecard, "words") else ScorecardWords(scorecard=scorecard)


def _read(interview: Interview, scorecard: Scorecard, words: ScorecardWords) -> Card:
    evaluations = list(
        Evaluation.objects.filter(answer__interview=interview, draft__isnull=False)
        .select_related("answer__question_text", "draft__rubric_version")
        .prefetch_related("draft__passes")
        .order_by("answer__created_at")
    )
    states = present.read_many(evaluations)
    version, level = _judged_by(interview, evaluations)
    answers = tuple(_answer(evaluation, states[evaluation.pk], version.rubric) for evaluation in evaluations)
    combined = combine(version.rubric, [answer.ratings for answer in answers])
    ratings = _ratings(scorecard, words, combined)
    aims = {aim for evaluation in evaluations if evaluation.draft for aim in evaluation.draft.aims}

    def severities(*statuses: FlagStatus) -> list[int]:
        return [severity for state in states.values() for severity in state.severities(*statuses)]

    def decision(*statuses: FlagStatus) -> Decision:
        flags = severities(*statuses)
        finals = {row.competency: row.rating for row in ratings}
        return decide(version.rubric, level=level, ratings=finals, flags=flags, aims=aims, scope="scorecard")

    decided = decision(FlagStatus.CONFIRMED)
    if_confirmed = decision(FlagStatus.CONFIRMED, FlagStatus.UNCONFIRMED).verdict
    return Card(
        interview=interview,
        scorecard=scorecard,
        words=words,
        version=version,
        level=level,
        ratings=ratings,
        answers=answers,
        verdict=decided.verdict,
        trace=decided.trace,
        flags=tuple(sorted(severities(FlagStatus.CONFIRMED), reverse=True)),
        if_confirmed=if_confirmed if if_confirmed != decided.verdict else "",
    )


def _judged_by(interview: Interview, evaluations: Sequence[Evaluation]) -> tuple[RubricVersion, str]:
    """Rubric and level of the latest answer's draft; the opening's where nothing was drafted."""
    draft = evaluations[-1].draft if evaluations else None
    if draft:
        return draft.rubric_version, draft.level
    return OpeningPolicy.objects.looked_up(interview.opening).version, interview.opening.level


def _ratings(scorecard: Scorecard, words: ScorecardWords, combined: Mapping[str, str]) -> tuple[CardRating, ...]:
    own, reasons = scorecard.own_ratings, words.rating_reasons
    return tuple(
        # An own rating that the answers have come to agree with is no correction any more.
        CardRating(name, word, "" if own.get(name) == word else own.get(name, ""), reasons.get(name, ""))
        for name, word in combined.items()
    )


def _answer(evaluation: Evaluation, state: Present, rubric: Rubric) -> CardAnswer:
    assert evaluation.draft is not None, "those without a draft were left out"
    undecided = (*state.undecided_ratings, *state.undecided_flags)
    return CardAnswer(
        evaluation=evaluation,
        verdict=evaluation.final_verdict,
        # Without what an answer that was judged by another rubric says in other words.
        ratings={name: word for name, word in state.ratings.items() if word in (*rubric.rating_words, NOT_ASSESSED)},
        states=frozenset(work.state for work in evaluation.draft.passes.all()),
        undecided=tuple(entry.id for entry in undecided),
    )
