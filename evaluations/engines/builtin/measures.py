"""Numbers, and what they measure."""

import re
from dataclasses import dataclass

from evaluations.engines.builtin.lexicon import LEXICON

_UNIT = r"(?:\s?%|\s?(?:percent|per cent|ms|k|x|gb|tb|mb)\b)"
_NUMBER = re.compile(
    rf"(?:[$€£]\s?)?\b\d[\d,]*(?:\.\d+)?(?:\s?[-–]\s?\d+)?(?:{_UNIT}|[kKmM]\b|\b)"
    r"|\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a dozen|(?<=\bto\s)one(?!\s+of))\b(?:\s+percent\b)?",
    re.IGNORECASE,
)
_UP_TO = re.compile(rf"\s+to\s+(?:{_NUMBER.pattern})", re.IGNORECASE)
_WENT_SOMEWHERE = re.compile(
    r"went\s+(?!from|down|up|to\s+(?:\W?\d|zero|about|around|under|below|over))", re.IGNORECASE
)
_MONEY = re.compile("[$€£]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD_AFTER = re.compile(r"(?:\s+|-)([\w'’/-]+)")
_WORD_BEFORE = re.compile(r"([\w'’/-]+)\s+$")
_MOST_WORDS_AFTER = 6
_MOST_WORDS_BEFORE = 6
_MOST_WORDS_OF_A_SUBJECT = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with the words around it that say what it counts: `text` is cut from the sentence, from `start` on."""

    start: int
    text: str
    changes: bool
    """Whether it tells a change ("cut ... by 30%") or money, rather than an effort or a size."""


def measures(sentence: str) -> tuple[Measure, ...]:
    """All of a sentence's, in order; they do not overlap."""
    found: list[Measure] = []
    end = 0
    for match in _NUMBER.finditer(sentence):
        if match.start() < end or _YEAR.fullmatch(match.group()):
            continue
        start, leading_change = _begin(sentence, match.start(), end)
        end = _end(sentence, match.end())
        text = sentence[start:end]
        changes = leading_change or bool(_MONEY.search(text)) or (match.group()[0].isdigit() and _tells_change(text))
        found.append(Measure(start, text, changes))
    return tuple(found)


def _end(sentence: str, position: int) -> int:
    """Where the words that say what is counted end, the number's own end being `position`."""
    end = position
    for _ in range(_MOST_WORDS_AFTER):
        if upper := _UP_TO.match(sentence, position):
            position = end = upper.end()
        following = _WORD_AFTER.match(sentence, position)
        if following is None or _listed("ends_measure", following[1]):
            break
        position = following.end()
        if not _listed("carries_measure_on", following[1]):
            end = position
    return end


def _begin(sentence: str, position: int, limit: int) -> tuple[int, bool]:
    """Where the phrase starts, and whether a verb of change starts it, never before `limit`."""
    begin = position
    at = position
    for _ in range(_MOST_WORDS_BEFORE):
        preceding = _WORD_BEFORE.search(sentence, max(limit, at - 40), at)
        if preceding is None:
            break
        word = preceding[1].lower()
        at = preceding.start()
        if _listed("changes", word) and not _WENT_SOMEWHERE.match(sentence, at):
            return _subject(sentence, at, limit) if _listed("moves", word) else at, True
        if begin == preceding.end() and _listed("leads_measure_in", word):
            begin = at
    return begin, False


def _subject(sentence: str, position: int, limit: int) -> int:
    """Where the words begin that say what fell or rose."""
    for _ in range(_MOST_WORDS_OF_A_SUBJECT):
        preceding = _WORD_BEFORE.search(sentence, max(limit, position - 40), position)
        if preceding is None or _listed("ends_subject", preceding[1]):
            break
        position = preceding.start()
    return position


def _tells_change(text: str) -> bool:
    return any(_listed("changes", word) for word in text.lower().split())


def _listed(name: str, word: str) -> bool:
    return word.lower() in LEXICON.words[name]
