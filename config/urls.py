from django.urls import include, path

urlpatterns = [
    path("", include("evaluations.urls")),
    path("", include("interviews.urls")),
]
