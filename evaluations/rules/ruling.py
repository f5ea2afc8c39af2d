"""What a verdict is made of, kept beside it: the same facts give the same verdict again, and another rubric its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from evaluations.evidence.claims import Unusable
from evaluations.rules.quick import Quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    ratings: Mapping[str, str]
    flags: Sequence[int] = ()
    """The severities of the confirmed red flags."""
    unusable: Unusable | None = None
    stated: str = field(default="")
    """The verdict of an imported document that nobody has changed anything of: no rule decides there."""

    def to_json(self) -> dict[str, Any]:
        """In one order, so that equal facts are equal texts, too."""
        return {
            "flags": sorted(self.flags),
            "ratings": dict(sorted(self.ratings.items())),
            "stated": self.stated,
            "unusable": self.unusable,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        unusable = Unusable(kept["unusable"]) if kept["unusable"] else None
        return cls(ratings=kept["ratings"], flags=kept["flags"], unusable=unusable, stated=kept["stated"])

    def verdict(self, judge: Quick, *, level: str, aims: Collection[str]) -> str | None:
        """None where a rating is none of the rubric's words, and so cannot be judged by it."""
        if self.stated:
            return self.stated
        try:
            return judge.verdict(
                level=level, ratings=self.ratings, flags=self.flags, aims=aims, is_unusable=self.unusable is not None
            )
        except KeyError:
            return None
