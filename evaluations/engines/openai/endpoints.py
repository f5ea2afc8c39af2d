"""Which endpoints there are: one from the environment, more from a TOML file. docs/engines.md lists the keys."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evaluations.engines.openai.rungs import Extra, Form, Rung

FILE_VARIABLE = "DEBRIEF_ENDPOINTS"
FROM_ENVIRONMENT = "openai"
OPENAI = "https://api.openai.com/v1"
RESERVED = ("builtin", FROM_ENVIRONMENT)
LONGEST_NAME = 100
LONGEST_MODEL = 200
MOST_IN_FLIGHT = 1_000
_ADDRESS = "^https?://[^/?#]"

TokenField = Literal["none", "max_tokens", "max_completion_tokens"]
UNLIMITED: TokenField = "none"


class EndpointMisconfigured(ValueError):
    """The message names the variable, or the file and the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    name: str
    base_url: str
    api_key: str = field(default="", repr=False)
    model: str
    """Where it is empty, the first model that the endpoint lists."""
    stream: bool = True
    deadline: float = 120.0
    """Seconds for one call, whatever it does in them."""
    most_in_flight: int = 8
    """Drafts that may ask it at the same time, of all processes together."""
    token_field: TokenField = UNLIMITED
    most_tokens: int = 8_000
    """Of one reply; sent where there is a token field."""
    temperature: float | None = None

    @property
    def address(self) -> str:
        """For people: without a user, a password or a query, which may be keys."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()

    @property
    def top(self) -> Rung:
        """The rung to begin on."""
        extras = {
            Extra.STREAM: self.stream,
            Extra.USAGE: self.stream,
            Extra.TOKENS: self.token_field != UNLIMITED,
            Extra.TEMPERATURE: self.temperature is not None,
        }
        return Rung(Form.JSON_SCHEMA, frozenset(extra for extra, wanted in extras.items() if wanted))


class _Table(BaseModel):
    """One endpoint as the file has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: str = Field(pattern=_ADDRESS)
    model: str = Field(min_length=1, max_length=LONGEST_MODEL)
    api_key: str = ""
    api_key_variable: str = ""
    stream: bool = True
    deadline: float = Field(default=120.0, gt=0)
    most_in_flight: int = Field(default=8, ge=1, le=MOST_IN_FLIGHT)
    token_field: TokenField = UNLIMITED
    most_tokens: int = Field(default=8_000, ge=1)
    temperature: float | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if self.api_key and self.api_key_variable:
            raise ValueError("give api_key or api_key_variable, not both")
        return self


def configured(environment: Mapping[str, str] = os.environ) -> dict[str, Endpoint]:
    """By name. Raises EndpointMisconfigured."""
    endpoints, problem = readable(environment)
    if problem:
        raise problem
    return endpoints


def readable(
    environment: Mapping[str, str] = os.environ,
) -> tuple[dict[str, Endpoint], EndpointMisconfigured | None]:
    """Those that can be had, by name, and why these are not all."""
    endpoints: dict[str, Endpoint] = {}
    problem = None
    for source in (_from_environment, _from_file):
        try:
            endpoints |= source(environment)
        except EndpointMisconfigured as error:
            problem = problem or error
    return endpoints, problem


def find(name: str, environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """Raises EndpointMisconfigured where it may be among those that cannot be read."""
    endpoints, problem = readable(environment)
    if problem and name not in endpoints:
        raise problem
    return endpoints.get(name)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Endpoint]:
    """None where only a key is set: other programs have one too."""
    base_url, model = environment.get("OPENAI_BASE_URL", ""), environment.get("DEBRIEF_MODEL", "")
    if not base_url and not model:
        return {}
    if base_url and not re.match(_ADDRESS, base_url):
        raise EndpointMisconfigured("OPENAI_BASE_URL has to begin with http:// or https:// and name a machine.")
    if len(model) > LONGEST_MODEL:
        raise EndpointMisconfigured(f"DEBRIEF_MODEL is longer than {LONGEST_MODEL} characters.")
    endpoint = Endpoint(
        name=FROM_ENVIRONMENT,
        base_url=base_url or OPENAI,
        api_key=_key(environment.get("OPENAI_API_KEY", ""), "OPENAI_API_KEY"),
        model=model,
    )
    return {endpoint.name: endpoint}


def _from_file(environment: Mapping[str, str]) -> dict[str, Endpoint]:
    if not environment.get(FILE_VARIABLE):
        return {}
    path = Path(environment[FILE_VARIABLE])
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EndpointMisconfigured(f"{FILE_VARIABLE}: {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EndpointMisconfigured(f"{path}: not a TOML file: {error}.") from error
    return {name: _endpoint(path, name, table, environment) for name, table in tables.items()}


def _endpoint(path: Path, name: str, table: Any, environment: Mapping[str, str]) -> Endpoint:
    if name in RESERVED:
        raise EndpointMisconfigured(f"{path}: [{name}] is a name of Debrief's own; choose another.")
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise EndpointMisconfigured(f"{path}: a name has 1 to {LONGEST_NAME} characters that can be read.")
    if not isinstance(table, dict):
        raise EndpointMisconfigured(f"{path}: {name} stands outside of any [endpoint].")
    try:
        checked = _Table.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise EndpointMisconfigured(f"{path}: [{name}] {key}: {first['msg']}.") from error
    variable = checked.api_key_variable
    if variable and variable not in environment:
        raise EndpointMisconfigured(f"{path}: [{name}] api_key_variable: {variable} is not set.")
    fields = checked.model_dump(exclude={"api_key_variable"})
    key = _key(environment.get(variable, checked.api_key), f"{path}: [{name}] {variable or 'api_key'}")
    return Endpoint(name=name, **fields | {"api_key": key})


def _key(written: str, where: str) -> str:
    key = written.strip()
    if not key.isascii() or not key.isprintable():
        raise EndpointMisconfigured(f"{where}: a key is made of plain letters, digits and signs.")
    return key
