"""What admins set for the whole house. Every change is a row that stays; the latest of each setting counts, and where
there is none, the environment's or ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from interviews.models import User

POLICIES = ("rate_first", "hands_on_questions")
"""Those of an opening's policies that have a default here."""


class Setting(models.TextChoices):
    REMINDERS = "reminders", _("Reminders")
    POLICIES = "policies", _("New openings")
    ENGINES = "engines", _("Engines to choose from")
    TOLD = "told", _("What candidates are told")


@dataclass(frozen=True, slots=True)
class Reminders:
    after_days: float
    """How long an interview waits for its signature before its interviewer is mailed; 0 for never."""
    from_hour: int = 8
    until_hour: int = 18
    """Mails go out from the first to before the second, where the person is."""


@dataclass(frozen=True, slots=True)
class House:
    reminders: Reminders
    policies: Mapping[str, bool]
    """What openings that nobody has set up yet start with, by the names in POLICIES."""
    engines: tuple[str, ...]
    """Which of the engines may be chosen; none for all there are."""
    told: str
    """What interviewers read out to a candidate."""


class SettingChangeManager(models.Manager["SettingChange"]):
    def latest_of_each(self) -> dict[str, "SettingChange"]:
        """By setting."""
        rows = self.select_related("changed_by").order_by("setting", "-number").distinct("setting")
        return {row.setting: row for row in rows}

    def house(self) -> House:
        """As it is now, in one query."""
        rows = self.order_by("setting", "-number").distinct("setting").values_list("setting", "value")
        values: dict[str, dict[str, Any]] = dict(rows)
        return House(
            reminders=Reminders(**{"after_days": settings.DEBRIEF_REMIND_AFTER_DAYS, **values.get("reminders", {})}),
            policies={name: bool(values.get("policies", {}).get(name)) for name in POLICIES},
            engines=tuple(values.get("engines", {}).get("engines", ())),
            told=values.get("told", {}).get("told", ""),
        )


class SettingChange(models.Model):
    setting = models.CharField(max_length=20, choices=Setting.choices)
    number = models.PositiveIntegerField()
    """Of the changes of this setting, from 1."""
    value = models.JSONField()
    """What the setting's form asks, by the names of its fields."""
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    objects = SettingChangeManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("setting", "number"), name="one_change_per_number"),)

    def __str__(self) -> str:
        return f"{self.setting} {self.number}"
