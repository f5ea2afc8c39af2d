"""Invitations: who may join, and as what."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.people import Role, User

VALID_FOR = timedelta(days=7)
"""How long a link works."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; its link may have expired all the same."""
        return self.filter(accepted_by=None, withdrawn_at=None)


class Invitation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    link_number = models.PositiveIntegerField(default=1)
    """Of the latest link; those before it no longer work."""
    linked_at = models.DateTimeField(db_default=Now())
    """When the latest link was made."""
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=Now())
    accepted_by = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="invitation")
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_by=None, withdrawn_at=None),
                name="one_open_invitation_per_email",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}"

    @property
    def has_expired(self) -> bool:
        return timezone.now() - self.linked_at > VALID_FOR
