"""The Markdown form: the document that people keep, in clean UTF-8.

What that form has no place for (evidence, basis, level, status, ids) stands in a trailing comment, which is the whole
JSON form: a reader of the file sees the document and a program loses nothing. `reading.own_markdown` reads it again.
"""

import json
import re
from collections.abc import Iterable

from evaluations.evidence.claims import Item, Section
from evaluations.forms.escaping import escaped
from evaluations.forms.json_form import to_json
from evaluations.forms.record import Record

RULE = "=" * 60
FLAG_RULE = "=" * 21
MARKS = {"star": "🌟", "thumb-up": "👍", "ok-hand": "👌", "thinking": "🤔", "raised-brow": "🤨", "cross": "❌"}
_ENDS_A_LABEL = re.compile(r":|\s[-–—]|—|\|")


def to_markdown(record: Record) -> str:
    return f"{visible(record)}\n{_comment(record)}\n"


def visible(record: Record) -> str:
    """What a reader of the file sees, and all that is left of it where somebody takes the comment away."""
    parts = [
        f"# Red Flag Evaluation ({record.date})",
        f"**Rating**: {record.final_verdict}",
        "## Question",
        escaped(record.question),
        "## Answer",
        escaped(record.answer),
        *_follow_ups(record),
        "## Feedback",
        *_feedback(record),
        "## Red Flag",
        *_red_flags(record),
    ]
    return "\n\n".join(parts) + "\n"


def stars(severity: int) -> str:
    """Five, filled from the left."""
    return "★" * severity + "☆" * (5 - severity)


def _follow_ups(record: Record) -> Iterable[str]:
    if record.follow_ups:
        yield "## Follow-ups"
    for asked in record.follow_ups:
        yield f"### {one_line(asked.question)}"
        yield escaped(asked.reply)


def _feedback(record: Record) -> Iterable[str]:
    ratings = {rating.word: MARKS[rating.mark] for rating in record.rubric.ratings}
    verdicts = {verdict.word: MARKS[verdict.mark] for verdict in record.rubric.verdicts}

    def marked(word: str, marks: dict[str, str]) -> str:
        return f"{word} ({marks[word]})" if word in marks else word

    rated = [f"- {item.competency}: {marked(item.rating, ratings)}" for item in record.items(Section.RATINGS)]
    summary = " ".join(one_line(item.text) for item in record.items(Section.SUMMARY))
    asked = record.items(Section.FOLLOW_UP_QUESTIONS)
    questions = [
        f"{number}. {text}" for number, text in enumerate(filter(None, (one_line(one.text) for one in asked)), 1)
    ]
    justification = one_line(record.recommendation.text) if record.recommendation else ""
    verdict = [f"- {marked(record.final_verdict, verdicts)}", "", justification]
    yield _block(RULE, "1. Real-Time Raw Notes (Interviewer's scratch notes)", _bullets(record, Section.NOTES))
    yield _block(RULE, "2. Formal Interview Summary (for hiring committee)", [summary])
    yield _block(RULE, "3. Strengths (Interviewer perspective)", _bullets(record, Section.STRENGTHS))
    yield _block(RULE, "4. Areas for Improvement", _bullets(record, Section.IMPROVEMENTS))
    yield _block(RULE, "5. Competency Ratings", rated)
    yield _block(RULE, "6. Final Overall Recommendation", verdict)
    yield _block(RULE, "7. Probing Follow-up Questions", questions)


def _red_flags(record: Record) -> Iterable[str]:
    flags = record.items(Section.FLAGS)
    detected = [f"- {_label(item)}: {one_line(item.text)}" for item in flags] or ["- None"]
    severities = [f"- {_label(item)}: {stars(item.severity)}" for item in flags] or ["- None"]

    yield _block(FLAG_RULE, "1. Red Flag Detection", detected)
    yield _block(FLAG_RULE, "2. Red Flag Severity Rating", severities)
    yield _block(FLAG_RULE, "3. Short Justification (Interviewer Tone)", _bullets(record, Section.JUSTIFICATION))
    yield _block(FLAG_RULE, "4. Improvement Suggestions (very concise)", _bullets(record, Section.SUGGESTIONS))


def _bullets(record: Record, section: Section) -> list[str]:
    return [f"- {text}" for item in record.items(section) if (text := one_line(item.text))]


def _label(item: Item) -> str:
    """In bold where it does not tell by itself where it ends."""
    label = one_line(item.label)
    return f"**{label}**" if _ENDS_A_LABEL.search(label) else label


def one_line(text: str) -> str:
    """One point is one line: what follows on another would read as another point."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def _block(rule: str, heading: str, lines: list[str]) -> str:
    return "\n".join([rule, heading, *lines])


def _comment(record: Record) -> str:
    """In ASCII, which outlives programs that read or write the wrong encoding.

    `<` and `>` never appear in it, so that nothing in it ends the comment early or looks like its beginning.
    """
    whole = json.dumps(to_json(record)).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<!-- {whole}\n-->"
