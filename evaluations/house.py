"""Changing what holds for the whole house, and which engines it lets people choose."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from evaluations.engines import registry
from evaluations.engines.registry import Offer
from evaluations.models import SettingChange
from interviews.models import User


class Outdated(Exception):
    """Somebody changed the setting after it was shown."""


def change(setting: str, value: dict[str, Any], by: User, seen: int) -> bool:
    """`seen` is the number of the change that was shown, 0 for none. Whether it is another value now.

    Raises Outdated.
    """
    latest = SettingChange.objects.filter(setting=setting).order_by("-number").first()
    if (latest.number if latest else 0) != seen:
        raise Outdated
    if latest and latest.value == value:
        return False
    try:
        with transaction.atomic():
            SettingChange.objects.create(setting=setting, number=seen + 1, value=value, changed_by=by)
    except IntegrityError as error:
        raise Outdated from error
    return True


def choosable(*kept: str) -> Offer:
    """The engines that may be chosen here, the usual one always among them. Those in `kept` are as well, if they are
    there: what was chosen before stays until somebody chooses otherwise."""
    offer, allowed = registry.offered(), SettingChange.objects.house().engines
    if not allowed:
        return offer
    names = {*allowed, *kept, settings.DEBRIEF_ENGINE}
    return replace(offer, names=tuple(name for name in offer.names if name in names))
