"""Ratings, verdicts and severities as people write them: by word, mark, stars, number, or by several of these."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluations.forms.reading import vocabulary
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Rubric

_AROUND = r"[\s*_`\"“”'()\[\]]*"
_SEPARATORS = " \t\n-–—:;,.)]*_`\"“”'|"
_NUMBER = r"(?P<number>\d{1,2})(?:\s*(?:/|of|out of)\s*(?P<of>\d{1,2}))?(?![\w%]|[.,]\d|\s*[-–—]\s*\d)"
_UNSURE = re.compile(r"\s*(?:/|or\b|to\b|→|->)", re.IGNORECASE)
_VARIATIONS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Skin tones and the like: every thumb is the same."""
_STARS = re.compile(rf"(?:[{vocabulary.FILLED}]\s?)+(?:[{vocabulary.EMPTY}]\s?)*|\A\*{{1,5}}\Z")


def _spaced(way: str) -> str:
    """A pattern for some words that does not mind how they are joined."""
    return r"[\s\-–_/.]*".join(map(re.escape, way.replace("+", " +").split()))


def _squeezed(text: str) -> str:
    """The same for every way to join some words."""
    return re.sub(r"[^\w+]|_", "", text.casefold())


@dataclass(frozen=True, slots=True)
class Found:
    word: str
    rest: str
    """What follows it, without what separates them."""
    is_contradicted: bool
    """Whether a mark or a number beside the word means another one; the word holds."""


class Scale:
    """Some words, with other ways to write each of them, signs that stand for them, and their points."""

    def __init__(self, words: Mapping[str, Iterable[str]], signs: Mapping[str, str], points: Mapping[int, str]) -> None:
        self._meanings = {_squeezed(way): word for word, ways in words.items() for way in (word, *ways)}
        self._signs = {sign.casefold(): word for sign, word in signs.items()}
        self._points, self._most = points, max(points, default=0)
        ways = sorted({way for word in words for way in (word, *words[word])}, key=len, reverse=True)
        written = "|".join(map(_spaced, ways))
        drawn = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True)) or "(?!)"
        # A word has to end where it does: "Strong ownership" is no rating, and "Meets" is not "Meets+".
        self._token = re.compile(
            rf"{_AROUND}(?:(?P<sign>{drawn})|{_NUMBER}|(?P<word>{written})(?=[^\S\n]*(?:[^\w\s+]|\n|\d|$)))",
            re.IGNORECASE,
        )

    def leading(self, text: str) -> Found | None:
        """The step that a text begins with; None where it begins with none, or with more than one."""
        text, end = _VARIATIONS.sub("", text), 0
        by_word: set[str] = set()
        by_sign: set[str] = set()
        while (match := self._token.match(text, end)) and (meant := self._meaning(match)):
            (by_word if match["word"] else by_sign).add(meant)
            end = match.end()
        found, rest = by_word or by_sign, text[end:]
        if len(found) != 1 or _UNSURE.match(rest):
            return None
        (word,) = found
        rest = rest.lstrip(_SEPARATORS).rstrip()
        if rest.startswith("(") and rest.endswith(")"):
            rest = rest[1:-1]
        if rest and (other := self.leading(rest)) and other.word != word and not other.rest:
            return None
        return Found(word, rest, is_contradicted=bool(by_word) and not by_sign <= by_word)

    def _meaning(self, match: re.Match[str]) -> str | None:
        if match["word"]:
            return self._meanings[_squeezed(match["word"])]
        if match["sign"]:
            return self._signs[match["sign"].casefold()]
        if match["of"] and int(match["of"]) != self._most:
            return None
        return self._points.get(int(match["number"]))


def ratings(rubric: Rubric) -> Scale:
    words = (*rubric.rating_words, NOT_ASSESSED)
    return Scale(
        {word: vocabulary.variants(vocabulary.RATINGS, word) for word in words},
        _signs({rating.mark: rating.word for rating in rubric.ratings}),
        {rating.points: rating.word for rating in rubric.ratings},
    )


def verdicts(rubric: Rubric) -> Scale:
    words = (*rubric.verdict_words, INSUFFICIENT_EVIDENCE)
    return Scale(
        {word: vocabulary.variants(vocabulary.VERDICTS, word) for word in words},
        _signs({verdict.mark: verdict.word for verdict in rubric.verdicts}),
        {},
    )


_SEVERITIES = Scale(
    {str(step): vocabulary.variants(vocabulary.SEVERITIES, step) for step in vocabulary.SEVERITIES},
    {},
    {step: str(step) for step in vocabulary.SEVERITIES},
)


def severity(text: str) -> Found | None:
    """The severity that a text begins with; its word is a digit."""
    stars = _STARS.sub(lambda run: f" {sum(run[0].count(star) for star in vocabulary.FILLED + '*')}/5 ", text.strip())
    return _SEVERITIES.leading(stars)


def _signs(words: Mapping[str, str]) -> dict[str, str]:
    """Every sign of each mark, and what is left of its emoji where a program dropped the bytes it could not show."""
    found = {sign: word for mark, word in words.items() for sign in vocabulary.MARKS.get(mark, "").split()}
    return found | {_maimed(sign): word for sign, word in found.items() if not sign.isascii()}


def _maimed(emoji: str) -> str:
    return emoji.encode("utf-8").decode("windows-1252", errors="ignore")
