"""The words of documents: what people call the parts, the scales and the levels. The table is words.toml."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from evaluations.evidence.claims import SEVERITIES
from evaluations.forms.markdown_form import MARKS
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, LEVELS, NOT_ASSESSED, Rubric

_TABLES = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_HEADINGS = {variant: key for key, variants in _TABLES["headings"].items() for variant in variants}
_FIELDS = {variant: key for key, variants in _TABLES["fields"].items() for variant in variants}
_TABLE_HEADS = frozenset(_TABLES["tables"]["heads"])
_NONE = frozenset(_TABLES["none"]["words"])

_TONES = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""How a mark is drawn, which changes nothing of what it says."""
_FILLED, _EMPTY = "★⭐🌟✭", "☆✩"
SIGNS = "".join((*MARKS.values(), _FILLED, _EMPTY))
"""What says a rating, a verdict or a severity without a word."""
_STARS = re.compile(f"[{_FILLED}]\\s?(?:[{_FILLED}{_EMPTY}]\\s?)*")
_NUMBER = re.compile(r"(?:severity|level)?\s*[:=]?\s*([0-9]{1,2})\s*(?:(?:/|out of|of)\s*5)?", re.IGNORECASE)
_WORDS_OF_SEVERITY = {word: number for number, word in SEVERITIES.items()} | {"minor": 1, "mild concern": 2}
_CODES = {code: mark for mark, codes in _TABLES["marks"].items() for code in codes}
_CODE = re.compile(r"[\s(*_|:–—-]*:(?P<name>[a-z0-9_+]+):")
_SEPARATORS = " \t:;,.–—-|()[]*_=→"
_LEVEL_WORDS = {variant: level for level, variants in _TABLES["levels"].items() for variant in variants}
_LEVEL = "|".join(sorted(map(re.escape, _LEVEL_WORDS), key=len, reverse=True))
_LEVEL_IN_PROSE = re.compile(
    rf"(?<![\w/-])(?P<before>{_LEVEL})(?:[ -]levels?|[ -](?:role|position|bar|hire)s?)\b"
    rf"|\blevel\s*[:=]\s*(?P<after>{_LEVEL})(?![\w/-])",
    re.IGNORECASE,
)

DATE = re.compile(r"\b(\d{4})([-/.]?)(\d{2})\2(\d{2})\b")
"""Year, month, day; other orders mean different days to different people."""


def date_in(text: str) -> date | None:
    """The first date in a text; None where there is none, or no such day."""
    for match in DATE.finditer(text):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def plain(text: str) -> str:
    """Small letters, straight quote marks, single spaces, no emphasis: how words are compared."""
    text = _TONES.sub("", text).translate(str.maketrans("’‘“”‐‑", "''\"\"--")).replace("**", "").replace("__", "")
    return " ".join(text.split()).strip("*_` ").casefold()


def heading_key(label: str) -> str | None:
    """Which part a heading's words name."""
    return _HEADINGS.get(plain(label))


def field_key(label: str) -> str | None:
    return _FIELDS.get(plain(label))


def is_none(text: str) -> bool:
    return plain(text).strip(" .-–—:!✅()") in _NONE


def are_table_heads(cells: Sequence[str]) -> bool:
    """Whether the cells of a table's row only name its columns."""
    return bool(cells) and all(plain(cell) in _TABLE_HEADS for cell in cells if cell)


class _Spelling(NamedTuple):
    written: str
    word: str
    """The word of the scale that it stands for."""
    is_mark: bool


@lru_cache(maxsize=64)
def _spellings(variants: str, words: tuple[str, ...], marks: tuple[tuple[str, str], ...]) -> tuple[_Spelling, ...]:
    """Of a scale's words, each with the name of its mark; the longest first, so that Meets+ is found before Meets."""
    found = {plain(word): _Spelling(plain(word), word, is_mark=False) for word in words}
    for word in words:
        plus = (word.replace("+", other) for other in (" +", " plus", "-plus"))
        for written in map(plain, (*plus, word.replace(" ", "-"), *_TABLES[variants].get(word, ()))):
            found.setdefault(written, _Spelling(written, word, is_mark=False))
    for name, word in marks:
        for sign in _signs(name):
            found[sign] = _Spelling(sign, word, is_mark=True)
    return tuple(sorted(found.values(), key=lambda spelling: -len(spelling.written)))


def _signs(mark: str) -> Iterator[str]:
    """Its emoji, and what is left of that where a program dropped the bytes that it could not show."""
    if mark in MARKS:
        yield MARKS[mark]
        yield MARKS[mark].encode().decode("windows-1252", errors="ignore").casefold()


