from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from interviews.models import Candidate


def bare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The least that a page of somebody who signed in can do: a row by its primary key, and a word of it."""
    return HttpResponse(Candidate.objects.get(pk=pk).status)


urlpatterns = [path("bare/<uuid:pk>/", bare, name="bare"), *urls.urlpatterns]
