"""Looking for words in answers and evaluations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations import searching
from evaluations.pages.section_views import HEADINGS
from interviews.http import Request


@require_safe
def search(request: Request) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    words = searching.looked_for(typed)
    context: dict[str, object] = {"typed": typed, "words": words, "headings": HEADINGS}
    if words:
        context["found"], context["page"] = searching.search(request.user, words, request.GET)
    return render(request, "evaluations/lists/search.html", context)
