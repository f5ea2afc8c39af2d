"""Invented names, from many places."""

import tomllib
from functools import cache
from random import Random
from typing import Any

from evaluations.samples.stories import FOLDER


def name(random: Random) -> str:
    place = random.choice(_places())
    given, family = random.choice(place["given"]), random.choice(place["family"])
    parts = [family, given] if place.get("family_first") else [given, family]
    return ("" if place.get("joined") else " ").join(filter(None, parts))


@cache
def _places() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))["places"]
    return found