def rating(text: str, rubric: Rubric) -> tuple[str, str, bool] | None:
    """The rating that a text begins with, what is left, and whether word and mark agree. None where there is none."""
    marks = tuple((rating.mark, rating.word) for rating in rubric.ratings)
    found = _scaled(text, _spellings("ratings", (*rubric.rating_words, NOT_ASSESSED), marks))
    if found is None and rubric.ratings[0].points == 5 and (share := re.match(r"\W*([1-5])\s*/\s*5(?!\d)", text)):
        words = [one.word for one in rubric.ratings if one.points == int(share[1])]
        return (words[0], _rest(text[share.end() :]), True) if words else None
    return found


def verdict(text: str, rubric: Rubric) -> tuple[str, str, bool] | None:
    """Likewise for the verdict."""
    marks = tuple((verdict.mark, verdict.word) for verdict in rubric.verdicts)
    return _scaled(text, _spellings("verdicts", (*rubric.verdict_words, INSUFFICIENT_EVIDENCE), marks))


def _scaled(text: str, spellings: Sequence[_Spelling]) -> tuple[str, str, bool] | None:
    """A word of a scale with or without its mark, in either order; the word says which, since marks are used twice."""
    said: list[_Spelling] = []
    rest = text
    while found := _first(rest, spellings):
        spelling, rest = found
        if any(spelling.is_mark == before.is_mark for before in said):
            return None
        said.append(spelling)
    if not said:
        return None
    said.sort(key=lambda spelling: spelling.is_mark)
    return said[0].word, _rest(rest), len({spelling.word for spelling in said}) == 1


def _first(text: str, spellings: Sequence[_Spelling]) -> tuple[_Spelling, str] | None:
    code = _CODE.match(text)
    if code and code["name"] in _CODES:
        text = MARKS[_CODES[code["name"]]] + text[code.end() :]
    lead = text.lstrip(_SEPARATORS)
    for spelling in spellings:
        begins, rest = lead[: len(spelling.written)], lead[len(spelling.written) :]
        if begins.casefold().replace("’", "'") == spelling.written and (spelling.is_mark or _ends_here(rest)):
            return spelling, _TONES.sub("", rest, count=2).removeprefix(" ")
    return None


def _ends_here(rest: str) -> bool:
    """Whether a scale's word ends where it was found: "Meets most of it" is a sentence, not a rating."""
    return not rest.strip() or re.match(r"\s*[^\w\s+'/&]|\s+-", rest) is not None


def competency(text: str, rubric: Rubric) -> tuple[str, str] | None:
    """The rubric's competency that a text begins with, however it is spaced, and what is left of the text."""
    for name in sorted(rubric.competency_names, key=len, reverse=True):
        parts = [re.escape(part) for part in re.split(r"\W+", name) if part]
        pattern = r"[\s*_`]*" + r"(?:\W+|\s+(?:and|or)\s+|\s*)".join(parts) + r"(?!\w)"
        if match := re.match(pattern, text, re.IGNORECASE):
            return name, text[match.end() :]
    return None


def severity(text: str) -> tuple[int, str] | None:
    """The severity that a text begins with, and what is left: stars, a number of five, or the number's word."""
    text = text.lstrip(_SEPARATORS)
    if stars := _STARS.match(_TONES.sub("", text)):
        filled = sum(char in _FILLED for char in stars[0])
        rest = _TONES.sub("", text)[stars.end() :]
        return (filled, _rest(rest)) if filled <= 5 else None
    number = _NUMBER.match(text)
    if number and not re.match(r"[\w.%/]", text[number.end() :]):
        return (int(number[1]), _gloss(text[number.end() :])) if 1 <= int(number[1]) <= 5 else None
    for word, value in sorted(_WORDS_OF_SEVERITY.items(), key=lambda pair: -len(pair[0])):
        if plain(text).strip(_SEPARATORS) in (word, f"{word} concern"):
            return value, ""
    return None


def _rest(text: str) -> str:
    """What is left behind a word of a scale, without what only separated the two."""
    rest = text.lstrip(_SEPARATORS).rstrip(" \t|*_")
    return rest.removesuffix(")") if rest.count(")") > rest.count("(") else rest


def _gloss(text: str) -> str:
    """What is left behind a severity without the number's own word: "2 - mild concern"."""
    rest = _rest(text)
    return "" if plain(rest).strip(_SEPARATORS).removesuffix(" concern") in _WORDS_OF_SEVERITY else rest


def level(text: str) -> str | None:
    """The level that a whole text names: Junior-Mid, "senior level"."""
    return _LEVEL_WORDS.get(re.sub(r"[ -]level$", "", plain(text).strip(" .")))


def levels_in_prose(text: str) -> tuple[str, ...]:
    """Every level that sentences name as one ("at Senior level", "a Junior-Mid role"), in the order of the scale."""
    found = {_LEVEL_WORDS[plain(match["before"] or match["after"])] for match in _LEVEL_IN_PROSE.finditer(text)}
    return tuple(name for name in LEVELS if name in found)
