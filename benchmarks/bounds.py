"""What the measurements have to keep to."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bound:
    what: str
    measured: float
    sense: Literal["at least", "at most"]
    limit: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        return self.measured >= self.limit if self.sense == "at least" else self.measured <= self.limit

    @property
    def failure(self) -> str:
        off = abs(self.measured - self.limit)
        return f"{self.what} is {self.shown(self.measured)}: {self.shown(off)} off {self.wanted}."

    @property
    def wanted(self) -> str:
        return f"{self.sense} {self.shown(self.limit)}"

    def shown(self, number: float) -> str:
        return f"{number:.3g}{self.unit and f' {self.unit}'}" if number < 100 else f"{number:,.0f} {self.unit}".strip()
