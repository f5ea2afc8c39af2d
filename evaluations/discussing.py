"""What people say to each other about a case: on the candidate, on a claim or a rating, or to one interviewer on how
their feedback reads. Whom a remark calls by name (@Name) is mailed (mentioning.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from evaluations import present, tasks
from evaluations.deliberations import Deliberated, locked
from evaluations.evidence.claims import Item
from evaluations.models import Evaluation, Mention, Remark, Scorecard
from evaluations.review import NotTheirs, Refused
from interviews import blind
from interviews.models import Interview, Opening, Role, User

TEXT_LIMIT = 5_000
SUBJECT_LIMIT = 200
"""Characters of what a remark is about that are kept with it."""


def people(candidate: UUID, opening: Opening) -> "QuerySet[User]":
    """Whom a remark can call: the committee, the chairs, admins, and who interviewed the candidate and signed."""
    signed = Scorecard.objects.in_force().filter(interview__candidate=candidate, interview__opening=opening)
    there = Q(role__in=(Role.COMMITTEE, Role.ADMIN)) | Q(panelmember__opening=opening, panelmember__seat="chair")
    there |= Q(pk__in=signed.values("interview__interviewer"))
    return User.objects.filter(there, is_active=True).distinct().order_by("name", "email")


def called(text: str, known: Iterable[User]) -> list[User]:
    """Those whom `@Name` names, by the whole name or by its first part where one person alone has it.

    Raises Refused for an @ before a word that names nobody, so that no call is lost by a slip.
    """
    by_name: dict[str, list[User]] = {}
    for person in known:
        for name in {person.name.casefold(), person.name.casefold().partition(" ")[0]}:
            by_name.setdefault(name, []).append(person)
    found: dict[UUID, User] = {}
    for match in re.finditer(r"(?<!\w)@(?=\w)", text):
        rest = text[match.end() :].casefold()
        names = [name for name in by_name if rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum()]
        meant = by_name[max(names, key=len)] if names else []
        if len(meant) != 1:
            word = re.match(r"\S+", text[match.end() :])
            raise Refused(
                _("“@%(word)s” is nobody here, or more than one. Write the whole name.")
                % {"word": word.group() if word else ""}
            )
        found[meant[0].pk] = meant[0]
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim or a rating that somebody talks about, as it stands."""

    evaluation: Evaluation
    item: str
    text: str
    """In short."""


def subject(case: Deliberated, evaluation: UUID, item: str) -> Subject | None:
    """None where it is not in this case, or not for this person."""
    found = (
        Evaluation.objects.visible_to(case.user)
        .with_facts()
        .filter(
            pk=evaluation,
            answer__interview__candidate=case.deliberation.candidate_id,
            answer__interview__opening=case.deliberation.opening_id,
        )
        .first()
    )
    entry = present.read(found).find(item) if found else None
    return Subject(found, item, in_short(entry.item)) if found and entry else None


def in_short(item: Item) -> str:
    """What an item says, for whoever reads what is said about it."""
    name = item.competency or item.label
    says = f"{name}: {item.rating}." if item.rating else name
    return Truncator(f"{says} {item.text}".strip()).chars(SUBJECT_LIMIT)


@transaction.atomic
def remark(
    candidate: UUID,
    opening: Opening,
    author: User,
    *,
    pk: UUID,
    text: str,
    evaluation: UUID | None = None,
    item: str = "",
    addressee: UUID | None = None,
) -> None:
    """`pk` was chosen when the form was shown: sending it twice adds one. Raises Refused."""
    case = locked(candidate, opening.pk, author)
    if case is None:
        raise Refused(_("Nothing is signed yet, so there is nothing to discuss."))
    if not case.member.may_remark:
        raise NotTheirs(_("This discussion is open to the committee, and to interviewers who have signed."))
    if Remark.objects.filter(pk=pk).exists():
        return
    if not text:
        raise Refused(_("Write something first."))
    told = called(text, people(candidate, opening).exclude(pk=author.pk))
    to = _interviewer(candidate, opening, addressee) if addressee else None
    with blind.everything_shown():  # what is kept is kept whole
        about = subject(case, evaluation, item) if evaluation else None
    if evaluation and about is None:
        raise Refused(_("What this was about is not here any more."))
    said = Remark.objects.create(
        pk=pk,
        deliberation=case.deliberation,
        author=author,
        text=text,
        evaluation=about.evaluation if about else None,
        item=about.item if about else "",
        about=about.text if about else "",
        addressee=to,
    )
    # Feedback on feedback goes to that interviewer alone, whomever it names.
    persons = {to.pk: to} if to else {person.pk: person for person in told}
    Mention.objects.bulk_create(Mention(remark=said, person=person) for person in persons.values())
    if persons:
        transaction.on_commit(tasks.ring_mentions)


def _interviewer(candidate: UUID, opening: Opening, pk: UUID) -> User:
    held = Interview.objects.filter(candidate=candidate, opening=opening, interviewer=pk)
    found = User.objects.filter(pk=pk, pk__in=held.values("interviewer")).first()
    if found is None:
        raise Refused(_("This person did not interview the candidate."))
    return found
