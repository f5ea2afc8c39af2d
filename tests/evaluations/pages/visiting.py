"""Who comes to a page, and what each of them gets."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.test import Client

from evaluations.models import Look
from interviews.models import Interview, Role, Shadow, User
from tests import factories

Visit = Callable[[Client], HttpResponseBase]
"""Sends a request, or several, and returns the response to the last."""

SIGN_IN = "sign in"
INTERVIEWER_ONLY = {"nobody": SIGN_IN, "stranger": 404, "shadow": 404, "panel": 404, "committee": 404, "admin": 404}
READERS = {**INTERVIEWER_ONLY, "shadow": 200, "admin": 200}


def signed_in(user: User, *, htmx: bool = False) -> Client:
    client = Client(headers={"HX-Request": "true"} if htmx else {})
    client.force_login(user)
    return client


def looking(*interviews: Interview) -> User:
    """An admin who chose to look at what is judged in these before it is signed."""
    admin = factories.user(role=Role.ADMIN)
    Look.objects.bulk_create(Look(interview=interview, admin=admin) for interview in interviews)
    return admin


def others(interview: Interview, visit: Visit) -> dict[str, object]:
    """The status for everybody but the interviewer; the admin is one who looked."""
    shadow, panel = factories.user(), factories.user()
    Shadow.objects.create(interview=interview, user=shadow)
    interview.opening.panel.add(panel)
    people = {
        "stranger": factories.user(),
        "shadow": shadow,
        "panel": panel,
        "committee": factories.user(role=Role.COMMITTEE),
        "admin": looking(interview),
    }
    statuses = {who: visit(signed_in(user)).status_code for who, user in people.items()}
    return {"nobody": _status_of_nobody(visit(Client())), **statuses}


def _status_of_nobody(response: HttpResponseBase) -> object:
    return SIGN_IN if response.headers.get("Location", "").startswith("/sign-in/") else response.status_code


def wrong_methods(client: Client, url: str, *allowed: str) -> set[str]:
    """Those of the usual methods that are not refused although they are not allowed."""
    methods = {"get", "post", "put", "patch", "delete"} - set(allowed)
    return {method for method in methods if getattr(client, method)(url).status_code != 405}
