"""Where a note may stop: after a clause, a pause or a phrase, never after a word that wants more."""

from collections.abc import Sequence

from evaluations.engines.builtin.lexicon import load

PAUSES = frozenset(",;:–—")
JOINS = frozenset({"&", "and", "or"})

_RULES = load("phrasing.toml")["fragment"]
_CLAUSE_STARTS = frozenset(_RULES["clause_starts"])
_AFTER_COMMA = _CLAUSE_STARTS | frozenset(_RULES["after_comma"])
_PHRASE_STARTS = frozenset(_RULES["phrase_starts"])
_NEVER_LAST = frozenset(_RULES["never_last"])
_NEVER_FIRST = frozenset({"&", "this", "that", "it", "so", "but", "or", "am", "is", "was", "were"})
_MOST_WORDS: int = _RULES["most_words"]
_FEWEST_WORDS: int = _RULES["fewest_words"]
_SLACK = 2


def fits(tokens: Sequence[str]) -> bool:
    """Whether they are a note as they are."""
    return sum(token not in PAUSES for token in tokens) <= _MOST_WORDS + _SLACK


def cut(tokens: Sequence[str]) -> list[str]:
    """Whole where it is short enough; else up to the last clause, pause or preposition that leaves enough words."""
    if fits(tokens):
        return _begun(tokens)
    places = range(_index_of_word(tokens, _MOST_WORDS + 1), 0, -1)
    for fewest in (_FEWEST_WORDS, _FEWEST_WORDS // 2):
        least = _index_of_word(tokens, fewest)
        for ends in (_ends_clause, _pauses, _ends_phrase):
            if end := next((at for at in places if at >= least and ends(tokens, at)), 0):
                return _begun(_ended(tokens[:end]))
    return _begun(_ended(tokens[: places[0]]))


def _ends_clause(tokens: Sequence[str], at: int) -> bool:
    """Before "because", "so that", or "and" with a subject of its own."""
    following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
    if tokens[at] in PAUSES:
        return tokens[at] != "," or following in _AFTER_COMMA
    if tokens[at].lower() in JOINS:
        return following in _AFTER_COMMA
    return tokens[at].lower() in _CLAUSE_STARTS and _may_end(tokens[at - 1])


def _pauses(tokens: Sequence[str], at: int) -> bool:
    return tokens[at] in PAUSES


def _ends_phrase(tokens: Sequence[str], at: int) -> bool:
    """Before a preposition, or an "and" that joins more than two words."""
    joins = tokens[at].lower() in JOINS and at + 3 < len(tokens)
    return (joins or tokens[at].lower() in _PHRASE_STARTS) and _may_end(tokens[at - 1])


def _may_end(token: str) -> bool:
    """Whether a fragment may stop after it: not after "found", which wants to be told what."""
    return token not in PAUSES and token.lower() not in _NEVER_LAST


def _index_of_word(tokens: Sequence[str], count: int) -> int:
    """The index after the first `count` tokens that are words."""
    seen = 0
    for at, token in enumerate(tokens):
        seen += token not in PAUSES
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
    while kept and kept[-1] in PAUSES:
        kept.pop()
    while kept and (kept[0] in PAUSES or kept[0].lower() in _NEVER_FIRST):
        kept.pop(0)
    return kept
