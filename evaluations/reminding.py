"""Mails to interviewers whose interviews wait for their signature.

No candidate is named in them: mails leave the house.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from evaluations.models import Evaluation, Reminder, SettingChange
from evaluations.waiting import unsigned
from interviews.models import Interview, User

AT_MOST_EVERY = timedelta(hours=24)
_signer = Signer(salt="evaluations.reminding")
logger = logging.getLogger(__name__)


def remind(now: datetime) -> int:
    """Returns how many mails went out. Where the server does not take one, all who are left are tried the next time."""
    sent = 0
    for user, interviews in _due(now):
        before = _claim(user, now)
        if before is None:
            continue
        try:
            _mail(user, interviews, now).send()
        except (OSError, SMTPException):
            logger.exception("The mail server took no reminder")
            Reminder.objects.filter(user=user, sent_at=now).update(sent_at=before)
            break
        sent += 1
    return sent


def token(user: User) -> str:
    """What a mail carries to stop further ones, without signing in."""
    return _signer.sign(str(user.pk))


def user_of(token: str) -> User | None:
    try:
        return User.objects.filter(pk=UUID(_signer.unsign(token))).first()
    except BadSignature:
        return None


def _due(now: datetime) -> list[tuple[User, list[Interview]]]:
    """Whoever wants to hear of it, with what waits, the oldest first. What was imported from files waits for nobody."""
    times = SettingChange.objects.house().reminders
    if not times.after_days:
        return []
    since = now - timedelta(days=times.after_days)
    pasted = Evaluation.objects.exclude(source=Evaluation.Source.IMPORTED).values("answer__interview")
    waiting = (
        unsigned()
        .filter(Q(waits_since__lte=since), pk__in=pasted, interviewer__is_active=True, interviewer__reminders=True)
        .order_by("interviewer", F("waits_since"))
    )
    grouped = [(user, list(interviews)) for user, interviews in groupby(waiting, lambda one: one.interviewer)]
    hours = range(times.from_hour, times.until_hour)
    return [(user, waits) for user, waits in grouped if now.astimezone(ZoneInfo(user.time_zone)).hour in hours]


@transaction.atomic
def _claim(user: User, now: datetime) -> datetime | None:
    """When the person was reminded before; None where that is no day ago, or somebody else reminds them just now.

    What is claimed and then not sent because the process died is not sent that day: once at most.
    """
    long_ago = now - AT_MOST_EVERY
    reminder, is_new = Reminder.objects.select_for_update().get_or_create(user=user, defaults={"sent_at": now})
    if is_new:
        return long_ago
    before = reminder.sent_at
    if before > long_ago:
        return None
    Reminder.objects.filter(user=user).update(sent_at=now)
    return before


def _mail(user: User, interviews: Sequence[Interview], now: datetime) -> EmailMessage:
    count = len(interviews)
    subject = ngettext(
        "%(count)d interview waits for your signature", "%(count)d interviews wait for your signature", count
    ) % {"count": count}
    stop = settings.PUBLIC_URL + reverse("evaluations:stop_reminders", args=[token(user)])
    waiting = [
        {
            "interview": one,
            "days": (now - one.waits_since).days,  # type: ignore[attr-defined]
            "address": settings.PUBLIC_URL + reverse("evaluations:scorecard", args=[one.pk]),
        }
        for one in interviews
    ]
    body = render_to_string("evaluations/reminder.txt", {"user": user, "waiting": waiting, "stop": stop})
    # Mail programs make a button of these; one click and no page (RFC 8058).
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(subject, body, to=[user.email], headers=headers)
