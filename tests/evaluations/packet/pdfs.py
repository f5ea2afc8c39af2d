"""Reading a packet as a person does: its words, and where on the page they stand."""

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from evaluations.forms.record import Origin, Record
from evaluations.packet.packet import Fact, Packet, Paper
from evaluations.packet.pdf import to_pdf
from tests.evaluations.forms.records import RECORD

ORIGIN = Origin(
    candidate="Mara Example",
    candidate_id="c1",
    interview_id="i1",
    interviewer="Ines Interviewer",
    opening="Backend Engineer",
    held_on=date(2026, 1, 2),
)
STORED = replace(RECORD, origin=ORIGIN)
FACTS = (Fact("Opening", "Backend Engineer"), Fact("Page", "https://debrief.example/candidates/c1/", is_address=True))
HEAD, FOOT = 66, 60
"""Points that the head and the foot of a page take."""
INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
"""What stands in a packet only to tell where a line may end and where not."""


class Pdf:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.document = pypdfium2.PdfDocument(data)

    @property
    def pages(self) -> list[str]:
        return [flat(page.get_textpage().get_text_range()) for page in self.document]

    @property
    def text(self) -> str:
        """All words in the order of reading, one space between them, without the head and foot of pages."""
        return flat(" ".join(line for page in range(len(self.document)) for line in self.lines(page)))

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        return [(mark.level, mark.get_title()) for mark in self.document.get_toc()]

    @property
    def addresses(self) -> list[str]:
        """That links lead to, outside of the document."""
        return [address for page in self.document for address in _addresses(page)]

    @property
    def is_accessible(self) -> bool:
        """Whether it keeps PDF/UA-1, which also forbids missing characters."""
        return b"<pdfuaid:part>1<" in self.data

    def code(self, page: int, index: int) -> int:
        """The code point of a character of the page."""
        return int(pdfium.FPDFText_GetUnicode(self.document[page].get_textpage(), index))

    def links(self, page: int) -> set[int]:
        """The pages that links on this one lead to."""
        start, link, found = ctypes.c_int(0), pdfium.FPDF_LINK(), set()
        while pdfium.FPDFLink_Enumerate(self.document[page], start, link):
            if place := pdfium.FPDFLink_GetDest(self.document, link):
                found.add(pdfium.FPDFDest_GetDestPageIndex(self.document, place))
        return found

    def boxes(self, page: int) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top of every character that is drawn."""
        text = self.document[page].get_textpage()
        return [text.get_charbox(index) for index in range(text.count_chars())]

    def lines(self, page: int) -> list[str]:
        """In the order of reading, without head and foot."""
        top = self.document[page].get_height() - HEAD
        body = self.document[page].get_textpage().get_text_bounded(bottom=FOOT, top=top)
        return [flat(line) for line in body.splitlines()]

    def drawn_before(self, page: int, words: str) -> list[bool]:
        """Of the shapes to the left of these words, in their line: whether each is filled."""
        text = self.document[page].get_textpage()
        start, _ = text.search(words).get_next()
        before, bottom, _, top = text.get_charbox(start)
        shapes = [
            (left, _is_filled(shape))
            for shape in self.document[page].get_objects([pdfium.FPDF_PAGEOBJ_PATH])
            for left, low, right, high in [shape.get_bounds()]
            if right < before and low < (bottom + top) / 2 < high
        ]
        return [is_filled for _, is_filled in sorted(shapes)]


def flat(text: str) -> str:
    return " ".join(text.translate(INVISIBLE).split())


def packet(*records: Record, title: str = "Mara Example", paper: Paper = Paper.A4) -> Packet:
    return Packet(title=title, subject="Candidate", facts=FACTS, records=records, paper=paper)


def made(*records: Record, title: str = "Mara Example", paper: Paper = Paper.A4) -> Pdf:
    return Pdf(to_pdf(packet(*records, title=title, paper=paper)))


def _addresses(page: pypdfium2.PdfPage) -> Iterator[str]:
    start, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, start, link):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
        if size:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
            yield buffer.value.decode()


def _is_filled(shape: pypdfium2.PdfObject) -> bool:
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, mode, is_stroked)
    return bool(mode.value)
