"""Evidence as a page about several answers shows it: the sentence it stands in, cut from the stored text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluations.evidence.claims import Span
from evaluations.evidence.sentences import containing, split


@dataclass(frozen=True, slots=True)
class Quoted:
    """`before`, `quote` and `after` are whole sentences together: a "not" just before the quote is seen."""

    number: int
    """Of the first sentence, as the page of the evaluation numbers it (see `marking`)."""
    before: str
    quote: str
    after: str


def quoted(texts: Mapping[str, str], evidence: Iterable[Span]) -> list[Quoted]:
    """`texts` by the names that evidence has for them, in the order in which they were said. A span that is in none of
    their sentences is left out."""
    wanted, found, before = list(evidence), [], 0
    if not wanted:
        return []
    for name, text in texts.items():
        sentences = split(text)
        for span in wanted:
            touched = containing(sentences, span.start, span.end) if span.text == name else ()
            if touched:
                first, last = sentences[min(touched)], sentences[max(touched)]
                start, end = max(span.start, first.start), min(span.end, last.end)
                number = before + min(touched) + 1
                found.append(Quoted(number, text[first.start : start], text[start:end], text[end : last.end]))
        before += len(sentences)
    return found
