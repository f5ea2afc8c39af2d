"""A reply is read as a whole or not at all."""

from copy import deepcopy
from typing import Any

import pytest

from evaluations.engines.openai.documents import Unfit, read
from evaluations.engines.openai.schema import schema
from evaluations.evidence.claims import SECTIONS, PassKind, Section, Unusable
from evaluations.evidence.grounding import LONGEST_TEXT
from tests.engines.openai.replies import QUOTE, feedback, red_flags
from tests.rules.samples import DEFAULT

ALLOWED = {"type", "description", "enum", "properties", "items", "anyOf", "required", "additionalProperties"}


def changed(section: str, index: int | None = None, /, **fields: Any) -> dict[str, Any]:
    """A good reply with one part changed."""
    document = deepcopy(feedback())
    part = document[section] if index is None else document[section][index]
    part |= fields
    return document


def problems(document: object, kind: PassKind = PassKind.FEEDBACK) -> str:
    with pytest.raises(Unfit) as refused:
        read(kind, document, DEFAULT)
    return "\n".join(refused.value.problems)


def test_a_good_reply_is_every_section_in_claims() -> None:
    sections = read(PassKind.FEEDBACK, feedback(), DEFAULT)
    assert tuple(sections) == SECTIONS[PassKind.FEEDBACK]
    rated = sections[Section.RATINGS][0]
    assert (rated.competency, rated.rating, rated.text, rated.quotes) == (
        "Ownership",
        "Meets+",
        "Took it on.",
        (QUOTE,),
    )
    assert sections[Section.IMPROVEMENTS][0].absent


def test_words_may_differ_from_the_rubrics_in_case_only() -> None:
    sections = read(PassKind.FEEDBACK, changed("ratings", 0, rating="meets+", competency="OWNERSHIP"), DEFAULT)
    assert (sections[Section.RATINGS][0].competency, sections[Section.RATINGS][0].rating) == ("Ownership", "Meets+")
    assert "ratings.0.rating" in problems(changed("ratings", 0, rating="Meets +"))


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (changed("ratings", 0, rating="Splendid"), "ratings.0.rating"),
        (changed("ratings", 0, competency="Charm"), "ratings.0.competency"),
        (changed("ratings", 0, competency="Execution"), "ratings: have to rate every competency"),
        (changed("recommendation", verdict="Maybe"), "recommendation.verdict"),
        (changed("recommendation", justification="One. Two. Three. Four."), "recommendation.justification"),
        (changed("recommendation", unusable="boring"), "recommendation.unusable"),
        (changed("notes", 0, text=" "), "notes.0.text"),
        (changed("notes", 0, text="x" * (LONGEST_TEXT + 1)), "notes.0.text"),
        (changed("notes", 0, text="a\x00b"), "notes.0.text"),
        (changed("notes", 0, quotes=["\ud800"]), "notes.0.quotes.0"),
        (changed("notes", 0, quotes="just a text"), "notes.0.quotes"),
        (feedback(summary=feedback()["summary"][:3]), "summary: has to be 4 to 7 sentences, and is 3"),
        (feedback(improvements=[]), "improvements"),
        (feedback(improvements=feedback()["improvements"] * 3), "improvements"),
        (feedback(follow_up_questions=["Why?"]), "follow_up_questions"),
        ({key: value for key, value in feedback().items() if key != "strengths"}, "strengths"),
        ([], "reply"),
        (None, "reply"),
    ],
)
def test_a_reply_that_is_not_what_was_asked_for_says_where(document: object, where: str) -> None:
    assert where in problems(document)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (red_flags(flags=red_flags()["flags"] * 2), "flags: have to name each kind at most once"),
        (red_flags(flags=[{**red_flags()["flags"][0], "severity": 6}]), "flags.0.severity"),
        (red_flags(flags=[{**red_flags()["flags"][0], "label": "Bad hair"}]), "flags.0.label"),
        (red_flags(suggestions=["One"]), "suggestions"),
    ],
)
def test_a_flag_that_the_catalogue_does_not_have_is_refused(document: object, where: str) -> None:
    assert where in problems(document, PassKind.RED_FLAGS)


def test_what_is_wrong_is_told_without_the_words_of_the_reply() -> None:
    assert "Splendid" not in problems(changed("ratings", 0, rating="Splendid"))


def test_no_flag_is_a_fine_result() -> None:
    assert read(PassKind.RED_FLAGS, red_flags(flags=[]), DEFAULT)[Section.FLAGS] == ()


def test_of_what_cannot_be_judged_little_is_enough() -> None:
    empty = {"notes": [], "improvements": [], "follow_up_questions": [], "summary": feedback()["summary"][:1]}
    recommendation = {**feedback()["recommendation"], "unusable": "garbled", "verdict": "Insufficient evidence"}
    sections = read(PassKind.FEEDBACK, feedback(**empty, recommendation=recommendation), DEFAULT)
    assert sections[Section.RECOMMENDATION][0].unusable is Unusable.GARBLED


def parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [*node.get("properties", {}).values(), *node.get("anyOf", ())] + (
        [node["items"]] if "items" in node else []
    )
    return [node, *(part for each in inner for part in parts(each))]


@pytest.mark.parametrize("kind", PassKind)
def test_the_schema_is_one_that_every_endpoint_takes(kind: PassKind) -> None:
    for part in parts(schema(kind, DEFAULT)):
        assert part.keys() <= ALLOWED
        assert part.get("required", []) == list(part.get("properties", {}))
        assert part.get("additionalProperties", False) is False
        assert "properties" not in part or "additionalProperties" in part


@pytest.mark.parametrize("kind", PassKind)
def test_the_schema_asks_for_evidence_before_judgement(kind: PassKind) -> None:
    judged = [
        list(part["properties"]) for part in parts(schema(kind, DEFAULT)) if "quotes" in part.get("properties", {})
    ]
    assert judged
    for keys in judged:
        later = {"text", "rationale", "rating", "justification", "verdict", "detail", "label", "severity"} & set(keys)
        assert all(keys.index("quotes") < keys.index(key) for key in later)
        assert "rating" not in keys or keys.index("rationale") < keys.index("rating")


def test_the_schema_knows_the_rubrics_words() -> None:
    enums = [set(part["enum"]) for part in parts(schema(PassKind.FEEDBACK, DEFAULT)) if "enum" in part]
    assert set(DEFAULT.competency_names) in enums
    assert {*DEFAULT.rating_words, "Not assessed"} in enums
    assert {*DEFAULT.verdict_words, "Insufficient evidence"} in enums
