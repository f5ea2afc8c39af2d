"""What is asked about accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from interviews.forms import Line
from interviews.models import Role, User

PASSWORD_HINT = _("At least 8 characters. Not one that many people use, and not your name or address.")

MEANINGS = {
    Role.INTERVIEWER: _("Sees the candidates and openings of their panels, interviews, reviews drafts and signs."),
    Role.COMMITTEE: _("Sees every candidate, reads what is signed and decides. Holds no interviews."),
    Role.ADMIN: _("Sees every candidate and opening, and looks after people, engines and settings."),
}
"""What a role lets its holder do, for whoever gives it."""


def roles() -> list[tuple[str, str]]:
    shown = '<span>{}<span class="hint">{}</span></span>'
    return [(role.value, format_html(shown, role.label, meaning)) for role, meaning in MEANINGS.items()]


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=roles,
        widget=forms.RadioSelect,
        error_messages={"required": _("Which role will they have?"), "invalid_choice": _("There is no such role.")},
    )


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Whom do you invite?")},
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        here = User.objects.filter(email=email).first()
        if here and here.is_active:
            raise ValidationError(_("%(name)s is here already.") % {"name": here.name})
        if here:
            raise ValidationError(_("%(name)s was here and is deactivated. Reactivate them.") % {"name": here.name})
        return email


class JoinForm(SetPasswordForm):  # type: ignore[type-arg]
    """Name and password of who was invited; `user` is not stored yet."""

    name = Line(
        what="name",
        label=_("Name"),
        help_text=_("As others see it beside what you decide."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "name"}),
    )

    field_order = ("name", "new_password1", "new_password2")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _ask_for_new_password(self)

    def clean(self) -> dict[str, Any] | None:
        self.user.name = self.cleaned_data.get("name", "")
        return super().clean()


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _ask_for_new_password(self)


class ChangePasswordForm(PasswordChangeForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _ask_for_new_password(self)


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )


def _ask_for_new_password(form: forms.Form) -> None:
    form.fields["new_password1"].label = _("New password") if "old_password" in form.fields else _("Password")
    form.fields["new_password1"].help_text = PASSWORD_HINT
    form.fields["new_password2"].label = _("The same again")
    form.fields["new_password2"].help_text = ""
