"""The candidates of an opening beside each other."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluations.comparing.finding import Pool
from evaluations.comparing.reading import compared, competencies
from evaluations.models import OpeningPolicy
from evaluations.pages.compare_form import EVERY_STATUS, chosen_in, headers, wanted_in
from evaluations.rules.comparing import differences, scale_of
from evaluations.rules.rubric import INSUFFICIENT_EVIDENCE
from interviews.http import Request
from interviews.models import Candidate, Opening

PER_PAGE = 50
SIDE_BY_SIDE = 6
"""More columns than that nobody compares."""


@require_safe
def compare(request: Request, pk: UUID) -> HttpResponse:
    """A list that is sorted and narrowed by its address, or those that it names `with`, in columns."""
    opening = get_object_or_404(Opening.objects.visible_to(request.user), pk=pk)
    pool = Pool(opening, request.user, OpeningPolicy.objects.looked_up(opening).version.rubric)
    if "with" in request.GET:
        return _side_by_side(request, pool)
    wanted = wanted_in(request.GET, pool.rubric)
    found = pool.find(wanted)
    page = Paginator(range(len(found)), PER_PAGE).get_page(request.GET.get("page"))
    rows = compared(found.between(max(0, page.start_index() - 1), page.end_index()), opening, request.user)
    context = {
        "opening": opening,
        "rubric": pool.rubric,
        "scale": scale_of(pool.rubric),
        "wanted": wanted,
        "headers": headers(wanted, pool.rubric.competency_names),
        "page": page,
        "rows": rows,
        "told": differences([row.circumstances for row in rows]),
        "most": SIDE_BY_SIDE,
        "statuses": (*Candidate.Status.choices, (EVERY_STATUS, _("All"))),
        "verdicts": (*pool.rubric.verdict_words, INSUFFICIENT_EVIDENCE),
    }
    return render(request, "evaluations/compare/compare.html", context)


def _side_by_side(request: Request, pool: Pool) -> HttpResponse:
    asked = chosen_in(request.GET)
    found = pool.chosen(asked)
    columns = compared(found[:SIDE_BY_SIDE], pool.opening, request.user)
    ids = [column.candidate.pk for column in columns]
    told = differences([column.circumstances for column in columns])
    context = {
        "opening": pool.opening,
        "columns": [(column, [pk for pk in ids if pk != column.candidate.pk]) for column in columns],
        "competencies": competencies(pool.rubric, columns),
        "told": told,
        "scale": next((column.scale for column in columns if column.said), "") if told.is_one_scale else "",
        "most": SIDE_BY_SIDE,
        "left_out": len(found) - len(columns),
        "unknown": len(request.GET.getlist("with")) - len(found),
    }
    return render(request, "evaluations/compare/side_by_side.html", context)
