"""Evidence once an answer is corrected: every quote is looked for in the text that holds now."""

from dataclasses import dataclass, replace

from evaluations.evidence.claims import Basis, Item
from evaluations.evidence.grounding import carried, located
from evaluations.rules.rubric import Rubric

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Verified:
    item: Item
    """With the evidence that the corrected answer still holds."""
    lost: tuple[str, ...]
    """Quotes that it does not."""


def verify(item: Item, before: str, after: str, rubric: Rubric, *, without: Basis = Basis.UNVERIFIED) -> Verified:
    """`before` and `after` are the answer. What rested on nothing but lost quotes has the basis `without`, and a
    rating whose basis does not carry it is Not assessed, with what was claimed. What a person stands for stays."""
    kept, lost = [span for span in item.evidence if span.text != ANSWER], []
    for span in item.evidence:
        if span.text == ANSWER:
            quote = before[span.start : span.end]
            found = located([quote], {ANSWER: after})
            kept += found
            lost += [] if found else [quote]
    evidence = tuple(sorted(set(kept), key=lambda span: (span.text, span.start, span.end)))
    basis = without if item.basis is Basis.QUOTED and not evidence else item.basis
    return Verified(carried(replace(item, evidence=evidence, basis=basis), rubric), tuple(lost))
