"""Names and titles, folded for sorting, and the words by which what is stored is found.

Words are found by their beginnings. A part from the middle of a word cannot be looked up in an index: the embedded
PostgreSQL has no trigrams. It has no ICU and no unaccent either, which is why names are folded here.
"""

import unicodedata
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

from interviews.texts.words import is_beginning

TYPED_AT_MOST = 200
"""Characters of what is looked for; what is typed beyond them is left out."""


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


def _all_of(terms: Iterable[str]) -> SearchQuery:
    return SearchQuery(" & ".join(terms), config="simple", search_type="raw")


class Words(Func):
    """The words of a column, by no language's rules: people write in many."""

    function = "words_of"
    output_field = SearchVectorField()
