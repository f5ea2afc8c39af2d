"""Everything that the evaluation page and its fragments show, read once per request."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations import present, review
from evaluations.documents.outcomes import Outcome
from evaluations.engines.base import FollowUp, texts
from evaluations.evidence.claims import SECTIONS, PassKind, Section
from evaluations.evidence.marking import MarkedText, MarkedTexts, mark_all
from evaluations.models import Draft, Evaluation, ImportedEvaluation, Original, Pass
from evaluations.present import Present, PresentItem
from interviews.models import Answer, FollowUpReply, User

HEADINGS = {
    Section.NOTES: _("Notes"),
    Section.SUMMARY: _("Summary"),
    Section.STRENGTHS: _("Strengths"),
    Section.IMPROVEMENTS: _("Areas for improvement"),
    Section.RATINGS: _("Ratings"),
    Section.RECOMMENDATION: _("Recommendation"),
    Section.FOLLOW_UP_QUESTIONS: _("Follow-up questions"),
    Section.FLAGS: _("Red flags"),
    Section.JUSTIFICATION: _("Why these flags"),
    Section.SUGGESTIONS: _("What stronger evidence would have shown"),
}
PASS_HEADINGS = {PassKind.FEEDBACK: _("Feedback"), PassKind.RED_FLAGS: _("Red flags")}
ARRIVING = timedelta(seconds=10)
"""How long after its start a pass is expected to show something any moment."""


class Stage(StrEnum):
    """How far a section is, as one letter: ten of them tell a poll what the page already shows."""

    COMING = "w"
    PROVISIONAL = "p"
    THERE = "f"
    FAILED = "x"
    CANCELLED = "c"


@dataclass(frozen=True, slots=True)
class SectionView:
    name: Section
    stage: Stage
    items: tuple[PresentItem, ...]

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.name])

    @property
    def template(self) -> str:
        return f"evaluations/sections/{self.name}.html"

    @property
    def is_shown(self) -> bool:
        return self.stage in (Stage.THERE, Stage.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class PassView:
    kind: PassKind
    work: Pass
    sections: tuple[SectionView, ...]

    @property
    def heading(self) -> str:
        return str(PASS_HEADINGS[self.kind])


@dataclass(frozen=True)
class Desk:
    evaluation: Evaluation
    draft: Draft
    state: Present
    works: dict[PassKind, Pass]
    may_edit: bool
    user: User

    @classmethod
    def open(cls, pk: UUID, user: User) -> "Desk":
        """Four queries. Raises Http404 for who may not see it."""
        seen = Evaluation.objects.visible_to(user).with_facts().select_related("imported__file__batch__created_by")
        evaluation = get_object_or_404(seen, pk=pk)
        assert evaluation.draft is not None, "an evaluation is requested with its first draft"
        works = Pass.objects.filter(draft=evaluation.draft).prefetch_related("attempts")
        return cls(
            evaluation=evaluation,
            draft=evaluation.draft,
            state=present.read(evaluation),
            works={PassKind(work.kind): work for work in works},
            may_edit=evaluation.answer.interview.interviewer_id == user.pk,
            user=user,
        )

    @cached_property
    def passes(self) -> list[PassView]:
        return [self._pass(kind) for kind in PassKind]

    def _pass(self, kind: PassKind) -> PassView:
        work = self.works[kind]
        return PassView(kind, work, tuple(self._section(name, work) for name in SECTIONS[kind]))

    def _section(self, name: Section, work: Pass) -> SectionView:
        if name in self.state.provisional:
            stage = Stage.PROVISIONAL
        elif work.state == Pass.State.DONE or name in self.evaluation.taken:
            stage = Stage.THERE
        elif work.state == Pass.State.FAILED:
            stage = Stage.FAILED
        elif work.state == Pass.State.CANCELLED:
            stage = Stage.CANCELLED
        else:
            stage = Stage.COMING
        return SectionView(name, stage, self.state.items(name))

    @cached_property
    def sections(self) -> dict[Section, SectionView]:
        return {section.name: section for view in self.passes for section in view.sections}

    @property
    def stages(self) -> str:
        return "".join(self.sections[name].stage for name in Section)

    @property
    def is_running(self) -> bool:
        return any(work.is_unfinished for work in self.works.values())

    @property
    def poll_every(self) -> str:
        """Faster while something arrives or is about to, so that it is seen at once; never slower than a second."""
        lately = timezone.now() - ARRIVING
        starting = any(work.is_unfinished and (work.started_at or work.due_at) > lately for work in self.works.values())
        return "500ms" if starting or self.state.provisional else "1s"

    @property
    def is_complete(self) -> bool:
        return all(work.state == Pass.State.DONE for work in self.works.values())

    @property
    def asked(self) -> set[str]:
        """What has been asked further, whether or not a draft has read the reply."""
        return {reply.question_text.body for reply in self._replies}

    @property
    def unread_replies(self) -> int:
        """Replies that neither this draft nor the one beside it has read."""
        newest = self.evaluation.proposal or self.draft
        return len(self._replies) - newest.replies_read

    @cached_property
    def replies(self) -> list[FollowUpReply]:
        """Those that the draft read."""
        return self._replies[: self.draft.replies_read]

    @cached_property
    def _replies(self) -> list[FollowUpReply]:
        return list(self.evaluation.answer.follow_ups.select_related("question_text", "reply_text"))

    def texts_read(self, draft: Draft) -> dict[str, str]:
        """What a draft of this evaluation read, by the names that its evidence has for it."""
        read = self._replies[: draft.replies_read]
        follow_ups = [FollowUp(reply.question_text.body, reply.reply_text.body) for reply in read]
        return texts(draft.answer_text.body, follow_ups)

    @cached_property
    def marked(self) -> MarkedTexts:
        return mark_all(self.texts_read(self.draft), [entry.item for entry in self.state.by_id.values()])

    @property
    def said(self) -> list[tuple[str, MarkedText]]:
        """Each question with what was said to it."""
        questions = [self.draft.question_text, *(reply.question_text for reply in self.replies)]
        return [(question.body, text) for question, text in zip(questions, self.marked.texts, strict=True)]

    @property
    def undecided(self) -> list[PresentItem]:
        return review.undecided(self.state)

    @property
    def model(self) -> str | None:
        """The model that wrote the draft; None where rules did."""
        attempts = [attempt for work in self.works.values() for attempt in work.attempts.all() if attempt.model]
        return attempts[-1].model if attempts else None

    @property
    def is_by_rules(self) -> bool:
        return self.draft.engine == settings.RULE_BASED_ENGINE

    @property
    def imported(self) -> ImportedEvaluation | None:
        """Which file it came out of, where it did."""
        return getattr(self.evaluation, "imported", None)

    @cached_property
    def original(self) -> Original | None:
        """That file without its bytes; None where this person may not read all of it, and where it is erased."""
        if self.imported is None:
            return None
        readable = Original.objects.readable_by(self.user).defer("data")
        return readable.filter(file=self.imported.file_id).first()

    @property
    def not_understood(self) -> tuple[tuple[int, str], ...]:
        """Lines of that file, for whoever can put right what is missing."""
        if self.imported is None or self.original is None or not self.may_edit:
            return ()
        return Outcome.from_json(self.original.outcomes[self.imported.number]).not_understood

    @property
    def is_level_moved(self) -> bool:
        """The answer was moved to an opening of another level than the one it was judged at."""
        return self.draft.level != self.evaluation.answer.interview.opening.level

    @cached_property
    def siblings(self) -> list[Answer]:
        """The answers of the same interview, in order."""
        return list(self.evaluation.answer.interview.answers.only("interview"))

    @property
    def position(self) -> int:
        return self.siblings.index(self.evaluation.answer) + 1
