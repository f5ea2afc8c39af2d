"""Evidence in whole sentences, numbered as the page of the evaluation numbers them."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Basis, Item, Span
from evaluations.evidence.marking import mark_all
from evaluations.evidence.quoted import Quoted, quoted

TEXTS = {"answer": "I led it. I did not fix the queue alone. We shipped.", "follow_ups/0": "Yes. The index was mine."}


def test_the_sentence_around_a_quote_is_shown() -> None:
    start = TEXTS["answer"].index("fix the queue alone")
    assert quoted(TEXTS, [Span("answer", start, start + 19)]) == [Quoted(2, "I did not ", "fix the queue alone", ".")]


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 50), st.integers(1, 30))
def test_it_agrees_with_the_page_of_the_evaluation(name: str, start: int, length: int) -> None:
    text = TEXTS[name]
    span = Span(name, min(start, len(text) - 1), min(start + length, len(text)))
    if span.start >= span.end:
        return
    item = Item(text="A claim", basis=Basis.QUOTED, evidence=(span,))
    numbers = mark_all(TEXTS, [item]).numbers[item.id]
    found = quoted(TEXTS, [span])
    assert [one.number for one in found] == list(numbers[:1])
    for one in found:
        assert one.before + one.quote + one.after in text
        assert one.quote.strip() == text[span.start : span.end].strip()
