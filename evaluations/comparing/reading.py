"""What is said of candidates of one opening, side by side. Five or six queries for any number of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from evaluations.models import Attempt, Decision, Draft, Evaluation, Scorecard
from evaluations.rules.comparing import VERDICTS, Circumstances, Measure, Said, measures, shared_scale
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from evaluations.standings import said_by
from interviews.models import Candidate, Interview, Opening, User


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview as this person sees it."""

    interview: Interview
    scorecard: Scorecard | None
    """The one in force, whether or not it is open to them."""
    said: Said | None
    """None where it is not open to them, and where nothing is signed."""
    engines: frozenset[str]


@dataclass(frozen=True)
class Compared:
    candidate: Candidate
    opening: Opening
    talks: list[Talk]
    decision: Decision | None
    """The one in force; None, too, while something signed is not open to the person: they judge without it."""

    @cached_property
    def open(self) -> list[Talk]:
        return [talk for talk in self.talks if talk.said]

    @property
    def pending(self) -> int:
        return sum(talk.scorecard is None for talk in self.talks)

    @property
    def closed(self) -> int:
        """Signed, and not open to this person."""
        return len(self.talks) - self.pending - len(self.open)

    @cached_property
    def said(self) -> list[Said]:
        return [talk.said for talk in self.open if talk.said]

    @cached_property
    def scale(self) -> str:
        return shared_scale(self.said)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """None while something signed is not open: a part of it would pass for the whole."""
        return measures(self.said) if self.said and not self.closed else {}

    @property
    def verdicts(self) -> Measure | None:
        return self.measures.get(VERDICTS)

    @cached_property
    def unseen_keys(self) -> list[str]:
        """Competencies that are key at the opening's level and that nobody assessed."""
        keys = dict.fromkeys(
            one.name for said in self.said for one in said.rubric.competencies if self.opening.level in one.key_at
        )
        return [name for name in keys if set(self.measures[name].words) <= {NOT_ASSESSED}] if self.measures else []

    @property
    def last_signed(self) -> Scorecard | None:
        signed = [talk.scorecard for talk in self.open if talk.scorecard]
        return max(signed, key=lambda one: (one.signed_at is not None, one.signed_at), default=None)

    @cached_property
    def flags(self) -> list[tuple[int, int]] | None:
        """(severity, how many were confirmed), the most severe first; None where a signature does not tell."""
        kept = [talk.scorecard.flags for talk in self.open if talk.scorecard]
        if any(each is None for each in kept):
            return None
        return sorted(Counter(severity for each in kept if each for severity in each).items(), reverse=True)

    @property
    def circumstances(self) -> Circumstances:
        return Circumstances(
            who=self.candidate.name,
            scale=self.scale,
            versions=frozenset(str(talk.scorecard.rubric_version) for talk in self.open if talk.scorecard),
            engines=frozenset(engine for talk in self.open for engine in talk.engines),
            interviewers=frozenset(talk.interview.interviewer_id for talk in self.open),
            interviews=len(self.open),
        )


def compared(candidates: Sequence[Candidate], opening: Opening, user: User) -> list[Compared]:
    interviews = list(
        Interview.objects.visible_to(user)
        .filter(opening=opening, candidate__in=candidates)
        .select_related("interviewer")
        .order_by("created_at")
    )
    scorecards = {
        scorecard.interview_id: scorecard
        for scorecard in Scorecard.objects.in_force()
        .filter(interview__in=interviews)
        .select_related("rubric_version")
        .defer("trace", "answers", "rubric_version__source")
    }
    closed = set(Scorecard.objects.closed_to(user).filter(interview__in=interviews).values_list("pk", flat=True))
    shown = {pk: said_by(one) for pk, one in scorecards.items() if one.pk not in closed}
    engines = _engines(shown)
    talks: defaultdict[UUID, list[Talk]] = defaultdict(list)
    for one in interviews:
        talk = Talk(one, scorecards.get(one.pk), shown.get(one.pk), engines.get(one.pk, frozenset()))
        talks[one.candidate_id].append(talk)
    there = Decision.objects.in_force().filter(deliberation__opening=opening, deliberation__candidate__in=candidates)
    decisions = {one.deliberation.candidate_id: one for one in there.select_related("deliberation", "rubric_version")}
    return [_compared(candidate, opening, talks[candidate.pk], decisions.get(candidate.pk)) for candidate in candidates]


def _compared(candidate: Candidate, opening: Opening, talks: list[Talk], decision: Decision | None) -> Compared:
    is_open = any(talk.said for talk in talks) and all(talk.said or not talk.scorecard for talk in talks)
    return Compared(candidate, opening, talks, decision if is_open else None)


def _engines(interviews: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """What drafted the evaluations of each interview, in words. One query."""
    stored = Q(draft__passes__attempts__outcome=Attempt.Outcome.STORED)
    found = (
        Evaluation.objects.filter(answer__interview__in=list(interviews), draft__isnull=False)
        .alias(stored=FilteredRelation("draft__passes__attempts", condition=stored))
        .values_list("answer__interview", "draft__engine", "stored__model")
        .distinct()
    )
    models: defaultdict[tuple[UUID, str], set[str]] = defaultdict(set)
    for interview, engine, model in found:
        models[interview, engine] |= {model} if model else set()
    named: defaultdict[UUID, set[str]] = defaultdict(set)
    for (interview, engine), those in models.items():
        named[interview] |= {_named(engine, model) for model in those or {""}}
    return {interview: frozenset(names) for interview, names in named.items()}


def _named(engine: str, model: str) -> str:
    if engine == Draft.IMPORTED:
        return _("nobody: imported from a document")
    return _("rules, not a model") if engine == settings.RULE_BASED_ENGINE else f"{engine} {model}".strip()


def competencies(rubric: Rubric, those: Iterable[Compared]) -> list[str]:
    """The opening's, then what other rubrics have that these were rated by."""
    others = (name for one in those for said in one.said for name in said.rubric.competency_names)
    return list(dict.fromkeys((*rubric.competency_names, *others)))
