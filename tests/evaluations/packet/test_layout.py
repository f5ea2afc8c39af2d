"""How a packet looks, as far as numbers can tell: nothing cut, nothing orphaned, every page says whose it is."""

from dataclasses import replace

import pytest

from evaluations.evidence.claims import Item, Section
from evaluations.forms.record import Record
from evaluations.packet import wording
from evaluations.packet.packet import Paper
from tests.evaluations.forms.records import ANSWER
from tests.evaluations.packet.pdfs import ORIGIN, STORED, Pdf, made

MILLIMETRE = 72 / 25.4
MARGIN = 22 * MILLIMETRE
INVENTED = " Then I told everybody who had waited at the invented till what had broken and how long it would take."
HEADS = {*wording.HEADINGS.values(), *wording.HINTS.values()} | {
    *("Question", "Answer", "Follow-ups", "What rests on which sentence", "The rules that applied"),
    *("Competency Rating Why", "Question Verdict Red flags Review Page", "Who helped?", "What froze?"),
}
"""Lines that belong to what follows them."""


def longer(times: int, record: Record = STORED) -> Record:
    """As many sentences more in everything that anybody says, so that pages end elsewhere."""

    def said_more(item: Item) -> Item:
        return replace(item, text=item.text + INVENTED * (times % 3))

    sections = {name: tuple(map(said_more, items)) for name, items in record.sections.items()}
    return replace(record, answer=ANSWER + INVENTED * times, sections=sections)


def ends_of_pages(pdf: Pdf) -> list[str]:
    return [pdf.lines(page)[-1] for page in range(len(pdf.document))]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("first", range(0, 30, 6))
def test_no_heading_is_the_last_thing_on_a_page(paper: Paper, first: int) -> None:
    pdf = made(*(longer(times) for times in range(first, first + 6)), paper=paper)
    assert len(pdf.document) > 12
    assert [line for line in ends_of_pages(pdf) if line in HEADS] == []


def test_a_cover_that_takes_pages_has_no_orphan_either() -> None:
    by_interview = [replace(STORED, origin=replace(ORIGIN, interviewer=f"Ines {index // 3}")) for index in range(60)]
    ends = ends_of_pages(made(*by_interview))
    assert [line for line in ends if line in HEADS or line.startswith("Backend Engineer · Ines")] == []


@pytest.mark.parametrize("paper", Paper)
def test_nothing_leaves_the_margins(paper: Paper) -> None:
    word, url = "unbreakable" * 40, "https://debrief.example/" + "path/" * 60
    wide = replace(
        longer(12),
        answer=f"{word} {'W' * 300} {url} {ANSWER}",
        question=f"What about {url}?",
        override_reason=word,
        sections={
            name: tuple(replace(item, text=f"{item.text} {word} {'W' * 90}", evidence=()) for item in items)
            for name, items in STORED.sections.items()
        },
        origin=replace(ORIGIN, reviewed_by=word),
    )
    pdf = made(wide, wide, title=f"Mara {word}", paper=paper)
    for page in range(len(pdf.document)):
        width, height = pdf.document[page].get_size()
        boxes = pdf.boxes(page)
        assert min(left for left, _, _, _ in boxes) >= MARGIN - 1
        assert max(right for _, _, right, _ in boxes) <= width - MARGIN + 1
        assert min(bottom for _, bottom, _, _ in boxes) >= 10 * MILLIMETRE
        assert max(top for _, _, _, top in boxes) <= height - 10 * MILLIMETRE


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (215.9, 279.4))])
def test_pages_have_the_size_of_the_paper(paper: Paper, size: tuple[float, float]) -> None:
    pdf = made(STORED, paper=paper)
    assert pdf.document[0].get_size() == pytest.approx([side * MILLIMETRE for side in size], abs=0.1)


def test_every_page_says_whose_it_is_which_it_is_and_that_it_is_confidential() -> None:
    pages = made(longer(30)).pages
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert text.startswith("Mara Example Candidate")
        assert text.endswith(f"{wording.CONFIDENTIAL} Page {number} of {len(pages)}")


def test_readers_and_screen_readers_find_their_way() -> None:
    pdf = made(STORED)
    assert pdf.document.get_metadata_dict()["Title"] == "Mara Example · Candidate"
    assert b"<dc:language><rdf:Bag><rdf:li>en<" in pdf.data
    assert pdf.document.is_tagged()
    assert pdf.is_accessible
    assert pdf.bookmarks[:3] == [(0, "Mara Example"), (1, "What froze?"), (2, "Answer")]


def test_ratings_stand_in_even_columns() -> None:
    left = {
        text.get_charbox(index)[0]
        for page in made(longer(9)).document
        for text in [page.get_textpage()]
        for words in ("Meets+", "Not assessed")
        for search in [text.search(words)]
        for index, _ in iter(search.get_next, None)
    }
    assert max(left) - min(left) < 1
    assert Section.RATINGS in STORED.sections
