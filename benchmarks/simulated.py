"""An engine that waits as long as a quick model would and always says the same.

Its reply is a full set of sections with quotes, so that finding them, storing them and deciding are all paid for.
"""

import json
import time
import tomllib
from pathlib import Path
from typing import Any

from evaluations.engines.base import Arrived, Assignment, Reply
from evaluations.evidence.claims import Claim, PassKind, Section, Sections

WAIT = 0.5
"""Seconds."""

INVENTED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("invented.toml").read_text(encoding="utf-8"))
QUESTION: str = INVENTED["question"]
ANSWER: str = INVENTED["answer"].strip()


def _sections(kind: PassKind) -> Sections:
    return {
        Section(name): tuple(Claim(**{**claim, "quotes": tuple(claim.get("quotes", ()))}) for claim in claims)
        for name, claims in INVENTED[kind].items()
    }


_SECTIONS = {kind: _sections(kind) for kind in PassKind}
_RAW = {kind: json.dumps(INVENTED[kind]) for kind in PassKind}


class SimulatedEngine:
    name = "simulated"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        time.sleep(WAIT)
        ended = repr(time.time())
        return Reply(
            sections=_SECTIONS[assignment.kind],
            raw=_RAW[assignment.kind],
            model="simulated",
            # When it ended, for the measurement of what comes after.
            request_id=ended,
        )
