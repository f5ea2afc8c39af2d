"""Evaluations for tests, drafted without any engine. The candidate and the answer are invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction
from django.db.models.functions import Now

import evaluations
from evaluations import present, requests
from evaluations.evidence.claims import SECTIONS, Basis, Item, PassKind, Section, Span, Unusable
from evaluations.evidence.sentences import split
from evaluations.models import DraftSection, Evaluation, Pass, RubricVersion
from evaluations.present import PresentItem
from evaluations.rules.rubric import NOT_ASSESSED, Rubric
from interviews.models import Answer, Interview, User
from tests import factories

RUBRIC_SOURCE = (Path(evaluations.__file__).parent / "rubrics" / "default.toml").read_text(encoding="utf-8")
RUBRIC = Rubric.from_toml(RUBRIC_SOURCE)
ANSWER = (
    "Our parcel labels came out blank every Friday. I read the printer logs for two weeks and found a queue that "
    "nobody emptied. I wrote a small job that empties it. Since then not one label was blank."
)


def publish_rubric() -> RubricVersion:
    published = RubricVersion.objects.filter(source=RUBRIC_SOURCE).first()
    return published or RubricVersion.objects.create(name=RUBRIC.name, number=1, source=RUBRIC_SOURCE)


def request(interview: Interview | None = None, answer: str = ANSWER) -> Evaluation:
    """Asked for, with both passes waiting."""
    publish_rubric()
    interview = interview or factories.interview()
    return requests.request(answered(interview, answer), interview.interviewer)


def answered(interview: Interview, answer: str = ANSWER) -> Answer:
    return factories.answer(interview=interview, answer=answer)


def drafted(
    interview: Interview | None = None,
    *,
    answer: str = ANSWER,
    ratings: Mapping[str, str] | None = None,
    flags: Sequence[int] = (2,),
    claims: int = 1,
    unusable: Unusable | None = None,
) -> Evaluation:
    """Both passes done. `ratings` other than Meets+ by competency; `flags` are severities; so many `claims` each.

    In one transaction, so that a worker that is about finds nothing to do.
    """
    sections = _sections(answer, ratings or {}, flags, claims, unusable)
    with transaction.atomic():
        evaluation = request(interview, answer)
        for kind in PassKind:
            finish(evaluation, kind, {name: sections[name] for name in SECTIONS[kind]})
    return refreshed(evaluation)


def finish(evaluation: Evaluation, kind: PassKind, sections: Mapping[Section, Sequence[Item]]) -> None:
    """One of its passes is done, with these sections."""
    work = pass_of(evaluation, kind)
    DraftSection.objects.bulk_create(
        DraftSection(work=work, name=name, items=[item.to_json() for item in items]) for name, items in sections.items()
    )
    Pass.objects.filter(pk=work.pk).update(state=Pass.State.DONE, finished_at=Now())
    present.restand(evaluation)


def _sections(
    answer: str, ratings: Mapping[str, str], flags: Sequence[int], claims: int, unusable: Unusable | None
) -> dict[Section, tuple[Item, ...]]:
    sentence = split(answer)[0]
    evidence = (Span("answer", sentence.start, sentence.end),)

    def quoted(text: str) -> Item:
        return Item(text=text, basis=Basis.QUOTED, evidence=evidence)

    def rated(name: str) -> Item:
        rating = ratings.get(name, "Meets+")
        basis, spans = (Basis.ABSENT, ()) if rating == NOT_ASSESSED else (Basis.QUOTED, evidence)
        return Item(text=f"On {name}", basis=basis, evidence=spans, competency=name, rating=rating)

    def flag(severity: int) -> Item:
        return Item(text="Says little", basis=Basis.QUOTED, evidence=evidence, label="Vagueness", severity=severity)

    sections = {name: tuple(quoted(f"{name} {number}") for number in range(claims)) for name in Section}
    verdict = Item(
        text="Solid overall", basis=Basis.QUOTED, evidence=evidence, verdict="Leaning Hire", unusable=unusable
    )
    return {
        **sections,
        Section.RATINGS: tuple(rated(name) for name in RUBRIC.competency_names),
        Section.RECOMMENDATION: (verdict,),
        Section.FLAGS: tuple(flag(severity) for severity in flags),
    }


def refreshed(evaluation: Evaluation) -> Evaluation:
    """As the database has it, read anew as the pages read it."""
    return Evaluation.objects.with_facts().get(pk=evaluation.pk)


def pass_of(evaluation: Evaluation, kind: PassKind = PassKind.FEEDBACK) -> Pass:
    return Pass.objects.get(draft=evaluation.draft_id, kind=kind)


def present_rating(evaluation: Evaluation, competency: str = "Ownership") -> PresentItem:
    ratings = present.read(evaluation).items(Section.RATINGS)
    return next(entry for entry in ratings if entry.item.competency == competency)


def present_flag(evaluation: Evaluation, index: int = 0) -> PresentItem:
    return present.read(evaluation).items(Section.FLAGS)[index]


def present_verdict(evaluation: Evaluation) -> PresentItem:
    return present.read(evaluation).items(Section.RECOMMENDATION)[0]


def interviewer_of(evaluation: Evaluation) -> User:
    return evaluation.answer.interview.interviewer
