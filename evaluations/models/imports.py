"""Documents that were brought in: by whom, which file, what became of it, and the file itself."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from evaluations.models.evaluations import Evaluation
from interviews.models import Candidate, Level, Opening, User
from interviews.models.personal import PersonalJSON, PersonalText


class ImportBatch(models.Model):
    """Files that came together. Those that were uploaded are read, shown, and stored once somebody says so."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        PREVIEWED = "previewed", _("To decide")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        STOPPED = "stopped", _("Stopped")

    AT_WORK = (State.READING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, null=True, related_name="+")
    """Where everything goes; None for an opening per level that documents are collected in."""
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    """Of what states none."""
    state = models.CharField(max_length=20, choices=State.choices)
    lease = models.UUIDField(null=True)
    """The fencing token of the worker that is at it; `lease_until` it is renewed with every file."""
    lease_until = models.DateTimeField(null=True)
    rung_at = models.DateTimeField(null=True)
    """When a worker was last told; None where a command does the work itself."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("rung_at",), name="batches_at_work", condition=Q(state__in=("reading", "running"))),
        )

    def __str__(self) -> str:
        return f"Import {self.id}: {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK


class ImportedFile(models.Model):
    """One file on its way in."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To be read")
        READ = "read", _("Read")
        IMPORTED = "imported", _("Imported")
        KNOWN = "known", _("Already imported")
        SKIPPED = "skipped", _("Nothing to import")
        FAILED = "failed", _("Failed")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files")
    digest = models.CharField(max_length=64)
    """SHA-256 of its bytes, in hexadecimal."""
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    unclear = models.PositiveIntegerField(default=0)
    """How many of its lines were not understood."""

    class Meta:
        constraints = (
            # Of two who import the same bytes at the same moment, one is the first.
            models.UniqueConstraint(fields=("digest",), condition=Q(state="imported"), name="imported_once"),
        )

    def __str__(self) -> str:
        return f"{self.digest[:12]}: {self.state}"


class ImportedEvaluation(models.Model):
    """Which evaluation came out of which file."""

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="evaluations")
    number = models.PositiveIntegerField()
    """Its place in the file, from 0."""
    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="imported")

    class Meta:
        ordering = ("file", "number")

    def __str__(self) -> str:
        return f"{self.evaluation_id} from {self.file_id}"


class OriginalQuerySet(models.QuerySet["Original"]):
    def readable_by(self, user: User) -> "OriginalQuerySet":
        """Whoever may read all that is in the file, and may know whom it is about; it may hold more than one person's
        evaluation."""
        inside = ImportedEvaluation.objects.filter(file=OuterRef("file"))
        hidden = inside.exclude(evaluation__in=Evaluation.objects.visible_to(user))
        named = Candidate.objects.named_to(user)
        unnamed = inside.exclude(evaluation__answer__interview__candidate__in=named)
        return self.filter(Exists(inside), ~Exists(hidden), ~Exists(unnamed))


class Original(models.Model):
    """Erasable: the file as it came, and what reading it gave."""

    file = models.OneToOneField(ImportedFile, on_delete=models.CASCADE, primary_key=True, related_name="original")
    name = PersonalText()
    """With the folders and the zip that it came in."""
    folder = PersonalText(blank=True)
    """Of these the folders that say to whom it belongs."""
    data = models.BinaryField()
    """Empty where nothing of it was stored."""
    outcomes = PersonalJSON(default=list)
    """A list of `documents.outcomes.Outcome.to_json()`: one for each evaluation in it, or one for the whole file."""

    objects = OriginalQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.name)
