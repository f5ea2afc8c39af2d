"""A candidate as one Markdown page, beside whose evaluations it stands in a zip: what only several together say.

It is read by people. Its last line tells our own reader that there is nothing in it to import.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from evaluations.forms import committee, wording
from evaluations.forms.candidate_form import FORMAT
from evaluations.forms.markdown_form import MARKS, one_line, stars
from evaluations.forms.overview import CaseOverview, Overview, Place, Row, Signed, Talk
from evaluations.forms.record import Record
from evaluations.rules.rubric import Rubric

NOTHING = "None."
_LAST = f'<!-- {{"format": "{FORMAT}"}} -->'
_ENDS_AS_ONE = re.compile(rb"\n" + re.escape(_LAST).encode() + rb"\s*\Z")


def is_overview(data: bytes) -> bool:
    return _ENDS_AS_ONE.search(data) is not None


def to_markdown(overview: Overview, files: Sequence[str]) -> str:
    """`files` are the names of the records' files, in their order."""
    parts = [
        f"# {one_line(overview.name)}",
        f"Status: {overview.status}",
        *(part for case in overview.cases for part in _case(case)),
        "## Files",
        _table(
            ("File", "Interviewer", "Question", "Verdict"),
            (_file(name, record) for name, record in zip(files, overview.records, strict=True)),
        ),
        _LAST,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _file(name: str, record: Record) -> tuple[str, ...]:
    interviewer = record.origin.interviewer if record.origin else ""
    return name, interviewer, record.question, _marked(record.rubric, record.final_verdict)


def _case(case: CaseOverview) -> Iterator[str]:
    yield f"## {one_line(case.title)} ({case.level})"
    yield from (f"Rubric: {one_line(name)} v{number}" for name, number in case.rubrics)
    yield "### Verdicts"
    yield _table(("Interviewer", "Held on", "Verdict", "Rubric", "Reason", "Scorecard"), map(_verdict, case.talks))
    yield wording.verdict_spread(case)
    if not case.signed:
        return
    if not case.is_comparable:
        yield "These interviews were rated on different scales, so no mean and no spread is given."
    yield wording.by_rubric(case)
    if case.trace:
        yield _bullets(f"**{step.text}**" if step.decided else step.text for step in case.trace)
    if len(case.signed) > 1 and case.is_comparable:
        yield "### Where they disagree"
        yield _bullets(_disagreement(case, row) for row in case.disagreements)
    yield "### Competencies"
    yield wording.unseen(case)
    names = (talk.interviewer for talk, _ in case.signed)
    yield _table(("Competency", *names, "Mean", "Spread"), (_row(case, row) for row in case.rows))
    yield "### Confirmed red flags"
    yield _bullets(map(_flag, case.flags))
    yield "### Strengths"
    yield _bullets(f"{one_line(text)} ({_where(places)})" for text, places in case.strengths)
    yield "### Areas for improvement"
    yield _bullets(f"{one_line(text)} ({_where(places)})" for text, places in case.improvements)
    yield "### Open questions: nobody asked them"
    yield _bullets(f"{one_line(place.item.text)} ({wording.answer(place)})" for place in case.questions)
    for heading, lines in committee.sections(case.committee) if case.committee else ():
        yield f"### {heading}"
        yield _bullets(map(one_line, lines))
    yield "### Notes and own ratings"
    yield _bullets(_note(talk, card) for talk, card in case.signed)
    yield "### What was drafted, and what people changed"
    yield _table(
        ("Answer", "Drafted by", "Drafted", "Changed", "Added", "Removed"),
        (
            (
                wording.answer(one),
                wording.drafted_by(one.engine, one.model),
                *map(str, (one.drafted, one.changed, one.added, one.removed)),
            )
            for one in case.drafts
        ),
    )


def _verdict(talk: Talk) -> tuple[str, ...]:
    held_on = wording.day(talk.held_on) if talk.held_on else ""
    card = talk.card
    if card is None:
        return talk.interviewer, held_on, "", "", "", wording.scorecard(talk)
    own, rubrics = _marked(card.rubric, card.own_verdict), _marked(card.rubric, card.verdict)
    return talk.interviewer, held_on, own, rubrics, card.reason, wording.scorecard(talk)


def _disagreement(case: CaseOverview, row: Row) -> str:
    said = [
        f"{talk.interviewer} {_marked(card.rubric, rating)}"
        for (talk, card), rating in zip(case.signed, row.ratings, strict=True)
    ]
    return (
        f"**{row.competency}**, {wording.counted(row.spread.steps if row.spread else 0, 'step')} apart: "
        + "; ".join(said)
    )


def _row(case: CaseOverview, row: Row) -> tuple[str, ...]:
    ratings = (_marked(card.rubric, rating) for (_, card), rating in zip(case.signed, row.ratings, strict=True))
    name = f"{row.competency} (key)" if row.is_key else row.competency
    return name, *ratings, wording.mean(row), wording.steps(row)


def _flag(place: Place) -> str:
    item = place.item
    quotes = "".join(f"\n  > {one_line(f'{one.before}**{one.quote}**{one.after}')}" for one in place.quotes)
    label = f"**{one_line(item.label)}** {stars(item.severity)} ({wording.severity(item.severity)})"
    return f"{label}: {one_line(item.text)} ({_where([place])}){quotes}"


def _note(talk: Talk, card: Signed) -> str:
    own = [
        f"{rated.competency} {_marked(card.rubric, rated.own)} instead of {_marked(card.rubric, rated.combined)}"
        + (f" ({one_line(rated.reason)})" if rated.reason else "")
        for rated in card.ratings
        if rated.own
    ]
    return f"**{talk.interviewer}**: {' — '.join(filter(None, (one_line(card.note), *own))) or 'none'}"


def _where(places: Iterable[Place]) -> str:
    return "; ".join(map(_place, places))


def _place(place: Place) -> str:
    numbers = ", ".join(str(quote.number) for quote in place.quotes)
    basis = f"sentence {numbers}" if numbers else wording.BASES[place.item.basis]
    return ", ".join(filter(None, (wording.answer(place), basis)))


def _marked(rubric: Rubric, word: str) -> str:
    """A mark never stands without its word."""
    mark = MARKS.get(rubric.mark(word), "")
    return f"{word} {mark}".strip()


def _bullets(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points) or NOTHING


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return one_line(text).replace("|", "\\|")
