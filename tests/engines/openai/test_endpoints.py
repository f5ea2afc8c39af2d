from pathlib import Path

import pytest

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import OPENAI, EndpointMisconfigured, configured, find, readable


def write(path: Path, text: str) -> dict[str, str]:
    (path / "endpoints.toml").write_text(text)
    return {"DEBRIEF_ENDPOINTS": str(path / "endpoints.toml"), "HOUSE_KEY": "sk-house"}


def test_nothing_configured_is_no_endpoint() -> None:
    assert configured({}) == {}
    assert configured({"OPENAI_API_KEY": "sk-of-another-program"}) == {}


def test_the_environment_names_one() -> None:
    environment = {"OPENAI_BASE_URL": "http://127.0.0.1:1234/v1", "DEBRIEF_MODEL": "m", "OPENAI_API_KEY": "sk-1"}
    endpoint = configured(environment)["openai"]
    assert (endpoint.base_url, endpoint.model, endpoint.api_key) == ("http://127.0.0.1:1234/v1", "m", "sk-1")
    assert configured({"DEBRIEF_MODEL": "m", "OPENAI_API_KEY": "sk-1"})["openai"].base_url == OPENAI


def test_a_file_names_more(tmp_path: Path) -> None:
    environment = write(
        tmp_path,
        '[house]\nbase_url = "http://models.example.org/v1"\nmodel = "m"\napi_key_variable = "HOUSE_KEY"\n'
        'stream = false\ntoken_field = "max_tokens"\n[other]\nbase_url = "https://other.example.org"\nmodel = "n"\n',
    )
    found = configured(environment | {"DEBRIEF_MODEL": "m"})
    assert set(found) == {"openai", "house", "other"}
    assert (found["house"].api_key, found["house"].stream, found["house"].token_field) == (
        "sk-house",
        False,
        "max_tokens",
    )


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    environment = write(
        tmp_path, '[house]\nbase_url = "http://m.example.org"\nmodel = "m"\napi_key_variable = "HOUSE_KEY"\n'
    )
    assert "sk-house" not in repr(configured(environment))


GOOD = 'base_url = "http://m.example.org"\nmodel = "m"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[house]\nmodel = "m"', r"endpoints.toml: \[house\] base_url"),
        ('[house]\nbase_url = "models.example.org"\nmodel = "m"', r"\[house\] base_url"),
        ('[house]\nbase_url = "http:///v1"\nmodel = "m"', r"\[house\] base_url"),
        (f'[house]\nbase_url = "http://m.example.org"\nmodel = "{"m" * 201}"', r"\[house\] model"),
        (f"[{'h' * 101}]\n{GOOD}", "a name has 1 to 100 characters"),
        (f'["a\\u200bb"]\n{GOOD}', "a name has 1 to 100 characters"),
        (f"[house]\n{GOOD}most_in_flight = 0", r"\[house\] most_in_flight"),
        (f"[house]\n{GOOD}most_in_flight = 1001", r"\[house\] most_in_flight"),
        (f"[house]\n{GOOD}speed = 3", r"\[house\] speed"),
        (f"[house]\n{GOOD}deadline = 0", r"\[house\] deadline"),
        (f'[house]\n{GOOD}token_field = "tokens"', r"\[house\] token_field"),
        (f'[house]\n{GOOD}api_key_variable = "NOWHERE"', "NOWHERE is not set"),
        (f'[house]\n{GOOD}api_key_variable = "HOUSE_KEY"\napi_key = "x"', "not both"),
        (f"[builtin]\n{GOOD}", r"\[builtin\] is a name of Debrief's own"),
        (f"[openai]\n{GOOD}", r"\[openai\] is a name of Debrief's own"),
        ('model = "m"', "model stands outside"),
        (f'[house]\n{GOOD}api_key = "schlüssel"', r"\[house\] api_key: a key is made of"),
        ("[house", "not a TOML file"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(EndpointMisconfigured, match=complaint):
        configured(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EndpointMisconfigured, match=r"DEBRIEF_ENDPOINTS: .*nowhere.toml cannot be read"):
        configured({"DEBRIEF_ENDPOINTS": str(tmp_path / "nowhere.toml")})


def test_what_is_wrong_in_the_file_leaves_the_environments_own(tmp_path: Path) -> None:
    environment = write(tmp_path, "[house") | {"DEBRIEF_MODEL": "m"}
    assert find("openai", environment)
    endpoints, problem = readable(environment)
    assert list(endpoints) == ["openai"]
    assert "not a TOML file" in str(problem)
    with pytest.raises(EndpointMisconfigured, match="not a TOML file"):
        find("house", environment)


def test_what_is_wrong_in_the_environment_leaves_the_file(tmp_path: Path) -> None:
    environment = write(tmp_path, f"[house]\n{GOOD}") | {"OPENAI_BASE_URL": "127.0.0.1"}
    assert find("house", environment)
    with pytest.raises(EndpointMisconfigured, match="OPENAI_BASE_URL"):
        find("openai", environment)


def test_what_nobody_configured_is_not_found(tmp_path: Path) -> None:
    assert find("other", write(tmp_path, f"[house]\n{GOOD}")) is None


def test_a_key_read_from_a_file_may_end_in_a_new_line() -> None:
    assert configured({"DEBRIEF_MODEL": "m", "OPENAI_API_KEY": "sk-1\n"})["openai"].api_key == "sk-1"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"OPENAI_BASE_URL": "127.0.0.1:1234", "DEBRIEF_MODEL": "m"}, "OPENAI_BASE_URL"),
        ({"OPENAI_BASE_URL": "http://"}, "OPENAI_BASE_URL"),
        ({"DEBRIEF_MODEL": "m" * 201}, "DEBRIEF_MODEL"),
        ({"DEBRIEF_MODEL": "m", "OPENAI_API_KEY": "schlüssel"}, "OPENAI_API_KEY"),
    ],
)
def test_a_mistake_in_the_environment_is_named(environment: dict[str, str], named: str) -> None:
    with pytest.raises(EndpointMisconfigured, match=named):
        configured(environment)


def test_a_configured_endpoint_is_an_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in write(tmp_path, f"[house]\n{GOOD}").items():
        monkeypatch.setenv(name, value)
    assert registry.names()[0] == "builtin"
    assert "house" in registry.names()
    assert registry.get("house").name == "house"
