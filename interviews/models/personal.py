"""Columns for what a candidate said and what was said about them: read, they show what whoever looks may know.

All words in a table that is "Erasable" are kept in these (tests/test_blind.py). The database and its migrations know
them as the plain columns that they are, and what is stored is never masked.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from interviews import blind


class _Shown(DeferredAttribute):
    """Stands before the instance's own dictionary, in which the stored value is."""

    field: "_Personal"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            with blind.everything_shown():
                super().__get__(instance, cls)
        stored = instance.__dict__[self.field.attname]
        return self.field.shown(stored) if blind.hides() else stored

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _Personal(models.Field):  # type: ignore[type-arg]
    descriptor_class = _Shown

    def shown(self, stored: Any) -> Any:
        return blind.shown(stored) if isinstance(stored, str) else stored

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What a person may not read is stored again as it is."""
        with blind.everything_shown():
            return super().pre_save(model_instance, add)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, options


class PersonalLine(_Personal, models.CharField):  # type: ignore[type-arg]
    pass


class PersonalText(_Personal, models.TextField):  # type: ignore[type-arg]
    """`calls` says that an @ calls a colleague in it."""

    def __init__(self, *args: Any, calls: bool = False, **options: Any) -> None:
        self.calls = calls
        super().__init__(*args, **options)

    def shown(self, stored: Any) -> Any:
        return blind.shown(stored, calls=self.calls) if isinstance(stored, str) else stored


class PersonalJSON(_Personal, models.JSONField):
    """`words` are the keys under which somebody's words stand; without it they stand under all."""

    def __init__(self, *args: Any, words: tuple[str, ...] | None = None, **options: Any) -> None:
        self.words = words
        super().__init__(*args, **options)

    def shown(self, stored: Any) -> Any:
        if isinstance(stored, dict):
            return {
                key: self.shown(value) if self.words is None or key in self.words else value
                for key, value in stored.items()
            }
        if isinstance(stored, list):
            return [self.shown(value) for value in stored]
        return super().shown(stored)
