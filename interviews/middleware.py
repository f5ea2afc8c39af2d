from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from interviews import blind
from interviews.models import Candidate, User


class TimeZoneMiddleware:
    """Times are stored in UTC and shown in the time zone of whoever reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = request.user.time_zone if request.user.is_authenticated else "UTC"
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)


class BlindReviewMiddleware:
    """Until the response is made, names and texts are read as whoever signed in may read them. Admins read all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or user.is_admin:
            return self.get_response(request)
        with blind.looking(blind.Viewer(user.pk, lambda met: Candidate.objects.hidden_among(met, user))):
            response = self.get_response(request)
        assert not response.streaming, "what is made after this would be read as if nobody looked"
        return response
