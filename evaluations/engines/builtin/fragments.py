"""A sentence as an interviewer scribbles it: a few words, abbreviated, without "I" and articles."""

import re
from collections.abc import Iterator, Sequence

from evaluations.engines.builtin.clauses import is_adverb, main_clause
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.measures import Measure
from evaluations.engines.builtin.reading import Remark

_PHRASING = load("phrasing.toml")
_RULES = _PHRASING["fragment"]
_DROPPED = frozenset(_RULES["drop"])
_STRONG_ENDS = frozenset(_RULES["strong_ends"])
_WEAK_ENDS = frozenset(_RULES["weak_ends"])
_NEVER_LAST = frozenset(_RULES["never_last"])
_MOST_WORDS: int = _RULES["most_words"]
_FEWEST_WORDS: int = _RULES["fewest_words"]
_LONGEST_PHRASE = 4
_SLACK = 2

_TOKEN = re.compile(r"~?[$€£]?\d+(?:[.,:/–-]\d+)*(?:%|[a-zA-Z]+)?(?:-\w+)?|[\w&]+(?:['’\-/.+]\w+)*\+*|[,;:–—%]")
_LARGE_MONEY = re.compile(r"([$€£]?\d{1,3}),000(?:,000)?\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately)\s+(?=[$€£]?\d)", re.IGNORECASE)
_PAUSES = frozenset(",;:–—")
_ACTORS = frozenset({"i", "we"})
_JOINS = frozenset({"&", "or"})
_NEVER_FIRST = frozenset({"&", "this", "that", "it", "these", "there", "so", "but", "or", "am", "was", "were"})


def fragment(remark: Remark) -> str:
    """At most about a dozen words; the first measure of a change is kept even where the sentence is cut before it."""
    clause = main_clause(remark.text)
    said = _joined(_cut(_tokens(clause.text), _MOST_WORDS))
    measured = [brief(measure) for measure in remark.changes]
    missing = [text for text in measured if not _says(said, text)]
    if measured and not clause.subject and measured[0] not in missing:
        return _capital(", ".join(measured[:2]))
    return ", ".join([said, *missing[:2]])


def brief(measure: Measure) -> str:
    """A measure in a few words."""
    return inline(_joined(_cut(_tokens(measure.text), _MOST_WORDS)))


def inline(text: str) -> str:
    """For the middle of a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _says(said: str, measured: str) -> bool:
    """Whether all numbers of the measure are in what is said."""
    numbers = re.findall(r"\d[\d.,]*", measured)
    return all(number in said for number in numbers) if numbers else measured.lower() in said.lower()


def closed(text: str) -> str:
    """With a full stop, also after an abbreviation that has its own."""
    return text if text.endswith(".") else f"{text}."


def _tokens(text: str) -> list[str]:
    text = _ABOUT.sub("~", text)
    text = _LARGE_MONEY.sub(lambda money: money[1] + ("M" if money.group().count(",") == 2 else "k"), text)
    return list(_abbreviated(list(_rewritten(_TOKEN.findall(text)))))


def _rewritten(tokens: Sequence[str]) -> Iterator[str]:
    """With long-winded phrases replaced, then without words that carry nothing."""
    for token in _replaced(tokens, _PHRASING["rewrites"]):
        word = token.lower()
        if word not in _DROPPED and not is_adverb(word):
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


def _cut(tokens: Sequence[str], most: int) -> list[str]:
    """Ends at a turn of the sentence, else before a preposition, else at the last word that can stand last."""
    limit = _index_of_word(tokens, most)
    if _index_of_word(tokens, most + _SLACK) >= len(tokens):
        return _tidy(tokens)
    fewest = _index_of_word(tokens, _FEWEST_WORDS)
    places = range(limit, fewest - 1, -1)
    strong = next((at for at in places if _turns(tokens, at)), 0)
    weak = next((at for at in places if tokens[at].lower() in _WEAK_ENDS or tokens[at] in _PAUSES), limit)
    pause = strong > fewest and tokens[strong] in _PAUSES
    end = strong if pause or strong >= max(fewest, weak - 3) else weak
    # A number says nothing without what it counts.
    kept = tokens[: end + 1 if tokens[end - 1].isdigit() else end]
    return _tidy(kept[:-2] if len(kept) > fewest + 1 and kept[-2] in _JOINS else kept)


def _turns(tokens: Sequence[str], at: int) -> bool:
    return tokens[at].lower() in _STRONG_ENDS or tokens[at] in _PAUSES


def _index_of_word(tokens: Sequence[str], count: int) -> int:
    """The index after the first `count` tokens that are words."""
    seen = 0
    for at, token in enumerate(tokens):
        seen += token not in _PAUSES
        if seen > count:
            return at
    return len(tokens)


def _tidy(tokens: Sequence[str]) -> list[str]:
    kept = [token for at, token in enumerate(tokens) if token.lower() not in _ACTORS or _is_inner_subject(tokens, at)]
    while kept and (kept[-1] in _PAUSES or kept[-1].lower() in _NEVER_LAST):
        kept.pop()
    while kept and (kept[0] in _PAUSES or kept[0].lower() in _NEVER_FIRST):
        kept.pop(0)
    return kept


def _is_inner_subject(tokens: Sequence[str], at: int) -> bool:
    """Whether "I" or "we" is needed: "found that the library we upgraded ..."."""
    return at > 0 and tokens[at - 1].lower() not in _PAUSES | _JOINS | {"so", "then", "but"}


def _joined(tokens: Sequence[str]) -> str:
    return _capital(re.sub(r"\s+([,;:%])", r"\1", " ".join(tokens)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
