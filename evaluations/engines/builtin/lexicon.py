"""The words that the engine reads for: `lexicon.toml`, indexed so that reading takes time linear in the text.

Phrases are looked up by their first word, never tried one after the other as a regular expression would.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LOOK_BACK_FOR_NEGATION = 3

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
    words: tuple[str, ...]

    def begins(self, text: Sequence[str], at: int) -> bool:
        """Whether the phrase stands in the words of `text` from `at` on."""
        return len(text) - at >= len(self.words) and all(
            matches(pattern, text[at + offset]) for offset, pattern in enumerate(self.words)
        )


def matches(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@dataclass(frozen=True)
class Vocabulary:
    """Word lists by name, where an entry that ends in * stands for all words that start so."""

    lists: dict[str, tuple[str, ...]]

    def has(self, name: str, word: str) -> bool:
        return any(matches(pattern, word) for pattern in self.lists[name])


class Lexicon:
    def __init__(self, document: dict[str, Any]) -> None:
        self._signals: dict[str, list[str]] = document["signals"]
        self.function_words = {name: frozenset(listed.split()) for name, listed in document["function_words"].items()}
        self.vocabulary = Vocabulary({name: tuple(listed) for name, listed in document["words"].items()})

    @cached_property
    def _phrases(self) -> tuple[Phrase, ...]:
        return tuple(
            Phrase(signal, tuple(entry.split())) for signal, entries in self._signals.items() for entry in entries
        )

    @cached_property
    def _exact(self) -> dict[str, tuple[Phrase, ...]]:
        index: dict[str, list[Phrase]] = {}
        for phrase in self._phrases:
            if not phrase.words[0].endswith("*"):
                index.setdefault(phrase.words[0], []).append(phrase)
        return {word: tuple(phrases) for word, phrases in index.items()}

    @cached_property
    def _stems(self) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self._phrases if phrase.words[0].endswith("*"))

    def found(self, text: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Signal and the place of its first word, for every phrase that stands in the text and is not negated."""
        starting: dict[str, tuple[Phrase, ...]] = {}
        for place, word in enumerate(text):
            if word not in starting:
                starting[word] = self._phrases_from(word)
            for phrase in starting[word]:
                if phrase.begins(text, place) and not self._negated(text, place):
                    yield phrase.signal, place

    def is_act(self, word: str) -> bool:
        """Whether it says that something was done, as the first word of a bullet does."""
        return any(signal == "action" for signal, _ in self.found((word,)))

    def _phrases_from(self, word: str) -> tuple[Phrase, ...]:
        return self._exact.get(word, ()) + tuple(phrase for phrase in self._stems if matches(phrase.words[0], word))

    def _negated(self, text: Sequence[str], place: int) -> bool:
        return any(
            (text[at] in self.vocabulary.lists["negations"] or text[at].endswith("n't")) and text[at + 1] != "only"
            for at in range(max(0, place - LOOK_BACK_FOR_NEGATION), place)
        )


LEXICON = Lexicon(load("lexicon.toml"))
