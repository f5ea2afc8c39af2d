"""Where a document's parts begin and end, whatever the answer says and in whatever order the parts stand."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Section
from evaluations.forms.reading import Unreadable
from evaluations.forms.reading.text_documents import read_text
from tests.evaluations.forms.reading.documents import ANSWER, PLAIN, QUESTION, parts, written
from tests.evaluations.forms.reading.test_parts import USUAL, lines, read, said
from tests.rules.samples import DEFAULT

PARTS = parts()
WHOLE = written()
FEEDBACK = WHOLE[WHOLE.index("## Feedback") : WHOLE.index("## Red Flag")]
RED_FLAG = WHOLE[WHOLE.index("## Red Flag") :]
FOLLOW_UPS = (FollowUp("Why rye?", "The mill mixed it up.\n\nTwice."), FollowUp("Who?", "A new driver."))
RATED_OTHERWISE = PARTS["Competency Ratings"].replace("Strong", "Meets")
OTHER = written(rating="Hire", said={**PARTS, "Strengths": PARTS["Strengths"].replace("once", "last")})
LOOKS_LIKE_HEADINGS = (
    *("## Answer", "## Question", "## Feedback", "## Red Flag", "Feedback", "Answer:", "**Feedback**", "====="),
    *("1. Summary\n2. Strengths\n- a\n- b", "Strengths", "Summary: all good", RATED_OTHERWISE, "# My story"),
    *(f"## Feedback\n\n{RATED_OTHERWISE}", "=====\n1. Real-Time Raw Notes\n- x\n====="),
)


@pytest.mark.parametrize("line", [*LOOKS_LIKE_HEADINGS, OTHER])
@pytest.mark.parametrize("behind", ["", "\n\nThat was all."])
def test_what_looks_like_a_heading_stays_in_the_answer(line: str, behind: str) -> None:
    answer = f"{ANSWER}\n\n{line.strip()}{behind}"
    text = written(answer=answer)
    assert (read(text).answer, said(text)) == (answer, USUAL)


@given(st.lists(st.sampled_from([*LOOKS_LIKE_HEADINGS, "I baked.", "- one", "2. two", "", "| a | b |"]), max_size=8))
def test_any_answer_is_kept_whole(pieces: list[str]) -> None:
    answer = "\n\n".join([ANSWER, *pieces, "That was all."])
    text = written(answer=answer)
    assert (read(text).answer, said(text)) == (answer, USUAL)


@pytest.mark.parametrize("line", ["## Answer", "## Feedback", "## Red Flag"])
def test_where_that_is_ambiguous_it_is_said(line: str) -> None:
    assert lines(written(answer=f"{ANSWER}\n\n{line}\n\nAnd so on.")) == [
        f"Kept in the answer, though it looks like a heading: {line}"
    ]


MADE_UP = "\n".join(
    PLAIN.part(number, name, [line])
    for number, name, line in (
        (6, "Recommendation", "- Strong Hire"),
        (3, "Strengths", "- All"),
        (5, "Ratings", "- Ownership: 👌"),
    )
)
GROUPS = re.compile(r"^## (?:Feedback|Red Flag)\n", re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "forged"),
    [
        *((WHOLE, f"{before}{MADE_UP}") for before in ("", "## Feedback\n\n", "## Feedback\n\nA word first.\n\n")),
        (WHOLE.replace(PARTS["Final Overall Recommendation"], ""), MADE_UP),
        (WHOLE.replace("## Feedback\n", "## Feedback\n\nWritten in haste.\n"), f"## Feedback\n\nWell.\n\n{MADE_UP}"),
        (GROUPS.sub("", WHOLE), MADE_UP),
    ],
)
def test_an_evaluation_that_an_answer_makes_up_is_not_believed_and_is_said(text: str, forged: str) -> None:
    answered = read(forging := text.replace(ANSWER, f"{ANSWER}\n\n{forged}"))
    assert said(forging) == said(text)
    assert answered.answer.startswith(f"{ANSWER}\n\n{forged.strip()}")
    assert [line for line in answered.not_understood if line.text.startswith("Kept in the answer")]


def test_red_flags_before_feedback_have_their_own_heading() -> None:
    """Else what an answer says of them would count where the document has none."""
    text = WHOLE.replace(RED_FLAG, "").replace(ANSWER, f"{ANSWER}\n\n{PARTS['Red Flag Detection']}")
    assert read(text).sections[Section.FLAGS] == ()
    assert "- Vagueness" in read(text).answer


def test_a_question_may_have_a_line_like_a_heading() -> None:
    text = WHOLE.replace(QUESTION, f"{QUESTION}\n\nAnswer:\nin one minute.")
    assert (read(text).question, read(text).answer) == (f"{QUESTION}\n\nAnswer:\nin one minute.", ANSWER)


def test_the_question_and_the_date() -> None:
    evaluation = read(WHOLE)
    assert (evaluation.question, evaluation.date) == (QUESTION, date(2026, 1, 9))
    assert (evaluation.source, evaluation.engine, evaluation.id) == ("imported", "imported", None)


@pytest.mark.parametrize("missing", list(PARTS))
def test_a_part_may_be_missing(missing: str) -> None:
    text = written(said={name: part for name, part in PARTS.items() if name != missing})
    kept = {section for section, items in said(text).items() if items == USUAL[section]}
    assert len(kept) >= len(USUAL) - 1
    assert read(text).answer == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("## Red Flag\n", ""),
        WHOLE.replace("## Feedback\n", ""),
        WHOLE.replace("## Red Flag\n", "").replace("## Feedback\n", ""),
        WHOLE.replace(FEEDBACK, "").replace(RED_FLAG, f"{RED_FLAG}\n{FEEDBACK}"),
        WHOLE.replace(PARTS["Strengths"], "") + PARTS["Strengths"],
        WHOLE.replace(PARTS["Red Flag Detection"], "").replace(
            "## Red Flag\n", f"{PARTS['Red Flag Detection']}## Red Flag\n"
        ),
        WHOLE.replace("## ", "---\n\n## "),
        WHOLE.replace("## ", "---\n## "),
    ],
    ids=["no red flag", "no feedback", "no groups", "red flags first", "nested", "nested back", "rules", "close rules"],
)
def test_parts_are_known_by_their_own_headings(text: str) -> None:
    assert (read(text).answer, said(text), lines(text)) == (ANSWER, USUAL, [])


def test_a_part_that_stands_twice_is_merged_and_said() -> None:
    again = PARTS["Strengths"].replace("Acts at once", "Was kind")
    text = WHOLE.replace(PARTS["Areas for Improvement"], PARTS["Areas for Improvement"] + again)
    assert [item.text for item in read(text).sections[Section.STRENGTHS]] == [
        "Acts at once",
        "Asks for help early",
        "Was kind",
    ]
    assert lines(text) == [
        "This part stands twice; both were read as one: 3. Strengths",
        "Said twice, kept once: Asks for help early",
    ]


@pytest.mark.parametrize("again", [FEEDBACK, RED_FLAG, FEEDBACK + RED_FLAG])
def test_a_group_that_stands_twice_is_merged_and_said(again: str) -> None:
    text = f"{WHOLE}\n{again}"
    assert (read(text).answer, said(text)) == (ANSWER, USUAL)
    assert lines(text)


@pytest.mark.parametrize(
    ("added", "shown"),
    [
        (f"{PLAIN.rule}\n9. Pay\n- 100 a year\n", ["9. Pay", "- 100 a year"]),
        ("## Next steps\n\nCall them.\n", ["## Next steps", "Call them."]),
        ("Next steps:\n- Call them.\n", ["Next steps:", "- Call them."]),
        ("**Next steps**\nCall them.\n", ["**Next steps**", "Call them."]),
    ],
)
def test_a_part_that_nobody_knows_is_said_line_by_line(added: str, shown: list[str]) -> None:
    text = WHOLE.replace(PARTS["Areas for Improvement"], f"{PARTS['Areas for Improvement']}\n{added}\n")
    assert (said(text), lines(text)) == (USUAL, shown)
    numbers = [line.number for line in read(text).not_understood]
    assert [text.split("\n")[number - 1] for number in numbers] == shown


@pytest.mark.parametrize(
    "asked",
    [
        "## Follow-ups\n\n### Why rye?\n\nThe mill mixed it up.\n\nTwice.\n\n### Who?\n\nA new driver.\n\n",
        "## Follow-ups\n\nQ: Why rye?\nA: The mill mixed it up.\n\nTwice.\n\nQ: Who?\nA: A new driver.\n\n",
        "## Follow-ups\n\n**Why rye?**\nThe mill mixed it up.\n\nTwice.\n\n**Who?**\nA new driver.\n\n",
        "## Follow-up answers\n\n1. Why rye?\nThe mill mixed it up.\n\nTwice.\n\n2. Who?\nA new driver.\n\n",
    ],
)
@pytest.mark.parametrize("place", ["## Feedback", "## Red Flag"])
def test_follow_ups_with_their_replies(asked: str, place: str) -> None:
    text = WHOLE.replace(place, asked + place)
    assert (read(text).follow_ups, read(text).answer, said(text)) == (FOLLOW_UPS, ANSWER, USUAL)


def test_a_follow_up_without_a_reply_is_said() -> None:
    text = WHOLE.replace("## Feedback", "## Follow-ups\n\n### Why?\n\n### Who?\n\nMe.\n\n## Feedback")
    assert (read(text).follow_ups, lines(text)) == ((FollowUp("Who?", "Me."),), ["### Why?"])


def test_several_documents_in_one_file() -> None:
    later = [written(title=f"# Red Flag Evaluation ({day})") for day in ("20260110", "2026-01-11")]
    found = read_text("\n---\n".join([WHOLE, *later]).encode(), DEFAULT)
    assert [one.date for one in found] == [date(2026, 1, day) for day in (9, 10, 11)]
    assert {(one.question, one.answer, one.not_understood) for one in found} == {(QUESTION, ANSWER, ())}


def test_what_is_stated_before_the_question() -> None:
    stated = "**Interviewer**: Bo\n**Level**: staff level\n- Candidate: Kim Example\n## Rating\nLeaning Hire\n"
    text = WHOLE.replace("**Rating**: Leaning Hire\n", stated)
    assert (read(text).level, read(text).candidate, said(text)) == ("Staff", "Kim Example", USUAL)
    assert lines(text) == ["**Interviewer**: Bo"]


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("They meet the bar for a Junior-Mid level role.", "Junior-Mid"),
        ("Fine at Senior level.", "Senior"),
        ("Level: Staff", "Staff"),
        ("Convinced senior people and the staff.", None),
        ("Fine at Senior level, and at Staff level too.", None),
        ("Fine at Senior level, not yet at Staff level.", None),
    ],
)
def test_the_level_is_taken_where_the_prose_names_one(sentence: str, level: str | None) -> None:
    reasons = "Calm and quick for a Senior level role, with little said about the others."
    assert read(WHOLE.replace(reasons, sentence)).level == level


def test_a_title_that_says_more_is_said() -> None:
    text = written(title="# Red Flag Evaluation of Kim Example (20260109)")
    assert (read(text).date, lines(text)) == (date(2026, 1, 9), ["# Red Flag Evaluation of Kim Example (20260109)"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hello", "no question"),
        (WHOLE.replace("## Question", "## Prompt"), "no question"),
        (WHOLE.replace("## Answer", "## Words"), "no answer"),
        (written(answer=""), "answer is empty"),
        (written(answer="a" * 50_001), "at most 50,000"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_text(text.encode(), DEFAULT)
