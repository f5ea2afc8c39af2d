"""The endpoints that a test configures, the same for this process and for the worker: a file in the data folder.

The file is read for every draft, so a test changes it whenever it likes. Each endpoint has a name of its own, so that
nothing a late draft leaves behind is about the next test's.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from evaluations.evidence.claims import PassKind
from tests.engines.openai.replies import feedback, red_flags
from tests.engines.scripted import first_sentence
from tests.openai_server import MODEL, Exchange, OpenAIServer, Scripted, fitting

_FILE = Path(os.environ["DEBRIEF_DATA"]) / "endpoints.toml"
_FENCED = re.compile(r"^BEGIN (?P<fence>\S+) answer\n(?P<answer>.*)\nEND (?P=fence) answer", re.DOTALL | re.MULTILINE)

# When this is read, before any test: the one worker process of the run inherits it, whichever test starts it.
os.environ["DEBRIEF_ENDPOINTS"] = str(_FILE)
_FILE.touch()


@contextmanager
def configured(server: OpenAIServer, **options: Any) -> Iterator[str]:
    """The name of an engine that asks this server."""
    name = f"house-{uuid4().hex[:8]}"
    keys = {"base_url": server.base_url, "model": MODEL, "deadline": 60, **options}
    lines = (f"{key} = {json.dumps(value)}" for key, value in keys.items())
    _FILE.write_text("\n".join((f"[{name}]", *lines)))
    yield name
    _FILE.write_text("")


@contextmanager
def broken() -> Iterator[str]:
    """While somebody is editing the file: the reason why it cannot be read."""
    _FILE.write_text("[house\n")
    yield f"{_FILE}: not a TOML file"
    _FILE.write_text("")


def kind_of(asked: dict[str, Any]) -> PassKind:
    """Which pass a request is for."""
    return PassKind.RED_FLAGS if "- flags:" in asked["messages"][0]["content"] else PassKind.FEEDBACK


def form_of(asked: dict[str, Any]) -> str:
    """What a request wants its reply to be."""
    return str(asked.get("response_format", {}).get("type", "text"))


def answer_in(asked: dict[str, Any]) -> str:
    """The candidate's answer as a request tells it."""
    found = _FENCED.search(asked["messages"][1]["content"])
    assert found, "no answer between fences"
    return found["answer"]


def evaluation_of(asked: dict[str, Any], quote: str = "") -> dict[str, Any]:
    """What an obliging model says: everything rests on one quote, the first sentence unless another is given."""
    quote = quote or first_sentence(answer_in(asked))
    if kind_of(asked) is PassKind.RED_FLAGS:
        return red_flags(quote)
    return feedback(quote, notes=[{"quotes": [quote], "text": f"Said: {quote[:80]}"}])


def obliging(exchange: Exchange) -> None:
    fitting(json.dumps(evaluation_of(exchange.asked)))(exchange)


def claiming(quote: str) -> Scripted:
    """A model that rests everything on these words, whoever said them."""
    return lambda exchange: fitting(json.dumps(evaluation_of(exchange.asked, quote)))(exchange)
