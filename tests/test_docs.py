"""What the docs name exists: files, commands of manage.py and make, settings."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from config.embedded.places import ROOT

PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
TOP = "interviews|evaluations|config|templates|static|tests|docs|benchmarks"


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_it_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(rf"(?<![\w/.])(?:{TOP})/[\w./*<>-]*\w", text)
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    missing = [path for path in named if not list(ROOT.glob(re.sub(r"<\w+>", "*", path)))]
    missing += [path for path in linked if not (page.parent / path).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_it_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    commands = get_commands()
    assert [name for name in re.findall(r"manage\.py ([a-z_]{3,})", text) if name not in commands] == []
    assert [name for name in re.findall(r"`(?:\w+=\S+ )*make ([a-z]+)", text) if name not in targets] == []


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    sources = [
        ROOT / "config" / "settings.py",
        ROOT / "evaluations" / "engines" / "registry.py",
        ROOT / "evaluations" / "engines" / "openai" / "endpoints.py",
        ROOT / "config/run.py",
    ]
    sources += (ROOT / "config" / "embedded").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    read = set(
        re.findall(
            r'"((?:DEBRIEF_[A-Z_]+)|(?:OPENAI_[A-Z_]+)|(?:EMAIL_[A-Z_]+)|DEFAULT_FROM_EMAIL|DATABASE_URL|REDIS_URL|SECRET_KEY|DEBUG|PORT)"',
            code,
        )
    )
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE))
    assert documented == read
