"""A later draft beside what people have decided: per section they keep what stands, take what is new, or have both.

Nothing is overwritten. A section that is taken is shown from the later draft, undecided as any draft; what was decided
on the one before stays in the history.
"""

from dataclasses import replace
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from evaluations import present, signing
from evaluations.evidence.claims import SECTIONS, Section
from evaluations.models import Draft, DraftSection, Edit, Evaluation, Pass, SectionChoice
from evaluations.present import Present, PresentItem
from evaluations.review import EDITED_SECTIONS
from evaluations.review.appending import append
from evaluations.rules import ranks
from evaluations.states import NOWHERE
from interviews.models import User

Choice = SectionChoice.Choice
ON_RATINGS = (Section.RATINGS, Section.RECOMMENDATION)
"""Chosen together: a recommendation is that of its ratings."""


class NotThere(Exception):
    """There is no such section to choose; its words say why."""


def proposed(evaluation: Evaluation, draft: Draft) -> Present:
    """The later draft as it arrived, so far as it may be seen."""
    return present.assemble(DraftSection.objects.filter(work__draft=draft, name__in=present.shown(evaluation)), ())


@transaction.atomic
def choose(evaluation: Evaluation, section: Section, choice: SectionChoice.Choice, author: User) -> None:
    """Once all sections are chosen, the later draft is no longer beside. Choosing a section twice changes nothing."""
    evaluation = _locked(evaluation)
    draft = evaluation.proposal
    if draft is None:
        raise NotThere(_("There is no later draft any more."))
    if section not in present.shown(evaluation):
        raise NotThere(_("Rate first: the draft's ratings are shown once you have saved your own."))
    names = ON_RATINGS if section in ON_RATINGS else (section,)
    if choice == Choice.MERGED and section not in EDITED_SECTIONS:
        raise NotThere(_("Ratings and the recommendation are kept or taken; two cannot stand at once."))
    if choice != Choice.KEPT and not _is_done(draft, section):
        raise NotThere(_("This part of the later draft is not there yet."))
    chosen = set(draft.choices.values_list("section", flat=True))
    fresh = [name for name in names if name not in chosen]
    SectionChoice.objects.bulk_create(
        SectionChoice(evaluation=evaluation, draft=draft, section=name, choice=choice, author=author) for name in fresh
    )
    if choice == Choice.TAKEN and fresh:
        _take(evaluation, draft, fresh)
    if choice == Choice.MERGED and fresh:
        _merge(evaluation, draft, section, author)
    if chosen.union(fresh) >= set(Section):
        evaluation.proposal = None
    evaluation.save(update_fields=["draft", "taken", "proposal", "reviewed_at", "reviewed_by"])
    present.restand(evaluation)


@transaction.atomic
def close(evaluation: Evaluation, author: User) -> None:
    """Keep what stands of everything that is not chosen yet."""
    evaluation = _locked(evaluation)
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


def _locked(evaluation: Evaluation) -> Evaluation:
    """Raises review.Refused where the interview's scorecard is signed."""
    locked = Evaluation.objects.select_for_update(of=("self",)).with_facts().get(pk=evaluation.pk)
    signing.refuse_signed_with(locked.answer)
    return locked


def _is_done(draft: Draft, section: Section) -> bool:
    return draft.passes.filter(
        state=Pass.State.DONE, kind__in=[kind for kind, names in SECTIONS.items() if section in names]
    ).exists()


def _merge(evaluation: Evaluation, draft: Draft, section: Section, author: User) -> None:
    """What the later draft says and the present text does not is added at its end, with its evidence; a flag that
    comes in like this is undecided."""
    state = present.read(evaluation)
    standing = (*state.items(section), *state.removed.get(section, ()))
    said = {(entry.item.label, entry.item.text) for entry in state.items(section)}
    rank = max((entry.rank for entry in standing), default="")
    for entry in proposed(evaluation, draft).items(section):
        if (entry.item.label, entry.item.text) not in said:
            rank = ranks.between(rank, "")
            item = replace(entry.item, id=uuid4().hex)
            nothing = PresentItem(section, item, None, None, NOWHERE)
            append(evaluation, author, nothing, Edit.Action.ADDED, item=item, rank=rank)
            if section is Section.FLAGS:
                evaluation.reviewed_at = evaluation.reviewed_by = None


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
