"""Where what is read belongs: its candidate, its opening, its interview. Found or made, and remembered for one run.

Within a run one folder and one name are one candidate, who has one interview with an interviewer for an opening;
that holds as well for what an earlier run of the same files has imported. Nothing is added to an interview that is
signed or was handed over: what would go there goes to a new one of the same candidate and opening. What is made in a
transaction is remembered once that is committed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from evaluations.documents.finding import Found
from evaluations.documents.understanding import Understood, named
from evaluations.models import ImportedEvaluation, OpeningPolicy, Scorecard
from interviews import openings
from interviews.models import Candidate, Interview, Opening, User
from interviews.starting import add_candidate

Person = tuple[str, str]
"""Folder and name."""


@dataclass
class _Known:
    openings: dict[str, Opening] = field(default_factory=dict)
    """By level."""
    candidates: dict[Person, Candidate] = field(default_factory=dict)
    interviews: dict[tuple[UUID, UUID] | UUID, Interview] = field(default_factory=dict)
    """By candidate and opening, and by the id that a document states."""


class Places:
    """Of one run by one interviewer. `opening` takes everything; else there is one by `title` for every level."""

    def __init__(self, interviewer: User, opening: Opening | None, title: str = "") -> None:
        self.interviewer = interviewer
        self.opening = opening
        self.title = title or _("Imported evaluations")
        self._known, self._made = _Known(), _Known()
        self._closed: set[UUID] = set()
        """Of the interviews that are locked, those that are signed or handed over."""

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Around a transaction: what was made in it is forgotten where it fails."""
        self._made = _Known()
        yield
        self._known.openings |= self._made.openings
        self._known.candidates |= self._made.candidates
        self._known.interviews |= self._made.interviews
        self._made = _Known()

    def recall(self, found: Found, imported: Iterable[ImportedEvaluation]) -> None:
        """What was imported of the file before: the rest of its folder goes to the same candidate."""
        for one in imported:
            interview = one.evaluation.answer.interview
            if interview.interviewer_id != self.interviewer.pk:
                continue
            for name in (named(found.title), interview.candidate.name):
                self._known.candidates.setdefault((found.folder, name), interview.candidate)
            self._known.interviews.setdefault((interview.candidate_id, interview.opening_id), interview)

    def lock(self, found: Found, understood: Iterable[Understood]) -> None:
        """In the transaction that stores these: nobody signs or hands over what `of` may find before that ends."""
        there = {pk for one in understood if (pk := self._expected(found, one))}
        self._closed = set()
        if there:
            Interview.objects.lock(*there)
            signed = Q(pk__in=Scorecard.objects.in_force().values("interview"))
            closed = Interview.objects.filter(signed | ~Q(interviewer=self.interviewer), pk__in=there)
            self._closed.update(closed.values_list("pk", flat=True))

    def _expected(self, found: Found, understood: Understood) -> UUID | None:
        """The interview that is there already and that it would go to."""
        if stated := as_uuid(understood.read.interview):
            known = self._known.interviews.get(stated)
            return known.pk if known else stated
        opening = self._opening(understood.level)
        candidate = self._known.candidates.get((found.folder, understood.candidate))
        known = self._known.interviews.get((candidate.pk, opening.pk)) if candidate else None
        return known.pk if known else None

    def of(self, found: Found, understood: Understood) -> Interview:
        """Call it within `remembering`, after `lock`."""
        stated = as_uuid(understood.read.interview)
        there = self._stated(stated) if stated else None
        if there is None:
            opening = self._opening(understood.level)
            candidate = self._candidate((found.folder, understood.candidate))
            there = None if stated else self._recalled((candidate.pk, opening.pk))
        else:
            opening, candidate = there.opening, there.candidate
        if there and there.pk not in self._closed:
            return there
        held_on = understood.read.date if understood.is_document else understood.read.held_on
        made = Interview(candidate=candidate, opening=opening, interviewer=self.interviewer, held_on=held_on)
        if stated and not Interview.objects.filter(pk=stated).exists():
            made.pk = stated
        made.save(force_insert=True)
        self._made.interviews[stated or (candidate.pk, opening.pk)] = made
        return made

    def _recalled(self, key: tuple[UUID, UUID] | UUID) -> Interview | None:
        return self._made.interviews.get(key) or self._known.interviews.get(key)

    def _stated(self, stated: UUID) -> Interview | None:
        """The interview that a form of our own names, where it is this run's or the interviewer's."""
        theirs = Interview.objects.run_by(self.interviewer).select_related("candidate", "opening")
        return self._recalled(stated) or theirs.filter(pk=stated).first()

    def _candidate(self, person: Person) -> Candidate:
        known = self._made.candidates.get(person) or self._known.candidates.get(person)
        if known is None:
            known = self._made.candidates[person] = add_candidate(person[1], self.interviewer)
        return known

    def _opening(self, level: str) -> Opening:
        if self.opening:
            return self.opening
        known = self._made.openings.get(level) or self._known.openings.get(level)
        if known is None:
            known = self._made.openings[level] = self._found_or_made(level)
        return known

    def _found_or_made(self, level: str) -> Opening:
        # Locked, so that two runs of one person make one opening. Others still refer to that person meanwhile.
        User.objects.select_for_update(no_key=True).values_list("pk").get(pk=self.interviewer.pk)
        seen = Opening.objects.visible_to(self.interviewer).filter(title=self.title, level=level)
        opening = seen.first() or openings.create(title=self.title, level=level, creator=self.interviewer)
        OpeningPolicy.objects.of(opening)
        return opening


def as_uuid(text: str | None) -> UUID | None:
    """None for what is no id of ours."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
