"""An installation of the benchmark's own, in a folder that goes away with it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.places import Places
from config.embedded.servers import running_servers

ENGINE = "benchmarks.simulated:SimulatedEngine"


@contextmanager
def installation() -> Iterator[Places]:
    """Servers run, the database and the static files are there, and Django is set up. Raises Trouble."""
    for name in list(os.environ):
        if name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG") or name.startswith("DEBRIEF_"):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="debrief-bench-") as folder:
        places = Places(Path(folder))
        os.environ |= {
            "DEBRIEF_DATA": str(places.data),
            "DEBRIEF_ENGINES": f"simulated={ENGINE}",
            "DEBRIEF_ENGINE": "simulated",
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        with running_servers(places):
            _prepare()
            yield places


def _prepare() -> None:
    """What `manage.py prepare` does, but for questions and samples: those would be evaluated before the clock runs."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_rubrics")
    call_command("collectstatic", interactive=False, verbosity=0)
