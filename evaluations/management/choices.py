"""What the commands say about an argument that they do not know."""

from collections.abc import Iterable

from django.core.management.base import CommandError


def one_of(name: str, value: str, known: Iterable[str]) -> None:
    """Raises CommandError with what there is to choose from."""
    if value not in (choices := list(known)):
        raise CommandError(f"Unknown {name} “{value}”. Known: {', '.join(choices)}.")
