"""Where a claim repeats what was said, word for word: the quotes of a claim that names none.

Only proposes; what it proposes is verified as any quote is (`grounding.located`). The claim itself is held to the same
rules: a stretch that starts behind a "not" of the claim's own says something else than the claim.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from evaluations.evidence.claims import Basis, Item, Span
from evaluations.evidence.folding import fold
from evaluations.evidence.grounding import located
from evaluations.evidence.quotes import FEWEST_WORDS, denies, find, holds
from evaluations.evidence.sentences import containing, split

_WORD = re.compile(r"\w(?:\S*\w)?")
"""A word without the punctuation around it."""


def supported(item: Item, evidence: tuple[Span, ...]) -> Item:
    """The item with what its own words repeat, where there is any of it; it is `quoted` then.

    A rating and a verdict stay `stated`: what their reasons quote does not show that they are right.
    """
    if not evidence:
        return item
    return replace(item, evidence=evidence, basis=item.basis if item.rating or item.verdict else Basis.QUOTED)


def repeated(claim: str, texts: Mapping[str, str]) -> tuple[Span, ...]:
    """Evidence for every stretch of the claim that stands in one of the texts and counts as a quote of it.

    Nobody chose these stretches, so more is asked of them than of a quote: where the rest of their sentence denies
    something and the claim does not, what the claim leaves out may be the denial.
    """
    quotes = dict.fromkeys(quote for text in texts.values() for quote in _quotes(claim, text))
    found = located(list(quotes), texts)
    return found if denies(claim) else tuple(span for span in found if not denies(_rest(span, texts[span.text])))


def _rest(span: Span, text: str) -> str:
    """What stands beside it in its sentences."""
    sentences = split(text)
    touched = [sentences[index] for index in containing(sentences, span.start, span.end)]
    return f"{text[touched[0].start : span.start]} … {text[span.end : touched[-1].end]}"


def _quotes(claim: str, text: str) -> Iterator[str]:
    """The longest runs of words that stand in the text too, with the marks around them where they do; and, of the
    sentences that are too short for that, those that are sentences of the text."""
    folded = fold(claim)
    for run in _runs(folded.text, text):
        for start, end in (_widened(run, folded.text, text), run):
            offsets = folded.starts[start], folded.ends[end - 1]
            if holds(claim, *offsets) and find(claim[slice(*offsets)], text):
                yield claim[slice(*offsets)]
                break
    for sentence in split(claim):
        if len(_WORD.findall(claim, sentence.start, sentence.end)) < FEWEST_WORDS:
            yield claim[sentence.start : sentence.end]


def _runs(claim: str, text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the runs of at least four words that no longer one contains. Both texts are folded."""
    words = [match.span() for match in _WORD.finditer(claim)]
    said, fours = _index(text)

    def stand(first: int, after_last: int) -> bool:
        """Whether these words do; the last four tell whether the last is whole."""
        return (
            claim[words[after_last - FEWEST_WORDS][0] : words[after_last - 1][1]] in fours
            and claim[words[first][0] : words[after_last - 1][1]] in said
        )

    reached = 0
    for first in range(len(words) - FEWEST_WORDS + 1):
        if not stand(first, first + FEWEST_WORDS):
            continue
        after_last = max(first + FEWEST_WORDS, reached)
        while after_last < len(words) and stand(first, after_last + 1):
            after_last += 1
        if after_last > reached:
            reached = after_last
            yield words[first][0], words[after_last - 1][1]


def _widened(run: tuple[int, int], claim: str, text: str) -> tuple[int, int]:
    """The run with the marks that both texts have around it, such as "$" and a full stop."""
    start, end = run
    said, _ = _index(text)
    before, after = said.find(claim[start:end]) - 1, said.find(claim[start:end]) + end - start
    while start > 0 and before >= 0 and claim[start - 1] == said[before] != " ":
        start, before = start - 1, before - 1
    while end < len(claim) and after < len(said) and claim[end] == said[after] != " ":
        end, after = end + 1, after + 1
    return start, end


@lru_cache(maxsize=16)
def _index(text: str) -> tuple[str, frozenset[str]]:
    """The folded text, and every four words of it that follow each other."""
    folded = fold(text).text
    words = [match.span() for match in _WORD.finditer(folded)]
    ends = words[FEWEST_WORDS - 1 :]
    return folded, frozenset(folded[start:end] for (start, _), (_, end) in zip(words, ends, strict=False))
