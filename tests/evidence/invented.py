"""Invented answers, and edits of their sentences that change what was said. Nobody ever said any of it.

Each sentence names a project of its own, and every slice that is edited holds that name: so an edited slice cannot
stand, by chance, anywhere else in the text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

SUBJECTS = ("I", "We", "He", "She", "They", "My manager", "The vendor", "Our well-known client's team", "José", "雅子")
DENIALS = ("did not", "didn't", "never", "could not", "did not really", "failed to", "hardly ever")
VERBS = {
    "ship": "shipped",
    "drop": "dropped",
    "own": "owned",
    "test": "tested",
    "delay": "delayed",
    "rewrite": "rewrote",
}
NOUNS = (
    "rollout",
    "migration",
    "on-call rota",
    "billing service",
    "naïve cache",
    "launch plan",
    "café survey",
    "C++ port",
)
AMOUNTS = (
    "by 130%",
    "for $4,250",
    "in 12 days",
    "to -35 points",
    "by 1.75 percent",
    "with 18 people",
    "at 10:45 p.m. sharp",
)
TAILS = (
    "after the second review",
    "before anybody asked",
    "although legal disagreed",
    "because it was inefficient",
    'and said "fine" about it',
    "while she was unavailable",
)
PROJECTS = tuple(
    first + last
    for first, last in product(("Al", "Bor", "Cy", "Dem", "Er", "Fal"), ("bus", "dax", "gon", "mir", "vex"))
)


@dataclass(frozen=True, slots=True)
class Slice:
    """Some consecutive words of one sentence; the two words before them tell whether a denial stands there."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    project: str

    @property
    def quote(self) -> str:
        return " ".join(self.words)


def sentence(random: Random, project: str) -> tuple[str, ...]:
    base = random.choice(tuple(VERBS))
    denied = random.random() < 0.5
    denial = random.choice(DENIALS)
    verb = f"{denial} {base}" if denied else VERBS[base]
    parts = (random.choice(SUBJECTS), verb, "the", project, *map(random.choice, (NOUNS, AMOUNTS, TAILS)))
    return tuple(" ".join(parts).split())


def answer(random: Random) -> tuple[tuple[str, ...], ...]:
    """The sentences of one answer, as words; each ends with a full stop when written out."""
    return tuple(sentence(random, project) for project in random.sample(PROJECTS, random.randint(3, 8)))


def written(sentences: Sequence[Sequence[str]]) -> str:
    return " ".join(" ".join(words) + "." for words in sentences)


def slice_of(random: Random, words: Sequence[str], at_least: int = 4) -> Slice:
    """Any slice of a sentence that holds its project's name."""
    project = next(word for word in words if word in PROJECTS)
    at = words.index(project)
    choices = [
        (start, end) for start in range(at + 1) for end in range(at + 1, len(words) + 1) if end - start >= at_least
    ]
    start, end = random.choice(choices)
    return Slice(tuple(words[start:end]), tuple(words[max(0, start - 3) : start]), project)


def drop_denial(random: Random, words: list[str]) -> list[str]:
    for i, word in enumerate(words):
        if word.endswith("n't"):
            return [*words[:i], word.removesuffix("n't"), *words[i + 1 :]]
        if word in ("not", "never", "hardly"):
            return [*words[:i], *words[i + 1 :]]
    return words


def add_denial(random: Random, words: list[str]) -> list[str]:
    at = random.randrange(1, len(words))
    return [*words[:at], random.choice(("not", "never", "hardly")), *words[at:]]


def change_number(random: Random, words: list[str]) -> list[str]:
    places = [i for i, word in enumerate(words) if any(char.isdigit() for char in word)]
    if not places:
        return words
    at = random.choice(places)
    word = words[at]
    changed = random.choice((word[1:], word[:-1], word.replace("1", "7"), f"2{word}", word.strip("%$-"), word + "0"))
    return [*words[:at], changed, *words[at + 1 :]] if changed else words


def change_first_word(random: Random, words: list[str]) -> list[str]:
    """Another subject; where the slice starts later, a token cut in two."""
    return [random.choice(("he", "You", "Nobody", "I", "We", words[0][1:] or "You")), *words[1:]]


def change_tense(random: Random, words: list[str]) -> list[str]:
    past = {past: base for base, past in VERBS.items()}
    return [random.choice((past[word], f"will {past[word]}")) if word in past else word for word in words]


def change_order(random: Random, words: list[str]) -> list[str]:
    i, j = sorted(random.sample(range(len(words)), 2))
    return [*words[:i], words[j], *words[i + 1 : j], words[i], *words[j + 1 :]]


EDITS: tuple[Callable[[Random, list[str]], list[str]], ...] = (
    drop_denial,
    add_denial,
    change_number,
    change_first_word,
    change_tense,
    change_order,
)
