"""Names and titles, folded for sorting, and the words by which what is stored is found.

Words are found by their beginnings. A part from the middle of a word cannot be looked up in an index: the embedded
PostgreSQL has no trigrams. It has no ICU and no unaccent either, which is why names are folded here.
"""

import string
import unicodedata
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

TYPED_AT_MOST = 200
"""Characters of what is looked for; what is typed beyond them is left out."""
_BETWEEN_WORDS = string.punctuation + "“”„‟‘’‚‛«»‹›‐‑‒–—―…·•§¡¿、。「」" + "".join(map(chr, range(0x20)))
"""As the database's function `words_of` has it (migration 0006)."""


def folded(name: str) -> str:
    """No case, no accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def words_of(typed: str) -> list[str]:
    """As `Words` finds them in what is stored, each once."""
    spaced = "".join(" " if char in _BETWEEN_WORDS else char for char in typed[:TYPED_AT_MOST])
    return list(dict.fromkeys(spaced.split()))


def beginning_with(words: Iterable[str]) -> SearchQuery:
    """What `Words` are compared with: for each of `words`, of which there is at least one, a word that begins so."""
    return SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")


class Words(Func):
    """The words of a column, by no language's rules: people write in many."""

    function = "words_of"
    output_field = SearchVectorField()
