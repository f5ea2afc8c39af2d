"""Which engines there are, by name. An engine is imported only when somebody asks for it."""

import os
from importlib import import_module
from typing import cast

from evaluations.engines.base import Engine
from evaluations.engines.openai import endpoints

_ENGINES = {
    "builtin": "evaluations.engines.builtin:BuiltinEngine",
}
_VARIABLE = "DEBRIEF_ENGINES"


class UnknownEngine(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is no engine named “{name}”. Known engines: {', '.join(names())}.")


def names() -> tuple[str, ...]:
    """Raises EndpointMisconfigured."""
    return tuple(_places() | endpoints.configured())


def get(name: str) -> Engine:
    """Raises UnknownEngine or EndpointMisconfigured; ImportError, AttributeError where an added place is wrong."""
    place = _places().get(name)
    if place is None and name in endpoints.configured():
        from evaluations.engines.openai.engine import configured_engine

        return configured_engine(name)
    if place is None:
        raise UnknownEngine(name)
    module, _, class_name = place.partition(":")
    return cast("Engine", getattr(import_module(module), class_name)())


def _places() -> dict[str, str]:
    """Name to "module:Class": ours, then those of DEBRIEF_ENGINES ("slow=tests.engines.slow:SlowEngine,...")."""
    added = (entry.partition("=") for entry in os.environ.get(_VARIABLE, "").split(",") if entry.strip())
    return _ENGINES | {name.strip(): place.strip() for name, _, place in added}
