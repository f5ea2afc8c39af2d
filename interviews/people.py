"""What admins decide about people who are here: their role, whether they may sign in, and a way back in.

One active admin always remains; else nobody could look after the installation any more.
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from interviews.models import PersonChange, Role, User


class LastAdmin(Exception):
    """They are the only admin who can sign in."""


@transaction.atomic
def change_role(person: User, role: str, by: User) -> bool:
    """Whether it was another one before. Raises LastAdmin."""
    locked = _locked(person)
    if locked.role == role:
        return False
    _require_another_admin(locked)
    User.objects.filter(pk=person.pk).update(role=role)
    PersonChange.objects.create(person=person, what=PersonChange.What.ROLE, role=role, changed_by=by)
    return True


@transaction.atomic
def deactivate(person: User, by: User) -> bool:
    """End their sessions at once and let them sign in no more; what they did stays. Whether they were active before.

    Raises LastAdmin.
    """
    locked = _locked(person)
    if not locked.is_active:
        return False
    _require_another_admin(locked)
    User.objects.filter(pk=person.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    _note(locked, PersonChange.What.DEACTIVATED, by)
    return True


@transaction.atomic
def reactivate(person: User, by: User) -> bool:
    """They sign in as before; sessions that were ended stay ended. Whether they were deactivated before."""
    locked = _locked(person)
    if locked.is_active:
        return False
    User.objects.filter(pk=person.pk).update(is_active=True)
    _note(locked, PersonChange.What.REACTIVATED, by)
    return True


def password_link(person: User) -> str:
    """The address of a page where they set a new password: works once, for a day (PASSWORD_RESET_TIMEOUT)."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("interviews:password_new", args=[uid, default_token_generator.make_token(person)])
    return f"{settings.PUBLIC_URL}{path}"


def hand_out_password_link(person: User, by: User) -> str:
    """The same, by an admin, and on record."""
    _note(person, PersonChange.What.PASSWORD_LINK, by)
    return password_link(person)


def _locked(person: User) -> User:
    """With all active admins, always in the same order: of two who would leave at once, the second sees the first."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True) | User.objects.filter(pk=person.pk)
    return next(user for user in admins.select_for_update().order_by("pk") if user.pk == person.pk)


def _require_another_admin(person: User) -> None:
    if person.is_admin and person.is_active and not _other_admins(person):
        raise LastAdmin


def _other_admins(person: User) -> bool:
    return User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=person.pk).exists()


def _note(person: User, what: str, by: User) -> None:
    PersonChange.objects.create(person=person, what=what, role=person.role, changed_by=by)
