"""Something that happens while a page reads, at any moment of that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

from django.db import connection

from evaluations.evidence.claims import Basis, Item, PassKind, Section
from evaluations.models import Evaluation, Pass
from tests.evaluations import cases


def stored_while(read: Callable[[Evaluation], str]) -> Iterator[tuple[Evaluation, str]]:
    """An evaluation and what was read of it, for every query of `read` that the last of its passes, with ratings in
    it, may be stored just before."""
    rating = Item(text="As told", basis=Basis.UNVERIFIED, competency="Ownership", rating="Strong")
    for number in count():
        evaluation = cases.request()
        cases.finish(evaluation, PassKind.RED_FLAGS, {Section.FLAGS: ()})
        with _before_query(number, partial(cases.finish, evaluation, PassKind.FEEDBACK, {Section.RATINGS: (rating,)})):
            text = read(evaluation)
        if cases.pass_of(evaluation).state != Pass.State.DONE:
            break  # So many queries there are not.
        yield cases.refreshed(evaluation), text
    assert number > 0


@contextmanager
def _before_query(number: int, act: Callable[[], object]) -> Iterator[None]:
    """Does it just before the query of this number, from 0."""
    numbers = count()

    def watch(execute: Callable[..., Any], *query: Any) -> Any:
        if next(numbers) == number:
            act()
        return execute(*query)

    with connection.execute_wrapper(watch):
        yield
