"""Packet → PDF.

Typst runs in a process of its own: it keeps what it laid out for the next document, gigabytes after some long packets,
and what it may do with a text that somebody wrote to break it ends there.
"""

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from evaluations.packet import marks, wording
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


def _content(packet: Packet) -> dict[str, Any]:
    contents = [Content(record, index) for index, record in enumerate(packet.records)]
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
        "cover": cover(contents) if len(contents) != 1 else None,
        "evaluations": [content.to_json() for content in contents],
    }
