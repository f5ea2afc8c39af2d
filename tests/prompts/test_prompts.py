import subprocess
import sys

import pytest

from evaluations import prompts
from evaluations.prompts import Prompt, PromptMismatch

GREETING = Prompt("greeting", "Good ${time}, ${name}.")


def test_a_prompt_is_its_text_with_the_variables_filled_in() -> None:
    assert GREETING.render(time="morning", name="$name") == "Good morning, $name."


def test_a_missing_variable_is_an_error_that_names_it() -> None:
    with pytest.raises(PromptMismatch, match=r"“greeting” is given no name, time"):
        GREETING.render()


def test_a_variable_without_use_is_an_error_that_names_it() -> None:
    with pytest.raises(PromptMismatch, match=r"“greeting” makes no use of colour"):
        GREETING.render(time="morning", name="you", colour="blue")


def test_the_version_follows_the_words_of_the_prompts_that_it_is_asked_for() -> None:
    assert prompts.version("feedback", "repair") == prompts.version("feedback", "repair")
    assert len({prompts.version(name) for name in ("feedback", "red_flags", "schema", "repair")}) == 4


def test_the_version_follows_what_is_told_beside_them() -> None:
    assert len({prompts.version("feedback", beside=told) for told in ("", "1 to 2 points", "1 to 3 points")}) == 3


@pytest.mark.parametrize("changed", ["Good ${time}, dear ${name}.", "Good ${time}, ${name}. "])
def test_any_change_of_words_is_a_new_version(changed: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = set()
    for source in (GREETING.source, changed):
        monkeypatch.setattr(prompts, "load", lambda name, source=source: Prompt(name, source))
        versions.add(prompts.version.__wrapped__("greeting"))
    assert len(versions) == 2


def test_the_web_can_name_engines_and_read_records_without_the_client_library() -> None:
    program = (
        "import sys; from evaluations.engines import registry; registry.names();"
        "from evaluations.engines.openai import engine, replaying, check; print(*sys.modules)"
    )
    imported = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"openai", "httpx2", "django"} & set(imported)
