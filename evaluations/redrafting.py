"""A later draft beside what people have decided: per section they keep what stands, or take what is new.

Nothing is overwritten. A section that is taken is shown from the later draft, undecided as any draft; what was decided
on the one before stays in the history.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import present
from evaluations.evidence.claims import SECTIONS, Section
from evaluations.models import Draft, DraftSection, Evaluation, Pass, SectionChoice
from evaluations.present import Present
from interviews.models import User

Choice = SectionChoice.Choice
ON_RATINGS = (Section.RATINGS, Section.RECOMMENDATION)
"""Chosen together: a recommendation is that of its ratings."""


class NotThere(Exception):
    """There is no such section to choose; its words say why."""


def proposed(draft: Draft) -> Present:
    """The later draft as it arrived."""
    return present.assemble(DraftSection.objects.filter(work__draft=draft), ())


@transaction.atomic
def choose(evaluation: Evaluation, section: Section, choice: SectionChoice.Choice, author: User) -> None:
    """Once all sections are chosen, the later draft is no longer beside. Choosing a section twice changes nothing."""
    evaluation = Evaluation.objects.select_for_update(of=("self",)).with_facts().get(pk=evaluation.pk)
    draft = evaluation.proposal
    if draft is None:
        raise NotThere(_("There is no later draft any more."))
    names = ON_RATINGS if section in ON_RATINGS else (section,)
    if choice == Choice.TAKEN and not _is_done(draft, section):
        raise NotThere(_("This part of the later draft is not there yet."))
    chosen = set(draft.choices.values_list("section", flat=True))
    fresh = [name for name in names if name not in chosen]
    SectionChoice.objects.bulk_create(
        SectionChoice(evaluation=evaluation, draft=draft, section=name, choice=choice, author=author) for name in fresh
    )
    if choice == Choice.TAKEN and fresh:
        _take(evaluation, draft, fresh)
    if chosen.union(fresh) >= set(Section):
        evaluation.proposal = None
    evaluation.save(update_fields=["draft", "taken", "proposal", "reviewed_at", "reviewed_by"])
    present.restand(evaluation)


@transaction.atomic
def close(evaluation: Evaluation, author: User) -> None:
    """Keep what stands of everything that is not chosen yet."""
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if evaluation.proposal:
        chosen = set(evaluation.proposal.choices.values_list("section", flat=True))
        for section in Section:
            if section not in chosen:
                SectionChoice.objects.create(
                    evaluation=evaluation,
                    draft=evaluation.proposal,
                    section=section,
                    choice=Choice.KEPT,
                    author=author,
                )
        Evaluation.objects.filter(pk=evaluation.pk).update(proposal=None)


def _is_done(draft: Draft, section: Section) -> bool:
    return draft.passes.filter(
        state=Pass.State.DONE, kind__in=[kind for kind, names in SECTIONS.items() if section in names]
    ).exists()


def _take(evaluation: Evaluation, draft: Draft, sections: list[Section]) -> None:
    """Ratings are judged by the rubric version and at the level of their own draft, so that draft becomes the
    evaluation's; the sections that were not taken stay with the draft they have."""
    bases = {section: evaluation.base(section) for section in Section}
    bases |= dict.fromkeys(sections, draft.pk)
    if Section.RATINGS in sections:
        evaluation.draft = draft
    evaluation.taken = {name: str(base) for name, base in bases.items() if base != evaluation.draft_id}
    if not {Section.RATINGS, Section.FLAGS}.isdisjoint(sections):
        evaluation.reviewed_at = evaluation.reviewed_by = None
