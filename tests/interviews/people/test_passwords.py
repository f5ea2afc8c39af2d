"""Changing a password, and a new one for who has forgotten theirs: by mail, or by a link that an admin makes."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from celery import current_app
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse

from interviews import people, tasks
from interviews.models import PersonChange, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.mail_server import Mailbox
from tests.worker import Worker

pytestmark = pytest.mark.django_db
FORGOTTEN = reverse("interviews:password_forgotten")
CHANGE = reverse("interviews:password_change")
NEW = "three small boats"


@pytest.fixture
def ines() -> User:
    return factories.user(name="Ines", email="ines@debrief.example", password=factories.PASSWORD)


def lets_in(user: User, password: str) -> bool:
    typed = {"username": user.email, "password": password}
    return Client().post(reverse("interviews:sign_in"), typed).status_code == 302


def set_password(link: str, password: str = NEW, again: str = "") -> tuple[int, str]:
    client = Client()
    form = client.get(urlsplit(link).path, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else urlsplit(link).path
    response = client.post(address, {"new_password1": password, "new_password2": again or password})
    return response.status_code, response.text


def test_a_password_is_changed_by_who_knows_it_and_other_sessions_end(ines: User) -> None:
    here, elsewhere = signed_in(ines), signed_in(ines)
    typed = {"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert "Your password is changed." in here.post(CHANGE, typed, follow=True).text
    assert elsewhere.get(reverse("interviews:me")).status_code == 302
    assert (lets_in(ines, factories.PASSWORD), lets_in(ines, NEW)) == (False, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}, "old password was entered incorrectly"),
        ({"old_password": factories.PASSWORD, "new_password1": "12345678", "new_password2": "12345678"}, "too common"),
        ({"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": "other"}, "didn’t match"),
    ],
)
def test_what_cannot_be_is_said_and_the_old_password_stays(ines: User, typed: dict[str, str], said: str) -> None:
    response = signed_in(ines).post(CHANGE, typed)
    assert response.status_code == 422
    assert said in response.text
    assert lets_in(ines, factories.PASSWORD)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a worker is told."""
    told: list[str] = []
    monkeypatch.setattr(tasks.mail_password_link, "delay", told.append)
    return told


def test_a_link_comes_by_mail_and_sets_a_new_password_once(ines: User, rung: list[str], mailbox: Mailbox) -> None:
    assert Client().post(FORGOTTEN, {"email": " Ines@Debrief.example "}).status_code == 302
    tasks.mail_password_link(*rung)
    (mail,) = mailbox.mails
    assert mail["To"] == ines.email
    (link,) = re.findall(r"https?://\S+/password/new/\S+", mail.get_content())
    assert set_password(link)[0] == 302
    assert lets_in(ines, NEW)
    assert "This link no longer works" in set_password(link, "another long one")[1]
    assert lets_in(ines, NEW)


def test_workers_take_this_task(worker: Worker) -> None:
    known = current_app.control.inspect(timeout=5).registered() or {}
    assert [tasks.mail_password_link.name in names for names in known.values()] == [True]


def test_an_address_that_nobody_here_has_gets_the_same_answer(ines: User, rung: list[str], mailbox: Mailbox) -> None:
    left = factories.user(email="left@debrief.example", password=factories.PASSWORD)
    User.objects.filter(pk=left.pk).update(is_active=False)
    answers = set()
    for email in (ines.email, left.email, "nobody@debrief.example"):
        response = Client().post(FORGOTTEN, {"email": email})
        answers.add((response.status_code, response.headers["Location"]))
    assert len(answers) == 1
    assert [one == str(ines.pk) for one in rung] == [True, False, False]
    for nobody in (*rung[1:], str(left.pk)):
        tasks.mail_password_link(nobody)
    assert mailbox.mails == []


def test_nobody_is_flooded_with_links(ines: User, rung: list[str], mailbox: Mailbox) -> None:
    answers = {Client().post(FORGOTTEN, {"email": ines.email}).status_code for _ in range(5)}
    assert (answers, len(rung)) == ({302}, 3)


def test_without_a_mail_server_it_says_who_can_help(ines: User) -> None:
    assert "An admin of this installation can give you a link" in Client().get(FORGOTTEN).text
    assert Client().post(FORGOTTEN, {"email": ines.email}).status_code == 200


@pytest.mark.parametrize("email", ["", "ines", "in\0es@debrief.example"])
def test_what_is_no_address_is_said_at_the_field(mailbox: Mailbox, email: str) -> None:
    assert Client().post(FORGOTTEN, {"email": email}).status_code == 422


def test_a_link_ends_after_a_day_and_with_the_account(ines: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = people.password_link(ines)
    with monkeypatch.context() as later:
        tomorrow = datetime.now() + timedelta(hours=25)  # noqa: DTZ005 - as Django counts
        later.setattr(PasswordResetTokenGenerator, "_now", lambda self: tomorrow)
        assert "This link no longer works" in set_password(link)[1]
    User.objects.filter(pk=ines.pk).update(is_active=False)
    assert "This link no longer works" in set_password(link)[1]
    User.objects.filter(pk=ines.pk).update(is_active=True)
    assert lets_in(ines, factories.PASSWORD)


@pytest.mark.parametrize("link", ["/password/new/x/y/", "/password/new/MQ/set-password/", "/password/new/%00/%00/"])
def test_a_link_that_is_none_opens_nothing(link: str) -> None:
    response = Client().get(link, follow=True)
    assert "This link no longer works" in response.text


def test_a_password_that_many_use_is_refused_at_the_field(ines: User) -> None:
    status, page = set_password(people.password_link(ines), "password1")
    assert status == 422
    assert "too common" in page


def test_an_admin_makes_a_link_which_is_shown_once_and_on_record(ines: User) -> None:
    admin = factories.user(role=Role.ADMIN)
    address = reverse("interviews:person_password", args=[ines.pk])
    page = signed_in(admin).post(address).text
    (link,) = re.findall(r"https?://\S+/password/new/[^\"\s]+", page)
    assert set_password(link)[0] == 302
    assert lets_in(ines, NEW)
    (change,) = PersonChange.objects.all()
    assert (change.person, change.what, change.changed_by) == (ines, PersonChange.What.PASSWORD_LINK, admin)


def test_only_admins_make_links_and_only_for_who_may_sign_in(ines: User) -> None:
    admin = factories.user(role=Role.ADMIN)
    address = reverse("interviews:person_password", args=[ines.pk])
    for role in (Role.INTERVIEWER, Role.COMMITTEE):
        assert signed_in(factories.user(role=role)).post(address).status_code == 404
    User.objects.filter(pk=ines.pk).update(is_active=False)
    assert signed_in(admin).post(address).status_code == 404
    assert wrong_methods(signed_in(admin), address, "post") == set()
    assert wrong_methods(signed_in(admin), CHANGE, "get", "post") == set()
    assert wrong_methods(Client(), FORGOTTEN, "get", "post") == set()
