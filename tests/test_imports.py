"""The web process does not load what only a worker or a packet needs: it would cost memory, and time at every start."""

import subprocess
import sys

import pytest

from config.embedded.places import ROOT
from tests.evaluations.cases import drafted
from tests.evaluations.processes import environment

OPEN_EVALUATION = """
import sys
from config.wsgi import application
from django.test import Client
from evaluations.models import Evaluation

evaluation = Evaluation.objects.select_related("answer__interview__interviewer").get()
client = Client(headers={"host": "127.0.0.1"})
client.force_login(evaluation.answer.interview.interviewer)
for place in (f"/evaluations/{evaluation.pk}/", f"/interviews/{evaluation.answer.interview_id}/paste/", "/"):
    assert client.get(place).status_code == 200, place
print(*sorted(sys.modules))
"""
ONLY_FOR_WORKERS = ("openai", "httpx", "evaluations.engines.builtin")
ONLY_FOR_PACKETS = ("typst", "uharfbuzz")
ONLY_WITH_AN_ISSUER = ("authlib", "requests")


@pytest.mark.django_db(transaction=True)
def test_the_pages_load_no_engine_no_client_of_a_model_and_nothing_for_packets() -> None:
    drafted()
    done = subprocess.run(
        (sys.executable, "-c", OPEN_EVALUATION),
        cwd=ROOT,
        env={**environment(), "DEBUG": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = done.stdout.split()
    assert "evaluations.pages.evaluation" in loaded
    unwanted = (*ONLY_FOR_WORKERS, *ONLY_FOR_PACKETS, *ONLY_WITH_AN_ISSUER)
    assert [name for name in unwanted if name in loaded] == []
