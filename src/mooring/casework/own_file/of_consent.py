"""What the person agreed to and withdrew, and on what agencies rest, as it stands in the person's own file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.consent_panel import shown
from mooring.casework.models import Case, Consent, DataBasis
from mooring.casework.own_file import Part, part_of, register
from mooring.safeguards.models import Officer


def consent(officer: Officer, case: Case) -> Iterator[Part]:
    """Every consent as it stands, and each agency's basis."""
    standing = Consent.objects.standing().filter(case=case).select_related("recipient", "explained_by")
    for one in shown(officer, case, standing.order_by("given_at")):
        given, withdrawn = one.consent.given_at, one.consent.withdrawn_at
        yield part_of(
            officer,
            one.consent,
            "consent",
            _("Consent"),
            ("about", _("To what"), one.about),
            ("parts", _("What may be told"), ", ".join(one.parts)),
            ("given_at", _("Given"), date_format(localtime(given), "DATE_FORMAT")),
            ("until", _("Until"), date_format(one.consent.until, "DATE_FORMAT") if one.consent.until else ""),
            ("how", _("How"), one.how),
            ("words", _("What was said"), one.said),
            ("withdrawn_at", _("Withdrawn"), date_format(localtime(withdrawn), "DATE_FORMAT") if withdrawn else ""),
            ("why", _("Why"), one.why_withdrawn),
        )
    for basis in DataBasis.objects.standing().filter(case=case).select_related("agency"):
        lines = (("agency", _("Agency"), basis.agency), ("basis", _("It rests on"), basis.get_basis_display()))
        yield part_of(officer, basis, "data_basis", _("Basis of the file"), *lines)


def fill() -> None:
    """Say what is held of consent."""
    register("consent", gettext_lazy("What was agreed to"), consent, order=15)
