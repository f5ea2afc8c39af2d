"""The ladder: how an endpoint is asked, from what asks most of it down to what every endpoint understands."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Form(StrEnum):
    """How the endpoint is held to the form of the reply, the strictest first."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


class Extra(StrEnum):
    """What a request may carry beside its messages, each as long as the endpoint does not complain."""

    USAGE = "usage"
    STREAM = "stream"
    TOKENS = "tokens"
    TEMPERATURE = "temperature"


_NAMED = {
    Extra.USAGE: re.compile(r"stream_options|include_usage", re.IGNORECASE),
    Extra.TOKENS: re.compile(r"max_tokens|max_completion_tokens", re.IGNORECASE),
    Extra.TEMPERATURE: re.compile(r"\btemperature\b", re.IGNORECASE),
    Extra.STREAM: re.compile(r"\bstream(?:ing)?\b", re.IGNORECASE),
}
_FORM = re.compile(r"response_?\s?format|schema|json_object|structured|grammar|guided", re.IGNORECASE)
_ANY_PARAMETER = re.compile(r"parameter|argument|unsupported|not supported|unrecognized|extra", re.IGNORECASE)


def names_form(complaint: str) -> bool:
    """Whether an endpoint says that it cannot hold a reply to its form."""
    return bool(_FORM.search(complaint))


@dataclass(frozen=True, slots=True)
class Rung:
    form: Form
    extras: frozenset[Extra]
    refused: frozenset[Extra] = frozenset()

    def __str__(self) -> str:
        """ "json_object stream without usage", for instance."""
        without = ("without", *sorted(self.refused)) if self.refused else ()
        return " ".join((self.form, *sorted(self.extras), *without))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The inverse of str(). Raises ValueError."""
        taken, _, refused = text.partition(" without ")
        form, *extras = taken.split()
        return cls(Form(form), frozenset(map(Extra, extras)), frozenset(map(Extra, refused.split())))

    def carrying(self, extras: frozenset[Extra]) -> Self:
        """This rung with these extras, but for those that were refused."""
        return replace(self, extras=extras - self.refused)

    def lower(self) -> Self | None:
        """The next form down; None from the last."""
        forms = list(Form)
        below = forms[forms.index(self.form) + 1 :]
        return replace(self, form=below[0]) if below else None

    def without(self, complaint: str) -> Self | None:
        """What is left to try once an endpoint refused it with these words; None where they name nothing of it."""
        for extra, named in _NAMED.items():
            if extra in self.extras and named.search(complaint):
                return self._less(extra)
        if names_form(complaint):
            return self.lower()
        if _ANY_PARAMETER.search(complaint):
            return self._less(Extra.USAGE) if Extra.USAGE in self.extras else self.lower()
        return None

    def _less(self, extra: Extra) -> Self:
        gone = {extra, Extra.USAGE} if extra is Extra.STREAM else {extra}
        return replace(self, extras=self.extras - gone, refused=self.refused | gone)
