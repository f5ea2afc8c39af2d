"""What the endpoint is sent: a prompt made of the rubric's words, and the texts between fences."""

from collections.abc import Iterator

from evaluations import prompts
from evaluations.engines.base import Assignment
from evaluations.engines.openai import schema
from evaluations.engines.openai.bounds import BOUNDS, RECOMMENDATION_SENTENCES
from evaluations.engines.openai.calls import Message
from evaluations.engines.openai.disguise import Disguise
from evaluations.engines.openai.rungs import Form
from evaluations.evidence.claims import SECTIONS, PassKind
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED, Competency, Rubric

_SCHEMA = "schema"
_REPAIR = "repair"
LONGEST_REPLY_RETURNED = 30_000
"""In characters."""


def prompt_version(kind: PassKind, rubric: Rubric) -> str:
    """Of all that a model is told by us; what it is told by the rubric has a version of its own."""
    names = (kind, _SCHEMA, _REPAIR, *(name for name, _ in _beside(rubric)))
    return prompts.version(*names, beside=f"{schema.wording(kind)} {RECOMMENDATION_SENTENCES}")


def said(assignment: Assignment) -> Iterator[tuple[str, str]]:
    """Every text that leaves, with what it is."""
    yield "question", assignment.question
    yield "answer", assignment.answer
    for number, follow_up in enumerate(assignment.follow_ups, 1):
        yield f"follow-up question {number}", follow_up.question
        yield f"follow-up reply {number}", follow_up.reply


def request(assignment: Assignment, disguise: Disguise, form: Form, fence: str) -> list[Message]:
    """`fence` is a word that nobody could have guessed when the texts were written."""
    system = prompts.load(assignment.kind).render(**_variables(assignment), fence=fence)
    for name, values in _beside(assignment.rubric):
        system = f"{system}\n\n{prompts.load(name).render(**values)}"
    if form is not Form.JSON_SCHEMA:
        wanted = schema.written(assignment.kind, assignment.rubric)
        system = f"{system}\n\n{prompts.load(_SCHEMA).render(schema=wanted)}"
    fenced = (f"BEGIN {fence} {what}\n{disguise.hide(text)}\nEND {fence} {what}" for what, text in said(assignment))
    return [{"role": "system", "content": system}, {"role": "user", "content": "\n\n".join(fenced)}]


def repair(asked: list[Message], replied: str, problems: tuple[str, ...]) -> list[Message]:
    """The conversation once a reply was no use."""
    wrong = prompts.load(_REPAIR).render(problems="\n".join(f"- {problem}" for problem in problems))
    return [
        *asked,
        {"role": "assistant", "content": replied[:LONGEST_REPLY_RETURNED] or "{}"},
        {"role": "user", "content": wrong},
    ]


def _variables(assignment: Assignment) -> dict[str, str]:
    rubric = assignment.rubric
    counts = {section.value: str(BOUNDS[section]) for section in SECTIONS[assignment.kind] if section in BOUNDS}
    common = {"level": assignment.level, "rubric": rubric.name} | counts
    if assignment.kind is PassKind.RED_FLAGS:
        return common | {"catalogue": _catalogue(rubric)}
    return common | {
        "aims": ", ".join(assignment.aims),
        "competencies": "\n\n".join(_competency(one, assignment.level) for one in rubric.competencies),
        "ratings": ", ".join(rubric.rating_words),
        "not_assessed": NOT_ASSESSED,
        "absence_supports": " or ".join(rubric.absence_supports) or NOT_ASSESSED,
        "verdicts": ", ".join(rubric.verdict_words),
        "insufficient": INSUFFICIENT_EVIDENCE,
        "justification": str(RECOMMENDATION_SENTENCES),
    }


def _beside(rubric: Rubric) -> Iterator[tuple[str, dict[str, str]]]:
    """The prompts for what not every rubric has, with their variables."""
    if rubric.forbidden_grounds:
        yield "grounds", {"grounds": ", ".join(rubric.forbidden_grounds)}
    if rubric.guidance.strip():
        yield "guidance", {"guidance": rubric.guidance.strip()}


def _competency(competency: Competency, level: str) -> str:
    lines = [f"## {competency.name}", competency.meaning]
    if level in competency.expectations:
        lines.append(f"Expected at {level}: {competency.expectations[level]}")
    return "\n".join(filter(None, lines))


def _catalogue(rubric: Rubric) -> str:
    return "\n".join(f"- {flag.label} (usually {flag.severity}): {flag.meaning}" for flag in rubric.flags)
