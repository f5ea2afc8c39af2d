"""When somebody was last reminded, so that nobody is twice in a day."""

from django.conf import settings
from django.db import models


class Reminder(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} at {self.sent_at}"
