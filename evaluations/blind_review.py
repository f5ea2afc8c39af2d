"""Blind review as openings want it: of whom somebody must not know who they are, and evidence in what they read.

The rule is docs/blind-review.md; what it does to names and texts is `interviews.blind`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from evaluations.engines.base import REPLY
from evaluations.models import Decision, DraftSection, Edit, Evaluation, OpeningPolicy
from interviews import blind
from interviews.models import Correction, Interview, Text, User, fetch_replies
from interviews.texts.masking import Masked

Projections = dict[str, Masked]
"""What was said as it is read, by the names that evidence has for it."""


class PolicyRule(blind.Rule):
    def hidden_from(self, user: User) -> Q:
        """Whoever has an interview for a blind opening without a decision, unless this person added, interviews or
        shadows them, or is an admin."""
        if user.is_admin:
            return super().hidden_from(user)
        of_candidate = Interview.objects.filter(candidate=OuterRef("pk"))
        met = of_candidate.filter(Q(interviewer=user) | Q(shadows__user=user))
        return Q(Exists(undecided(of_candidate)), ~Exists(met), ~Q(created_by=user))

    def is_used(self) -> bool:
        return OpeningPolicy.objects.filter(blind=True).exists()


def undecided(interviews: "QuerySet[Interview]") -> "QuerySet[Interview]":
    """Those for a blind opening that nothing is decided about: a decision that was reopened is none."""
    decided = Decision.objects.in_force().filter(
        deliberation__candidate=OuterRef("candidate"), deliberation__opening=OuterRef("opening")
    )
    blind_ones = OpeningPolicy.objects.filter(blind=True).values("opening")
    return interviews.filter(~Exists(decided), opening__in=blind_ones)


def project(
    evaluations: Iterable[Evaluation],
    sections: Iterable[DraftSection],
    edits: Iterable[Edit],
    *,
    of_earlier_answers: bool = False,
) -> None:
    """Moves the evidence in these, as they are in memory, to where it stands in the texts as they are read.

    After a correction the present text rests on the corrected answer; `of_earlier_answers` takes for every draft and
    edit the version that it was made of, for a page with their history. Two queries at most, and none where this
    request hides nobody.
    """
    if not blind.hides():
        return
    texts = _Texts(evaluations, of_earlier_answers=of_earlier_answers)
    for section in sections:
        draft = section.work.draft
        said = texts.of_draft(draft.evaluation_id, draft.answer_text_id)
        section.items = [_placed(item, said) for item in section.items]
    for edit in edits:
        edit.wording.item = _placed(edit.wording.item, texts.of_edit(edit))


def _placed(item: dict[str, Any], said: Projections) -> dict[str, Any]:
    evidence = [
        [text, *said[text].span(start, end)] if text in said else [text, start, end]
        for text, start, end in item.get("evidence", ())
    ]
    return {**item, "evidence": evidence} if evidence else item


class _Texts:
    """What some evaluations are about, at any time."""

    def __init__(self, evaluations: Iterable[Evaluation], *, of_earlier_answers: bool) -> None:
        evaluations = tuple(evaluations)
        fetch_replies(evaluation.answer for evaluation in evaluations)
        self._now = {evaluation.pk: evaluation.answer for evaluation in evaluations}
        by_answer = {evaluation.answer_id: evaluation.pk for evaluation in evaluations if of_earlier_answers}
        self._before: defaultdict[UUID, list[Correction]] = defaultdict(list)
        if by_answer:
            for correction in Correction.objects.filter(answer__in=by_answer).select_related("before"):
                self._before[by_answer[correction.answer_id]].append(correction)

    def of_draft(self, evaluation: UUID, answer_text: UUID) -> Projections:
        before = (one.before for one in self._before[evaluation] if one.before_id == answer_text)
        return self._said(evaluation, next(before, None))

    def of_edit(self, edit: Edit) -> Projections:
        before = (one.before for one in self._before[edit.evaluation_id] if one.made_at > edit.made_at)
        return self._said(edit.evaluation_id, next(before, None))

    def _said(self, evaluation: UUID, before: Text | None) -> Projections:
        answer = self._now[evaluation]
        replies = {f"{REPLY}{reply.number}": reply.reply_text.masked for reply in answer.follow_ups.all()}
        return {"answer": (before or answer.answer_text).masked, **replies}
