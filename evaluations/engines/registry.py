"""Which engines there are, by name. An engine is imported only when somebody asks for it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from evaluations.engines.base import Engine
from evaluations.engines.openai import endpoints
from evaluations.engines.openai.endpoints import Endpoint

_ENGINES = {
    "builtin": "evaluations.engines.builtin:BuiltinEngine",
}
_VARIABLE = "DEBRIEF_ENGINES"


class UnknownEngine(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is no engine named “{name}”. Known engines: {', '.join(names())}.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen, for pages: they go on while a configuration is broken."""

    names: tuple[str, ...]
    endpoints: Mapping[str, Endpoint]
    """Of those that ask one of ours."""
    problem: str
    """Why these are not all, for admins; empty where they are."""


def offered() -> Offer:
    places = _places()
    readable, problem = endpoints.readable()
    ours = {name: endpoint for name, endpoint in readable.items() if name not in places}
    return Offer((*places, *ours), ours, str(problem or ""))


def names() -> tuple[str, ...]:
    """Raises EndpointMisconfigured."""
    return tuple(_places() | endpoints.configured())


def endpoint_of(name: str) -> Endpoint | None:
    """None where the engine asks no endpoint of ours, or there is none. Raises EndpointMisconfigured."""
    return None if name in _places() else endpoints.find(name)


def get(name: str) -> Engine:
    """Raises UnknownEngine or EndpointMisconfigured; ImportError, AttributeError where an added place is wrong."""
    if endpoint := endpoint_of(name):
        from evaluations.engines.openai.engine import engine_of

        return engine_of(endpoint)
    place = _places().get(name)
    if place is None:
        raise UnknownEngine(name)
    module, _, class_name = place.partition(":")
    return cast("Engine", getattr(import_module(module), class_name)())


def _places() -> dict[str, str]:
    """Name to "module:Class": ours, then those of DEBRIEF_ENGINES ("slow=tests.engines.slow:SlowEngine,...")."""
    added = (entry.partition("=") for entry in os.environ.get(_VARIABLE, "").split(",") if entry.strip())
    return _ENGINES | {name.strip(): place.strip() for name, _, place in added}
