"""Everything that the evaluation page and its fragments show, read once per request."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations import present, rating_first, review
from evaluations.documents.outcomes import Outcome
from evaluations.evidence.claims import SECTIONS, SEVERITIES, Basis, PassKind, Section, Span
from evaluations.evidence.marking import MarkedText, MarkedTexts, mark_all
from evaluations.models import Draft, Edit, Evaluation, ImportedEvaluation, Original, OwnRatings, Pass, Scorecard
from evaluations.pages.section_views import Follows, PassView, SectionView, Stage
from evaluations.present import Present, PresentItem
from evaluations.rules.rubric import Rubric
from interviews.models import Answer, Correction, FollowUpReply, Interview, Role, User

ARRIVING = timedelta(seconds=10)
"""How long after its start a pass is expected to show something any moment."""


def _judged(entry: PresentItem) -> tuple[object, ...]:
    """What the verdict and what is left to decide follow from."""
    item = entry.item
    return item.rating, item.status, item.severity, item.override, entry.is_decided, entry.is_removed


def _is_unsupported(entry: PresentItem | None) -> bool:
    """Whether it counts among the claims without evidence."""
    return entry is not None and entry.item.basis is Basis.UNVERIFIED and not entry.is_removed


@dataclass(frozen=True)
class Desk:
    evaluation: Evaluation
    draft: Draft
    state: Present
    works: dict[PassKind, Pass]
    user: User

    claiming = review.CLAIMING
    growing = review.EDITED_SECTIONS
    severities = tuple(SEVERITIES.items())
    directions = (("up", _("Move up")), ("down", _("Move down")))

    @classmethod
    def open(cls, pk: UUID, user: User) -> "Desk":
        """Four queries. Raises Http404 for who may not see it."""
        # The passes first. One that is stored meanwhile is then not yet done, and the page asks again; read last, it
        # would be done without what it stored, and the page would tell for good that nothing was found.
        passes = list(
            Pass.objects.filter(draft__evaluation=pk, draft=F("draft__evaluation__draft")).prefetch_related("attempts")
        )
        seen = (
            Evaluation.objects.visible_to(user)
            .with_facts()
            .select_related("imported__file__batch__created_by", "own_ratings")
        )
        evaluation = get_object_or_404(seen, pk=pk)
        assert evaluation.draft is not None, "an evaluation is requested with its first draft"
        if any(work.draft_id != evaluation.draft_id for work in passes):
            return cls.open(pk, user)  # Another draft took its place meanwhile.
        return cls(
            evaluation=evaluation,
            draft=evaluation.draft,
            state=present.read(evaluation),
            works={PassKind(work.kind): work for work in passes},
            user=user,
        )

    @property
    def rubric(self) -> Rubric:
        return self.draft.rubric_version.rubric

    @property
    def verdict_words(self) -> tuple[str, ...]:
        return rating_first.verdict_words(self.rubric)

    @property
    def own_first(self) -> OwnRatings | None:
        """What the interviewer thought before they saw the draft's ratings, where the opening wanted that."""
        return getattr(self.evaluation, "own_ratings", None)

    @cached_property
    def is_signed(self) -> bool:
        """The scorecard of the interview is signed, so nothing in it changes."""
        return Scorecard.objects.is_signed(self.evaluation.answer.interview_id)

    @property
    def is_own(self) -> bool:
        return self.evaluation.answer.interview.interviewer_id == self.user.pk

    @property
    def may_edit(self) -> bool:
        return self.is_own and not self.is_signed

    @cached_property
    def may_discuss(self) -> bool:
        """Who reads what is signed, but for shadows."""
        if not self.is_signed or self.is_own or self.user.role != Role.INTERVIEWER:
            return self.is_signed
        return not Interview.objects.shadowed_by(self.user).filter(pk=self.evaluation.answer.interview_id).exists()

    @cached_property
    def passes(self) -> list[PassView]:
        return [self._pass(kind) for kind in PassKind]

    def _pass(self, kind: PassKind) -> PassView:
        work = self.works[kind]
        return PassView(kind, work, tuple(self._section(name, work) for name in SECTIONS[kind]))

    def _section(self, name: Section, work: Pass) -> SectionView:
        if name not in present.shown(self.evaluation):
            stage = Stage.HIDDEN
        elif name in self.state.provisional:
            stage = Stage.PROVISIONAL
        elif work.state == Pass.State.DONE or name in self.evaluation.taken:
            stage = Stage.THERE
        elif work.state == Pass.State.FAILED:
            stage = Stage.FAILED
        elif work.state == Pass.State.CANCELLED:
            stage = Stage.CANCELLED
        elif name in self.state.sections:
            stage = Stage.PROVISIONAL  # Stored since the passes were read.
        else:
            stage = Stage.COMING
        return SectionView(name, stage, self.state.items(name), self.state.removed.get(name, ()))

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

    @cached_property
    def corrections(self) -> list[Correction]:
        """The last is the newest."""
        return list(self.evaluation.answer.corrections.select_related("made_by", "before"))

    @property
    def was_corrected(self) -> bool:
        """So far as it matters here: the draft read another version, or something was looked for anew since."""
        looked_for = any(
            entry.last_edit and entry.last_edit.action == Edit.Action.VERIFIED for entry in self.state.by_id.values()
        )
        return looked_for or not self.has_read_correction

    @property
    def has_read_correction(self) -> bool:
        """Whether the draft that the verdict follows from was made of the answer as it is now."""
        return self.draft.answer_text_id == self.evaluation.answer.answer_text_id

    @property
    def shaken(self) -> list[PresentItem]:
        """What rested on words that the corrected answer does not have."""
        return [entry for entry in self.state.by_id.values() if entry.lost]

    def said_at(self, state: PresentItem, drafted: Draft | None) -> dict[str, str]:
        """The texts as they were when an item was in this state; a drafted one is as its draft read it."""
        if state.last_edit:
            later = [one.before for one in self.corrections if one.made_at > state.last_edit.made_at]
        else:
            later = [one.before for one in self.corrections if drafted and one.before_id == drafted.answer_text_id]
        return {**self.texts, "answer": later[0].body} if later else self.texts

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
        """Those that the present text rests on."""
        return self._replies[: self.state.replies_read(self.draft)]

    @cached_property
    def _replies(self) -> list[FollowUpReply]:
        return present.replies_to(self.evaluation.answer)

    def texts_read(self, draft: Draft) -> dict[str, str]:
        """What a draft of this evaluation read, by the names that its evidence has for it."""
        return present.said(self.evaluation.answer, self._replies[: draft.replies_read])

    @cached_property
    def texts(self) -> dict[str, str]:
        """What the page shows of what the candidate said, by the same names."""
        return present.said(self.evaluation.answer, self.replies)

    @cached_property
    def marked(self) -> MarkedTexts:
        return mark_all(self.texts, [entry.item for entry in self.state.by_id.values()])

    def quote(self, span: Span) -> str:
        return self.texts.get(span.text, "")[span.start : span.end]

    def quotable(self, span: Span | None) -> tuple[Span | None, str]:
        """What was selected if it counts as a quote, else the sentences that it touches, with what to say about it."""
        if span is None:
            return None, ""
        try:
            return review.checked(self.texts, span), ""
        except review.NotAQuote as refused:
            touched = [sentence for name, sentence in self.marked.touched([span]) if not sentence.speaks_to_model]
            whole = Span(span.text, touched[0].start, touched[-1].end) if touched else None
            return whole, str(refused)

    def follows(self, before: PresentItem | None, after: PresentItem) -> Follows:
        """From an edit that made `after` of `before`."""
        evidence = {*after.item.evidence, *(before.item.evidence if before else ())}
        is_same = before and before.item.evidence == after.item.evidence and before.is_removed == after.is_removed
        return Follows(
            is_judged=before is None or _judged(before) != _judged(after),
            is_counted=_is_unsupported(before) != _is_unsupported(after),
            is_moved=bool(before and before.rank != after.rank and not after.is_removed),
            sentences=[] if is_same else self.marked.touched(evidence),
        )

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
