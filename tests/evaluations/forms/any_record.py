"""Any evaluation that the product can hold, and what reading its forms has to give again."""

from datetime import date
from uuid import uuid4

from hypothesis import strategies as st

from evaluations.engines.base import FollowUp, texts
from evaluations.evidence.claims import Basis, FlagStatus, Item, Section, Span, Unusable
from evaluations.evidence.grounding import is_evidence
from evaluations.evidence.sentences import split
from evaluations.forms.reading import ReadEvaluation
from evaluations.forms.record import Origin, Record
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, LEVELS, NOT_ASSESSED
from interviews.texts import ANSWER_LIMIT, TextRefused, accept
from tests.rules.samples import DEFAULT

ODD_LINES = (
    "# Red Flag Evaluation (20260102)",
    "**Rating**: Strong Hire",
    "## Feedback",
    "## Red Flag",
    "1. Real-Time Raw Notes (Interviewer's scratch notes)",
    "============================================================",
    "- Ownership: Concern (❌)",
    "- Vagueness: ★★★★★",
    '<!-- {"format": "debrief-evaluation/1"}',
    "-->",
    '<!-- {"format": "debrief-evaluation/1", "id": ""}\n-->',
    "I moved the invented bakery's till, and it worked.",
    "So I asked “who owns this?” … and nobody did – not one.",
    "أعدت تشغيل الصندوق بنفسي ثم كتبت ما حدث.",
    "\u202eThis line is written backwards for the eye.",
    "収納機を再起動しました。誰も領収書を失いませんでした。",
    "👩‍👩‍👧 We all carried the boxes 🔌 up the stairs.",
    "Cafe\u0301 orders fell by 1,300 in a week!",
    "\\# A line that begins with a backslash stays one.",
    "  An indented line, with blanks behind it   ",
    "",
)
_chars = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
wordings = st.one_of(st.sampled_from(ODD_LINES), st.text(_chars, max_size=30)).map(str.strip)
labels = wordings.filter(bool)
verdicts = st.sampled_from((*DEFAULT.verdict_words, INSUFFICIENT_EVIDENCE))


def _accepted(lines: list[str]) -> str | None:
    try:
        return accept("\n".join(lines), what="answer", limit=ANSWER_LIMIT)
    except TextRefused:
        return None


def one_line(text: str) -> str:
    return " ".join(text.split())


