"""What became of one evaluation of a file, or of a file as a whole: told by the command, shown on the pages."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from django.utils.translation import ngettext_lazy


class Status(StrEnum):
    READ = "read"
    """Understood; nothing is stored yet."""
    IMPORTED = "imported"
    KNOWN = "already imported"
    SKIPPED = "skipped"
    """Nothing in it is to be imported; the reason says why."""
    FAILED = "failed"


COUNTED = {
    "notes": ngettext_lazy("%d note", "%d notes"),
    "strengths": ngettext_lazy("%d strength", "%d strengths"),
    "improvements": ngettext_lazy("%d improvement", "%d improvements"),
    "ratings": ngettext_lazy("%d rating", "%d ratings"),
    "flags": ngettext_lazy("%d red flag", "%d red flags"),
    "follow_up_questions": ngettext_lazy("%d question", "%d questions"),
}
"""By section, what a preview counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    status: Status
    evaluation: str | None = None
    reason: str = ""
    """Why it failed or was skipped, in plain words."""
    candidate: str = ""
    level: str = ""
    verdict: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    """As COUNTED."""
    not_understood: tuple[tuple[int, str], ...] = ()
    """Lines by number, from 1; 0 where it is about the whole file."""

    def to_json(self) -> dict[str, Any]:
        document = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in document.items() if value or name == "status"}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Self:
        lines = tuple((number, text) for number, text in document.get("not_understood", ()))
        return cls(**{**document, "status": Status(document["status"]), "not_understood": lines})

    @property
    def counted(self) -> list[str]:
        """What was read, in words."""
        return [words % self.counts.get(name, 0) for name, words in COUNTED.items()]
