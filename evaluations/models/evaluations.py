"""The judgement of one answer: what was drafted, what people decided, and the verdict that follows."""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from evaluations.evidence.claims import Section
from evaluations.models.looks import attended_by
from evaluations.models.scorecards import Scorecard
from interviews.models import Answer, User


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: User) -> "EvaluationQuerySet":
        """Those of interviews that the person attended, and those of signed scorecards that are shared with them."""
        shared = Scorecard.objects.in_force().shared_with(user).filter(interview=OuterRef("answer__interview"))
        return self.filter(attended_by(user, "answer__interview") | Q(Exists(shared)))

    def editable_by(self, user: User) -> "EvaluationQuerySet":
        """Only who asked the questions judges the answers."""
        return self.filter(answer__interview__interviewer=user)

    def with_facts(self) -> "EvaluationQuerySet":
        """Everything about the evaluation's surroundings that its page names, in the same query."""
        return self.select_related(
            "draft__rubric_version",
            "draft__question_text",
            "answer__answer_text",
            "answer__interview__candidate__identity",
            "answer__interview__opening",
            "answer__interview__interviewer",
            "reviewed_by",
        )


class Evaluation(models.Model):
    class Source(models.TextChoices):
        PASTED = "pasted", _("Pasted")
        IMPORTED = "imported", _("Imported")
        COMMAND = "command", _("Command")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.PASTED)
    draft = models.ForeignKey("Draft", on_delete=models.PROTECT, null=True, related_name="+")
    """The draft that the present text grew from, and whose rubric version, level and texts it is judged by."""
    taken = models.JSONField(default=dict)
    """By section, the id of the draft it comes from where that is another one."""
    proposal = models.ForeignKey("Draft", on_delete=models.SET_NULL, null=True, related_name="+")
    """A later draft beside what people have decided; each of its sections is for them to keep or to take."""
    hides_ratings = models.BooleanField(default=False)
    """Whether the ratings and the recommendation of any draft are kept from everybody until the interviewer has saved
    their own: nothing that reads the present text finds them (present.py)."""
    created_at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    # What the rules make of the ratings and flags as they stand; written with every change of one, in its transaction.
    verdict = models.CharField(max_length=100, blank=True)
    verdict_if_confirmed = models.CharField(max_length=100, blank=True)
    """The verdict as it becomes if every undecided flag is confirmed."""
    trace = models.JSONField(default=list)
    """[[sentence, whether it decided], ...]"""
    ruled_on = models.JSONField(null=True)
    """`rules.ruling.Facts.to_json()`: what the verdict is made of. Null before there is one, and where it was stored
    before this was kept: what-if fills that in (what_if.py)."""
    override = models.CharField(max_length=100, blank=True)
    """The verdict that a person put beside the rubric's; both are kept."""

    objects = EvaluationQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def base(self, section: Section) -> UUID | None:
        """The draft that the present text of the section grew from."""
        taken = self.taken.get(section)
        return UUID(taken) if taken else self.draft_id

    @property
    def final_verdict(self) -> str:
        """What the evaluation says: a person's verdict where there is one, else the rubric's."""
        return self.override or self.verdict
