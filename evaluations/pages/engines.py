"""Which engines there are, for admins, and trying them out."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.engines import registry
from evaluations.engines.openai.endpoints import Endpoint
from evaluations.engines.registry import Offer
from evaluations.models import EngineCheck
from evaluations.tasks import ask_for_check
from interviews.http import Request
from interviews.models import User


@dataclass(frozen=True, slots=True)
class _Listed:
    """An engine as the page has it. Its endpoint's key stays where it is."""

    name: str
    endpoint: Endpoint | None
    check: EngineCheck | None
    """The latest."""

    @property
    def is_usual(self) -> bool:
        return self.name == settings.DEBRIEF_ENGINE

    @property
    def is_built_in(self) -> bool:
        return self.name == settings.RULE_BASED_ENGINE


@require_http_methods(["GET", "HEAD", "POST"])
def engines(request: Request) -> HttpResponse:
    """The list; POST has a worker try the `engine` out."""
    _require_admin(request.user)
    offer = registry.offered()
    listed = _listed(offer)
    if request.method != "POST":
        return render(request, "evaluations/engines.html", {"engines": listed, "problem": offer.problem})
    chosen = next((engine for engine in listed if engine.name == request.POST.get("engine")), None)
    if chosen is None:
        raise Http404
    check = chosen.check if chosen.check and chosen.check.is_running else _begin(chosen.name, request.user)
    if request.htmx:
        return render(request, "evaluations/_engine_check.html", {"check": check})
    return redirect("evaluations:engines")


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """What came of it, once it is over; polled until then, when there is nothing to show."""
    _require_admin(request.user)
    check = get_object_or_404(EngineCheck, pk=pk)
    if check.is_running:
        return HttpResponse(status=204)
    return render(request, "evaluations/_engine_check.html", {"check": check})


def _require_admin(user: User) -> None:
    if not user.is_admin:
        raise Http404


def _listed(offer: Offer) -> list[_Listed]:
    latest = {
        check.engine: check
        for check in EngineCheck.objects.select_related("asked_by").order_by("engine", "-asked_at").distinct("engine")
    }
    return [_Listed(name, offer.endpoints.get(name), latest.get(name)) for name in offer.names]


def _begin(engine: str, user: User) -> EngineCheck:
    check = EngineCheck.objects.create(engine=engine, asked_by=user)
    ask_for_check(check)
    check.refresh_from_db()
    return check
