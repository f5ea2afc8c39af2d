"""Setting up an opening, and changing one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Opening, PanelMember, Role
from tests import factories

pytestmark = pytest.mark.django_db
NEW = reverse("interviews:opening_new")


def edit(opening: Opening) -> str:
    return reverse("interviews:opening_edit", args=[opening.pk])


def seats(opening: Opening) -> dict[str, str]:
    return dict(PanelMember.objects.filter(opening=opening).values_list("user__name", "seat"))


def test_who_creates_it_chairs_it(client: Client) -> None:
    pia = factories.user(name="Pia")
    client.force_login(factories.user(name="Ines"))
    client.post(NEW, {"title": "Data Engineer", "level": "Staff", "panel": [pia.pk]})
    opening = Opening.objects.get()
    assert (opening.title, opening.level) == ("Data Engineer", "Staff")
    assert seats(opening) == {"Ines": "chair", "Pia": "panel"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, "The title is missing."),
        ({"title": "x" * 201}, "at most 200 can be kept"),
        ({"title": "Data\0"}, "characters that are not text"),
        ({"level": ""}, "Which level does it have?"),
        ({"level": "Principal"}, "Principal is not one of the available choices."),
        ({"panel": ["not-a-key"]}, "not-a-key"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(client: Client, typed: dict[str, Any], said: str) -> None:
    client.force_login(factories.user())
    response = client.post(NEW, {"title": "Data Engineer", "level": "Staff", **typed})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Opening.objects.exists()


def test_what_was_typed_stays_beside_what_is_wrong(client: Client) -> None:
    client.force_login(factories.user())
    assert 'value="Data Engineer"' in client.post(NEW, {"title": "Data Engineer", "level": ""}).content.decode()


def test_committee_members_are_not_offered_a_seat(client: Client) -> None:
    carl = factories.user(role=Role.COMMITTEE)
    client.force_login(factories.user())
    assert client.post(NEW, {"title": "Data", "level": "Staff", "panel": [carl.pk]}).status_code == 422


def test_changing_it_seats_exactly_the_panel_named_and_keeps_the_chair(client: Client) -> None:
    ines, pia, pau = (factories.user(name=name) for name in ("Ines", "Pia", "Pau"))
    opening = factories.opening(created_by=ines, panel=[pia])
    client.force_login(ines)
    client.post(edit(opening), {"title": "Renamed", "level": "Senior", "panel": [pau.pk], "chairs": [ines.pk]})
    opening.refresh_from_db()
    assert (opening.title, opening.level) == ("Renamed", "Senior")
    assert seats(opening) == {"Ines": "chair", "Pau": "panel"}


def test_committee_members_can_chair_and_somebody_always_does(client: Client) -> None:
    ines, carla = factories.user(name="Ines"), factories.user(name="Carla", role=Role.COMMITTEE)
    opening = factories.opening(created_by=ines)
    client.force_login(ines)
    typed = {"title": "Data", "level": "Staff", "panel": [ines.pk]}
    refused = client.post(edit(opening), typed)
    assert refused.status_code == 422
    assert "Somebody has to chair it" in refused.content.decode()
    assert seats(opening) == {"Ines": "chair"}
    client.post(edit(opening), {**typed, "chairs": [carla.pk]})
    assert seats(opening) == {"Ines": "panel", "Carla": "chair"}


def test_saving_without_a_change_changes_nothing(client: Client) -> None:
    ines, pia = factories.user(name="Ines"), factories.user(name="Pia")
    opening = factories.opening(created_by=ines, panel=[pia])
    before = set(PanelMember.objects.values_list("pk", "seat"))
    client.force_login(ines)
    typed = {"title": opening.title, "level": opening.level, "panel": [pia.pk], "chairs": [ines.pk]}
    client.post(edit(opening), typed)
    assert set(PanelMember.objects.values_list("pk", "seat")) == before


def test_who_left_the_company_keeps_the_seat(client: Client) -> None:
    ines, gone = factories.user(name="Ines"), factories.user(name="Gone")
    opening = factories.opening(created_by=ines, panel=[gone])
    gone.is_active = False
    gone.save()
    client.force_login(ines)
    client.post(edit(opening), {"title": "Data", "level": "Staff", "panel": [gone.pk], "chairs": [ines.pk]})
    assert seats(opening) == {"Ines": "chair", "Gone": "panel"}


def test_only_the_chair_and_admins_change_it(client: Client) -> None:
    pia = factories.user()
    opening = factories.opening(title="Data Engineer", panel=[pia])
    typed = {"title": "Mine", "level": "Staff", "chairs": [pia.pk]}
    assert client.post(edit(opening), typed).status_code == 302
    client.force_login(factories.user())
    assert client.post(edit(opening), typed).status_code == 404
    for refused in (pia, factories.user(role=Role.COMMITTEE)):
        client.force_login(refused)
        response = client.post(edit(opening), typed)
        assert response.status_code == 403
        assert "Only its chair or an admin" in response.content.decode()
    opening.refresh_from_db()
    assert opening.title == "Data Engineer"
    client.force_login(factories.user(role=Role.ADMIN))
    client.post(edit(opening), typed)
    opening.refresh_from_db()
    assert opening.title == "Mine"


def test_the_committee_sets_up_none(client: Client) -> None:
    client.force_login(factories.user(role=Role.COMMITTEE))
    response = client.post(NEW, {"title": "Data", "level": "Staff"})
    assert response.status_code == 403
    assert "Ask one of them." in response.content.decode()
    assert not Opening.objects.exists()
