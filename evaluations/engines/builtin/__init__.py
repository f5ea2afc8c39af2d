"""The engine that is always there: rules over word lists, no model, no network, the same draft every time."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from evaluations.engines.base import Arrived, Assignment, Reply
from evaluations.engines.builtin.feedback import feedback
from evaluations.engines.builtin.lexicon import FOLDER
from evaluations.engines.builtin.reading import read
from evaluations.engines.builtin.red_flags import red_flags
from evaluations.engines.builtin.unjudged import unjudged
from evaluations.engines.builtin.usable import shortfall
from evaluations.evidence.claims import Claim, PassKind, Section, Sections


class BuiltinEngine:
    name = "builtin"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        """Never fails: what it cannot judge, it says so. Nothing arrives early where the whole takes milliseconds."""
        sections: Sections = dict(_sections(assignment))
        return Reply(sections=sections, raw=_raw(sections), prompt_version=data_version())


@cache
def data_version() -> str:
    """Changes whenever one of the engine's word lists or weights does."""
    digest = sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _sections(assignment: Assignment) -> Iterator[tuple[Section, tuple[Claim, ...]]]:
    reading = read(assignment)
    if short := shortfall(reading):
        return unjudged(assignment, short)
    return feedback(assignment, reading) if assignment.kind is PassKind.FEEDBACK else red_flags(assignment, reading)


def _raw(sections: Sections) -> str:
    """What was drafted, without the quotes: those stand in the answer."""
    return json.dumps(
        {name.value: [claim.text for claim in claims] for name, claims in sections.items()}, ensure_ascii=False
    )
