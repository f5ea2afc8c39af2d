"""A sentence as an interviewer scribbles it: a few words, abbreviated, without "I" and articles."""

import re
from collections.abc import Iterator, Sequence

from evaluations.engines.builtin.clauses import is_adverb, main_clause
from evaluations.engines.builtin.cutting import JOINS, PAUSES, cut, fits
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.measures import Measure
from evaluations.engines.builtin.reading import Remark
from evaluations.engines.builtin.worth import weightiest

_PHRASING = load("phrasing.toml")
_DROPPED = frozenset(_PHRASING["fragment"]["drop"])
_LONGEST_PHRASE = 4

_TOKEN = re.compile(r"~?[$€£]?\d+(?:[.,:/–-]\d+)*(?:%|[a-zA-Z]+)?(?:-\w+)?|[\w&]+(?:['’\-/.+]\w+)*\+*|[,;:–—%]")
_LARGE_MONEY = re.compile(r"([$€£]?\d{1,3}),000(?:,000)?\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately)\s+(?=[$€£]?\d)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACTORS = frozenset({"i", "we"})


def fragment(remark: Remark, *about: str) -> str:
    """About a dozen words: the whole sentence where it is short, else its weightiest clause on these signals.

    The first measure of a change is kept even where it stands elsewhere.
    """
    clause = main_clause(remark.text)
    tokens = _tokens(clause.text)
    if not fits(tokens):
        clause = main_clause(weightiest(remark, *about).text)
        tokens = _tokens(clause.text)
    said = _joined(cut(tokens))
    measured = [brief(measure) for measure in remark.changes]
    missing = [text for text in measured if not _says(said, text)]
    noted = ", ".join([said, *missing[:2]])
    others_act = not clause.subject and measured[:1] != missing[:1]
    if missing and (others_act or not fits(noted.split())):
        return _capital(", ".join(measured[:2]))
    return noted


def brief(measure: Measure) -> str:
    """A measure in a few words."""
    return inline(_joined(cut(_tokens(measure.text))))


def inline(text: str) -> str:
    """For the middle of a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() or text[1:3] == " &" else text[:1].lower() + text[1:]


def _says(said: str, measured: str) -> bool:
    """Whether all numbers of the measure are in what is said."""
    numbers = re.findall(r"\d[\d.,]*", measured)
    return all(number in said for number in numbers) if numbers else measured.lower() in said.lower()


def closed(text: str) -> str:
    """With a full stop, also after an abbreviation that has its own."""
    return text if text.endswith(".") else f"{text}."


def _tokens(text: str) -> list[str]:
    text = _ABOUT.sub("~", _IN_BRACKETS.sub(r", \1,", text))
    text = _LARGE_MONEY.sub(lambda money: money[1] + ("M" if money.group().count(",") == 2 else "k"), text)
    tokens = list(_abbreviated(list(_rewritten(_TOKEN.findall(text)))))
    return [token for at, token in enumerate(tokens) if token.lower() not in _ACTORS or _is_inner_subject(tokens, at)]


def _rewritten(tokens: Sequence[str]) -> Iterator[str]:
    """With long-winded phrases replaced, then without words that carry nothing."""
    replaced = list(_replaced(tokens, _PHRASING["rewrites"]))
    for token, following in zip(replaced, (*replaced[1:], ","), strict=True):
        closing = following in PAUSES or following.lower() in JOINS
        if token.lower() not in _DROPPED and (closing or token[0].isupper() or not is_adverb(token.lower())):
            yield token


def _abbreviated(tokens: Sequence[str]) -> Iterator[str]:
    return _replaced(tokens, _PHRASING["abbreviations"])


def _replaced(tokens: Sequence[str], table: dict[str, str]) -> Iterator[str]:
    """The longest phrase of the table wins at each place."""
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + length]).lower()
            if phrase in table:
                yield from table[phrase].split()
                break
        else:
            length = 1
            yield tokens[at]
        at += length


def _is_inner_subject(tokens: Sequence[str], at: int) -> bool:
    """Whether "I" or "we" is needed: "found that the library we upgraded ...", "Tom & I wrote ..."."""
    return at > 0 and (at == 2 or tokens[at - 1].lower() not in PAUSES | JOINS | {"so", "then", "but"})


def _joined(tokens: Sequence[str]) -> str:
    return _capital(re.sub(r"(?:\s*,)*\s+([,;:%])", r"\1", " ".join(tokens)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
