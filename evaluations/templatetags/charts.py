"""The pictures of a candidate page."""

from collections.abc import Iterator

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from evaluations.candidates import Findings, Judged, Place
from evaluations.charts import Chart, Found, on_scale
from evaluations.evidence.claims import SEVERITIES
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE, NOT_ASSESSED

register = template.Library()
Drawn = list[tuple[str, SafeString]]
"""Titles, each with its picture."""


@register.simple_tag
def verdict_charts(found: Findings) -> Drawn:
    """A dot for each interview; none where there is nothing to compare."""
    if not _is_compared(found):
        return []
    verdicts = ((card.scorecard.own_verdict, card.interview.interviewer.name) for card in found.cards)
    return _drawn(on_scale([(_("Verdicts"), verdicts)], found.rubric.verdict_words, [INSUFFICIENT_EVIDENCE]))


@register.simple_tag
def rating_charts(found: Findings) -> Drawn:
    """One for each interviewer, with all ratings of their answers; none where there is nothing to compare."""
    if not _is_compared(found):
        return []
    pictures = [(heard.interview.interviewer.name, _ratings(heard.answers)) for heard in found.signed]
    return _drawn(on_scale(pictures, found.rubric.rating_words, [NOT_ASSESSED]))


def _is_compared(found: Findings) -> bool:
    """Several interviews, rated on one scale."""
    return len(found.cards) > 1 and found.is_comparable


def _ratings(answers: tuple[Judged, ...]) -> Found:
    for judged in answers:
        for competency, rating in judged.ratings.items():
            yield rating, _("%(competency)s, answer %(n)d") % {"competency": competency, "n": judged.number}


@register.simple_tag
def flag_charts(found: Findings) -> Drawn:
    """One for each kind of confirmed flag, by severity; none where there is nothing to compare."""
    if len(found.flags) < 2:
        return []
    kinds: dict[str, list[Place]] = {}
    for place in found.flags:
        kinds.setdefault(place.item.label.casefold(), []).append(place)
    pictures = [(places[0].item.label, _flags(places)) for places in kinds.values()]
    return _drawn(on_scale(pictures, [_severity(number) for number in sorted(SEVERITIES, reverse=True)]))


def _flags(places: list[Place]) -> Iterator[tuple[str, str]]:
    for place in places:
        who = place.judged.interview.interviewer.name
        yield _severity(place.item.severity), _("%(who)s, answer %(n)d") % {"who": who, "n": place.judged.number}


def _severity(number: int) -> str:
    return f"{number}, {SEVERITIES[number]}"


def _drawn(charts: list[Chart]) -> Drawn:
    # Every word in it is escaped where it is written.
    return [(chart.title, mark_safe(chart.svg())) for chart in charts]  # noqa: S308
