"""Records of invented evaluations, and any others that hypothesis can think of."""

from dataclasses import replace

from hypothesis import strategies as st

from evaluations.engines.base import FollowUp
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section, Span
from evaluations.forms.record import Record
from evaluations.rules.rubric import NOT_ASSESSED
from tests.rules.samples import DEFAULT

ANSWER = "The bakery's till froze at noon. I pulled the plug 🔌 and it came back. Nobody lost a receipt."
REPLY = "My brother held the torch. I found the loose cable."
CABLE = REPLY.index("I found")


def _quoted(text: str, **fields: str) -> Item:
    return Item(text=text, basis=Basis.QUOTED, evidence=(Span("answer", 33, 70),), **fields)  # type: ignore[arg-type]


RECORD = Record(
    id="0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f",
    date="20260102",
    question="What froze?",
    answer=ANSWER,
    follow_ups=(FollowUp("Who helped?", REPLY),),
    level="Senior",
    source="pasted",
    engine="invented",
    model="m-1",
    rubric=DEFAULT,
    rubric_version=3,
    sections={
        Section.NOTES: (_quoted("till froze, plug pulled"), _quoted("no receipt lost")),
        Section.SUMMARY: (_quoted("A till froze."), _quoted("The candidate restarted it.")),
        Section.STRENGTHS: (_quoted("Acts at once"),),
        Section.IMPROVEMENTS: (Item(text="No look at the cause", basis=Basis.ABSENT),),
        Section.RATINGS: (
            _quoted("Did it alone", competency="Ownership", rating="Meets+"),
            Item(
                text="Says so",
                basis=Basis.UNVERIFIED,
                competency="Culture Fit",
                rating=NOT_ASSESSED,
                claimed_rating="Strong",
            ),
        ),
        Section.RECOMMENDATION: (
            Item(text="Quick and calm", basis=Basis.UNVERIFIED, verdict="Hire", override="Leaning Hire"),
        ),
        Section.FOLLOW_UP_QUESTIONS: (
            Item(text="Who helped?", basis=Basis.ABSENT, asked=True),
            Item(text="What was the cause?", basis=Basis.ABSENT),
        ),
        Section.FLAGS: (
            Item(
                text="Names no cause",
                basis=Basis.QUOTED,
                evidence=(Span("follow_ups/0", CABLE, len(REPLY)),),
                label="Vagueness",
                severity=2,
                status=FlagStatus.CONFIRMED,
            ),
        ),
        Section.JUSTIFICATION: (_quoted("Little on the why"),),
        Section.SUGGESTIONS: (Item(text="The cause, and a check", basis=Basis.ABSENT),),
    },
    verdict="Hire",
    if_flags_confirmed="Leaning Hire",
    trace=("Mean of 1 assessed rating is 4.00: band Hire (from 3.5).",),
    override_reason="Heard more in the room",
)
UNFLAGGED = replace(RECORD, sections={**RECORD.sections, Section.FLAGS: ()}, follow_ups=())

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any wording anywhere, and evidence anywhere in the answer."""
    answer = draw(words)
    start = draw(st.integers(0, len(answer) - 1))
    span = Span("answer", start, draw(st.integers(start + 1, len(answer))))

    def reworded(item: Item) -> Item:
        return replace(item, text=draw(words), evidence=(span,) if item.evidence else ())

    sections = {name: tuple(map(reworded, items)) for name, items in RECORD.sections.items()}
    return replace(RECORD, question=draw(words), answer=answer, sections=sections, override_reason=draw(words))
