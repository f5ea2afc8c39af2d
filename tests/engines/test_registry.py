import subprocess
import sys

import pytest

from evaluations.engines import registry
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


def test_naming_the_engines_imports_none_of_them() -> None:
    program = "import sys; from evaluations.engines import registry; registry.names(); print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "evaluations.engines.builtin" not in imported
