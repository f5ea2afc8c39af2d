"""A PostgreSQL and a Valkey of the test run's own, in a folder that goes away with it; with -n, of each process.

A plugin, given with -p, and a wrapper: pytest-django reads the settings in the same hook, before any conftest.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.embedded import postgres
from config.embedded.folders import make_data_folder
from config.embedded.places import Places
from config.embedded.servers import running_servers

OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "PORT")
FORGETFUL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
"""Nothing of the run's own database has to outlive the machine. What a kill must not lose, tests/test_embedded.py asks
of servers as production starts them."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    for name in list(os.environ):
        if name in OURS or name.startswith(("DEBRIEF_", "OPENAI_")):
            del os.environ[name]
    # Playwright runs a loop in the main thread, where Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    places = Places(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="debrief-tests-"))))
    os.environ["DEBRIEF_DATA"] = str(places.data)
    if not _only_hands_out(early_config):
        places.static.mkdir()
        make_data_folder(places)
        postgres.initialise(places)
        with (places.postgres / "postgresql.conf").open("a") as settings:
            settings.write(FORGETFUL)
        stack.enter_context(running_servers(places))
    return (yield)


def _only_hands_out(config: pytest.Config) -> bool:
    """With -n, tests run in processes of their own, each of which comes here itself."""
    return bool(config.known_args_namespace.numprocesses) and "PYTEST_XDIST_WORKER" not in os.environ
