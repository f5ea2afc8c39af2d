"""Mails about what is not signed, through a real mail server, and how somebody stops them."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from celery import current_app
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from evaluations import reminding, signing
from evaluations.models import Evaluation, Reminder
from interviews.models import Candidate, Interview, User
from tests import factories
from tests.evaluations.cases import drafted
from tests.evaluations.pages.visiting import wrong_methods
from tests.evaluations.signed import signed
from tests.mail_server import ACCEPTED, Mailbox, mail_server

pytestmark = pytest.mark.django_db
NOON = timezone.now().replace(hour=12, minute=0)
"""Today, in UTC."""


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    with mail_server() as (mailbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEBRIEF_REMIND_AFTER_DAYS = 2.0
        yield mailbox


def waiting(user: User | None = None, days: float = 3, title: str = "Backend Engineer") -> Interview:
    """Held and pasted so many days before noon of today, not signed."""
    interview = factories.interview(
        interviewer=user,
        candidate=factories.candidate(name="Mara Example"),
        opening=factories.opening(title=title),
    )
    drafted(interview)
    return aged(interview, days)


def aged(interview: Interview, days: float) -> Interview:
    Evaluation.objects.filter(answer__interview=interview).update(created_at=NOON - timedelta(days=days))
    return interview


def stop_address(mailbox: Mailbox) -> str:
    (address,) = re.findall(r"https?://\S+/reminders/stop/\S+", mailbox.mails[0].get_content())
    return str(urlsplit(address).path)


def test_who_has_not_signed_in_time_is_told_what_waits_and_no_candidate_is_named(mailbox: Mailbox) -> None:
    user = factories.user(name="Ines Interviewer", email="ines@debrief.example")
    older = waiting(user, days=5, title="Data Engineer")
    newer = waiting(user, days=3)
    assert reminding.remind(NOON) == 1
    (mail,) = mailbox.mails
    said = mail.get_content()
    assert (mail["To"], mail["Subject"]) == ("ines@debrief.example", "2 interviews wait for your signature")
    assert said.index("Data Engineer, waiting for 5 days") < said.index("Backend Engineer, waiting for 3 days")
    assert all(f"/interviews/{one.pk}/scorecard/" in said for one in (older, newer))
    assert "Mara" not in mail.as_string()


@pytest.mark.parametrize("days", [0.5, 1.9])
def test_nobody_is_mailed_before_the_time(mailbox: Mailbox, days: float) -> None:
    waiting(days=days)
    assert (reminding.remind(NOON), mailbox.mails) == (0, [])


def test_zero_days_are_no_reminders(mailbox: Mailbox, settings: Settings) -> None:
    settings.DEBRIEF_REMIND_AFTER_DAYS = 0.0
    waiting(days=50)
    assert (reminding.remind(NOON), mailbox.mails) == (0, [])


def test_what_is_signed_withdrawn_imported_or_of_somebody_who_left_waits_for_nobody(mailbox: Mailbox) -> None:
    aged(signed(), days=3)
    gone = waiting(days=3)
    Candidate.objects.filter(pk=gone.candidate_id).update(status=Candidate.Status.WITHDRAWN)
    imported = waiting(days=3)
    Evaluation.objects.filter(answer__interview=imported).update(source=Evaluation.Source.IMPORTED)
    left = waiting(days=3)
    User.objects.filter(pk=left.interviewer_id).update(is_active=False)
    assert (reminding.remind(NOON), mailbox.mails) == (0, [])


def test_what_was_reopened_waits_from_then_on(mailbox: Mailbox) -> None:
    interview = aged(signed(), days=30)
    signing.reopen(interview, interview.interviewer, "A rating was wrong.", 1)
    assert reminding.remind(NOON) == 0
    assert reminding.remind(NOON + timedelta(days=3)) == 1
    assert "reopened" in mailbox.mails[0].get_content()


def test_nobody_gets_two_mails_in_a_day(mailbox: Mailbox) -> None:
    waiting(days=3)
    sent = [reminding.remind(NOON + timedelta(hours=hours)) for hours in (0, 1, 5, 23.9, 24)]
    assert sent == [1, 0, 0, 0, 1]


def test_nobody_gets_mails_at_night(mailbox: Mailbox) -> None:
    far = factories.user(time_zone="Pacific/Kiritimati")
    waiting(far, days=3)
    sent = []
    for hour in range(24):
        Reminder.objects.filter(user=far).delete()
        sent += [hour] * reminding.remind(NOON.replace(hour=hour))
    assert sent == [0, 1, 2, 3, 18, 19, 20, 21, 22, 23], "8 to 18 there, 14 hours before UTC"


def test_a_mail_that_the_server_did_not_take_is_sent_the_next_time(mailbox: Mailbox) -> None:
    waiting(days=3)
    mailbox.says = "451 Not now"
    assert reminding.remind(NOON) == 0
    mailbox.says = ACCEPTED
    assert reminding.remind(NOON + timedelta(hours=1)) == 1
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_remind_at_once_send_one_mail(mailbox: Mailbox) -> None:
    waiting(days=3)

    def remind(_: int) -> int:
        try:
            return reminding.remind(NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(remind, range(8))) == 1
    assert len(mailbox.mails) == 1


def test_one_click_stops_them_without_signing_in(mailbox: Mailbox, client: Client) -> None:
    interview = waiting(days=3)
    reminding.remind(NOON)
    address = stop_address(mailbox)
    assert f"{address}>" in mailbox.mails[0]["List-Unsubscribe"]
    assert "Send me no more of these mails" in client.get(address).text
    assert reminding.remind(NOON + timedelta(days=1)) == 1, "looking stops nothing"
    strict = Client(enforce_csrf_checks=True)
    assert "No more reminders" in strict.post(address, {"List-Unsubscribe": "One-Click"}).text
    assert reminding.remind(NOON + timedelta(days=2)) == 0
    assert "No more reminders" in client.post(address).text, "twice changes nothing"
    interview.interviewer.refresh_from_db()
    assert not interview.interviewer.reminders


@pytest.mark.parametrize("token", ["nonsense", f"{UUID(int=1)}:forged", "x" * 3000])
def test_a_token_that_nobody_signed_stops_nothing(client: Client, token: str) -> None:
    assert client.post(f"/reminders/stop/{token}/").status_code == 404


def test_other_methods_are_refused(client: Client) -> None:
    address = f"/reminders/stop/{reminding.token(factories.user())}/"
    assert wrong_methods(client, address, "get", "post") == set()


def test_the_clock_asks_for_it_each_hour(mailbox: Mailbox) -> None:
    entry = current_app.conf.beat_schedule["remind"]
    assert entry["schedule"] == 3600.0
    waiting(factories.user(time_zone=_where_it_is_noon()), days=30)
    current_app.tasks[entry["task"]]()
    assert len(mailbox.mails) == 1


def _where_it_is_noon() -> str:
    """A time zone in which mails may be sent now."""
    offset = 12 - timezone.now().hour
    return f"Etc/GMT{-offset:+d}" if offset else "UTC"
