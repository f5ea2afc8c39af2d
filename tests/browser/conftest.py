"""The web server as production runs it, with collected and compressed files."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.embedded import logs
from config.embedded.places import ROOT
from config.embedded.process import start, stop
from config.run import HOST, WEB
from tests.waiting import wait_for
from tests.worker import production


@pytest.fixture
def web(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """Its address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{HOST}:{port}"
    environment = production(DEBRIEF_URL=address, DEBRIEF_STATIC=str(tmp_path))
    collect = (*environment, sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    subprocess.run(collect, cwd=ROOT, check=True)
    with logs.open_log(settings.PLACES.logs / "web.log") as output:
        server = start((*environment, *WEB, "--bind", f"{HOST}:{port}"), output)
    wait_for(lambda: _answers(port))
    yield address
    stop(server)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
