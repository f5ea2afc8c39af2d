"""People, for admins: who is here, as what, and who may sign in."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import people as accounts
from interviews.http import Request
from interviews.models import Invitation, Role, User
from interviews.pages.access import for_admins
from interviews.pages.people_forms import MEANINGS, RoleForm

PER_PAGE = 50
STATES = {"active": True, "deactivated": False}


@require_safe
@for_admins
def people(request: Request) -> HttpResponse:
    words, role = request.GET.get("q", "").replace("\0", "").strip(), request.GET.get("role", "")
    state = request.GET.get("state", "active")
    found, invited = User.objects.all(), Invitation.objects.open()
    if state in STATES:
        found = found.filter(is_active=STATES[state])
    if role in Role:
        found, invited = found.filter(role=role), invited.filter(role=role)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        invited = invited.filter(email__icontains=word)
    context = {
        "page": Paginator(found.order_by("name", "email"), PER_PAGE).get_page(request.GET.get("page")),
        "invitations": []
        if state == "deactivated"
        else list(invited.select_related("invited_by").order_by("-linked_at")),
        "words": words,
        "role": role,
        "roles": Role.choices,
        "state": state,
    }
    return render(request, "interviews/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def person(request: Request, pk: UUID) -> HttpResponse:
    """The account of one; POST gives them another role."""
    found = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": found.role})
    if request.method != "POST" or not form.is_valid():
        return _person_page(request, found, form)
    try:
        if accounts.change_role(found, form.cleaned_data["role"], request.user):
            messages.success(request, _changed(found, form.cleaned_data["role"]))
    except accounts.LastAdmin:
        form.add_error("role", _("%(name)s is the only admin. Make somebody else an admin first.") % {"name": found})
        return _person_page(request, found, form)
    if found == request.user and form.cleaned_data["role"] != Role.ADMIN:
        return redirect("evaluations:home")
    return redirect("interviews:person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def active(request: Request, pk: UUID) -> HttpResponse:
    """A page that asks, then deactivates the account or takes that back."""
    found = get_object_or_404(User, pk=pk)
    page = "interviews/people/active.html"
    if request.method != "POST":
        return render(request, page, {"person": found})
    wanted = request.POST.get("state", "")
    if wanted not in STATES:
        return render(request, page, {"person": found}, status=400)
    try:
        if STATES[wanted]:
            accounts.reactivate(found, request.user)
        else:
            accounts.deactivate(found, request.user)
    except accounts.LastAdmin:
        return render(request, page, {"person": found, "is_last_admin": True}, status=422)
    return redirect("interviews:person", pk)


@require_POST
@for_admins
def password_link(request: Request, pk: UUID) -> HttpResponse:
    """For whoever cannot get at their mail, or where no mail server is: shown once, to pass on."""
    found = get_object_or_404(User, pk=pk, is_active=True)
    context = {"person": found, "link": accounts.hand_out_password_link(found, request.user)}
    return render(request, "interviews/people/password_link.html", context)


def _person_page(request: Request, found: User, form: RoleForm) -> HttpResponse:
    context = {
        "person": found,
        "form": form,
        "changes": found.changes.select_related("changed_by").order_by("-changed_at"),
        "invitation": Invitation.objects.filter(accepted_by=found).select_related("invited_by").first(),
    }
    return render(request, "interviews/people/person.html", context, status=422 if form.errors else 200)


def _changed(found: User, role: str) -> str:
    return _("%(name)s is now: %(role)s. %(meaning)s") % {
        "name": found.name,
        "role": Role(role).label,
        "meaning": MEANINGS[Role(role)],
    }
