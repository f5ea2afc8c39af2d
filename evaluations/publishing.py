"""What admins do with rubrics: begin a draft, save it, publish it, restore an earlier version.

A draft is kept as it was typed, whatever is wrong with it; what can be published holds together (rules/checking.py).
A version is never changed and never goes. Whoever was judged by one stays judged by it.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from evaluations.models import RubricDraft, RubricVersion
from evaluations.review import Outdated, Refused
from evaluations.rules.reading import Problem, Unreadable, read
from evaluations.rules.rubric import Rubric
from evaluations.rules.writing import written
from interviews.models import User

REASON_LIMIT = 2_000
FILE_LIMIT = 200_000
"""Bytes of a rubric's file."""


def begin(version: RubricVersion, by: User) -> RubricDraft:
    return _begin(version.source, version.rubric, by, version)


def begin_from_file(file: bytes, by: User) -> RubricDraft:
    """Raises rules.reading.Unreadable."""
    if len(file) > FILE_LIMIT:
        raise Unreadable([Problem(1, _("The file is larger than any rubric; at most 200 kB are read."))])
    try:
        source = file.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as error:
        line = file[: error.start].count(b"\n") + 1
        raise Unreadable([Problem(line, _("This is not UTF-8. Save the file as UTF-8."))]) from None
    rubric = read(source)
    return _begin(source, rubric, by, RubricVersion.objects.filter(name=rubric.name).order_by("number").last())


def _begin(source: str, rubric: Rubric, by: User, version: RubricVersion | None) -> RubricDraft:
    content = rubric.model_dump(mode="json")
    return RubricDraft.objects.create(source=source, content=content, based_on=version, begun_by=by, saved_by=by)


def begin_as_typed(content: dict[str, Any], reason: str, by: User) -> RubricDraft:
    """Of what was typed into a draft that is gone meanwhile."""
    newest = RubricVersion.objects.filter(name=content["name"]).order_by("number").last()
    return RubricDraft.objects.create(
        source="", content=content, reason=reason, based_on=newest, begun_by=by, saved_by=by
    )


@transaction.atomic
def save(draft: RubricDraft, content: dict[str, Any], reason: str, *, revision: int, by: User) -> None:
    """Keeps what was typed. Outdated where it was saved since `revision` was shown."""
    locked = RubricDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise Outdated(_("This draft was published or discarded meanwhile."))
    if locked.revision != revision:
        raise Outdated(_("%(who)s saved this draft since you opened it.") % {"who": locked.saved_by.name})
    locked.content, locked.reason, locked.saved_by = content, reason, by
    locked.revision += 1
    locked.saved_at = Now()
    locked.save()


@transaction.atomic
def publish(draft: RubricDraft, reason: str, *, revision: int, by: User) -> RubricVersion:
    """Makes a version of the draft, which is gone then."""
    locked = RubricDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or locked.revision != revision:
        raise Outdated(_("The draft was changed since you opened the page; below is how it stands now."))
    rubric = locked.settled
    if rubric is None:
        raise Refused(_("Something in the draft is still wrong; it is told at its place."))
    version = next_version(written(rubric, locked.source), created_by=by, reason=_asked(reason))
    locked.delete()
    return version


@transaction.atomic
def restore(version: RubricVersion, reason: str, *, by: User) -> RubricVersion:
    """The version after the last one, which says what this one says."""
    return next_version(version.source, created_by=by, reason=_asked(reason), restored_from=version)


@transaction.atomic
def next_version(source: str, **more: Any) -> RubricVersion:
    name = Rubric.from_toml(source).name
    versions = RubricVersion.objects.filter(name=name)
    # Of two at once one waits here, and counts the other's in the next statement.
    list(versions.select_for_update().values_list("pk"))
    number = versions.aggregate(newest=Max("number"))["newest"] or 0
    return RubricVersion.objects.create(name=name, number=number + 1, source=source, **more)


def _asked(reason: str) -> str:
    if not reason:
        raise Refused(_("Say in a sentence why; whoever compares the versions reads it."))
    return reason
