"""What people type into the pages of this app. A form keeps what was typed and says at the field what is wrong."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Candidate, Interview, Level, Opening, PanelMember, Role, User
from interviews.models.candidates import CandidateQuerySet, folded
from interviews.texts import TextRefused, accept

NAME_LIMIT = 200


class Line(forms.CharField):
    """One line of text, `what` being its name in messages."""

    def __init__(self, *, what: str, **options: Any) -> None:
        missing = _("The %(what)s is missing.") % {"what": what}
        super().__init__(error_messages={"required": missing}, **options)
        self.what = what

    def to_python(self, value: Any) -> str:
        line = " ".join((super().to_python(value) or "").split())
        try:
            return accept(line, what=self.what, limit=NAME_LIMIT) if line else ""
        except TextRefused as refused:
            raise ValidationError(str(refused)) from refused


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("This e-mail address and this password do not go together."),
        "inactive": _("This account is switched off. An admin can switch it on again."),
    }


def _time_zones() -> list[tuple[str, str]]:
    """Of places; the names kept for old programs and the fixed offsets are left out."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "US/")))
    return [(zone, zone.replace("_", " ")) for zone in ("UTC", *sorted(places))]


class MeForm(forms.Form):
    name = Line(what="name", label=_("Name"), help_text=_("As others see it beside what you decide."))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_time_zones, help_text=_("All times are shown to you in this time zone.")
    )
    reminders = forms.BooleanField(
        label=_("Mail me about interviews that I have not signed"),
        required=False,
        help_text=_("At most one mail a day, where an admin has set up a mail server."),
    )
    single_keys = forms.BooleanField(
        label=_("Single keys on the review desk"),
        required=False,
        help_text=_("A letter alone acts on the item that has the focus. Turn this off if you dictate."),
    )


class NameForm(forms.Form):
    name = Line(what="name", label=_("Name"))


class OpeningForm(forms.Form):
    title = Line(what="title", label=_("Title"), help_text=_("What people call it, for example “Backend Engineer”."))
    level = forms.ChoiceField(
        label=_("Level"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Which level does it have?")},
    )
    panel = forms.ModelMultipleChoiceField(
        label=_("Panel"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who else interviews for it. They see each other's candidates, not each other's answers."),
    )

    chairs = forms.ModelMultipleChoiceField(
        label=_("Chairs"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Somebody has to chair it: choose at least one.")},
        help_text=_(
            "They open the debrief and record the decision, for candidates whom they did not interview themselves."
        ),
    )

    def __init__(self, *args: Any, creator: User | None = None, opening: Opening | None = None) -> None:
        """For a new opening of `creator`, who chairs it, or for changing `opening`."""
        super().__init__(*args)
        people = _seatable(opening)
        panel = people.exclude(role=Role.COMMITTEE)
        self.fields["panel"].queryset = panel.exclude(pk=creator.pk) if creator else panel  # type: ignore[attr-defined]
        if opening is None:
            del self.fields["chairs"]
            return
        self.fields["chairs"].queryset = people  # type: ignore[attr-defined]
        seats = list(PanelMember.objects.filter(opening=opening).values_list("seat", "user"))
        self.initial = {
            "title": opening.title,
            "level": opening.level,
            "panel": [user for seat, user in seats if seat == PanelMember.Seat.PANEL],
            "chairs": [user for seat, user in seats if seat == PanelMember.Seat.CHAIR],
        }


def _seatable(opening: Opening | None) -> QuerySet[User]:
    """Whoever is there; who left the company keeps the seat they have."""
    seated = PanelMember.objects.filter(opening=opening).values("user")
    return User.objects.filter(Q(is_active=True) | Q(pk__in=seated)).order_by("name", "email")


class InterviewForm(forms.Form):
    """A candidate who is new (by `name`) or known (`candidate`); an opening that exists, or a title and a level."""

    NEW = "new"
    """What `candidate` says when a name that somebody else has already is meant for another person."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = Line(
        what="name",
        label=_("Candidate"),
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    candidate = forms.CharField(required=False)
    opening = forms.ModelChoiceField(
        label=_("Opening"), queryset=Opening.objects.none(), required=False, empty_label=_("A new opening …")
    )
    title = Line(what="title", label=_("Title of the new opening"), required=False)
    level = forms.ChoiceField(label=_("Its level"), choices=Level.choices, required=False, widget=forms.RadioSelect)
    held_on = forms.DateField(
        label=_("Held on"),
        required=False,
        validators=[MinValueValidator(date(2000, 1, 1), _("This is long ago; check the year."))],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        seen = Interview.objects.visible_to(user).select_related("opening").order_by("-created_at")
        self.candidates = (
            Candidate.objects.visible_to(user)
            .select_related("identity")
            .prefetch_related(Prefetch("interviews", seen, to_attr="seen"))
        )
        openings = Opening.objects.visible_to(user)
        self.fields["opening"].queryset = openings  # type: ignore[attr-defined]
        latest = openings.filter(interviews__interviewer=user).order_by("-interviews__created_at").first()
        self.initial = {"id": uuid4(), "opening": latest, "held_on": timezone.localdate(), **self.initial}
        if chosen := self._with_key(self.initial.get("candidate", "")):
            self.initial["name"] = chosen.name

    def sent_before(self) -> Interview | None:
        """What this very form made when it was sent the first time."""
        try:
            return Interview.objects.run_by(self.user).filter(pk=self.fields["id"].clean(self["id"].value())).first()
        except ValidationError:
            return None

    @property
    def known(self) -> list[Candidate]:
        """At most five whose names hold every word typed, the same name first; one who was chosen without a name."""
        if (chosen := self._with_key(self["candidate"].value() or "")) and chosen.is_hidden:
            return [chosen]
        name = folded(self["name"].value() or "").replace("\0", "")
        found = self._named.alias(is_same=ExpressionWrapper(Q(identity__sort_name=name), models.BooleanField()))
        for word in name.split():
            found = found.filter(identity__sort_name__contains=word)
        return list(found.order_by("-is_same", "identity__sort_name")[:5]) if name else []

    @property
    def _named(self) -> CandidateQuerySet:
        """Those that can be told by their names."""
        return self.candidates.named_to(self.user)

    def clean_candidate(self) -> Candidate | str:
        """The candidate chosen, or the name of a new one."""
        chosen, name = self.cleaned_data["candidate"], self.cleaned_data.get("name", "")
        if chosen and chosen != self.NEW:
            return self._chosen(chosen)
        if not name and "name" not in self.errors:
            self.add_error("name", _("Who was interviewed?"))
        if not chosen and self._named.filter(identity__sort_name=folded(name)).exists():
            self.add_error("name", _("There is a candidate with this name. Say below whether it is the same person."))
        return str(name)

    def _chosen(self, pk: str) -> Candidate | str:
        candidate = self._with_key(pk)
        if candidate is None:
            self.add_error("name", _("This candidate is no longer there. Type the name again."))
        elif candidate.is_withdrawn:
            self.add_error("name", _("This candidate has withdrawn. Take the withdrawal back first."))
        return candidate or ""

    def _with_key(self, pk: str) -> Candidate | None:
        try:
            return self.candidates.filter(pk=UUID(pk)).first()
        except ValueError:
            return None

    def clean(self) -> None:
        if self.cleaned_data.get("opening") or "opening" in self.errors:
            return
        if not self.cleaned_data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Choose an opening above, or name a new one."))
        if not self.cleaned_data.get("level") and "level" not in self.errors:
            self.add_error("level", _("Which level does it have?"))
