"""What was posted, as the rest takes it."""

from uuid import UUID

from interviews.http import Request
from interviews.texts import accept


def text(request: Request, name: str, *, limit: int) -> str:
    """A text that may be left out. Raises TextRefused for what is no text or longer than `limit` code points."""
    typed = request.POST.get(name, "")
    return accept(typed, what=name, limit=limit) if typed.strip() else ""


def number(request: Request, name: str) -> int:
    return whole(request.POST.get(name, ""))


def whole(typed: str) -> int:
    """-1 for what is no number: nothing has that number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


def key(request: Request, name: str) -> UUID | None:
    """None for what is no key."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
