"""The form of an upload: files, and where what is in them belongs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from evaluations.documents.batches import UPLOAD_LIMIT
from interviews.models import Level, Opening, Role, User


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files in the order of their names; what is in them is looked at later."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return sorted(data, key=lambda file: str(file.name))


class ImportForm(forms.Form):
    documents = FilesField(
        label=_("Files"),
        help_text=_(
            "Markdown, text or JSON, any number, or zips of them; up to 1 MB each and 50 MB together. A folder in a zip"
            " is one candidate of that name; a document in no folder is a candidate of its own."
        ),
        error_messages={"required": _("Choose at least one file.")},
        widget=ManyFiles(attrs={"accept": ".md,.markdown,.txt,.json,.jsonl,.zip,text/*"}),
    )
    opening = forms.ModelChoiceField(
        label=_("Opening"),
        queryset=Opening.objects.none(),
        required=False,
        empty_label=_("Imported evaluations, one opening for each level"),
        error_messages={"invalid_choice": _("This opening is no longer there. Choose another one.")},
    )
    level = forms.ChoiceField(
        label=_("Level of documents that state none"),
        choices=[("", _("None: they are not imported")), *Level.choices],
        required=False,
        error_messages={"invalid_choice": _("There is no level “%(value)s”. Choose one of the list.")},
    )
    interviewer = forms.ModelChoiceField(
        label=_("Interviewer"),
        queryset=User.objects.none(),
        help_text=_("Whose interviews they become, and who decides what is left to decide."),
        error_messages={
            "required": _("Whose interviews are they?"),
            "invalid_choice": _("This person does not interview here. Choose another one."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None, *, user: User, is_too_large: bool = False) -> None:
        """Interviewers import into their own interviews, admins into anybody's. What `is_too_large` came without its
        files."""
        super().__init__(data, files, initial={"interviewer": user})
        self.user, self.is_too_large = user, is_too_large
        self.fields["opening"].queryset = Opening.objects.visible_to(user).current()  # type: ignore[attr-defined]
        if user.is_admin:
            people = User.objects.filter(is_active=True).exclude(role=Role.COMMITTEE).order_by("name", "email")
            self.fields["interviewer"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["interviewer"]

    @property
    def whose(self) -> User:
        """Whose interviews they become."""
        chosen: User = self.cleaned_data.get("interviewer") or self.user
        return chosen

    def clean(self) -> None:
        if self.is_too_large:
            self.errors.pop("documents", None)
            limit = UPLOAD_LIMIT // 1_000_000
            self.add_error(
                "documents", _("Together these have more than %(limit)d MB. Send them in parts.") % {"limit": limit}
            )
