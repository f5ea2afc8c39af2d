from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.decorators.http import require_http_methods

from interviews.pages import candidates, interviews, me, openings
from interviews.pages.sign_in import SignIn

app_name = "interviews"
urlpatterns = [
    path("sign-in/", require_http_methods(["GET", "HEAD", "POST"])(SignIn.as_view()), name="sign_in"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign_out"),
    path("me/", me.me, name="me"),
    path("candidates/<uuid:pk>/status/", candidates.status, name="candidate_status"),
    path("candidates/<uuid:pk>/rename/", candidates.rename, name="candidate_rename"),
    path("openings/new/", openings.new, name="opening_new"),
    path("openings/<uuid:pk>/edit/", openings.edit, name="opening_edit"),
    path("openings/<uuid:pk>/archive/", openings.archive, name="opening_archive"),
    path("interviews/new/", interviews.new, name="interview_new"),
    path("interviews/new/known/", interviews.known, name="interview_known"),
    path("interviews/<uuid:pk>/", interviews.interview, name="interview"),
]
