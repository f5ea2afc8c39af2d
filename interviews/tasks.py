"""What a worker does about accounts. A message is an id and nothing else."""

import logging
from smtplib import SMTPException
from uuid import UUID

from celery import shared_task
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from interviews import people
from interviews.models import User

logger = logging.getLogger(__name__)


@shared_task
def mail_password_link(user_id: str) -> None:
    """Does nothing where nobody has this id."""
    user = User.objects.filter(pk=UUID(user_id), is_active=True).first()
    if user is None:
        return
    body = render_to_string("interviews/password_mail.txt", {"user": user, "link": people.password_link(user)})
    try:
        EmailMessage(_("Your new password for Debrief"), body, to=[user.email]).send()
    except (OSError, SMTPException):
        logger.exception("The mail server took no link to a new password")


def ring_password_link(user_id: UUID) -> None:
    try:
        mail_password_link.delay(str(user_id))
    except OperationalError:
        logger.warning("The queue does not answer; nobody mails a link to a new password")
