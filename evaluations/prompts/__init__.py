"""What a model is told, as files beside this one. A prompt is text with named variables, written `${name}`.

A prompt that is rendered without one of its variables, or with one that it does not have, is a defect and raises.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent


class PromptMismatch(ValueError):
    """The variables given are not those of the prompt."""


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    source: str

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(Template(self.source).get_identifiers())

    def render(self, **values: str) -> str:
        """Raises PromptMismatch."""
        if missing := self.variables - values.keys():
            raise PromptMismatch(f"The prompt “{self.name}” is given no {_listed(missing)}.")
        if unused := values.keys() - self.variables:
            raise PromptMismatch(f"The prompt “{self.name}” makes no use of {_listed(unused)}.")
        return Template(self.source).substitute(values).strip()


@cache
def load(name: str) -> Prompt:
    """The prompt of the file `<name>.md`. FileNotFoundError where there is none."""
    return Prompt(name, (FOLDER / f"{name}.md").read_text(encoding="utf-8"))


@cache
def version(*names: str, beside: str = "") -> str:
    """Of what these prompts say, and of what else is told `beside` them: changes with any, and with nothing else."""
    digest = sha256()
    for told in (*(load(name).source for name in names), beside):
        digest.update(told.encode() + b"\0")
    return digest.hexdigest()[:12]


def _listed(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names))
