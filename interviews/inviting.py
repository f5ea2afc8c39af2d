"""Letting people in: an invitation leads, by a signed link, to a page where its reader chooses a name and a password.

A link works once, for a week, and only while it is the latest. Nothing that opens a door is stored: a link is made of
the invitation's key and a number, signed.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.models import Invitation, User
from interviews.models.invitations import VALID_FOR

_signer = TimestampSigner(salt="interviews.inviting")
logger = logging.getLogger(__name__)


class Invited(Exception):
    """There is an open invitation of this address."""


def invite(email: str, role: str, by: User) -> Invitation:
    """Raises Invited. Whether somebody with this address is here already is for the form to say."""
    try:
        with transaction.atomic():
            return Invitation.objects.create(email=email.lower(), role=role, invited_by=by)
    except IntegrityError as error:
        raise Invited from error


def renew(invitation: Invitation) -> bool:
    """A new link; the one before works no more. Whether the invitation was still open."""
    still_open = Invitation.objects.open().filter(pk=invitation.pk)
    renewed = still_open.update(link_number=F("link_number") + 1, linked_at=Now())
    invitation.refresh_from_db()
    return bool(renewed)


def withdraw(invitation: Invitation) -> bool:
    """Whether it was still open."""
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=Now()))


def link(invitation: Invitation) -> str:
    token = _signer.sign_object([str(invitation.pk), invitation.link_number])
    return settings.PUBLIC_URL + reverse("interviews:join", args=[token])


def mail(invitation: Invitation) -> bool:
    """Whether a mail server took it; without one, the link is for the admin to pass on."""
    if not settings.EMAIL_HOST:
        return False
    subject = _("%(name)s invites you to Debrief") % {"name": invitation.invited_by.name}
    context = {"invitation": invitation, "link": link(invitation), "days": VALID_FOR.days}
    message = EmailMessage(subject, render_to_string("interviews/invitation.txt", context), to=[invitation.email])
    try:
        return bool(message.send())
    except (OSError, SMTPException):
        logger.exception("The mail server took no invitation")
        return False


def invitation_of(token: str) -> Invitation | None:
    """None where the link was used, replaced or withdrawn, is too old, or never was one."""
    try:
        key, number = _signer.unsign_object(token, max_age=VALID_FOR)
    except BadSignature:
        return None
    return Invitation.objects.open().filter(pk=key, link_number=number).select_related("invited_by").first()


@transaction.atomic
def accept(invitation: Invitation, user: User) -> User | None:
    """Make the account, `user` holding name and password. None where somebody was faster."""
    latest = Invitation.objects.open().filter(pk=invitation.pk, link_number=invitation.link_number)
    locked = latest.select_for_update().first()
    if locked is None or User.objects.filter(email=locked.email).exists():
        return None
    user.email, user.role = locked.email, locked.role
    user.save(force_insert=True)
    locked.accepted_by = user
    locked.save(update_fields=["accepted_by"])
    return user
