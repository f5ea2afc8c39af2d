"""Personal details leave as placeholders and come back in their place.

What counts as a detail, and what is done about names that are words too: docs/decisions/0006-what-leaves-the-house.md.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from evaluations.evidence.folding import without_invisible
from interviews.texts.details import DETAILS, is_phone, ordinary_words

_PATTERNS = {
    # What a model's server might take for its own marks, or for the fence around the text.
    "mark": r"<[|｜][^<>|｜\n]{1,40}[|｜]>|</?s>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_[A-Z]{1,20}|THINK)\]"
    r"|<</?SYS>>|</?(?:start|end)_of_turn>|</?think(?:ing)?>"
    r"|\b(?:BEGIN|END)[ \t]+text-[0-9A-Fa-f]+",
    **DETAILS,
}
_PLACEHOLDER = re.compile(rf"\[({'|'.join(_PATTERNS)}|name)[-_ ]?(\d{{1,6}})\]", re.IGNORECASE)

_SENTENCE_START = re.compile(r"(?:\A|[.!?:;…\n\r]|[-*•–—]\s)[\s\"'“”‘’(\[]*\Z")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.?\s+\Z")
_POSSESSIVE = re.compile(r"['’]s\b")
_PERSON_DOES = re.compile(r"\s+(?:is|was|has|had|does|did|said|says|told|asked|wrote|thinks|thought|wants|wanted)\b")
_HYPHEN = re.compile(r"-\w")


class Disguise:
    """The placeholders of one request. The same detail has the same placeholder in all of its texts."""

    def __init__(self, names: Sequence[str], texts: Sequence[str]) -> None:
        self._parts = _parts(names)
        patterns = _PATTERNS | ({"name": _name_pattern(self._parts)} if self._parts else {})
        self._pattern = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns.items()))
        self._taken = {_key(found) for text in texts for found in _PLACEHOLDER.finditer(without_invisible(text))}
        self._by_detail: dict[tuple[str, str], str] = {}
        self._details: dict[tuple[str, int], str] = {}
        for text in texts:
            self.hide(text)

    def hide(self, text: str) -> str:
        """The text as it may leave: without invisible characters, with placeholders."""
        seen = without_invisible(text)
        parts: list[str] = []
        end = 0
        for found in self._pattern.finditer(seen):
            if self._is_detail(found):
                parts += (seen[end : found.start()], self._placeholder(found))
                end = found.end()
        return "".join((*parts, seen[end:]))

    def show(self, text: str) -> str:
        """The inverse, for what a model wrote about such a text."""
        return _PLACEHOLDER.sub(lambda found: self._details.get(_key(found), found.group()), text)

    def show_all(self, value: Any) -> Any:
        """The same for every string in a JSON value."""
        if isinstance(value, str):
            return self.show(value)
        if isinstance(value, list):
            return [self.show_all(item) for item in value]
        if isinstance(value, dict):
            return {key: self.show_all(item) for key, item in value.items()}
        return value

    def _placeholder(self, found: re.Match[str]) -> str:
        kind, detail = str(found.lastgroup), found.group()
        if (kind, detail) not in self._by_detail:
            number = next(n for n in range(1, len(self._taken) + 2) if (kind, n) not in self._taken)
            self._taken.add((kind, number))
            self._details[kind, number] = detail
            self._by_detail[kind, detail] = f"[{kind}-{number}]"
        return self._by_detail[kind, detail]

    def _is_detail(self, found: re.Match[str]) -> bool:
        if found.lastgroup == "phone":
            return is_phone(found.group())
        return found.lastgroup != "name" or self._stands_as_name(found)

    def _stands_as_name(self, found: re.Match[str]) -> bool:
        """A name that is an ordinary word too has to look like a name where it stands."""
        if found.group().casefold() not in ordinary_words() or self._is_beside_another(found):
            return True
        before, text, end = found.string[max(0, found.start() - 20) : found.start()], found.string, found.end()
        if _HYPHEN.match(text, end) or found.group().isupper():
            return False
        if _POSSESSIVE.match(text, end) or _TITLE.search(before):
            return True
        return bool(not _SENTENCE_START.search(before) or _PERSON_DOES.match(text, end))

    def _is_beside_another(self, found: re.Match[str]) -> bool:
        """Whether another part of a name stands next to it: first name and surname."""
        after = re.match(r",?[ \t]+([^\s,.;:!?'’]+)", found.string[found.end() : found.end() + 60])
        before = re.search(r"([^\s,.;:!?'’]+),?[ \t]+\Z", found.string[max(0, found.start() - 60) : found.start()])
        beside = {match[1] for match in (before, after) if match}
        return not beside.isdisjoint(self._parts - {found.group()})


def _key(found: re.Match[str]) -> tuple[str, int]:
    return found[1].lower(), int(found[2])


def _parts(names: Sequence[str]) -> frozenset[str]:
    """Every way in which a part of a name may be written."""
    return frozenset(written for name in names for part in re.split(r"[\s,]+", name) for written in _written(part))


def _written(part: str) -> Iterator[str]:
    for piece in {part, *part.split("-")}:
        word = piece.strip(".'’\"()")
        if sum(map(str.isalpha, word)) < 2:
            continue
        capitalised = word[0].upper() + word[1:]
        plain = "".join(char for char in unicodedata.normalize("NFD", capitalised) if not unicodedata.combining(char))
        yield from (capitalised, plain, capitalised.upper(), plain.upper())


def _name_pattern(parts: frozenset[str]) -> str:
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    alternatives = "|".join(re.sub("['’]", "['’]", re.escape(part)) for part in longest_first)
    return rf"(?<!\w)(?:{alternatives})(?!\w)"
