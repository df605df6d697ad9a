"""Choosing an officer or a desk in a form: by agency, and without their keys on the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mooring.casework.models import Case, Grant
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.references import NoSuchReference, key_of, reference

Choices = list[tuple[str, list[tuple[str, str]]]]


class HolderField(forms.ChoiceField):
    """A choice of one officer or one desk. Cleans to an `Officer` or a `Desk`."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        if not chosen:
            return None
        kind, _colon, given = str(chosen).partition(":")
        try:
            key = key_of(kind, given)
        except NoSuchReference:
            raise ValidationError(_("Choose again.")) from None
        model: type[Officer] | type[Desk] = Officer if kind == "officer" else Desk
        return model._default_manager.get(pk=key)


def _written(holder: Officer | Desk) -> str:
    kind = "officer" if isinstance(holder, Officer) else "desk"
    return f"{kind}:{reference(kind, holder.pk)}"


def everybody_but(officer: Officer) -> Choices:
    """Every desk where somebody serves now, and every officer who serves, by agency; but not the officer herself. One query."""
    by_agency: dict[str, dict[str, str]] = {}
    serving = Posting.objects.running().exclude(role="administrator").select_related("officer", "desk__agency")
    for posting in serving.order_by("desk__agency__name", "desk__name", "officer__name"):
        group = by_agency.setdefault(posting.desk.agency.name, {})
        group.setdefault(_written(posting.desk), _("Desk: %(name)s") % {"name": posting.desk.name})
    for posting in serving:
        if posting.officer_id != officer.pk:
            by_agency[posting.desk.agency.name].setdefault(_written(posting.officer), posting.officer.name)
    return [(agency, list(group.items())) for agency, group in by_agency.items()]


def team_of(officer: Officer, case: Case) -> Choices:
    """Whom a task of this case can be given to: the officer, her desks, and those whose access she can see. Two queries."""
    own = [(_written(desk), _("Desk: %(name)s") % {"name": desk.name}) for desk in officer.desks()]
    ours = [(_written(officer), _("Me")), *own]
    seen = {value for value, _words in ours}
    others: dict[str, str] = {}
    for grant in Grant.objects.running().filter(case=case).select_related("officer", "desk__agency"):
        holder = grant.officer or grant.desk
        if holder is not None and _written(holder) not in seen:
            others[_written(holder)] = str(holder)
    return [(_("Here"), ours), *([(_("Others of the team"), list(others.items()))] if others else [])]
