"""An imported document's verdict is kept as stated, until a person changes what it rests on; then the rules decide."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.claims import Basis, FlagStatus, Item, Section
from evaluations.present import Present, Standing, drafted, stand
from evaluations.rules.rubric import NOT_ASSESSED
from tests.rules.samples import DEFAULT

COMPETENCIES = DEFAULT.competency_names


def document(
    verdict: str,
    *,
    ratings: Sequence[str] = ("Meets+",) * len(COMPETENCIES),
    flags: Sequence[FlagStatus] = (),
    rated_by: Basis = Basis.STATED,
    override: str = "",
) -> Present:
    """All flags are of severity 5, so that one confirmed decides by itself."""
    return drafted(
        {
            Section.RATINGS: tuple(
                Item(text="", basis=rated_by, competency=name, rating=rating)
                for name, rating in zip(COMPETENCIES, ratings, strict=False)
            ),
            Section.RECOMMENDATION: (Item(text="Said", basis=Basis.STATED, verdict=verdict, override=override),),
            Section.FLAGS: tuple(
                Item(text="Says little", basis=Basis.STATED, label="Vagueness", severity=5, status=status)
                for status in flags
            ),
        }
    )


def standing(state: Present) -> Standing:
    return stand(state, rubric=DEFAULT, level="Junior-Mid", aims=COMPETENCIES)


def trace(state: Present) -> list[tuple[str, bool]]:
    return [(step.text, step.decided) for step in standing(state).decision.trace]


def test_where_the_rules_agree_nothing_is_said() -> None:
    assert standing(document("Hire")).decision.verdict == "Hire"
    assert trace(document("Hire")) == [("Mean of 7 assessed ratings is 4.00: band Hire (from 3.5).", True)]


def test_where_they_differ_the_document_decides_and_the_trace_says_what_the_rules_give() -> None:
    state = document("Strong Hire")
    assert standing(state) == Standing(standing(state).decision, "Strong Hire")
    assert trace(state) == [
        ("Mean of 7 assessed ratings is 4.00: band Hire (from 3.5).", False),
        ("The document says Strong Hire; the rules give Hire.", True),
    ]


def test_a_document_without_ratings_keeps_its_verdict_too() -> None:
    state = document("No Hire", ratings=())
    assert standing(state).decision.verdict == "No Hire"
    assert trace(state)[-1] == ("The document says No Hire; the rules give Insufficient evidence.", True)


def test_once_a_person_has_changed_a_rating_the_rules_decide() -> None:
    state = document("Strong Hire", rated_by=Basis.PERSON)
    assert trace(state) == [
        ("Mean of 7 assessed ratings is 4.00: band Hire (from 3.5).", True),
        ("The document said Strong Hire.", False),
    ]


def test_once_a_person_has_decided_a_flag_the_rules_decide() -> None:
    confirmed = standing(document("Strong Hire", flags=(FlagStatus.CONFIRMED, FlagStatus.UNCONFIRMED)))
    dismissed = standing(document("Strong Hire", flags=(FlagStatus.DISMISSED,)))
    assert (confirmed.decision.verdict, dismissed.decision.verdict) == ("No Hire", "Hire")


def test_what_becomes_of_it_if_the_flags_are_confirmed_is_for_the_rules_to_say() -> None:
    assert standing(document("Strong Hire", flags=(FlagStatus.UNCONFIRMED,))).if_confirmed == "No Hire"
    assert standing(document("Strong Hire")).if_confirmed == "Strong Hire"


def test_a_persons_verdict_stands_beside_the_rules_not_beside_the_document() -> None:
    assert standing(document("Strong Hire", override="No Hire")).decision.verdict == "Hire"


def test_what_an_engine_would_have_recommended_is_no_statement() -> None:
    item = document("Strong Hire").items(Section.RECOMMENDATION)[0].item
    state = drafted(
        {
            Section.RATINGS: tuple(entry.item for entry in document("").items(Section.RATINGS)),
            Section.RECOMMENDATION: (replace(item, basis=Basis.QUOTED),),
        }
    )
    assert trace(state) == trace(document("Hire"))


words = st.sampled_from((*DEFAULT.rating_words, NOT_ASSESSED))


@given(
    st.sampled_from(DEFAULT.verdict_words),
    st.lists(words, max_size=len(COMPETENCIES)),
    st.lists(st.sampled_from(list(FlagStatus)), max_size=3),
    st.sampled_from((Basis.STATED, Basis.PERSON)),
)
def test_one_step_decides_and_the_verdict_is_the_documents_or_the_rules(
    verdict: str, ratings: list[str], flags: list[FlagStatus], rated_by: Basis
) -> None:
    state = document(verdict, ratings=ratings, flags=flags, rated_by=rated_by)
    unstated = replace(state.items(Section.RECOMMENDATION)[0].item, basis=Basis.QUOTED)
    by_rules = standing(
        drafted(
            {
                Section.RATINGS: tuple(entry.item for entry in state.items(Section.RATINGS)),
                Section.RECOMMENDATION: (unstated,),
                Section.FLAGS: tuple(entry.item for entry in state.items(Section.FLAGS)),
            }
        )
    ).decision
    decision = standing(state).decision
    assert decision.verdict == (verdict if state.is_as_stated else by_rules.verdict)
    assert [step.text for step in decision.trace][: len(by_rules.trace)] == [step.text for step in by_rules.trace]
    assert sum(step.decided for step in decision.trace) == 1
