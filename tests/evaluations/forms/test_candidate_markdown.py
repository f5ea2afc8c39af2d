"""The page beside a candidate's evaluations in a zip: readable as it stands, and known by our reader for what it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evaluations.forms.candidate_markdown import is_overview, to_markdown
from evaluations.forms.markdown_form import to_markdown as evaluation_markdown
from tests.evaluations.forms.overviews import CASE, COMMITTEE, OVERVIEW, TOLD_OF_COMMITTEE
from tests.evaluations.forms.records import RECORD, records


def written(**changed: object) -> str:
    overview = replace(OVERVIEW, cases=(replace(CASE, **changed),))  # type: ignore[arg-type]
    return to_markdown(overview, ["01 What froze.md"])


def test_it_says_what_the_page_says_in_the_order_of_a_decision() -> None:
    parts = [
        "# Mara Example\n",
        "## Backend Engineer (Senior)",
        "| Ines Interviewer | 2 January 2026 | Hire 👍 | Hire 👍 |  | Signed 3 January 2026 |",
        "| Omar Other | 2 January 2026 | Leaning No Hire 🤨 | Hire 👍 | Heard more in the room | Signed 3 January",
        "| Pia Pending |  |  |  |  | Pending: not signed yet. Ada Admin, an admin, looked before it was signed: 2 Jan",
        "| Cleo Closed |  |  |  |  | Signed. What it says opens to you once you have signed your own. |",
        "The verdicts lie 2 steps apart, from Leaning No Hire to Hire.",
        "What the rubric makes of all signed scorecards: Leaning Hire.",
        "- **Two flags of 3 or more.**",
        "- **Ownership**, 3 steps apart: Ines Interviewer Strong 🌟; Omar Other Below 🤔",
        "Nobody has evidence for Execution, which is key at this level.",
        "| Ownership (key) | Strong 🌟 | Below 🤔 | 3.5 | 3 |",
        "| Culture Fit | Not assessed | Not assessed | – | – |",
        "- **Vagueness** ★★☆☆☆ (2 of 5, mild): Names no cause (Ines Interviewer, answer 1, sentence 5)",
        "  > **I found the loose cable.**",
        "- Acts at once (Ines Interviewer, answer 1, sentence 2)",
        "- No look at the cause (Ines Interviewer, answer 1, looked for, not found)",
        "- What was the cause? (Ines Interviewer, answer 1)",
        "Ownership Below 🤔 instead of Meets 👌 (It was the brother's plan)",
        "| Ines Interviewer, answer 1 | the model m-1, through the engine invented | 12 | 3 | 1 | 2 |",
        "| 01 What froze.md | Ines Interviewer | What froze? | Leaning Hire 🤔 |",
    ]
    text, after = written(), 0
    for part in parts:
        assert part in text[after:], part
        after = text.index(part, after)


def test_it_says_what_the_committee_made_of_it() -> None:
    text = written(committee=COMMITTEE)
    found = [text.index(f"\n- {told}\n") for told in TOLD_OF_COMMITTEE]
    assert found == sorted(found)
    nothing: dict[str, list[object]] = {name: [] for name in COMMITTEE}
    assert not {"### Decision", "### Votes", "### Discussion"} & set(written(committee=nothing).splitlines())


def test_before_anything_is_signed_it_says_who_is_still_to_sign() -> None:
    text = written(talks=CASE.talks[2:], rows=(), flags=(), strengths=(), improvements=(), drafts=())
    assert "Pending: not signed yet" in text
    assert "Competencies" not in text
    assert "The verdicts" not in text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_table_keeps_its_columns_whatever_somebody_wrote(reason: str) -> None:
    first, *rest = CASE.talks
    assert first.card
    text = written(talks=(replace(first, card=replace(first.card, reason=reason)), *rest))
    (row,) = (line for line in text.split("\n") if line.startswith("| Ines Interviewer | 2 January"))
    assert row.replace("\\|", "").count("|") == 7


@given(records())
def test_our_reader_knows_it_and_takes_no_evaluation_for_it(record: object) -> None:
    assert is_overview(written().encode())
    assert is_overview(written().replace("\n", "\r\n").encode())
    assert not is_overview(evaluation_markdown(record).encode())  # type: ignore[arg-type]
    assert not is_overview(evaluation_markdown(RECORD).encode())
