"""What stands before a candidate's evaluations: the candidate page on paper, nothing cut, each thing leading on."""

from dataclasses import replace

import pytest

from evaluations.forms.overview import CaseOverview, Row
from evaluations.packet.packet import Packet, Paper
from evaluations.packet.pdf import to_pdf
from evaluations.rules.spread import Spread
from tests.evaluations.forms.overviews import CASE, COMMITTEE, OVERVIEW, TOLD_OF_COMMITTEE, signed
from tests.evaluations.packet.pdfs import FACTS, Pdf
from tests.evaluations.packet.test_layout import MARGIN

NAMES = [
    f"Ines {word}" for word in ("Interviewer", "Wolfeschlegelsteinhausenbergerdorff", "李小龍", "O'Neill-Ångström")
]


def made(case: CaseOverview = CASE, paper: Paper = Paper.A4) -> Pdf:
    return Pdf(
        to_pdf(
            Packet(
                title="Mara Example",
                subject="Candidate",
                facts=FACTS,
                records=OVERVIEW.records,
                cases=(case,),
                paper=paper,
            )
        )
    )


def many(interviews: int) -> CaseOverview:
    """So many interviews, each name once, all of them long enough to need their column."""
    talks = tuple(signed(f"{NAMES[index % 4]} {index}", "Strong", "Hire") for index in range(interviews))
    row = Row(
        competency="Ownership",
        is_key=True,
        ratings=("Strong",) * interviews,
        mean=5.0,
        spread=Spread("Strong", "Strong", 0),
    )
    return replace(CASE, talks=talks, rows=(row,), disagreements=(row,))


def test_it_says_what_the_page_says_in_the_order_of_a_decision() -> None:
    text, after = made().text, 0
    for part in (
        "Backend Engineer, Senior",
        "Rubric: FAANG behavioural, version 3",
        "Ines Interviewer 2 January 2026 Hire agrees Signed 3 January 2026",
        "Omar Other 2 January 2026 Leaning No Hire Hire “Heard more in the room”",
        "Pia Pending Pending: not signed yet. Ada Admin, an admin, looked before it was signed: 2 January 2026",
        "Cleo Closed Signed. What it says opens to you once you have signed your own.",
        "The verdicts lie 2 steps apart, from Leaning No Hire to Hire.",
        "What the rubric makes of all signed scorecards: Leaning Hire.",
        "Two flags of 3 or more. decided",
        "Where they disagree Ownership 3 steps apart Ines Interviewer: Strong · Omar Other: Below",
        "Competencies Nobody has evidence for Execution, which is key at this level.",
        "Ownership key Strong Below 3.5 3",
        "Culture Fit Not assessed Not assessed – –",
        "Confirmed red flags Vagueness 2 of 5, mild Names no cause Ines Interviewer, answer 1 [5]",
        "I found the loose cable.",
        "Strengths – Acts at once Ines Interviewer, answer 1 [2]",
        "No look at the cause Ines Interviewer, answer 1 (looked for, not found)",
        "What was the cause? Ines Interviewer, answer 1",
        "Omar Other: Came back to the till twice.",
        "Ownership: Below instead of Meets: “It was the brother's plan”",
        "Ines Interviewer, answer 1 the model m-1, through the engine invented 12 3 1 2",
        "Answers and verdicts",
        "Answer 1 · Backend Engineer · Ines Interviewer · 2 January 2026",
    ):
        assert part in text[after:], part
        after = text.index(part, after)


def test_it_can_be_read_aloud_and_leads_to_answers_and_sentences() -> None:
    pdf = made()
    assert pdf.is_accessible
    answer = next(number for number, text in enumerate(pdf.pages) if "Answer 1 · Backend" in text)
    flags = next(number for number, text in enumerate(pdf.pages) if "Confirmed red flags" in text)
    assert answer in pdf.links(flags)


def test_it_says_what_the_committee_made_of_it() -> None:
    text = made(replace(CASE, committee=COMMITTEE)).text
    found = [text.index(f"– {told}") for told in TOLD_OF_COMMITTEE]
    assert found == sorted(found)


def test_what_is_not_signed_says_nothing() -> None:
    nobody = CaseOverview(opening="o1", title="Backend Engineer", level="Senior", talks=CASE.talks[2:])
    text = made(nobody).text
    assert "Pia Pending Pending: not signed yet" in text
    assert "Competencies" not in text.partition("Answers and verdicts")[0]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("interviews", [1, 6, 13])
def test_nothing_is_cut_however_many_interviews_and_however_long_the_names(paper: Paper, interviews: int) -> None:
    case = many(interviews)
    pdf = made(case, paper)
    for page in range(len(pdf.document)):
        width, _ = pdf.document[page].get_size()
        boxes = pdf.boxes(page)
        assert min(left for left, _, _, _ in boxes) >= MARGIN - 1
        assert max(right for _, _, right, _ in boxes) <= width - MARGIN + 1
    matrix = pdf.text.partition(" Competencies ")[2].partition(" Mean in points")[0].replace(" ", "")
    for talk in case.talks:
        assert talk.interviewer.replace(" ", "") in matrix
    assert matrix.count("Strong") == interviews


def test_a_case_that_names_an_evaluation_which_is_not_in_the_packet_is_printed_without_its_links() -> None:
    packet = Packet(title="Mara Example", subject="Candidate", facts=FACTS, records=(), cases=(CASE,))
    assert "Names no cause Ines Interviewer, answer 1 [5]" in Pdf(to_pdf(packet)).text
