"""One pass, from the first request to a reply that can be used or a reason why there is none.

A reply that is no use is asked for again; the second such reply leads one step down the ladder, the third is sent back
once to be corrected, and then it ends. So at most four replies are paid for, whatever the endpoint does.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from random import SystemRandom
from typing import Any

from evaluations.engines.base import Arrived, Assignment, EngineFailure, Reply
from evaluations.engines.openai import documents, messages, schema, troubles
from evaluations.engines.openai.arriving import Arriving
from evaluations.engines.openai.calls import Call, Message, Received
from evaluations.engines.openai.disguise import Disguise
from evaluations.engines.openai.documents import Unfit
from evaluations.engines.openai.extraction import find_object
from evaluations.engines.openai.incoming import Completion, Incoming
from evaluations.engines.openai.outcomes import Outcome
from evaluations.engines.openai.rungs import Rung
from evaluations.engines.openai.troubles import Trouble
from evaluations.evidence.claims import SECTIONS, Section, Sections

MOST_REPLIES = 4
UNFIT_BEFORE_STEPPING_DOWN = 2

Send = Callable[[Rung, list[Message], dict[str, Any], Received], Call]
"""Makes a call, or plays a recorded one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked, and with what. Recorded with every call."""

    endpoint: str
    model: str
    deadline: float
    prompt_version: str


class Drafting:
    def __init__(self, assignment: Assignment, arrived: Arrived, *, asked: Asked, rung: Rung, send: Send) -> None:
        self.assignment = assignment
        self.rung = rung
        self._arrived = arrived
        self._asked = asked
        self._send = send
        self._disguise = Disguise(assignment.names, [text for _, text in messages.said(assignment)])
        self._schema = schema.schema(assignment.kind, assignment.rubric)
        self._calls: list[Call] = []
        self._completions: list[Completion] = []

    def run(self) -> Reply:
        """Raises EngineFailure."""
        try:
            sections = self._converse()
        except Trouble as trouble:
            raise self._failure(trouble) from trouble
        last = self._completions[-1]
        return Reply(
            sections=sections,
            raw=self._raw(),
            model=last.model or self._asked.model,
            endpoint=self._asked.endpoint,
            rung=str(self.rung),
            prompt_version=self._asked.prompt_version,
            request_id=self._calls[-1].request_id or last.id,
            tokens_in=total(completion.tokens_in for completion in self._completions),
            tokens_out=total(completion.tokens_out for completion in self._completions),
        )

    def _converse(self) -> Sections:
        """Raises Trouble."""
        correction = None
        for number in range(1, MOST_REPLIES + 1):
            reply = self._ask(correction if number == MOST_REPLIES else None)
            try:
                return self._read(reply)
            except Unfit as unfit:
                correction = (reply, unfit.problems)
            if number == UNFIT_BEFORE_STEPPING_DOWN:
                self.rung = self.rung.lower() or self.rung
        raise Trouble(Outcome.UNUSABLE if reply.strip() else Outcome.EMPTY)

    def _ask(self, correction: tuple[str, tuple[str, ...]] | None) -> str:
        """The model's text, from the highest rung that the endpoint takes. Raises Trouble."""
        while True:
            fence = f"text-{secrets.token_hex(8)}"
            asked = messages.request(self.assignment, self._disguise, self.rung.form, fence)
            if correction:
                asked = messages.repair(asked, *correction)
            try:
                completion = self._call(asked)
            except Trouble as trouble:
                lower = self.rung.without(trouble.complaint) if trouble.outcome is Outcome.REJECTED else None
                if lower is None:
                    raise
                self.rung = lower
            else:
                self._completions.append(completion)
                return completion.text

    def _call(self, asked: list[Message]) -> Completion:
        """Shows each section as soon as it is complete. Raises Trouble."""
        incoming, arriving = Incoming(), Arriving()

        def received(piece: str) -> None:
            for name, value in arriving.feed(incoming.feed(piece)):
                self._show(name, value)

        call = self._send(self.rung, asked, self._schema, received)
        self._calls.append(call)
        return troubles.completion(call, incoming)

    def _show(self, name: str, value: Any) -> None:
        assignment = self.assignment
        if name not in SECTIONS[assignment.kind]:
            return
        section = Section(name)
        try:
            claims = documents.read_section(assignment.kind, section, self._disguise.show_all(value), assignment.rubric)
        except Unfit:
            return
        self._arrived(section, claims)

    def _read(self, text: str) -> Sections:
        """Raises Unfit."""
        kind = self.assignment.kind
        document = find_object(text, SECTIONS[kind])
        if document is None:
            raise Unfit(("reply: holds no whole JSON object",))
        return documents.read(kind, self._disguise.show_all(document), self.assignment.rubric)

    def _failure(self, trouble: Trouble) -> EngineFailure:
        return EngineFailure(
            trouble.outcome,
            trouble.outcome.message(model=self._asked.model, deadline=self._asked.deadline),
            retry_after=troubles.wait(trouble, self.assignment.attempt, SystemRandom()),
            raw=self._raw(),
        )

    def _raw(self) -> str:
        return json.dumps([asdict(self._asked) | call.to_json() for call in self._calls], ensure_ascii=False)


def total(counts: Iterable[int | None]) -> int | None:
    """None where one of them is unknown, since half a sum would look like a whole one; and where there are none."""
    listed = tuple(counts)
    known = [count for count in listed if count is not None]
    return sum(known) if known and len(known) == len(listed) else None
