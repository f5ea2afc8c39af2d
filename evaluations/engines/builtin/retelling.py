"""The candidate's clauses retold: in the third person for the committee, in the second for a question."""

import re
from functools import cache
from typing import Literal

from evaluations.engines.builtin.clauses import main_clause, shortened
from evaluations.engines.builtin.lexicon import LEXICON, load

Person = Literal["third", "second"]

_SUBJECTS: dict[Person, dict[str, str]] = {
    "third": {"I": "they", "we": "the team"},
    "second": {"I": "you", "we": "your team"},
}
_SPOKEN = re.compile(r'("[^"]*"|“[^”]*”)')
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_PHRASING = load("phrasing.toml")


def retold(sentence: str, person: Person, most_words: int = 28) -> str:
    """The main clause with the candidate as "they" or "you": a clause without capital and full stop."""
    clause = main_clause(sentence)
    subject = _SUBJECTS[person].get(clause.subject, "")
    first = clause.text.partition(" ")[0].lower()
    if not subject and LEXICON.is_act(first):
        text = f"{_SUBJECTS[person]['I']} {first}{clause.text[len(first) :]}"
    else:
        text = f"{subject} {clause.text}" if subject else _lower_first(clause.text)
    return _swapped(shortened(text, most_words), person)


def _swapped(text: str, person: Person) -> str:
    """What is quoted as spoken stays as it was spoken."""
    parts = _SPOKEN.split(text)
    parts[::2] = [_WORD.sub(lambda word: _swap(word.group(), person), part) for part in parts[::2]]
    return _agreement().sub(lambda pair: _PHRASING["agreement"][pair.group().lower()], "".join(parts))


def _swap(word: str, person: Person) -> str:
    if word in {"US", "ME"}:
        return word
    swaps: dict[str, str] = _PHRASING["persons"][person]
    return swaps.get(word.lower().replace("’", "'"), word)


@cache
def _agreement() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _PHRASING['agreement']))})\b", re.IGNORECASE)


def _lower_first(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text else ""
    common = first.lower() in LEXICON.function_words["English"] or any(
        first.lower() in LEXICON.words[listed] for listed in ("common_first_words", "openers")
    )
    return text[:1].lower() + text[1:] if common and first != "I" else text
