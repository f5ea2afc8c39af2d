"""The request typed once."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from interviews.models import User


class Request(HttpRequest):
    """What a view of a signed-in person gets."""

    user: User
    htmx: HtmxDetails
