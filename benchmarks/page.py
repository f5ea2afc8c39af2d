"""An evaluation page that somebody has open, as far as its polling goes."""

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from uuid import UUID

from django.urls import reverse

from config.run import HOST
from evaluations.evidence.claims import SECTIONS, PassKind, Section

_POLL = re.compile(r'hx-get="(?P<path>[^"]+\?seen=(?P<stages>\w+))" hx-trigger="every (?P<number>\d+)(?P<unit>m?s)"')
_THERE = "f"
_POSITIONS = {kind: [list(Section).index(name) for name in SECTIONS[kind]] for kind in PassKind}


@dataclass
class OpenPage:
    """Asks again as often as the fragment says, counted from when that was shown, until it says no more."""

    port: int
    cookie: str
    evaluation: UUID
    shown: dict[PassKind, float] = field(default_factory=dict)
    """When all sections of a pass stood on the page, in seconds since the epoch."""
    answered_in: list[float] = field(default_factory=list)
    """Seconds that each poll took."""

    def watch(self) -> None:
        connection = HTTPConnection(HOST, self.port)
        poll = self._show(self._get(connection, reverse("evaluations:evaluation", args=[self.evaluation])))
        while poll:
            time.sleep(int(poll["number"]) / (1000 if poll["unit"] == "ms" else 1))
            began = time.time()
            fragment = self._get(connection, poll["path"])
            self.answered_in.append(time.time() - began)
            poll = self._show(fragment)
        connection.close()

    def _get(self, connection: HTTPConnection, path: str) -> str:
        connection.request("GET", path, headers={"Cookie": self.cookie, "HX-Request": "true"})
        response = connection.getresponse()
        body = response.read().decode()
        assert response.status == 200, f"{path} answered {response.status}"
        return body

    def _show(self, html: str) -> re.Match[str] | None:
        """The next poll; a page without one shows everything."""
        poll = _POLL.search(html)
        for kind, positions in _POSITIONS.items():
            if poll is None or all(poll["stages"][position] == _THERE for position in positions):
                self.shown.setdefault(kind, time.time())
        return poll
