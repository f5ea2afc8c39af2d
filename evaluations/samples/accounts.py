"""The sample accounts that a person signs in as: one for each role, on an embedded installation only."""

import tomllib
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings

from evaluations.samples.stories import FOLDER
from interviews.models import Role, User

FIRST_START = FOLDER / "first_start.toml"


@cache
def first_start() -> dict[str, Any]:
    """What `load_samples` brings along: people, openings, candidates."""
    return tomllib.loads(FIRST_START.read_text(encoding="utf-8"))


def people() -> list[dict[str, str]]:
    found: list[dict[str, str]] = first_start()["people"]
    return found


def ensure() -> dict[str, User]:
    """By role; made where they are not there yet."""
    return {entry["role"]: _ensured(**entry) for entry in people()}


def sign_ins() -> list[str]:
    """A line for each: role, address, password."""
    return [f"  {Role(entry['role']).label:<18}{entry['email']:<28}{_password(entry['email'])}" for entry in people()]


def _ensured(*, role: str, name: str, email: str) -> User:
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, _password(email), name=name, role=role)


def _password(email: str) -> str:
    """The same at every start, another one on every installation, and nowhere stored in the clear."""
    return blake2b(email.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=6).hexdigest()
