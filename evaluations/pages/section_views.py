"""The parts of an evaluation as its page shows them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from evaluations import review
from evaluations.evidence.claims import PassKind, Section
from evaluations.evidence.marking import MarkedSentence
from evaluations.models import Pass
from evaluations.present import PresentItem

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
ADD = {
    Section.NOTES: _("Add a note"),
    Section.SUMMARY: _("Add a sentence"),
    Section.STRENGTHS: _("Add a strength"),
    Section.IMPROVEMENTS: _("Add an area for improvement"),
    Section.FOLLOW_UP_QUESTIONS: _("Add a question"),
    Section.FLAGS: _("Add a red flag"),
    Section.JUSTIFICATION: _("Add a reason"),
    Section.SUGGESTIONS: _("Add a suggestion"),
}
PASS_HEADINGS = {PassKind.FEEDBACK: _("Feedback"), PassKind.RED_FLAGS: _("Red flags")}


class Stage(StrEnum):
    """How far a section is, as one letter: ten of them tell a poll what the page already shows."""

    COMING = "w"
    PROVISIONAL = "p"
    THERE = "f"
    FAILED = "x"
    CANCELLED = "c"
    HIDDEN = "h"
    """Until the interviewer has saved ratings of their own."""


@dataclass(frozen=True, slots=True)
class SectionView:
    name: Section
    stage: Stage
    items: tuple[PresentItem, ...]
    removed: tuple[PresentItem, ...] = ()

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.name])

    @property
    def add_label(self) -> str:
        return str(ADD[self.name])

    @property
    def may_grow(self) -> bool:
        """Whether a person adds, removes and reorders its items."""
        return self.name in review.EDITED_SECTIONS and self.stage is Stage.THERE

    @property
    def template(self) -> str:
        return f"evaluations/sections/{'own_' if self.stage is Stage.HIDDEN else ''}{self.name}.html"

    @property
    def is_shown(self) -> bool:
        return self.stage in (Stage.THERE, Stage.PROVISIONAL, Stage.HIDDEN)


@dataclass(frozen=True, slots=True)
class PassView:
    kind: PassKind
    work: Pass
    sections: tuple[SectionView, ...]

    @property
    def heading(self) -> str:
        return str(PASS_HEADINGS[self.kind])


@dataclass(frozen=True, slots=True)
class Follows:
    """What else on the page an edit changed, besides the item itself."""

    is_judged: bool
    """The verdict and what is left to decide."""
    is_counted: bool
    """How many claims have no evidence."""
    is_moved: bool
    sentences: list[tuple[str, MarkedSentence]]
    """Those whose marks changed, each with the name of its text."""
