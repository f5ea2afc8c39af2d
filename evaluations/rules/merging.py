"""What several answers say alike, as one."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def merged(said: Iterable[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    """Each text once, as it was said first, with everywhere it was said; what was said most often comes first, then in
    the order in which it was said. Alike are texts that differ in case, white space and the dot at their end only:
    anything bolder would put words into somebody's mouth."""
    found: dict[str, tuple[str, list[T]]] = {}
    for text, place in said:
        alike = " ".join(text.casefold().split()).rstrip(".")
        found.setdefault(alike, (text, []))[1].append(place)
    return sorted(found.values(), key=lambda entry: -len(entry[1]))
