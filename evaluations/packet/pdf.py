"""Packet → PDF.

Typst runs in a process of its own: it keeps what it laid out for the next document, gigabytes after some long packets,
and what it may do with a text that somebody wrote to break it ends there.
"""

import json
import logging
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import Any

from evaluations.packet import front, marks, wording
from evaluations.packet.content import Content
from evaluations.packet.cover import cover
from evaluations.packet.packet import Packet
from evaluations.packet.words import words

logger = logging.getLogger(__name__)

INK = "#1b1f24"
IN_HEAD = 80
"""Characters of the title that fit into the head of a page."""
SECONDS = 60
"""After which a packet is given up: thirty answers of the greatest length take ten."""
_COMMAND = (sys.executable, "-m", "evaluations.packet.typesetting")
_ROOT = Path(__file__).parents[2]
_one_at_a_time = Lock()
"""In one process, so that many who ask at once take no more memory than one; thirty usual answers take half a GB."""


class NotMade(Exception):
    """The packet could not be made; the log says why, without a word of its content."""


def to_pdf(packet: Packet) -> bytes:
    """PDF/UA-1, tagged and with bookmarks. Raises NotMade."""
    content = json.dumps(_content(packet)).encode()
    with _one_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603
                _COMMAND, cwd=_ROOT, input=content, capture_output=True, check=True, timeout=SECONDS
            )
        except subprocess.SubprocessError as error:
            logger.exception("A packet could not be made of %s bytes of content", len(content))
            raise NotMade from error
    return done.stdout


def _contents(packet: Packet) -> list[Content]:
    seen: Counter[str] = Counter()
    contents = []
    for index, record in enumerate(packet.records):
        interview = record.origin.interview_id if record.origin else ""
        seen[interview] += 1
        contents.append(Content(record, index, seen[interview]))
    return contents


def _content(packet: Packet) -> dict[str, Any]:
    contents = _contents(packet)
    return {
        "paper": packet.paper,
        "marks": marks.pictures(INK),
        "title": words(packet.title),
        "head": words(packet.title if len(packet.title) <= IN_HEAD else packet.title[:IN_HEAD] + "…"),
        "subject": words(packet.subject),
        "facts": [
            {"name": fact.name, "value": words(fact.value), "address": fact.value if fact.is_address else ""}
            for fact in packet.facts
        ],
        "confidential": wording.CONFIDENTIAL,
        "cases": [front.to_json(case, contents) for case in packet.cases],
        "cover": cover(contents) if len(contents) != 1 or packet.cases else None,
        "evaluations": [content.to_json() for content in contents],
    }
