"""Engines for tests: ordinary ones, named in DEBRIEF_ENGINES, that a worker process runs as it runs any other.

Each is a kind of day that a real engine has. What they draft is invented and rests on the answer's first sentence.
"""

from evaluations.engines.base import Arrived, Assignment, EngineFailure, Reply
from evaluations.evidence.claims import Claim, PassKind, Section, Sections
from evaluations.evidence.sentences import split
from tests.engines.gates import Gates

NEVER_SAID = "this was never said by anybody at all"
NOTES_SHOWN_EARLY = "Shown before the rest"
SPENT = "The invented endpoint has no quota left."
BUSY = "The invented endpoint is busy."
BUSY_FOR = 600.0
MODEL = "scripted-1"


def first_sentence(text: str) -> str:
    sentence = split(text)[0]
    return text[sentence.start : sentence.end]


def sections(assignment: Assignment, quote: str, rating: str = "Meets+") -> Sections:
    """Everything that the pass is made of, each claim with this quote."""
    claim = Claim(text="Told in their own words", quotes=(quote,))
    if assignment.kind is PassKind.RED_FLAGS:
        flag = Claim(text="Says little of their part", quotes=(quote,), label="Vagueness", severity=2)
        return {Section.FLAGS: (flag,), Section.JUSTIFICATION: (claim,), Section.SUGGESTIONS: (Claim(text="A number"),)}
    return {
        Section.NOTES: (claim,),
        Section.SUMMARY: (claim,),
        Section.STRENGTHS: (claim,),
        Section.IMPROVEMENTS: (Claim(text="No reflection", absent=True),),
        Section.RATINGS: tuple(
            Claim(text="As told", quotes=(quote,), competency=name, rating=rating)
            for name in assignment.rubric.competency_names
        ),
        Section.RECOMMENDATION: (Claim(text="Solid overall", quotes=(quote,), verdict="Leaning Hire"),),
        Section.FOLLOW_UP_QUESTIONS: (Claim(text="Who else was there?"),),
    }


def reply(drafted: Sections) -> Reply:
    return Reply(sections=drafted, raw="The reply, as it came.", model=MODEL, prompt_version="p1")


class PlainEngine:
    name = "plain"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        return reply(sections(assignment, first_sentence(assignment.answer)))


class GatedEngine(PlainEngine):
    """Drafts once the gate is open."""

    name = "gated"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        Gates().enter(assignment.kind)
        return super().draft(assignment, arrived)


class StreamingEngine(PlainEngine):
    """Shows its first section, waits at the gate, shows the others."""

    name = "streaming"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        drafted = super().draft(assignment, arrived)
        first, *others = drafted.sections
        arrived(first, (Claim(text=NOTES_SHOWN_EARLY),) if first is Section.NOTES else ())
        Gates().enter(assignment.kind)
        for section in others:
            arrived(section, drafted.sections[section])
        return drafted


class SpentEngine:
    name = "spent"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        raise EngineFailure("quota", SPENT, raw='{"error": "quota"}')


class BusyEngine(PlainEngine):
    """Asks to be tried again later, until the gate is open."""

    name = "busy"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        if Gates().is_open:
            return super().draft(assignment, arrived)
        raise EngineFailure("busy", BUSY, retry_after=BUSY_FOR)


class BrokenEngine(PlainEngine):
    """Has a defect when it looks for red flags, and an error that repeats the answer."""

    name = "broken"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        if assignment.kind is PassKind.RED_FLAGS:
            raise RuntimeError(assignment.answer)
        return super().draft(assignment, arrived)


class OffScaleEngine:
    """Rates with a word that no rubric has."""

    name = "off-scale"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        return reply(sections(assignment, first_sentence(assignment.answer), rating="Splendid"))


class IncompleteEngine(PlainEngine):
    """Leaves out one of the sections."""

    name = "incomplete"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        drafted = dict(super().draft(assignment, arrived).sections)
        drafted.pop(Section.RATINGS, None)
        drafted.pop(Section.FLAGS, None)
        return reply(drafted)


class MisquotingEngine:
    """Quotes what nobody said."""

    name = "misquoting"

    def draft(self, assignment: Assignment, arrived: Arrived) -> Reply:
        return reply(sections(assignment, NEVER_SAID))


ENGINES = (
    PlainEngine,
    GatedEngine,
    StreamingEngine,
    SpentEngine,
    BusyEngine,
    BrokenEngine,
    OffScaleEngine,
    IncompleteEngine,
    MisquotingEngine,
)
AS_VARIABLE = ",".join(f"{engine.name}={engine.__module__}:{engine.__name__}" for engine in ENGINES)
"""For DEBRIEF_ENGINES."""
