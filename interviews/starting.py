"""Starting an interview: who was interviewed, for what, when."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from interviews import openings
from interviews.models import Candidate, Identity, Interview, Opening, User


def start(
    *, pk: UUID, interviewer: User, candidate: Candidate | str, opening: Opening | tuple[str, str], held_on: date | None
) -> Interview | None:
    """A name makes a new candidate, a title with a level a new opening.

    The key comes with the form, so that sending it twice makes one interview; None where the key is somebody else's.
    """
    try:
        with transaction.atomic():
            return Interview.objects.create(
                pk=pk,
                candidate=add_candidate(candidate, interviewer) if isinstance(candidate, str) else candidate,
                opening=_new_opening(*opening, interviewer) if isinstance(opening, tuple) else opening,
                interviewer=interviewer,
                held_on=held_on,
            )
    except IntegrityError:
        return Interview.objects.run_by(interviewer).filter(pk=pk).first()


def add_candidate(name: str, added_by: User) -> Candidate:
    candidate = Candidate.objects.create(created_by=added_by)
    Identity.objects.create(candidate=candidate, name=name)
    return candidate


def _new_opening(title: str, level: str, chair: User) -> Opening:
    return openings.create(title=title, level=level, creator=chair)
