"""Who may do what, beyond what the querysets let them see."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from interviews.http import Request
from interviews.models import Opening, PanelMember, Role, User

P = ParamSpec("P")


def may_interview(user: User) -> bool:
    """Interviewers and admins; the committee reads and decides."""
    return user.role != Role.COMMITTEE


def may_change(opening: Opening, user: User) -> bool:
    chaired = PanelMember.objects.filter(opening=opening, user=user, seat=PanelMember.Seat.CHAIR)
    return user.role == Role.ADMIN or chaired.exists()


def for_interviewers(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Refuses committee members, in words that they can do something with."""

    @wraps(view)
    def checked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_interview(request.user):
            raise PermissionDenied(
                _("Interviews, candidates and openings are set up by interviewers and admins. Ask one of them.")
            )
        return view(request, *args, **kwargs)

    return checked


def for_admins(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Everybody else finds nothing there."""

    @wraps(view)
    def checked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_admin:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
