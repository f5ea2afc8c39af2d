"""Mails to those whom a remark calls by name. No candidate is named in them, and nothing of the remark: mails leave the
house.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.models import Mention

AT_ONCE = 50
"""Mails that one run sends."""

logger = logging.getLogger(__name__)


def mail() -> int:
    """Returns how many mails went out. Where the server takes none, the rest is tried the next time."""
    sent = 0
    for pk in Mention.objects.filter(mailed_at=None).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        # Claimed before it is sent: what dies in between is not mailed, and nothing is mailed twice.
        if not Mention.objects.filter(pk=pk, mailed_at=None).update(mailed_at=timezone.now()):
            continue
        mention = Mention.objects.select_related("person", "remark__author", "remark__deliberation").get(pk=pk)
        try:
            _mail(mention).send()
        except (OSError, SMTPException):
            logger.exception("The mail server took no mention")
            Mention.objects.filter(pk=pk).update(mailed_at=None)
            break
        sent += 1
    return sent


def _mail(mention: Mention) -> EmailMessage:
    remark = mention.remark
    page = reverse("interviews:candidate", args=[remark.deliberation.candidate_id])
    address = f"{settings.PUBLIC_URL.rstrip('/')}{page}#discussion-{remark.deliberation.opening_id}"
    words = {"who": remark.author.name}
    subject = _("%(who)s has feedback for you") if remark.addressee_id else _("%(who)s mentions you in a discussion")
    body = render_to_string("evaluations/committee/mention.txt", {"mention": mention, "address": address})
    return EmailMessage(subject % words, body, to=[mention.person.email])
