from django.urls import include, path

from evaluations.pages import candidate, candidate_list, opening_list
from interviews import urls as interviews

judged = [
    path("candidates/", candidate_list.candidates, name="candidates"),
    path("candidates/<uuid:pk>/", candidate.candidate, name="candidate"),
    path("openings/", opening_list.openings, name="openings"),
    path("openings/<uuid:pk>/", opening_list.opening, name="opening"),
]
"""Addresses of the interviews with pages of the evaluations, which say how far candidates and openings are."""

urlpatterns = [
    path("", include("evaluations.urls")),
    path("", include(([*judged, *interviews.urlpatterns], interviews.app_name))),
]
