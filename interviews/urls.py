from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.decorators.http import require_http_methods

from interviews.pages import candidates, interviews, invitations, kits, me, openings, passwords, people
from interviews.pages.sign_in import SignIn, oidc_begin, oidc_done

app_name = "interviews"
get_and_post = require_http_methods(["GET", "HEAD", "POST"])
urlpatterns = [
    path("sign-in/", get_and_post(SignIn.as_view()), name="sign_in"),
    path("sign-in/oidc/", oidc_begin, name="oidc_begin"),
    path("sign-in/oidc/done/", oidc_done, name="oidc_done"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign_out"),
    path("me/", me.me, name="me"),
    path("password/", passwords.Change.as_view(), name="password_change"),
    path("password/forgotten/", passwords.forgotten, name="password_forgotten"),
    path("password/sent/", passwords.sent, name="password_sent"),
    path("password/new/<uidb64>/<token>/", get_and_post(passwords.New.as_view()), name="password_new"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/active/", people.active, name="person_active"),
    path("people/<uuid:pk>/password/", people.password_link, name="person_password"),
    path("invitations/<uuid:pk>/resend/", invitations.resend, name="invitation_resend"),
    path("invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path("join/<str:token>/", invitations.join, name="join"),
    path("candidates/<uuid:pk>/status/", candidates.status, name="candidate_status"),
    path("candidates/<uuid:pk>/rename/", candidates.rename, name="candidate_rename"),
    path("openings/new/", openings.new, name="opening_new"),
    path("openings/<uuid:pk>/edit/", openings.edit, name="opening_edit"),
    path("openings/<uuid:pk>/archive/", openings.archive, name="opening_archive"),
    path("openings/<uuid:pk>/kit/", kits.kit, name="opening_kit"),
    path("interviews/new/", interviews.new, name="interview_new"),
    path("interviews/new/known/", interviews.known, name="interview_known"),
    path("interviews/<uuid:pk>/", interviews.interview, name="interview"),
]
