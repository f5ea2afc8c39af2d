"""Inviting somebody: by mail where there is a mail server, else by a link that is shown once; again; and no more."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from interviews import inviting
from interviews.models import Invitation, Role, User
from tests import factories
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once
from tests.mail_server import Mailbox

pytestmark = pytest.mark.django_db
INVITE = reverse("interviews:invite")
NORA = {"email": "Nora@Debrief.Example", "role": "committee"}


@pytest.fixture
def admin() -> User:
    return factories.user(name="Ada Admin", role=Role.ADMIN)


def links_in(text: str) -> list[str]:
    return [urlsplit(link).path for link in re.findall(r"https?://[^\s\"]+/join/[^\s\"]+", text)]


def works(path: str) -> bool:
    return Client().get(path).status_code == 200


def test_the_invited_get_a_mail_with_a_link(admin: User, mailbox: Mailbox) -> None:
    page = signed_in(admin).post(INVITE, NORA, follow=True).text
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == ("nora@debrief.example", "Ada Admin invites you to Debrief")
    (link,) = links_in(mail.get_content())
    assert works(link)
    assert "A mail is on its way to nora@debrief.example." in page
    assert links_in(page) == []


def test_without_a_mail_server_the_admin_gets_the_link_once(admin: User) -> None:
    client = signed_in(admin)
    (link,) = links_in(client.post(INVITE, NORA).text)
    assert works(link)
    assert links_in(client.get(reverse("interviews:people")).text) == []


def test_a_mail_that_is_not_taken_is_said_and_the_link_shown(admin: User, mailbox: Mailbox) -> None:
    mailbox.says = "550 No such mailbox"
    page = signed_in(admin).post(INVITE, NORA).text
    assert "No mail was sent" in page
    assert works(*links_in(page))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**NORA, "email": ""}, "Whom do you invite?"),
        ({**NORA, "email": "nora"}, "Enter a valid email address."),
        ({**NORA, "email": "no\0ra@debrief.example"}, "Enter a valid email address."),
        ({**NORA, "email": "INES@debrief.example"}, "Ines is here already."),
        ({**NORA, "email": "gregor@debrief.example"}, "Gregor was here and is deactivated."),
        ({"email": "nora@debrief.example"}, "Which role will they have?"),
        ({**NORA, "role": "owner"}, "There is no such role."),
    ],
)
def test_what_cannot_be_is_said_at_the_field(admin: User, typed: dict[str, str], said: str) -> None:
    factories.user(name="Ines", email="ines@debrief.example")
    gone = factories.user(name="Gregor", email="gregor@debrief.example")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    response = signed_in(admin).post(INVITE, typed)
    assert (response.status_code, Invitation.objects.count()) == (422, 0)
    assert said in response.text


def test_nobody_is_invited_twice(admin: User) -> None:
    client = signed_in(admin)
    client.post(INVITE, NORA)
    again = client.post(INVITE, {**NORA, "role": "admin"})
    assert (again.status_code, Invitation.objects.get().role) == (422, Role.COMMITTEE)
    assert "Somebody invited this address already" in again.text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_invite_the_same_person_at_once_one_is_told(admin: User) -> None:
    statuses = all_at_once(lambda client: client.post(INVITE, NORA).status_code, [signed_in(admin) for _ in range(2)])
    assert sorted(statuses) == [200, 422]
    assert Invitation.objects.count() == 1


def test_sending_again_makes_a_new_link_and_ends_the_one_before(admin: User) -> None:
    invitation = inviting.invite("nora@debrief.example", Role.INTERVIEWER, admin)
    before = urlsplit(inviting.link(invitation)).path
    (after,) = links_in(signed_in(admin).post(reverse("interviews:invitation_resend", args=[invitation.pk])).text)
    assert (works(before), works(after)) == (False, True)


def test_a_withdrawn_invitation_lets_nobody_in_and_is_not_sent_again(admin: User) -> None:
    client = signed_in(admin)
    invitation = inviting.invite("nora@debrief.example", Role.INTERVIEWER, admin)
    link = urlsplit(inviting.link(invitation)).path
    withdraw = reverse("interviews:invitation_withdraw", args=[invitation.pk])
    assert "is no longer invited" in client.post(withdraw, follow=True).text
    assert "accepted or withdrawn already" in client.post(withdraw, follow=True).text
    resend = reverse("interviews:invitation_resend", args=[invitation.pk])
    assert "accepted or withdrawn already" in client.post(resend, follow=True).text
    assert not works(link)
    assert client.post(INVITE, NORA).status_code == 200, "they may be invited anew"


def test_only_admins_invite_and_withdraw(admin: User) -> None:
    invitation = inviting.invite("nora@debrief.example", Role.INTERVIEWER, admin)
    resend = reverse("interviews:invitation_resend", args=[invitation.pk])
    withdraw = reverse("interviews:invitation_withdraw", args=[invitation.pk])
    for address in (INVITE, resend, withdraw):
        assert Client().post(address, NORA).status_code == 302
        for role in (Role.INTERVIEWER, Role.COMMITTEE):
            assert signed_in(factories.user(role=role)).post(address, NORA).status_code == 404
    assert [(one.link_number, one.withdrawn_at) for one in Invitation.objects.all()] == [(1, None)]
    assert wrong_methods(signed_in(admin), INVITE, "get", "post") == set()
    assert wrong_methods(signed_in(admin), resend, "post") == set()
    assert wrong_methods(signed_in(admin), withdraw, "post") == set()
