from django.urls import include, path

from evaluations.pages.candidate import candidate
from interviews import urls as interviews

candidate_page = path("candidates/<uuid:pk>/", candidate, name="candidate")
"""An address of the interviews with a page of the evaluations: nearly all there is about a candidate is judged."""

urlpatterns = [
    path("", include("evaluations.urls")),
    path("", include(([candidate_page, *interviews.urlpatterns], interviews.app_name))),
]
