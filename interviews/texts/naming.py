"""Where a text names somebody: every way in which a name may be written, found without regard to case and accents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from interviews.texts.details import ordinary_words

_PARTICLES = {
    *(
        "af",
        "al",
        "av",
        "ben",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
    ),
    *("du", "e", "el", "ibn", "la", "le", "of", "san", "st", "ten", "ter", "the", "van", "von", "y", "zu", "zur"),
}
"""What says nothing alone where it stands between other parts of a name: at an end it may be somebody's name."""
_TITLES = {"dr", "ii", "iii", "jr", "mba", "md", "mr", "mrs", "ms", "mx", "phd", "prof", "sr"}
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that write words without spaces, and Hangul, where particles follow a name without one."""
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(rf"(?:(?![\d_{_UNSPACED}])\w)+")
_BETWEEN = re.compile(r"[ \t\u00a0]{0,3}[.,'’_\-\u2010-\u2015·]?[ \t\u00a0]{0,3}")
"""What may stand between the parts of a name. A line end does not: a list of people is one of parts."""
_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "ŋ": "n"}
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_FEWEST_GLUED = 4


def fold(text: str) -> str:
    """Without case, accents, and what nobody sees."""
    return "".join(_folded(char) for char in text)


@lru_cache(maxsize=4_096)
def _folded(char: str) -> str:
    if char.isascii():
        return char.lower()
    letters = unicodedata.normalize("NFKD", char.casefold()).translate(_OTHER_LETTERS)
    return "".join(part for part in letters if unicodedata.category(part) not in ("Mn", "Me", "Cf"))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    """Code points of the text."""
    folded: str
    is_name: bool
    """By itself; otherwise it is one only beside another part."""


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is called, or several are."""

    parts: frozenset[str]
    """Words that name them, folded; some only beside another, or in capitals."""
    glued: frozenset[str]
    """The same written together, as in the names of accounts."""
    particles: frozenset[str]
    initials: frozenset[str]
    in_order: frozenset[tuple[str, str]]
    """A part and one that comes later in the same name, or their first letters."""
    unspaced: tuple[str, ...]
    """In scripts without spaces, the longest first."""

    @classmethod
    def by(cls, names: frozenset[str]) -> "Called":
        return _called(names)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each stretch that names them, in order; parts beside each other are one stretch."""
        folded, starts, ends = _with_origins(text)
        found = [*self._spaced(text, folded, starts, ends), *self._unspaced(folded, starts, ends)]
        end = 0
        for start, stop in sorted(found):
            if start >= end:
                yield start, stop
                end = stop

    def _spaced(self, text: str, folded: str, starts: "Offsets", ends: "Offsets") -> Iterator[tuple[int, int]]:
        beside: list[_Word] = []
        for found in _WORD.finditer(folded):
            start, end = starts[found.start()], ends[found.end() - 1]
            word = self._word(text[start:end], found.group(), start, end)
            if beside and (word is None or not _BETWEEN.fullmatch(text, beside[-1].end, start)):
                yield from self._stretch(beside)
                beside = []
            if word:
                beside.append(word)
        yield from self._stretch(beside)

    def _word(self, written: str, folded: str, start: int, end: int) -> _Word | None:
        if folded in self.glued:
            return _Word(start, end, folded, is_name=True)
        if folded in self.parts:
            return _Word(start, end, folded, is_name=not (written.islower() and folded in ordinary_words()))
        if folded in self.particles or (folded in self.initials and not written.islower()):
            return _Word(start, end, folded, is_name=False)
        return None

    def _stretch(self, beside: list[_Word]) -> Iterator[tuple[int, int]]:
        """One for words that stand together, if they name somebody: one does by itself, or two do in their order."""
        if any(word.is_name for word in beside) or any(
            (one.folded, other.folded) in self.in_order for one, other in pairwise(beside)
        ):
            yield beside[0].start, beside[-1].end

    def _unspaced(self, folded: str, starts: "Offsets", ends: "Offsets") -> Iterator[tuple[int, int]]:
        if self.unspaced:
            for found in re.finditer("|".join(map(re.escape, self.unspaced)), folded):
                yield starts[found.start()], ends[found.end() - 1]


Offsets = range | list[int]


@lru_cache(maxsize=512)
def _called(names: frozenset[str]) -> Called:
    parts: set[str] = set()
    glued: set[str] = set()
    particles: set[str] = set()
    initials: set[str] = set()
    in_order: set[tuple[str, str]] = set()
    unspaced: set[str] = set()
    for name in names:
        for written in {fold(name), fold(name.casefold().translate(_SPELLED_OUT))}:
            words = _WORD.findall(written)
            between = {
                *(word for word in words[1:-1] if word in _PARTICLES),
                *(word for word in words if word in _TITLES),
            }
            own = [word for word in words if len(word) > 1 and word not in between]
            parts.update(own)
            initials.update(word[0] for word in own)
            particles.update(between, (word for word in words if len(word) == 1))
            glued.update(_together(written, own))
            in_order.update(combinations(own, 2))
            in_order.update(pairwise(word[0] for word in own))
        unspaced.update(map(fold, _unspaced_parts(unicodedata.normalize("NFC", name))))
    return Called(
        parts=frozenset(parts),
        glued=frozenset(glued),
        particles=frozenset(particles),
        initials=frozenset(initials),
        in_order=frozenset(in_order),
        unspaced=tuple(sorted(unspaced, key=lambda part: (-len(part), part))),
    )


def _together(written: str, own: list[str]) -> Iterator[str]:
    """The name as one word, and as accounts are named: first and last together, either as an initial."""
    pieces = (piece.strip(".,'’\"()") for piece in re.split(r"[\s-]", written))
    yield from (re.sub(r"\W", "", piece) for piece in pieces if piece and not piece.isalpha())
    if len(own) > 1:
        yield "".join(own)
    for first, last in combinations(own, 2):
        pairs = (first + last, last + first, first[0] + last, last + first[0], first + last[0])
        yield from (pair for pair in pairs if len(pair) >= _FEWEST_GLUED)


def _unspaced_parts(name: str) -> Iterator[str]:
    """Each run, and the two ends of a longer one: which of its characters are the family's, nobody wrote down."""
    runs = _UNSPACED_RUN.findall(name)
    for run in (*runs, "".join(runs)):
        if len(run) > 1:
            yield run
        if len(run) > 2:
            yield from (run[:2], run[-2:])


def _with_origins(text: str) -> tuple[str, Offsets, Offsets]:
    """Folded, with the code points of the text that each of its characters stands for."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(text):
        folded = _folded(char)
        parts.append(folded)
        starts += [index] * len(folded)
        ends += [index + 1] * len(folded)
        if not folded and ends:
            ends[-1] = index + 1  # an accent belongs to the letter before it
    return "".join(parts), starts, ends
