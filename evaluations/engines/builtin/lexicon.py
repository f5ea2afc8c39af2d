"""The words that the engine reads for: `lexicon.toml`, indexed so that reading takes time linear in the text.

Phrases are looked up by their first word, never tried one after the other as a regular expression would.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LOOK_BACK_FOR_NEGATION = 3
REMEMBERED_WORDS = 20_000

_WORD = re.compile(r"\w+(?:['-]\w+)*")


def words(text: str) -> tuple[str, ...]:
    """In lower case, with straight apostrophes; numbers are words too."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def load(name: str) -> dict[str, Any]:
    """One of the engine's data files."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Phrase:
    signal: str
    first: str
    rest: tuple[str, ...]

    def continues(self, text: Sequence[str], at: int) -> bool:
        """Whether its words after the first stand in `text` from `at` on."""
        if not self.rest:
            return True
        following = text[at : at + len(self.rest)]
        return len(following) == len(self.rest) and all(map(matches, self.rest, following))


def matches(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


class Words:
    """A word list, where an entry that ends in * stands for all words that start so."""

    def __init__(self, listed: Sequence[str]) -> None:
        self._exact = frozenset(entry for entry in listed if not entry.endswith("*"))
        self._stems = tuple(entry[:-1] for entry in listed if entry.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._exact or word.startswith(self._stems)


class Lexicon:
    def __init__(self, document: dict[str, Any]) -> None:
        self._signals: dict[str, list[str]] = document["signals"]
        self._phrases_from = lru_cache(maxsize=REMEMBERED_WORDS)(self._starting_with)
        self._phrases_at = lru_cache(maxsize=REMEMBERED_WORDS)(self._starting_with_both)
        self.function_words = {name: frozenset(listed.split()) for name, listed in document["function_words"].items()}
        self.words = {name: Words(listed) for name, listed in document["words"].items()}

    @cached_property
    def _phrases(self) -> tuple[Phrase, ...]:
        return tuple(
            Phrase(signal, first, tuple(rest))
            for signal, entries in self._signals.items()
            for first, *rest in map(str.split, entries)
        )

    @cached_property
    def _exact(self) -> dict[str, tuple[Phrase, ...]]:
        index: dict[str, list[Phrase]] = {}
        for phrase in self._phrases:
            if not phrase.first.endswith("*"):
                index.setdefault(phrase.first, []).append(phrase)
        return {word: tuple(phrases) for word, phrases in index.items()}

    @cached_property
    def _stems(self) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self._phrases if phrase.first.endswith("*"))

    def found(self, text: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Signal and place of every phrase that stands in the text; what is negated only shows what it is about."""
        for place, (word, following) in enumerate(zip(text, (*text[1:], ""), strict=True)):
            for phrase in self._phrases_at(word, following):
                if phrase.continues(text, place + 1) and (phrase.signal == "work" or not self._negated(text, place)):
                    yield phrase.signal, place

    def is_act(self, word: str) -> bool:
        """Whether it says that something was done, as the first word of a bullet does."""
        return any(signal == "action" for signal, _ in self.found((word,)))

    def _starting_with(self, word: str) -> tuple[Phrase, ...]:
        return self._exact.get(word, ()) + tuple(phrase for phrase in self._stems if matches(phrase.first, word))

    def _starting_with_both(self, word: str, following: str) -> tuple[Phrase, ...]:
        return tuple(
            phrase for phrase in self._phrases_from(word) if not phrase.rest or matches(phrase.rest[0], following)
        )

    def _negated(self, text: Sequence[str], place: int) -> bool:
        return any(
            (text[at] in self.words["negations"] or text[at].endswith("n't")) and text[at + 1] != "only"
            for at in range(max(0, place - LOOK_BACK_FOR_NEGATION), place)
        )


LEXICON = Lexicon(load("lexicon.toml"))
