"""The containers hold together: what docker-compose.yml and the Dockerfile name exists here."""

import re
from importlib.metadata import entry_points
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config import run
from config.embedded.places import ROOT
from evaluations.engines.openai.endpoints import FILE_VARIABLE, configured

OURS = ("prepare", "web", "worker", "beat")
MODELS = ("ollama", "ollama-model")
ONCE = {"prepare", "ollama-model"}
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def names_that_the_code_reads() -> set[str]:
    """By the settings, and by the engines for themselves."""
    settings = (ROOT / "config" / "settings.py").read_text()
    endpoints = (ROOT / "evaluations" / "engines" / "openai" / "endpoints.py").read_text()
    read = re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", settings)
    return {*read, *re.findall(r"""environment\.get\("([A-Z_]+)\"""", endpoints), FILE_VARIABLE}


def command_of(service: str) -> list[str]:
    if "command" in SERVICES[service]:
        return list(SERVICES[service]["command"])
    (command,) = re.findall(r"^CMD \[(.*)\]$", DOCKERFILE, re.MULTILINE)
    return re.findall(r'"([^"]*)"', command)


def test_the_services_are_those_of_a_production() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "redis", *MODELS}


@pytest.mark.parametrize("service", OURS)
def test_every_name_in_the_environment_is_read(service: str) -> None:
    environment = SERVICES[service]["environment"]
    assert environment.keys() <= names_that_the_code_reads()
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBRIEF_URL"} <= environment.keys()


def test_the_names_in_the_dockerfile_are_read() -> None:
    named = set(re.findall(r"\b([A-Z]+_[A-Z_]+)=", DOCKERFILE)) - {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    assert named
    assert named <= names_that_the_code_reads()


@pytest.mark.parametrize("service", OURS)
def test_every_command_exists(service: str) -> None:
    program, *arguments = command_of(service)
    if program == "python":
        assert (ROOT / arguments[0]).is_file()
        assert arguments[1] in get_commands()
    else:
        assert program in {entry.name for entry in entry_points(group="console_scripts")}


@pytest.mark.parametrize(("service", "ours"), [("web", run.WEB), ("worker", run.WORKER), ("beat", run.BEAT)])
def test_containers_run_what_make_run_runs(service: str, ours: tuple[str, ...]) -> None:
    different_on_purpose = {"--loglevel", "--log-level", "--graceful-timeout", "WARNING", "warning", "3"}
    assert set(ours[3:]) - different_on_purpose <= set(command_of(service))


def test_the_dockerfile_copies_and_runs_what_exists() -> None:
    for source in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists()
    for command in re.findall(r"manage\.py (\w+)", DOCKERFILE):
        assert command in get_commands()
    assert "--require-hashes" in DOCKERFILE


def test_nothing_runs_as_root() -> None:
    assert re.search(r"^USER debrief$", DOCKERFILE, re.MULTILINE)


def test_the_database_is_prepared_before_anything_uses_it() -> None:
    for service in ("web", "worker", "beat"):
        assert SERVICES[service]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    assert SERVICES["prepare"]["restart"] == "no"


def test_everything_that_stays_comes_back_after_a_crash() -> None:
    for service in SERVICES.keys() - ONCE:
        assert SERVICES[service]["restart"] == "unless-stopped"


def test_there_can_be_more_workers() -> None:
    assert SERVICES["worker"].keys().isdisjoint({"container_name", "ports", "hostname"})


def test_data_outlives_the_containers() -> None:
    for service in ("postgres", "redis", "ollama"):
        (volume,) = SERVICES[service]["volumes"]
        assert volume.split(":")[0] in COMPOSE["volumes"]


def test_no_secret_has_a_value_here() -> None:
    environment = SERVICES["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


def environment_of(service: str, **given: str) -> dict[str, str]:
    """What compose makes of it where only these are given, as far as what may be left out goes."""
    lines: dict[str, str] = SERVICES[service]["environment"]
    filled = {name: re.sub(r"\$\{\w+:-\}", given.get(name, ""), value) for name, value in lines.items()}
    return {name: re.sub(r"\$\{\w+:\+(.*)\}", r"\1" * (name in given), value) for name, value in filled.items()}


def test_without_a_model_the_built_in_engine_drafts() -> None:
    environment = environment_of("worker")
    assert configured(environment) == {}
    assert environment["DEBRIEF_ENGINE"] == ""


def test_web_and_worker_know_the_same_engines() -> None:
    assert SERVICES["web"]["environment"] == SERVICES["worker"]["environment"]
    assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"]


def test_a_file_of_endpoints_is_looked_for_where_it_is_put() -> None:
    (volume,) = SERVICES["worker"]["volumes"]
    place = environment_of("worker", DEBRIEF_ENDPOINTS="./endpoints.toml")["DEBRIEF_ENDPOINTS"]
    assert volume == f"${{DEBRIEF_ENDPOINTS:-/dev/null}}:{place}:ro"


def test_a_model_of_ones_own_is_started_only_on_request_and_reachable_by_debrief_alone() -> None:
    for service in MODELS:
        assert SERVICES[service]["profiles"] == ["ollama"]
        assert "ports" not in SERVICES[service]


def test_the_model_that_is_downloaded_is_the_one_that_is_asked() -> None:
    assert SERVICES["ollama-model"]["command"] == ["pull", SERVICES["worker"]["environment"]["DEBRIEF_MODEL"]]
    assert SERVICES["ollama-model"]["depends_on"] == {"ollama": {"condition": "service_healthy"}}
