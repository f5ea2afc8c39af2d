"""How an edit is made: the evaluation is locked, the item found as it stands, the edit appended, the verdict read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations import present
from evaluations.evidence.claims import Item, Section
from evaluations.models import Edit, Evaluation, Scorecard, Wording
from evaluations.present import Present, PresentItem
from evaluations.rules.rubric import Rubric
from interviews.models import User

REASON_LIMIT = 2_000
VERDICTS = frozenset({Section.RATINGS, Section.RECOMMENDATION})
"""Those whose items say a word of the rubric; their basis is that of the word, and not of the sentence beside it."""
EDITED_SECTIONS = frozenset(Section) - VERDICTS
"""Those of which a person adds, removes and reorders the items. Of the others the rubric says what is in them."""
JUDGED = (Section.RATINGS, Section.FLAGS, Section.RECOMMENDATION)
"""Those that the verdict follows from."""


SIGNED = gettext_lazy("The scorecard of this interview is signed, so nothing in it changes. Reopen it first.")


class Refused(Exception):
    """The decision cannot be taken as it was sent; its words say why."""


class NotTheirs(Refused):
    """Somebody does what is somebody else's to do."""


class Outdated(Refused):
    """Somebody decided the same item since it was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides which item, and on which of its states (`PresentItem.number`)."""

    author: User
    item: str
    number: int


def rubric_of(evaluation: Evaluation) -> Rubric:
    assert evaluation.draft is not None, "an item belongs to a draft"
    return evaluation.draft.rubric_version.rubric


def open_state(evaluation: Evaluation) -> Present:
    """What stands, with the evaluation locked, so that everything that people do to it comes one after the other.

    Raises Refused where the scorecard is signed: signing locks the evaluation, too.
    """
    locked = Evaluation.objects.select_for_update().only("draft_id", "taken", "hides_ratings").get(pk=evaluation.pk)
    if locked.draft_id != evaluation.draft_id:
        raise Outdated(_("This is no longer part of the evaluation."))
    if Scorecard.objects.is_signed_with(evaluation.answer_id):
        raise Refused(SIGNED)
    evaluation.taken, evaluation.hides_ratings = locked.taken, locked.hides_ratings
    return present.read(evaluation)


def open_item(evaluation: Evaluation, decision: Decision, *sections: Section) -> PresentItem:
    """The item as it stands, of one of the sections, locked as by `open_state`."""
    return find(open_state(evaluation), decision, *sections)


def find(state: Present, decision: Decision, *sections: Section) -> PresentItem:
    target = state.find(decision.item)
    if target is None or target.section not in sections or target.section in state.provisional:
        raise Outdated(_("This is no longer part of the evaluation."))
    if target.number != decision.number:
        if target.last_edit is None:
            raise Outdated(_("The page did not say which state of this you saw; below is how it stands now."))
        who = target.last_edit.author.name
        told = (
            _("%(name)s decided this since you opened the page; below is how it stands now.")
            if target.section in JUDGED
            else _("%(name)s changed this since you opened the page; below is how it stands now.")
        )
        raise Outdated(told % {"name": who})
    return target


def append(
    evaluation: Evaluation,
    author: User,
    target: PresentItem,
    action: Edit.Action,
    *,
    item: Item | None = None,
    rank: str = "",
    restores: int | None = None,
    reason: str = "",
) -> PresentItem:
    """`target` becomes `item`, or stays in its words where none is given. Returns it as it stood before."""
    edit = Edit.objects.create(
        evaluation=evaluation,
        section=target.section,
        item=target.id,
        number=target.number + 1,
        action=action,
        rank=rank,
        restores=restores,
        author=author,
    )
    Wording.objects.create(edit=edit, item=(item or target.item).to_json(), reason=reason)
    if target.section in JUDGED:
        present.restand(evaluation)
    return target


def take_back_review(evaluation: Evaluation) -> None:
    """Something is undecided again, so the evaluation is not reviewed any more."""
    Evaluation.objects.filter(pk=evaluation.pk).update(reviewed_at=None, reviewed_by=None)
