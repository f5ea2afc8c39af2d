"""Pages of a long list, found from the row before or after."""

from uuid import UUID

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from interviews import paging
from interviews.models import Candidate, User
from tests import factories

ORDERS = (("identity__sort_name", "pk"), ("-identity__sort_name", "-pk"))


class AnyList(TestCase):
    @given(st.lists(st.sampled_from(["Ana", "Bo", "Cy"]), max_size=9), st.integers(1, 4), st.sampled_from(ORDERS))
    def test_every_row_is_on_one_page_and_the_page_before_ends_where_this_one_begins(
        self, names: list[str], size: int, order: tuple[str, ...]
    ) -> None:
        adder = factories.user()
        for name in names:
            factories.candidate(name=name, created_by=adder)
        found = Candidate.objects.visible_to(adder)
        wanted = list(found.order_by(*order))
        pages = walked(found, order, size)
        assert [row for page in pages for row in page.rows] == wanted
        for number, page in enumerate(pages[1:], 1):
            before = paging.page(found, order, {"before": str(page.before)}, found, size)
            assert before.rows == wanted[(number - 1) * size : number * size]


def walked(found: QuerySet[Candidate], order: tuple[str, ...], size: int) -> list[paging.Page[Candidate]]:
    pages = [paging.page(found, order, {}, found, size)]
    while pages[-1].after:
        pages.append(paging.page(found, order, {"after": str(pages[-1].after)}, found, size))
    return pages


@pytest.fixture
def adder(db: None) -> User:
    return factories.user()


def names(page: paging.Page[Candidate]) -> list[str]:
    return [candidate.name for candidate in page.rows]


def test_a_page_stays_the_same_while_rows_come_and_go_in_front_of_it(adder: User) -> None:
    for name in ("Bo", "Cy", "Di"):
        factories.candidate(name=name, created_by=adder)
    found, order = Candidate.objects.visible_to(adder), ORDERS[0]
    address = {"after": str(paging.page(found, order, {}, found, 1).after)}
    factories.candidate(name="Ana", created_by=adder)
    assert names(paging.page(found, order, address, found, 1)) == ["Cy"]


def test_what_is_before_the_second_page_is_the_whole_first_one(adder: User) -> None:
    for name in ("Ana", "Bo", "Cy"):
        factories.candidate(name=name, created_by=adder)
    found, order = Candidate.objects.visible_to(adder), ORDERS[0]
    second = paging.page(found, order, {"after": str(paging.page(found, order, {}, found, 2).after)}, found, 2)
    first = paging.page(found, order, {"before": str(second.before)}, found, 2)
    assert (names(first), first.before) == (["Ana", "Bo"], None)


@pytest.mark.parametrize("key", ["", "nonsense", "\0", str(UUID(int=1))])
def test_an_odd_address_gives_the_first_page(adder: User, key: str) -> None:
    factories.candidate(name="Ana", created_by=adder)
    found = Candidate.objects.visible_to(adder)
    assert names(paging.page(found, ORDERS[0], {"after": key}, found)) == ["Ana"]


def test_from_a_row_that_is_not_for_this_person_no_page_is_found(adder: User) -> None:
    factories.candidate(name="Bo", created_by=adder)
    foreign = factories.candidate(name="Cy")
    found = Candidate.objects.visible_to(adder)
    assert names(paging.page(found, ORDERS[0], {"after": str(foreign.pk)}, found)) == ["Bo"]


def test_counting_ends_where_nobody_cares_any_more(adder: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED_AT_MOST", 2)
    found = Candidate.objects.visible_to(adder)
    for expected in ((0, True), (1, True), (2, True), (2, False), (2, False)):
        count = paging.count(found)
        assert (count.shown, count.is_exact) == expected
        factories.candidate(created_by=adder)
