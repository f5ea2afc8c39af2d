"""Evidence once an answer is corrected."""

from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Basis, Item, Span
from evaluations.evidence.corrected import verify
from evaluations.evidence.sentences import split
from evaluations.rules.rubric import NOT_ASSESSED
from tests.evaluations.cases import RUBRIC

BEFORE = "I read the log for two weeks. I found the missing index. Then I told the whole team."
CUT = "I read the log for two weeks. Then I told the whole team."


def span(quote: str, text: str = BEFORE) -> Span:
    start = text.index(quote)
    return Span("answer", start, start + len(quote))


def claim(*quotes: str, basis: Basis = Basis.QUOTED, rating: str = "") -> Item:
    competency = "Ownership" if rating else ""
    return Item(text="x", basis=basis, evidence=tuple(map(span, quotes)), competency=competency, rating=rating)


def test_what_still_stands_is_found_where_it_stands_now_and_what_does_not_is_told() -> None:
    verified = verify(claim("I found the missing index.", "Then I told the whole team."), BEFORE, CUT, RUBRIC)
    assert verified.lost == ("I found the missing index.",)
    assert verified.item.evidence == (span("Then I told the whole team.", CUT),)
    assert verified.item.basis is Basis.QUOTED


def test_a_not_that_was_left_out_when_it_was_pasted_takes_the_quote_away() -> None:
    verified = verify(claim("told the whole team"), BEFORE, "Then I never told the whole team.", RUBRIC)
    assert verified.lost == ("told the whole team",)


def test_what_rested_on_nothing_else_is_unverified_and_its_rating_not_assessed() -> None:
    verified = verify(claim("I found the missing index.", rating="Meets+"), BEFORE, CUT, RUBRIC)
    item = verified.item
    assert (item.basis, item.rating, item.claimed_rating) == (Basis.UNVERIFIED, NOT_ASSESSED, "Meets+")


def test_what_a_person_or_a_document_stands_for_stays() -> None:
    by_person = verify(claim("I found the missing index.", basis=Basis.PERSON, rating="Below"), BEFORE, CUT, RUBRIC)
    assert (by_person.item.rating, by_person.item.basis) == ("Below", Basis.PERSON)
    stated = verify(claim("I found the missing index."), BEFORE, CUT, RUBRIC, without=Basis.STATED)
    assert stated.item.basis is Basis.STATED


def test_a_reply_is_none_of_the_answer() -> None:
    item = Item(text="x", basis=Basis.QUOTED, evidence=(Span("follow_ups/0", 0, 30),))
    assert verify(item, BEFORE, CUT, RUBRIC).item == item


WORDS = st.sampled_from(("we", "read", "logs", "and", "found", "one", "slow", "index", "after", "two", "long", "weeks"))
SENTENCES = st.lists(WORDS, min_size=5, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")


@given(st.lists(SENTENCES, min_size=1, max_size=6, unique=True), st.data())
def test_every_quote_is_either_found_word_for_word_or_told_as_lost(sentences: list[str], data: st.DataObject) -> None:
    before = " ".join(sentences)
    after = " ".join(data.draw(st.permutations(sentences))[: data.draw(st.integers(0, len(sentences)))])
    quotes = [before[one.start : one.end] for one in split(before)]
    verified = verify(claim_of(before), before, after, RUBRIC)
    found = {after[one.start : one.end] for one in verified.item.evidence}
    assert found | set(verified.lost) == set(quotes)
    assert all(quote not in after for quote in verified.lost)


def claim_of(text: str) -> Item:
    return Item(
        text="x",
        basis=Basis.QUOTED,
        evidence=tuple(Span("answer", one.start, one.end) for one in split(text)),
    )
