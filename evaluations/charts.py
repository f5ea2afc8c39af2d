"""One kind of picture: how many things are on each step of a scale, as SVG. A dot for each, or a bar of many.

Pixels of a picture that fits the narrowest window. Colours are the style sheet's, and say nothing that is not said by
place, length and number; the picture's title says every number in words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 272
"""So that it is never shrunk, in a window of 320 either."""
ROW = 22
CHARACTER = 7.5
"""About as wide as one is; a word that is wider than its column is set closer."""
WIDEST_WORD = 124
COUNT = 26
"""At the end of each row, for its number."""
RADIUS = 5.5
APART = 15
"""From one dot to the next, and so much of a bar stands for one thing at most."""


@dataclass(frozen=True, slots=True)
class Step:
    word: str
    names: tuple[str, ...]
    """Of the things that are on it."""
    is_on_scale: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    steps: tuple[Step, ...]
    """From the top."""
    most: int
    """That a row has in this picture and in those beside it, so that they can be compared."""

    @property
    def text(self) -> str:
        """Every number, and what is counted where each has a dot."""
        return f"{self.title}: {'; '.join(map(self._told, self.steps))}."

    def _told(self, step: Step) -> str:
        names = ", ".join(step.names) if self.has_dots else ""
        return f"{step.word} {len(step.names)}" + (f" ({names})" if names else "")

    @property
    def left(self) -> float:
        """Where the rows begin, behind the words."""
        return min(WIDEST_WORD, max(len(step.word) for step in self.steps) * CHARACTER) + RADIUS

    @property
    def apart(self) -> float:
        return min(APART, (WIDTH - COUNT - RADIUS - self.left) / max(self.most, 1))

    @property
    def has_dots(self) -> bool:
        """They do not touch."""
        return self.apart > 2 * RADIUS

    def svg(self) -> str:
        height = ROW * len(self.steps)
        head = f'<svg class="chart" role="img" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        rows = (part for index, step in enumerate(self.steps) for part in self._row(step, ROW * (index + 0.5)))
        return "".join((head, f"<title>{escape(self.text)}</title>", *self._band(), *rows, "</svg>"))

    def _band(self) -> Iterator[str]:
        """From the highest to the lowest step of the scale that has something."""
        used = [index for index, step in enumerate(self.steps) if step.is_on_scale and step.names]
        if len(used) > 1:
            top, length = ROW * (used[0] + 0.5), ROW * (used[-1] - used[0])
            yield f'<rect class="chart-band" x="{self.left - 1:g}" y="{top:g}" width="2" height="{length}"/>'

    def _row(self, step: Step, y: float) -> Iterator[str]:
        """Its word, a line, what is on it, and its number."""
        squeezed = len(step.word) * CHARACTER > WIDEST_WORD
        closer = f' textLength="{WIDEST_WORD}" lengthAdjust="spacingAndGlyphs"' if squeezed else ""
        yield f'<text x="0" y="{y:g}" dy="0.35em"{closer}>{escape(step.word)}</text>'
        yield f'<line x1="{self.left:g}" x2="{WIDTH - COUNT}" y1="{y:g}" y2="{y:g}"/>'
        if self.has_dots:
            for index, name in enumerate(step.names):
                x = self.left + self.apart * (index + 0.5)
                told = escape(f"{name}: {step.word}")
                yield f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}"><title>{told}</title></circle>'
        elif step.names:
            length = self.apart * len(step.names)
            yield f'<rect x="{self.left:g}" y="{y - RADIUS:g}" width="{length:.2f}" height="{2 * RADIUS:g}"/>'
        count = f'x="{WIDTH}" y="{y:g}" dy="0.35em" text-anchor="end"'
        yield f'<text class="chart-count" {count}>{len(step.names)}</text>'


Found = Iterable[tuple[str, str]]
"""Words, each with the name of something that has it. A word that no picture of them knows is left out."""


def on_scale(pictures: Iterable[tuple[str, Found]], scale: Sequence[str], beside: Sequence[str] = ()) -> list[Chart]:
    """Pictures to be compared, each with a title. `scale` is from the top; below it come words that are no step of it,
    which have a row only where something has them."""
    counted = [(title, _steps(found, scale, beside)) for title, found in pictures]
    most = max((len(step.names) for _, steps in counted for step in steps), default=0)
    return [Chart(title, steps, most) for title, steps in counted]


def _steps(found: Found, scale: Sequence[str], beside: Sequence[str]) -> tuple[Step, ...]:
    names: dict[str, list[str]] = {word: [] for word in (*scale, *beside)}
    for word, name in found:
        if word in names:
            names[word].append(name)
    steps = (Step(word, tuple(there), word in scale) for word, there in names.items())
    return tuple(step for step in steps if step.is_on_scale or step.names)
