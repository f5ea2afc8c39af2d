"""A sentence as an interviewer scribbles it: a few words, abbreviated, without "I" and articles."""

import re
from collections.abc import Iterator, Sequence

from evaluations.engines.builtin.clauses import is_adverb, main_clause
from evaluations.engines.builtin.lexicon import load
from evaluations.engines.builtin.measures import Measure
from evaluations.engines.builtin.reading import Remark
from evaluations.engines.builtin.worth import weightiest

_PHRASING = load("phrasing.toml")
_RULES = _PHRASING["fragment"]
_DROPPED = frozenset(_RULES["drop"])
_CLAUSE_STARTS = frozenset(_RULES["clause_starts"])
_AFTER_COMMA = _CLAUSE_STARTS | frozenset(_RULES["after_comma"])
_PHRASE_STARTS = frozenset(_RULES["phrase_starts"])
_NEVER_LAST = frozenset(_RULES["never_last"])
_MOST_WORDS: int = _RULES["most_words"]
_FEWEST_WORDS: int = _RULES["fewest_words"]
_LONGEST_PHRASE = 4
_SLACK = 2

_TOKEN = re.compile(r"~?[$€£]?\d+(?:[.,:/–-]\d+)*(?:%|[a-zA-Z]+)?(?:-\w+)?|[\w&]+(?:['’\-/.+]\w+)*\+*|[,;:–—%]")
_LARGE_MONEY = re.compile(r"([$€£]?\d{1,3}),000(?:,000)?\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately)\s+(?=[$€£]?\d)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_PAUSES = frozenset(",;:–—")
_ACTORS = frozenset({"i", "we"})
_JOINS = frozenset({"&", "and", "or"})
_NEVER_FIRST = frozenset({"&", "this", "that", "it", "so", "but", "or", "am", "is", "was", "were"})


def fragment(remark: Remark, *about: str) -> str:
    """About a dozen words: the whole sentence where it is short, else its weightiest clause on these signals.

    The first measure of a change is kept even where it stands elsewhere.
    """
    clause = main_clause(remark.text)
    tokens = _tokens(clause.text)
    if _count(tokens) > _MOST_WORDS + _SLACK:
        clause = main_clause(weightiest(remark, *about).text)
        tokens = _tokens(clause.text)
    said = _joined(_cut(tokens, _MOST_WORDS))
    measured = [brief(measure) for measure in remark.changes]
    missing = [text for text in measured if not _says(said, text)]
    noted = ", ".join([said, *missing[:2]])
    others_act = not clause.subject and measured[:1] != missing[:1]
    if missing and (others_act or len(noted.split()) > _MOST_WORDS + _SLACK):
        return _capital(", ".join(measured[:2]))
    return noted


def brief(measure: Measure) -> str:
    """A measure in a few words."""
    return inline(_joined(_cut(_tokens(measure.text), _MOST_WORDS)))


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


def _count(tokens: Sequence[str]) -> int:
    """How many of them are words."""
    return sum(token not in _PAUSES for token in tokens)


def _rewritten(tokens: Sequence[str]) -> Iterator[str]:
    """With long-winded phrases replaced, then without words that carry nothing."""
    replaced = list(_replaced(tokens, _PHRASING["rewrites"]))
    for token, following in zip(replaced, (*replaced[1:], ","), strict=True):
        closing = following in _PAUSES or following.lower() in _JOINS
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


def _cut(tokens: Sequence[str], most: int) -> list[str]:
    """Whole where it is short enough; else up to the last clause, pause or preposition that leaves enough words."""
    if _count(tokens) <= most + _SLACK:
        return _begun(tokens)
    places = range(_index_of_word(tokens, most + 1), 0, -1)
    for fewest in (_FEWEST_WORDS, _FEWEST_WORDS // 2):
        least = _index_of_word(tokens, fewest)
        for ends in (_ends_clause, _pauses, _ends_phrase):
            if end := next((at for at in places if at >= least and ends(tokens, at)), 0):
                return _begun(_ended(tokens[:end]))
    return _begun(_ended(tokens[: places[0]]))


def _ends_clause(tokens: Sequence[str], at: int) -> bool:
    """Before "because", "so that", or "and" with a subject of its own."""
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
    if tokens[at] in _PAUSES:
        return tokens[at] != "," or following in _AFTER_COMMA
    if tokens[at].lower() in _JOINS:
        return following in _AFTER_COMMA
    return tokens[at].lower() in _CLAUSE_STARTS and _may_end(tokens[at - 1])


def _pauses(tokens: Sequence[str], at: int) -> bool:
    return tokens[at] in _PAUSES


def _ends_phrase(tokens: Sequence[str], at: int) -> bool:
    """Before a preposition, or an "and" that joins more than two words."""
    joins = tokens[at].lower() in _JOINS and at + 3 < len(tokens)
    return (joins or tokens[at].lower() in _PHRASE_STARTS) and _may_end(tokens[at - 1])


def _may_end(token: str) -> bool:
    """Whether a fragment may stop after it: not after "found", which wants to be told what."""
    return token not in _PAUSES and token.lower() not in _NEVER_LAST


def _index_of_word(tokens: Sequence[str], count: int) -> int:
    """The index after the first `count` tokens that are words."""
    seen = 0
    for at, token in enumerate(tokens):
        seen += token not in _PAUSES
        if seen > count:
            return at
    return len(tokens)


def _ended(tokens: Sequence[str]) -> list[str]:
    """Without words at the end that want something to follow."""
    kept = list(tokens)
    while kept and not _may_end(kept[-1]):
        kept.pop()
    return kept


def _begun(tokens: Sequence[str]) -> list[str]:
    """Without pauses at either end, and without words at the beginning that point back."""
    kept = list(tokens)
    while kept and kept[-1] in _PAUSES:
        kept.pop()
    while kept and (kept[0] in _PAUSES or kept[0].lower() in _NEVER_FIRST):
        kept.pop(0)
    return kept


def _is_inner_subject(tokens: Sequence[str], at: int) -> bool:
    """Whether "I" or "we" is needed: "found that the library we upgraded ...", "Tom & I wrote ..."."""
    return at > 0 and (at == 2 or tokens[at - 1].lower() not in _PAUSES | _JOINS | {"so", "then", "but"})


def _joined(tokens: Sequence[str]) -> str:
    return _capital(re.sub(r"(?:\s*,)*\s+([,;:%])", r"\1", " ".join(tokens)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
