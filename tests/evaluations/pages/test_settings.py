"""What holds for the whole house: each setting does what it says, and every change is kept with who made it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from evaluations.models import OpeningPolicy, SettingChange
from interviews.models import Role, User
from tests import endpoints, factories
from tests.evaluations import cases
from tests.evaluations.pages.visiting import signed_in, wrong_methods
from tests.evaluations.together import all_at_once

pytestmark = pytest.mark.django_db
SETTINGS = reverse("evaluations:settings")
TOLD = reverse("evaluations:told")
REMINDERS = {"after_days": "3", "from_hour": "9", "until_hour": "17"}


@pytest.fixture
def admin() -> User:
    return factories.user(name="Ada Admin", role=Role.ADMIN)


def save(admin: User, setting: str, *, seen: int = 0, **values: Any) -> Any:
    return signed_in(admin).post(SETTINGS, {"setting": setting, "seen": str(seen), **values})


def section(page: str, setting: str) -> str:
    return page.partition(f'id="{setting}"')[2].partition("</section>")[0]


def test_each_setting_says_when_it_was_last_changed_and_by_whom(admin: User) -> None:
    assert "Never changed" in section(signed_in(admin).get(SETTINGS).text, "reminders")
    assert save(admin, "reminders", after_days="3", from_hour="9", until_hour="17").headers["Location"] == SETTINGS
    page = signed_in(admin).get(SETTINGS).text
    assert "Changed by Ada Admin" in section(page, "reminders")
    assert 'value="3"' in section(page, "reminders")
    assert "Never changed" in section(page, "told")


def test_every_change_is_kept_and_saving_what_is_so_changes_nothing(admin: User) -> None:
    save(admin, "told", told="First.")
    save(admin, "told", seen=1, told="Second.")
    save(admin, "told", seen=2, told=" Second. ")
    kept = SettingChange.objects.order_by("number").values_list("number", "value")
    assert list(kept) == [(1, {"told": "First."}), (2, {"told": "Second."})]


def test_until_somebody_changes_it_the_environment_says_when_reminders_go_out(settings: Settings) -> None:
    settings.DEBRIEF_REMIND_AFTER_DAYS = 4.5
    now = SettingChange.objects.house().reminders
    assert (now.after_days, now.from_hour, now.until_hour) == (4.5, 8, 18)


def test_without_a_mail_server_it_is_said_that_nothing_is_mailed(admin: User, settings: Settings) -> None:
    assert "nothing is mailed" in signed_in(admin).get(SETTINGS).text
    settings.EMAIL_HOST = "mail.debrief.example"
    assert "nothing is mailed" not in signed_in(admin).get(SETTINGS).text


def test_a_new_opening_starts_with_the_policies_of_the_house_and_older_ones_stay(admin: User) -> None:
    cases.publish_rubric()
    before = OpeningPolicy.objects.of(factories.opening())
    save(admin, "policies", rate_first="on")
    after = factories.opening()
    assert OpeningPolicy.objects.looked_up(after).rate_first
    assert (OpeningPolicy.objects.of(after).rate_first, OpeningPolicy.objects.of(after).hands_on_questions) == (
        True,
        False,
    )
    assert not OpeningPolicy.objects.get(pk=before.pk).rate_first


def test_only_the_engines_offered_can_be_chosen_and_a_choice_made_before_stays(admin: User) -> None:
    cases.publish_rubric()
    chair = factories.user()
    interview = factories.interview(interviewer=chair)
    policy = f"/openings/{interview.opening_id}/policy/"
    signed_in(chair).post(policy, {"engine": "plain"})
    save(admin, "engines", engines=["busy"])
    assert "<option selected>plain</option>" in signed_in(chair).get(policy).text
    assert signed_in(chair).post(policy, {"engine": "plain"}).status_code == 302
    signed_in(chair).post(policy, {"engine": "busy"})
    page = signed_in(chair).get(policy).text
    assert "plain" not in page
    assert signed_in(chair).post(policy, {"engine": "plain"}).status_code == 422
    paste = signed_in(chair).get(f"/interviews/{interview.pk}/paste/").text
    assert "plain" not in paste.partition('id="id_engine"')[2].partition("</select>")[0]


def test_all_engines_ticked_are_all_there_will_be(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = signed_in(admin).get(SETTINGS).text
    every = [line.partition('"')[0] for line in section(page, "engines").split('name="engines" value="')[1:]]
    assert "builtin" not in every, "the usual one is always there"
    save(admin, "engines", engines=every)
    assert SettingChange.objects.house().engines == ()
    save(admin, "engines", seen=1)
    assert SettingChange.objects.house().engines == ("builtin",)


def test_engines_are_not_decided_on_while_some_cannot_be_read(admin: User) -> None:
    with endpoints.broken():
        response = save(admin, "engines", engines=["plain"])
    assert response.status_code == 422
    assert "The configuration of some engines cannot be read" in response.text
    assert not SettingChange.objects.exists()


def test_what_candidates_are_told_stands_where_interviewers_paste_and_on_the_interview(admin: User) -> None:
    interview = factories.interview()
    client = signed_in(interview.interviewer)
    paste = f"/interviews/{interview.pk}/paste/"
    assert "What candidates are told" not in client.get(paste).text
    assert "Nothing is written here yet" in client.get(TOLD).text
    save(admin, "told", told="A model drafts.\n\nA <b>person</b> decides.")
    assert "A model drafts." in client.get(paste).text
    assert TOLD in client.get(f"/interviews/{interview.pk}/").text
    region = signed_in(interview.interviewer, htmx=True).get(TOLD).text
    assert "A &lt;b&gt;person&lt;/b&gt; decides." in region
    assert "<html" not in region
    assert wrong_methods(client, TOLD, "get") == set()


@pytest.mark.parametrize(
    ("setting", "values", "said"),
    [
        ("reminders", {**REMINDERS, "after_days": "-1"}, "greater than or equal to 0"),
        ("reminders", {**REMINDERS, "after_days": "nan"}, "Enter a number"),
        ("reminders", {**REMINDERS, "after_days": ""}, "required"),
        ("reminders", {**REMINDERS, "from_hour": "24"}, "less than or equal to 23"),
        ("reminders", {**REMINDERS, "from_hour": "17"}, "nothing would ever be mailed"),
        ("engines", {"engines": ["removed"]}, "There is no engine “removed” any more."),
        ("told", {"told": "x" * 4001}, "4,001 characters"),
        ("told", {"told": "a\0b"}, "characters"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_typed_is_lost(
    admin: User, setting: str, values: dict[str, Any], said: str
) -> None:
    response = save(admin, setting, **values)
    assert response.status_code == 422
    assert said in section(response.text, setting)
    assert not SettingChange.objects.exists()


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 30])
def test_what_no_page_sends_is_refused(admin: User, seen: str) -> None:
    client = signed_in(admin)
    assert client.post(SETTINGS, {"setting": "told", "seen": seen, "told": "x"}).status_code == 400
    assert client.post(SETTINGS, {"setting": "retention", "seen": "0"}).status_code == 400
    assert not SettingChange.objects.exists()


def test_who_saves_over_another_change_is_told_and_keeps_what_they_typed(admin: User) -> None:
    save(factories.user(name="Bea Admin", role=Role.ADMIN), "told", told="Bea's text")
    response = save(admin, "told", told="Ada's text")
    assert response.status_code == 409
    shown = section(response.text, "told")
    assert "Somebody changed this meanwhile" in shown
    assert "Changed by Bea Admin" in shown
    assert "Ada&#x27;s text" in shown
    assert SettingChange.objects.house().told == "Bea's text"
    assert save(admin, "told", seen=1, told="Ada's text").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(admin: User) -> None:
    clients = [signed_in(admin) for _ in range(2)]
    posted = [(client, {"setting": "told", "seen": "0", "told": f"Text {n}"}) for n, client in enumerate(clients)]
    statuses = all_at_once(lambda one: one[0].post(SETTINGS, one[1]).status_code, posted)
    assert sorted(statuses) == [302, 409]
    assert SettingChange.objects.count() == 1


def test_only_admins_do_it(admin: User) -> None:
    typed = {"setting": "told", "seen": "0", "told": "x"}
    for role in (Role.INTERVIEWER, Role.COMMITTEE):
        client = signed_in(factories.user(role=role))
        assert (client.get(SETTINGS).status_code, client.post(SETTINGS, typed).status_code) == (404, 404)
    assert Client().post(SETTINGS, typed).status_code == 302
    assert not SettingChange.objects.exists()
    assert wrong_methods(signed_in(admin), SETTINGS, "get", "post") == set()
