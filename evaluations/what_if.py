"""What if a draft had judged: its decision rules over everything that was judged, with no model and no change to it.

Evaluations are read in steps of some thousand, only what their verdicts are made of; equal facts are decided once. Each
step is stored, so that progress can be seen and a run be cancelled.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.evidence.claims import Section
from evaluations.models import Evaluation, MovedVerdict, RubricDraft, RubricVersion, WhatIf
from evaluations.rules.quick import Quick
from evaluations.rules.rubric import Rubric
from evaluations.rules.ruling import Facts
from interviews.models import User

STEP = 4_000
RULED_ON = (Section.RATINGS, Section.FLAGS, Section.RECOMMENDATION)

logger = logging.getLogger(__name__)

_Row = tuple[UUID, str, tuple[str, ...], str]
"""An evaluation, the level, the aims, and its facts as text."""


class NothingToCompare(Exception):
    """The draft has errors, or nothing was published under its name or the one that it began as."""


def ask(draft: RubricDraft, by: User) -> WhatIf:
    """A run that a worker has to be told about. Raises NothingToCompare."""
    rubric = draft.settled
    if rubric is None:
        raise NothingToCompare(_("The draft has errors; what it would decide is not settled before they are mended."))
    name = draft.based_on.name if draft.based_on else rubric.name
    against = RubricVersion.objects.filter(name=name).order_by("number").last()
    if against is None:
        raise NothingToCompare(_("Nothing was judged by a rubric of this name yet."))
    total = _judged(against.name).count()
    return WhatIf.objects.create(
        draft=draft, rubric=rubric.model_dump(mode="json"), against=against, asked_by=by, total=total
    )


def cancel(what_if: WhatIf) -> None:
    WhatIf.objects.filter(pk=what_if.pk, finished_at=None, cancelled_at=None).update(cancelled_at=Now())


def run(what_if_id: int) -> None:
    """Does nothing where another worker has begun it, or it is over or gone."""
    mine = WhatIf.objects.filter(pk=what_if_id, started_at=None, cancelled_at=None)
    if not mine.update(started_at=Now(), moved_on_at=Now()):
        return
    try:
        _replay(WhatIf.objects.select_related("against").get(pk=what_if_id))
    except Exception:
        logger.exception("What-if %d stopped", what_if_id)
        finish(what_if_id, _("It stopped with an error of ours. The log of the worker says where."))


def finish(what_if_id: int, problem: str = "") -> None:
    WhatIf.objects.filter(pk=what_if_id, finished_at=None, cancelled_at=None).update(finished_at=Now(), problem=problem)


def _replay(what_if: WhatIf) -> None:
    judges = _Judges(Quick(what_if.against.rubric), Quick(Rubric.model_validate(what_if.rubric)))
    tally: Counter[tuple[str, str]] = Counter()
    last: UUID | None = None
    while rows := _rows(what_if.against.name, last):
        last = rows[-1][0]
        moves, unread = judges.moves(rows)
        tally.update((before, after) for _evaluation, before, after in moves)
        if not _stored(what_if, moves, tally, done=len(rows), unread=unread):
            return
    finish(what_if.pk)


@transaction.atomic
def _stored(
    what_if: WhatIf,
    moves: Sequence[tuple[UUID, str, str]],
    tally: Counter[tuple[str, str]],
    *,
    done: int,
    unread: int,
) -> bool:
    """False where it was cancelled, or its draft is gone."""
    still_wanted = WhatIf.objects.filter(pk=what_if.pk, finished_at=None, cancelled_at=None).update(
        done=F("done") + done,
        unread=F("unread") + unread,
        tally=[[before, after, count] for (before, after), count in tally.most_common()],
        moved_on_at=Now(),
    )
    if still_wanted:
        MovedVerdict.objects.bulk_create(
            MovedVerdict(what_if=what_if, evaluation_id=evaluation, before=before, after=after)
            for evaluation, before, after in moves
        )
    return bool(still_wanted)


@dataclass
class _Judges:
    published: Quick
    draft: Quick
    _known: dict[tuple[str, tuple[str, ...], str], tuple[str | None, str | None]] = field(default_factory=dict)
    """What both say, by the facts."""

    def moves(self, rows: Iterable[_Row]) -> tuple[list[tuple[UUID, str, str]], int]:
        """Which evaluations move from what to what, and how many cannot be judged by both."""
        moves, unread = [], 0
        for evaluation, level, aims, told in rows:
            before, after = self._both(level, aims, told)
            if before is None or after is None:
                unread += 1
            elif before != after:
                moves.append((evaluation, before, after))
        return moves, unread

    def _both(self, level: str, aims: tuple[str, ...], told: str) -> tuple[str | None, str | None]:
        key = (level, aims, told)
        if key not in self._known:
            facts = Facts.from_json(json.loads(told))
            by_draft = facts.verdict(self.draft, level=level, aims=aims)
            self._known[key] = facts.verdict(self.published, level=level, aims=aims), by_draft
        return self._known[key]


def _judged(name: str) -> "QuerySet[Evaluation]":
    """By any version of the rubric of this name."""
    return Evaluation.objects.filter(~Q(verdict=""), draft__rubric_version__name=name)


def _rows(name: str, last: UUID | None) -> list[_Row]:
    """The next ones."""
    judged = _judged(name).order_by("pk")
    step = judged.filter(pk__gt=last) if last else judged
    told = step.annotate(told=Cast("ruled_on", TextField()))
    rows = list(told.values_list("pk", "draft__level", "draft__aims", "told")[:STEP])
    filled = _filled([pk for pk, _level, _aims, told in rows if told is None])
    return [(pk, level, tuple(aims), told or filled[pk]) for pk, level, aims, told in rows]


def _filled(missing: Sequence[UUID]) -> dict[UUID, str]:
    """The facts of evaluations that were judged before facts were kept, kept from now on."""
    filled = {}
    evaluations = Evaluation.objects.filter(pk__in=missing)
    for pk, state in present.read_many(evaluations, RULED_ON).items():
        facts = present.facts(state).to_json()
        # Where somebody edits it meanwhile, theirs is newer.
        Evaluation.objects.filter(pk=pk, ruled_on__isnull=True).update(ruled_on=facts)
        filled[pk] = json.dumps(facts)
    return filled
