"""What the address of a comparison asks for. A word that means nothing there asks for nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from evaluations.comparing.finding import Sort, Wanted
from evaluations.rules.comparing import VERDICTS
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, Rubric
from interviews.models import Candidate

EVERY_STATUS = "all"
DECIDED = {"yes": True, "no": False}


def wanted_in(asked: QueryDict, rubric: Rubric) -> Wanted:
    def word(name: str, known: Iterable[str], otherwise: str = "") -> str:
        return next((each for each in known if each == asked.get(name)), otherwise)

    status = word("status", (*Candidate.Status, EVERY_STATUS), Candidate.Status.ACTIVE)
    return Wanted(
        sort=Sort(word("sort", Sort, Sort.NAME)),
        about=word("about", rubric.competency_names, VERDICTS),
        falling=asked.get("order") == "falling",
        status="" if status == EVERY_STATUS else status,
        verdict=word("verdict", (*rubric.verdict_words, INSUFFICIENT_EVIDENCE)),
        competency=word("competency", rubric.competency_names),
        at_least=word("at_least", rubric.rating_words),
        is_decided=DECIDED.get(asked.get("decided", "")),
    )


def chosen_in(asked: QueryDict) -> list[UUID]:
    """Each once, as they were chosen."""
    found = dict.fromkeys(_read(word) for word in asked.getlist("with"))
    return [pk for pk in found if pk]


def _read(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Header:
    """Of a column that can be sorted by: a link that sorts by it, or the other way where it is sorted by already."""

    label: str
    sort: Sort
    about: str
    order: str
    """The one that the link leads to."""
    aria_sort: str

    @property
    def id(self) -> str:
        """Of the link, so that it keeps the focus when the list comes anew."""
        return f"by-{self.sort}-{self.about.replace(' ', '-')}"


def headers(wanted: Wanted, competencies: Iterable[str]) -> dict[str, Header | list[Header]]:
    def header(label: str, sort: Sort, about: str = VERDICTS) -> Header:
        is_current = wanted.sort is sort and wanted.about == about
        falls_first = sort is not Sort.NAME  # the best, the widest, the newest
        falling = not wanted.falling if is_current else falls_first
        current = "descending" if wanted.falling else "ascending"
        return Header(label, sort, about, "falling" if falling else "rising", current if is_current else "none")

    return {
        "name": header(_("Candidate"), Sort.NAME),
        "verdicts": header(_("Verdicts"), Sort.MEAN),
        "spread": header(_("Spread"), Sort.SPREAD),
        "competencies": [header(name, Sort.MEAN, name) for name in competencies],
        "signed": header(_("Last signed"), Sort.SIGNED),
    }
