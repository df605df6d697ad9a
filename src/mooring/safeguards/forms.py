"""The forms of administration, and the one in which an officer sets a password of her own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.safeguards import clock
from mooring.safeguards.models import Agency, AgencyKind, Desk, Digest, Officer
from mooring.safeguards.roles import all_roles


def agency_choices() -> list[tuple[str, str]]:
    return [(agency.code, agency.name) for agency in Agency.objects.all()]


def role_choices() -> list[tuple[str, str]]:
    return [(role.code, role.name) for role in all_roles().values()]


class PeopleForm(forms.Form):
    """What the list of people is narrowed to."""

    is_a_filter = True

    q = forms.CharField(label=gettext_lazy("Name or work address"), required=False, max_length=120)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    serving = forms.ChoiceField(
        label=gettext_lazy("Serving"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("now", gettext_lazy("Now")),
            ("ended", gettext_lazy("Before, and no more")),
            ("never", gettext_lazy("Not yet")),
            ("closed", gettext_lazy("Account closed")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("agency", agency_choices()), ("role", role_choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]


class OfficerForm(forms.Form):
    """A new officer. She sets her password herself, with the link she is given."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Work address"),
        max_length=254,  # as much as the database keeps; the field itself would take more
        help_text=gettext_lazy("The e-mail address with which the officer signs in."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Officer.objects.filter(email=email).exists():
            raise forms.ValidationError(_("An officer with this address is here already. Look under People."))
        return email


class PostingForm(forms.Form):
    """Where an officer is to serve, as what, and how long."""

    desk = forms.ChoiceField(label=gettext_lazy("Desk"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    begins = forms.DateField(
        label=gettext_lazy("First day"),
        required=False,
        help_text=gettext_lazy("Empty: from the moment it is confirmed."),
    )
    ends = forms.DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until somebody ends it.")
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        by_agency: dict[str, list[tuple[str, str]]] = {}
        for desk in Desk.objects.select_related("agency"):
            by_agency.setdefault(desk.agency.name, []).append((desk.code, desk.name))
        desks, roles = self.fields["desk"], self.fields["role"]
        assert isinstance(desks, forms.ChoiceField)
        assert isinstance(roles, forms.ChoiceField)
        desks.choices = [("", _("Choose")), *by_agency.items()]
        roles.choices = [("", _("Choose")), *role_choices()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        for name, day in (("begins", begins), ("ends", ends)):
            if day is not None and not clock.today() <= day <= clock.today() + timedelta(days=3660):
                self.add_error(name, _("Choose today or a later day, within ten years."))
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day is before the first."))
        running = [(posting.desk.code, posting.role) for posting in self.officer.running_postings()]
        waiting = self.officer.proposals.waiting().values_list("desk__code", "role")
        if (given.get("desk"), given.get("role")) in running:
            self.add_error("desk", _("The officer serves at this desk in this role already."))
        elif (given.get("desk"), given.get("role")) in set(waiting):
            self.add_error("desk", _("This has been proposed already and waits for a second hand."))
        return given

    def period(self) -> tuple[datetime | None, datetime | None]:
        """From the first moment of the first day to the last of the last, where the country's people live."""
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        return (
            _midnight(begins) if begins and begins > clock.today() else None,
            _midnight(ends + timedelta(days=1)) if ends else None,
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class AgencyForm(forms.Form):
    """A new agency of the directory."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=AgencyKind.choices)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Agency.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("An agency of this name is in the directory already."))
        return name


class NameForm(forms.Form):
    """The name of a desk or of an agency."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)


class ConfirmationForm(forms.Form):
    """What a colleague types who confirms that the person before her works here."""

    code = forms.CharField(
        label=gettext_lazy("Confirmation code"),
        max_length=20,
        help_text=gettext_lazy(
            "Let your colleague read it to you from her or his own screen, face to face or on a number you knew before."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class LinkForm(forms.Form):
    """A link to be copied; nothing is sent with it."""

    link = forms.CharField(label=gettext_lazy("Link"), widget=forms.Textarea(attrs={"rows": 3, "readonly": True}))


class OwnPasswordForm(forms.Form):
    """The password that an officer sets for herself, twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least twelve characters. A sentence is easier to keep in mind than a word."),
    )
    again = forms.CharField(
        label=gettext_lazy("Once more"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password, again = given.get("password"), given.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two are not the same."))
        elif password:
            try:
                password_validation.validate_password(password, self.officer)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class NoticeWishesForm(forms.Form):
    """How an officer wishes to be told that something waits."""

    by_mail = forms.BooleanField(
        label=gettext_lazy("By mail to my work address"),
        required=False,
        help_text=gettext_lazy("A letter says that something waits, never who or what."),
    )
    digest = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Digest,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("What is urgent is never kept for later."),
    )
    morning = forms.TimeField(
        label=gettext_lazy("In the morning at"), help_text=gettext_lazy("When all is sent together.")
    )
    quiet_from = forms.TimeField(label=gettext_lazy("Quiet from"), required=False)
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet until"),
        required=False,
        help_text=gettext_lazy("Leave both empty for no quiet hours."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if ("quiet_from" in told and "quiet_until" in told) and (told["quiet_from"] is None) != (
            told["quiet_until"] is None
        ):
            self.add_error("quiet_until", _("Say both when the quiet begins and when it ends, or neither."))
        return told