def texts_of(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Questions, answers and replies."""
    return st.lists(st.sampled_from(ODD_LINES) | lines, min_size=1, max_size=6).map(_accepted).filter(bool).map(str)


answers = texts_of(st.text(_chars, max_size=40))

_plain = st.text("abc xyz,;:'?!()*_|#>-–—+/123éßøλж日本🔌👍", max_size=30)
PLAIN = {
    "wordings": _plain.map(lambda text: one_line(f"So {text} it was.")),
    "labels": _plain.map(lambda text: one_line(f"Lack {text} of it")),
    "answers": texts_of(_plain),
}
"""Nothing that a reader of documents takes for a heading or mends; what was said is as odd as anywhere."""


@st.composite
def records(
    draw: st.DrawFn,
    *,
    wordings: st.SearchStrategy[str] = wordings,
    labels: st.SearchStrategy[str] = labels,
    answers: st.SearchStrategy[str] = answers,
) -> Record:
    answer = draw(answers)
    follow_ups = tuple(draw(st.lists(st.builds(FollowUp, answers, answers), max_size=2)))
    available = _spans(texts(answer, follow_ups))
    evidence = st.lists(st.sampled_from(available), min_size=1, max_size=2, unique=True) if available else st.nothing()
    supports = st.one_of(
        st.tuples(st.just(Basis.QUOTED), evidence.map(tuple)),
        st.tuples(st.sampled_from((Basis.PERSON, Basis.STATED)), st.just(()) | evidence.map(tuple)),
        st.tuples(st.sampled_from((Basis.ABSENT, Basis.UNVERIFIED)), st.just(())),
    )

    def claims(most: int = 3) -> tuple[Item, ...]:
        drawn = draw(st.lists(st.tuples(wordings, supports), max_size=most))
        return tuple(Item(text=text, basis=basis, evidence=spans) for text, (basis, spans) in drawn)

    def rating(competency: str) -> Item:
        basis, spans = draw(supports)
        carries = {Basis.ABSENT: DEFAULT.absence_supports, Basis.UNVERIFIED: ()}.get(basis, DEFAULT.rating_words)
        word = draw(st.sampled_from((*carries, NOT_ASSESSED)))
        claimed = draw(st.sampled_from(("", *DEFAULT.rating_words))) if word == NOT_ASSESSED else ""
        text = draw(wordings)
        return Item(text=text, basis=basis, evidence=spans, competency=competency, rating=word, claimed_rating=claimed)

    def flag() -> Item:
        basis, spans = draw(supports)
        status, severity = draw(st.sampled_from(FlagStatus)), draw(st.integers(1, 5))
        text, label = draw(wordings), draw(labels)
        return Item(text=text, basis=basis, evidence=spans, label=label, severity=severity, status=status)

    def recommendation() -> Item:
        basis, spans = draw(supports)
        return Item(
            text=draw(wordings),
            basis=basis,
            evidence=spans,
            verdict=draw(st.just("") | verdicts),
            override=draw(st.just("") | st.sampled_from(DEFAULT.verdict_words)),
            unusable=draw(st.none() | st.sampled_from(Unusable)),
        )

    def question() -> Item:
        basis, spans = draw(supports)
        return Item(text=draw(wordings), basis=basis, evidence=spans, asked=draw(st.booleans()))

    recommended = tuple(recommendation() for _ in range(draw(st.integers(0, 1))))
    override = recommended[0].override if recommended else ""
    return Record(
        id=str(uuid4()),
        date=draw(st.dates(min_value=date(1990, 1, 1))).strftime("%Y%m%d"),
        question=draw(answers),
        answer=answer,
        follow_ups=follow_ups,
        level=draw(st.sampled_from(LEVELS)),
        source=draw(st.sampled_from(("pasted", "imported", "command"))),
        engine=draw(st.sampled_from(("builtin", "openai", "imported"))),
        model=draw(st.none() | labels),
        rubric=DEFAULT,
        rubric_version=draw(st.integers(1, 9)),
        sections={
            Section.NOTES: claims(5),
            Section.SUMMARY: claims(),
            Section.STRENGTHS: claims(),
            Section.IMPROVEMENTS: claims(),
            Section.RATINGS: tuple(rating(name) for name in DEFAULT.competency_names),
            Section.RECOMMENDATION: recommended,
            Section.FOLLOW_UP_QUESTIONS: tuple(question() for _ in range(draw(st.integers(0, 3)))),
            Section.FLAGS: tuple(flag() for _ in range(draw(st.integers(0, 3)))),
            Section.JUSTIFICATION: claims(),
            Section.SUGGESTIONS: claims(),
        },
        verdict=draw(verdicts),
        if_flags_confirmed=draw(verdicts),
        trace=tuple(draw(st.lists(wordings, max_size=2))),
        override_reason=draw(labels) if override else "",
        origin=draw(st.none() | st.builds(_origin, labels)),
    )


def _spans(said: dict[str, str]) -> list[Span]:
    """Whole sentences that count as evidence."""
    found = [Span(name, one.start, one.end) for name, text in said.items() for one in split(text)]
    return [span for span in found if is_evidence(span, said)]


def _origin(candidate: str) -> Origin:
    return Origin(
        candidate=candidate,
        candidate_id=str(uuid4()),
        interview_id=str(uuid4()),
        interviewer="Iris Invented",
        opening="Invented opening",
    )


def as_read(record: Record) -> ReadEvaluation:
    """All that a reader of one of our forms has to give of it."""
    return ReadEvaluation(
        id=record.id,
        date=date(int(record.date[:4]), int(record.date[4:6]), int(record.date[6:])),
        question=record.question,
        answer=record.answer,
        follow_ups=record.follow_ups,
        level=record.level,
        source=record.source,
        engine=record.engine,
        model=record.model,
        rubric_name=record.rubric.name,
        rubric_version=record.rubric_version,
        sections={section: record.items(section) for section in Section},
        override_reason=record.override_reason,
        candidate=record.origin.candidate if record.origin else None,
        interview=record.origin.interview_id if record.origin else None,
    )
