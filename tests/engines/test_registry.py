import subprocess
import sys
from pathlib import Path

import pytest

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import EndpointMisconfigured
from evaluations.engines.registry import UnknownEngine


def test_the_builtin_engine_is_known_and_says_its_name() -> None:
    assert "builtin" in registry.names()
    assert registry.get("builtin").name == "builtin"


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownEngine, match=r"“magic”.*builtin"):
        registry.get("magic")


def test_a_house_adds_its_own_engine_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "evaluations.engines.builtin:BuiltinEngine"
    monkeypatch.setenv("DEBRIEF_ENGINES", f"house = {place}, other={place}")
    assert {"builtin", "house", "other"} <= set(registry.names())
    assert registry.get("house").name == "builtin"


def test_what_cannot_be_read_leaves_the_others_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBRIEF_ENDPOINTS", str(tmp_path / "nowhere.toml"))
    monkeypatch.setenv("DEBRIEF_MODEL", "m")
    offer = registry.offered()
    assert {"builtin", "openai"} <= set(offer.names)
    assert "nowhere.toml cannot be read" in offer.problem
    assert registry.get("builtin").name == "builtin"
    assert registry.get("openai").name == "openai"
    with pytest.raises(EndpointMisconfigured):
        registry.get("house")


def test_naming_the_engines_imports_none_of_them() -> None:
    program = "import sys; from evaluations.engines import registry; registry.names(); print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "evaluations.engines.builtin" not in imported
