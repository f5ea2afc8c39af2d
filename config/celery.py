"""The Celery application: a doorbell for the worker, and the clock of the sweeper."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("debrief")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["evaluations"])
app.conf.beat_schedule = {
    "sweep": {"task": "evaluations.tasks.sweep", "schedule": 10.0, "options": {"expires": 10.0}},
    "remind": {"task": "evaluations.tasks.remind", "schedule": 3600.0, "options": {"expires": 3600.0}},
    "mentions": {"task": "evaluations.tasks.mail_mentions", "schedule": 60.0, "options": {"expires": 60.0}},
    "tidy": {"task": "evaluations.tasks.tidy", "schedule": 600.0, "options": {"expires": 600.0}},
}
