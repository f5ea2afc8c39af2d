"""The candidate's clauses retold: in the third person for the committee, in the second for a question."""

import re
from functools import cache
from typing import Literal

from evaluations.engines.builtin.clauses import main_clause, shortened
from evaluations.engines.builtin.doers import is_deed, is_inflected, opens_with_deed
from evaluations.engines.builtin.lexicon import LEXICON, load, words

Person = Literal["third", "second"]

_LABELLED = re.compile(r"\A\W*What (?:I|we) [^:]{3,40}:\s+(?=(?:I|we)\b)")
_SPOKEN = re.compile(r'("[^"]*"|“[^”]*”)')
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SAME_SUBJECT = re.compile(r"\b((?:the|your) team\b[^,;.]*?) and (?:the|your) team(?= \w+(?:ed|t|e|d)\b)")
_PHRASING = load("phrasing.toml")


def retold(sentence: str, person: Person, most_words: int = 28) -> str:
    """The main clause with the candidate as "they" or "you": a clause without capital and full stop."""
    clause = main_clause(_LABELLED.sub("", sentence))
    subject = clause.subject or ("I" if opens_with_deed(words(clause.text) or ("",)) else "")
    text = f"{subject} {clause.text}" if clause.subject else f"{subject} {_lower_first(clause.text)}".lstrip()
    return _swapped(shortened(text, most_words), person)


def _swapped(text: str, person: Person) -> str:
    """What is quoted as spoken stays as it was spoken."""
    parts = _SPOKEN.split(text)
    parts[::2] = [_WORD.sub(lambda word: _swap(word.group(), person), part) for part in parts[::2]]
    agreeing = _agreement().sub(lambda pair: _PHRASING["agreement"][pair.group().lower()], "".join(parts))
    return _SAME_SUBJECT.sub(r"\1 and", agreeing)


def _swap(word: str, person: Person) -> str:
    if word in {"US", "ME"}:
        return word
    swaps: dict[str, str] = _PHRASING["persons"][person]
    return swaps.get(word.lower().replace("’", "'"), word)


@cache
def _agreement() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _PHRASING['agreement']))})\b", re.IGNORECASE)


def _lower_first(text: str) -> str:
    """Written small where the first word is not a name: one of the words we know."""
    first = _first_word(text)
    known = (LEXICON.function_words["English"], LEXICON.words["common_first_words"], LEXICON.words["openers"])
    common = any(first in listed for listed in known) or any(LEXICON.found((first,))) or not _may_be_name(text)
    return text[:1].lower() + text[1:] if common else text


def _may_be_name(text: str) -> bool:
    """A name is followed by what its bearer does, by another name or by an "and"."""
    first, second, *_ = (*text.split(), "", "")
    follows = second[:1].isupper() or second in {"and", "&"} or is_deed(second) or second in LEXICON.words["verbs"]
    return not is_inflected(first.lower()) and (follows or not first.isalpha())


def _first_word(text: str) -> str:
    return text.partition(" ")[0].lower()
