"""Rubric versions, and which of them an opening is judged by."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from evaluations.models.house import SettingChange
from evaluations.rules.checking import check_typed
from evaluations.rules.rubric import Rubric
from interviews.models import Opening

DEFAULT_RUBRIC = "FAANG behavioural"


_parsed: dict[UUID, Rubric] = {}
_known: "dict[UUID, RubricVersion]" = {}
"""What was read of versions, which never change."""


class RubricVersionManager(models.Manager["RubricVersion"]):
    def current(self, name: str = DEFAULT_RUBRIC) -> "RubricVersion":
        """The newest version. Raises DoesNotExist where `manage.py prepare` has never run."""
        return self.filter(name=name).latest("number")

    def rubric(self, pk: UUID) -> Rubric:
        """A version's rubric, read from the database once per process."""
        return _parsed[pk] if pk in _parsed else self.known(pk).rubric

    def known(self, pk: UUID) -> "RubricVersion":
        """Read from the database once per process: what is published never changes."""
        if pk not in _known:
            _known[pk] = self.get(pk=pk)
        return _known[pk]


class RubricVersion(models.Model):
    """Published, and from then on never changed: evaluations refer to it for good."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    source = models.TextField()
    """TOML, as `rules.rubric.Rubric.from_toml` reads it."""
    published_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who published it; nobody where it came with Debrief."""
    reason = models.TextField(blank=True)
    """Why it differs from the version before."""
    restored_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    """The earlier version that it says again."""

    objects = RubricVersionManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "number"), name="one_rubric_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A published rubric version is never changed: publish a new one.")
        super().save(*args, **kwargs)

    @property
    def rubric(self) -> Rubric:
        if self.pk not in _parsed:
            _parsed[self.pk] = Rubric.from_toml(self.source)
        return _parsed[self.pk]

    def aims_among(self, aims: Iterable[str]) -> list[str]:
        """A free question aims at every competency, and so does one whose aims this rubric does not know."""
        known = self.rubric.competency_names
        return [aim for aim in aims if aim in known] or list(known)


class RubricDraft(models.Model):
    """A rubric that is being written. It may be wrong in any way; publishing makes a version of it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    based_on = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, null=True, related_name="+")
    """The version that it began as; none where it began as a file."""
    source = models.TextField()
    """The file that it began as: what stays the same stays as it is written there."""
    content = models.JSONField()
    """As typed, in the shape that `rules.rubric.Rubric` reads."""
    reason = models.TextField(blank=True)
    """Why it will be published, as far as somebody has written it."""
    revision = models.PositiveIntegerField(default=0)
    """How often it was saved. Sent with what is saved next, it tells two at once apart."""
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=Now())
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return f"Draft of {self.name}"

    @property
    def name(self) -> str:
        return str(self.content.get("name", ""))

    @property
    def settled(self) -> Rubric | None:
        """The rubric that it would be published as; none while something in it is wrong."""
        rubric, findings = check_typed(self.content)
        return None if any(finding.kind == "error" for finding in findings) else rubric


class OpeningPolicyManager(models.Manager["OpeningPolicy"]):
    def of(self, opening: Opening) -> "OpeningPolicy":
        """The opening's policy; the first who asks pins it to the current rubric version."""
        policy = self.select_related("version").filter(opening=opening).first()
        if policy is None:
            usual = {"version": RubricVersion.objects.current(), **SettingChange.objects.house().policies}
            policy, _ = self.get_or_create(opening=opening, defaults=usual)
        return policy

    def looked_up(self, opening: Opening) -> "OpeningPolicy":
        """The opening's policy, or what it would be; pins nothing."""
        policy = self.select_related("version").filter(opening=opening).first()
        if policy:
            return policy
        current = RubricVersion.objects.filter(name=DEFAULT_RUBRIC).order_by("number").last()
        return OpeningPolicy(opening=opening, version=current, **SettingChange.objects.house().policies)

    def engine_of(self, opening: Opening) -> str:
        """The engine that drafts for the opening unless a run names another. Pins nothing."""
        chosen = self.filter(opening=opening).values_list("engine", flat=True).first()
        return chosen or settings.DEBRIEF_ENGINE


class OpeningPolicy(models.Model):
    """What the answers of an opening are judged by."""

    opening = models.OneToOneField(Opening, on_delete=models.CASCADE, primary_key=True, related_name="+")
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    pinned_at = models.DateTimeField(auto_now_add=True)
    engine = models.CharField(max_length=100, blank=True)
    """The engine that drafts for it; blank for the installation's own choice."""
    rate_first = models.BooleanField(default=False)
    """Whether interviewers see the ratings of a draft only once they have saved their own (rating_first.py)."""
    hands_on_questions = models.BooleanField(default=False)
    """Whether the next interviewers of a candidate see the probing questions that nobody asked (handing_on.py)."""
    blind = models.BooleanField(default=False)
    """Whether most people do not know who its candidates are until a decision (blind_review.py)."""

    objects = OpeningPolicyManager()

    def __str__(self) -> str:
        return f"{self.opening_id}: {self.version}"
