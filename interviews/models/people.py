"""People who sign in. A candidate is never one of them."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    INTERVIEWER = "interviewer", _("Interviewer")
    COMMITTEE = "committee", _("Committee member")
    ADMIN = "admin", _("Admin")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """What `manage.py createsuperuser` calls: the first admin of an installation."""
        return self.create_user(email, password, role=Role.ADMIN, **fields)


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.INTERVIEWER)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    reminders = models.BooleanField(default=True)
    """Whether they are mailed about what waits for their signature."""
    single_keys = models.BooleanField(_("single keys"), default=True)
    """Whether a letter alone acts on the item that has the focus; who speaks to their computer turns it off."""
    is_active = models.BooleanField(default=True)
    """Who left stays, since their name stands beside what they did; they cannot sign in."""
    session_epoch = models.PositiveIntegerField(default=0)
    """Raised to end every session of theirs for good, also where they can sign in again later."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_user_per_email"),)

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """A session ends when this changes: with the password, and with the epoch."""
        return f"{super().get_session_auth_hash()}.{self.session_epoch}"

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN


class PersonChange(models.Model):
    """What an admin changed about somebody's account; rows are only added."""

    class What(models.TextChoices):
        ROLE = "role", _("role changed")
        DEACTIVATED = "deactivated", _("deactivated")
        REACTIVATED = "reactivated", _("reactivated")
        PASSWORD_LINK = "password_link", _("link to a new password made")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=20, choices=What.choices)
    role = models.CharField(max_length=20, choices=Role.choices)
    """Theirs from then on."""
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.person}: {self.get_what_display()}"
