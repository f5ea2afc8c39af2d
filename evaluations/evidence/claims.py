"""The words the rest of `evaluations` speaks: sections, claims, and what is left of a claim once code has checked it.

A `Claim` is what an engine says; its quotes are strings that nothing has verified. An `Item` is a claim after
`grounding` looked for its quotes: it knows its basis, and its evidence is offsets into a stored text.
Only items are stored, shown or judged.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self
from uuid import uuid4


class PassKind(StrEnum):
    """The two independent readings of an answer."""

    FEEDBACK = "feedback"
    RED_FLAGS = "red_flags"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Section(StrEnum):
    """The parts of an evaluation, in the order in which a committee reads them."""

    NOTES = "notes"
    SUMMARY = "summary"
    STRENGTHS = "strengths"
    IMPROVEMENTS = "improvements"
    RATINGS = "ratings"
    RECOMMENDATION = "recommendation"
    FOLLOW_UP_QUESTIONS = "follow_up_questions"
    FLAGS = "flags"
    JUSTIFICATION = "justification"
    SUGGESTIONS = "suggestions"


SECTIONS: dict[PassKind, tuple[Section, ...]] = {
    PassKind.FEEDBACK: (
        Section.NOTES,
        Section.SUMMARY,
        Section.STRENGTHS,
        Section.IMPROVEMENTS,
        Section.RATINGS,
        Section.RECOMMENDATION,
        Section.FOLLOW_UP_QUESTIONS,
    ),
    PassKind.RED_FLAGS: (Section.FLAGS, Section.JUSTIFICATION, Section.SUGGESTIONS),
}


class Basis(StrEnum):
    """What a claim rests on. See docs/evidence.md."""

    QUOTED = "quoted"
    ABSENT = "absent"
    PERSON = "person"
    STATED = "stated"
    UNVERIFIED = "unverified"


SEVERITIES = {1: "very minor", 2: "mild", 3: "moderate", 4: "major", 5: "critical"}


class FlagStatus(StrEnum):
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Unusable(StrEnum):
    """Why an answer is too little to judge, whatever the ratings say."""

    TOO_SHORT = "too_short"
    OFF_TOPIC = "off_topic"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing an engine says. Which of the optional fields are set follows from the section it is in.

    - every section: `text` (a rating's rationale, a flag's detail, the recommendation's justification)
    - ratings: `competency` (its name in the rubric) and `rating` (a word of the rubric's scale, or "Not assessed")
    - flags: `label` and `severity` (1 to 5)
    - recommendation: `verdict` (what the engine itself would recommend) and `unusable`
    `quotes` are the candidate's words as the engine copied them; `absent` says that it looked for something and did
    not find it.
    """

    text: str
    quotes: tuple[str, ...] = ()
    absent: bool = False
    competency: str = ""
    rating: str = ""
    label: str = ""
    severity: int = 0
    verdict: str = ""
    unusable: Unusable | None = None


Sections = dict[Section, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence: Unicode code points `start` to `end` of the text named `text` ("answer" or "follow_ups/0")."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim that code has checked, or that a person made. Immutable: an edit makes a new one with the same id."""

    id: str = field(default_factory=lambda: uuid4().hex)
    text: str
    basis: Basis
    evidence: tuple[Span, ...] = ()
    competency: str = ""
    rating: str = ""
    claimed_rating: str = ""
    """What the engine rated where its claim did not hold and the rating became Not assessed."""
    label: str = ""
    severity: int = 0
    status: FlagStatus = FlagStatus.UNCONFIRMED
    asked: bool = False
    verdict: str = ""
    override: str = ""
    """The verdict a person put beside the rubric's."""
    unusable: Unusable | None = None

    def to_json(self) -> dict[str, Any]:
        """A compact dictionary for storage: fields that hold their default are left out."""
        document: dict[str, Any] = {"id": self.id, "text": self.text, "basis": self.basis.value}
        if self.evidence:
            document["evidence"] = [[span.text, span.start, span.end] for span in self.evidence]
        for name in ("competency", "rating", "claimed_rating", "label", "severity", "asked", "verdict", "override"):
            if value := getattr(self, name):
                document[name] = value
        if self.status is not FlagStatus.UNCONFIRMED:
            document["status"] = self.status.value
        if self.unusable:
            document["unusable"] = self.unusable.value
        return document

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Self:
        """The inverse of `to_json`."""
        fields = dict(document)
        fields["basis"] = Basis(fields["basis"])
        fields["evidence"] = tuple(Span(*span) for span in fields.get("evidence", ()))
        if "status" in fields:
            fields["status"] = FlagStatus(fields["status"])
        if "unusable" in fields:
            fields["unusable"] = Unusable(fields["unusable"])
        return cls(**fields)


ITEM_WORDS = ("text", "label")
"""What of `Item.to_json()` somebody wrote; the rest is the rubric's, and numbers."""
