"""The words of documents: what people call the parts, the scales and the levels. The table is words.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from evaluations.evidence.claims import SEVERITIES
from evaluations.forms.markdown_form import MARKS
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, LEVELS, NOT_ASSESSED, Rubric

_TABLES = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_HEADINGS = {variant: key for key, variants in _TABLES["headings"].items() for variant in variants}
_FIELDS = {variant: key for key, variants in _TABLES["fields"].items() for variant in variants}
_NONE = frozenset(_TABLES["none"]["words"])

_TONES = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""How a mark is drawn, which changes nothing of what it says."""
_FILLED, _EMPTY = "★⭐🌟✭", "☆✩"
_STARS = re.compile(f"[{_FILLED}]\\s?(?:[{_FILLED}{_EMPTY}]\\s?)*")
_NUMBER = re.compile(r"(?:severity|level)?\s*[:=]?\s*([0-9]{1,2})\s*(?:(?:/|out of|of)\s*5)?", re.IGNORECASE)
_WORDS_OF_SEVERITY = {word: number for number, word in SEVERITIES.items()} | {"minor": 1, "mild concern": 2}
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


def _ratings(rubric: Rubric) -> tuple[tuple[str, str], ...]:
    marks = ((MARKS[rating.mark], rating.word) for rating in rubric.ratings if rating.mark in MARKS)
    return _longest_first((*rubric.rating_words, NOT_ASSESSED), _TABLES["ratings"], marks)


def _verdicts(rubric: Rubric) -> tuple[tuple[str, str], ...]:
    marks = ((MARKS[verdict.mark], verdict.word) for verdict in rubric.verdicts if verdict.mark in MARKS)
    return _longest_first((*rubric.verdict_words, INSUFFICIENT_EVIDENCE), _TABLES["verdicts"], marks)


def _longest_first(
    words: Iterable[str], variants: Mapping[str, list[str]], marks: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """(What is written, the word it stands for), so that Meets+ is found before Meets."""
    found = dict(marks)
    for word in words:
        plus = (word.replace("+", other) for other in ("+", " +", " plus", "-plus"))
        spellings = {*plus, word.replace(" ", "-")}
        found |= dict.fromkeys((plain(spelling) for spelling in (*spellings, *variants.get(word, ()))), word)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def rating(text: str, rubric: Rubric) -> tuple[str, str, bool] | None:
    """The rating that a text begins with, what is left, and whether word and mark agree. None where there is none."""
    found = _scaled(text, _ratings(rubric))
    if found is None and rubric.ratings[0].points == 5 and (share := re.match(r"\W*([1-5])\s*/\s*5(?!\d)", text)):
        words = [one.word for one in rubric.ratings if one.points == int(share[1])]
        return (words[0], _rest(text[share.end() :]), True) if words else None
    return found


def verdict(text: str, rubric: Rubric) -> tuple[str, str, bool] | None:
    """Likewise for the verdict."""
    return _scaled(text, _verdicts(rubric))


def _scaled(text: str, spellings: tuple[tuple[str, str], ...]) -> tuple[str, str, bool] | None:
    """A word of a scale with or without its mark, in either order; the word says which, since marks are used twice."""
    said: list[tuple[str, bool]] = []
    rest = text
    while found := _first(rest, spellings):
        spelling, word, rest = found
        is_word = spelling[0].isascii()
        if any(is_word == before for _, before in said):
            return None
        said.append((word, is_word))
    if not said:
        return None
    words = sorted(said, key=lambda one: not one[1])
    return words[0][0], _rest(rest), len({word for word, _ in said}) == 1


def _first(text: str, spellings: tuple[tuple[str, str], ...]) -> tuple[str, str, str] | None:
    lead = text.lstrip(_SEPARATORS)
    low = lead.casefold().replace("’", "'")
    if len(low) != len(lead):
        return None
    for spelling, word in spellings:
        if low.startswith(spelling) and _ends_here(lead[len(spelling) :], is_word=spelling[0].isascii()):
            return spelling, word, _TONES.sub("", lead[len(spelling) :], count=2).removeprefix(" ")
    return None


def _ends_here(rest: str, *, is_word: bool) -> bool:
    """Whether a scale's word ends where it was found: "Meets most of it" is a sentence, not a rating."""
    return not is_word or not rest.strip() or re.match(r"\s*[^\w\s+'/&]|\s+-", rest) is not None


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
