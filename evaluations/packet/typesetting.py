"""A packet's content, as JSON on standard input → a PDF on standard output. Run as a process of its own by `pdf`.

The only module that imports Typst. All words are data to its templates, so that none of them can be markup.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

from evaluations.packet import fonts

TEMPLATES = Path(__file__).parent / "templates"


def typeset(content: str) -> bytes:
    """PDF/UA-1, which a screen reader can read and in which no character is missing.

    A text that breaks one of its rules in a way that nobody foresaw costs the standard, not the packet.
    """
    try:
        return _compiled(content, "ua-1")
    except typst.TypstError:
        return _compiled(content, [])


def _compiled(content: str, standards: "typst.PDFStandards") -> bytes:
    available = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts.folders()])
    families = fonts.in_order(available.families())
    return typst.compile(
        TEMPLATES / "packet.typ",
        root=TEMPLATES,
        font_paths=available,
        sys_inputs={"packet": content, "sans": ";".join(families), "serif": ";".join((fonts.SERIF, *families))},
        pdf_standards=standards,
        timestamp=datetime.now(UTC).replace(microsecond=0),
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode()))
