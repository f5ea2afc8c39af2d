"""Blind review: who looks, and what they must not know of whom. docs/blind-review.md tells the rule in words.

Whose request it is stands in a context variable, so that no page has to think of it: a candidate's name and everything
personal in the database (`models.personal`) is read through here. Without a request, in a worker or a command, nobody
looks and all is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from interviews.texts.masking import Masked, mask

if TYPE_CHECKING:
    from interviews.models import User


class Rule:
    """Of whom somebody must not know who they are. Here of nobody; `evaluations.blind_review` knows the openings'."""

    def hidden_from(self, user: "User") -> Q:
        """Candidates."""
        return Q(pk__in=())

    def is_used(self) -> bool:
        """Whether there may be any such candidate."""
        return False


class _Review:
    rule = Rule()


review = _Review()
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of pseudonyms: without those that are taken for others."""
_LENGTH = 6
Covered = Callable[[set[UUID]], dict[UUID, str]]
"""Those of these candidates whom whoever looks must not know, with their names; one query."""

_looking: "ContextVar[Viewer | None]" = ContextVar("looking", default=None)


class Viewer:
    """One request of somebody who may not know everybody.

    Candidates are met as they are read from the database, and looked up all at once when the first of their names, or
    a text, is read: one query for a page, however many candidates are on it.
    """

    def __init__(self, user: UUID, covered: Covered) -> None:
        self.user = user
        self._covered = covered
        self._met: set[UUID] = set()
        self._known: set[UUID] = set()
        self._hidden: dict[UUID, str] = {}

    def meet(self, candidate: UUID, through: UUID | None) -> None:
        """`through` is who added or interviews them; that nobody has to be asked about."""
        if through == self.user:
            self._known.add(candidate)
            self._met.discard(candidate)
        elif candidate not in self._known and candidate not in self._hidden:
            self._met.add(candidate)

    def learn(self, candidate: UUID, hidden: str | None) -> None:
        self._met.discard(candidate)
        if hidden is None:
            self._known.add(candidate)
        else:
            self._hidden[candidate] = hidden

    @cached_property
    def may_miss(self) -> bool:
        """Whether there may be somebody; once a list has asked that, and there is nobody, no name is looked up."""
        return review.rule.is_used()

    def hidden(self) -> dict[UUID, str]:
        """Those met so far whom they must not know."""
        if self._met and self.__dict__.get("may_miss", True):
            found = self._covered(self._met)
            self._hidden |= found
            self._known |= self._met - found.keys()
            self._met = set()
        return self._hidden


def may_hide_from(user: "User") -> bool:
    """Whether there may be somebody whom this person must not know."""
    viewer = _looking.get()
    if viewer and viewer.user == user.pk:
        return viewer.may_miss
    return not user.is_admin and review.rule.is_used()


@contextmanager
def looking(viewer: Viewer | None) -> Iterator[None]:
    """Meanwhile everything is shown as this person may see it; None sees all."""
    before = _looking.set(viewer)
    try:
        yield
    finally:
        _looking.reset(before)


def everything_shown() -> AbstractContextManager[None]:
    """For code that keeps what it reads, whoever asked for it."""
    return looking(None)


def meet(candidate: UUID, *, through: UUID | None = None) -> None:
    if viewer := _looking.get():
        viewer.meet(candidate, through)


def learn(user: UUID, candidate: UUID, hidden: str | None) -> None:
    """What a query has told along with the rest about a candidate and this person: the name that they must not know, or
    that they may know it. Spares asking."""
    viewer = _looking.get()
    if viewer and viewer.user == user:
        viewer.learn(candidate, hidden)


def is_hidden(candidate: UUID) -> bool:
    """Whether whoever looks must not know this candidate."""
    viewer = _looking.get()
    if viewer is None:
        return False
    viewer.meet(candidate, None)
    return candidate in viewer.hidden()


def hides() -> bool:
    """Whether this request has met anybody whom it must not show."""
    viewer = _looking.get()
    return viewer is not None and bool(viewer.hidden())


def masked(text: str, *, calls: bool = False) -> Masked:
    """The text as whoever looks may read it: without all whom this request has met and must not show. `calls` as in
    `mask`."""
    viewer = _looking.get()
    hidden = viewer.hidden() if viewer else None
    return mask(text, frozenset(hidden.values()), calls=calls) if hidden else Masked(text, ())


def shown(text: str, *, calls: bool = False) -> str:
    return masked(text, calls=calls).text


def pseudonym(candidate: UUID) -> str:
    """What somebody is called who must not be known: always the same, and nothing to work their name out from."""
    digest = salted_hmac("interviews.blind.pseudonym", candidate.hex, algorithm="sha256").digest()
    number = int.from_bytes(digest[:8])
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))
