"""Names and titles, folded for sorting, and the words by which what is stored is found.

Words are found by their beginnings. A part from the middle of a word cannot be looked up in an index: the embedded
PostgreSQL has no trigrams. It has no ICU and no unaccent either, which is why names are folded here.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, Model, QuerySet

from interviews.texts.words import is_beginning

TYPED_AT_MOST = 200
"""Characters of what is looked for; what is typed beyond them is left out."""
FEW = 60

M = TypeVar("M", bound=Model)


def folded(name: str) -> str:
    """No case, no accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def beginning_with(words: Iterable[str]) -> SearchQuery:
    """What `Words` are compared with: for each of `words`, of which there is at least one, a word that begins so."""
    return _all_of(f"'{word}':*" for word in words)


def with_words(words: Iterable[str]) -> SearchQuery:
    """As `beginning_with`, but for words too short to be beginnings."""
    return _all_of(f"'{word}':*" if is_beginning(word) else f"'{word}'" for word in words)


def few_of(found: QuerySet[M], *order: str) -> list[Any] | None:
    """The keys of what is found by its words, where these are few; None where they are many.

    Of many a page is read in the order of the list, and soon full. Read so, few would take the whole list; PostgreSQL,
    which takes every word it has not counted for one in two hundred, would do just that.
    """
    few = list(found.order_by(*order).values_list("pk", flat=True)[: FEW + 1])
    return few if len(few) <= FEW else None


def _all_of(terms: Iterable[str]) -> SearchQuery:
    return SearchQuery(" & ".join(terms), config="simple", search_type="raw")


class Words(Func):
    """The words of a column, by no language's rules: people write in many."""

    function = "words_of"
    output_field = SearchVectorField()
