"""The sheet at the door as a page and as a paper. No name, no pseudonym, no story: a reference of the stay alone."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.own_file.printing import typeset, unprintable, without
from mooring.housing.forms.handover import PARTS
from mooring.housing.models import HandoverVersion, Stay
from mooring.safeguards import clock

FILE_NAME = "sheet.pdf"


def lines(version: HandoverVersion | None) -> list[tuple[str, str]]:
    """What the sheet says, part by part, in the order of the form; nothing where there is none."""
    if version is None:
        return []
    parts = version.parts()
    return [(str(label), parts[name]) for name, label in PARTS.items() if parts.get(name)]


def as_document(stay: Stay, version: HandoverVersion) -> bytes:
    """The sheet as PDF, made now and kept nowhere."""
    file = content(stay, version)
    return typeset("sheet.typ", without(file, unprintable(file)), of="mooring.housing.handover_sheet")


def content(stay: Stay, version: HandoverVersion) -> dict[str, Any]:
    """The sheet as plain data, in the language of the page."""
    return {
        "language": get_language() or "en",
        "title": _("Sheet for the door"),
        "reference": stay.reference,
        "printed": _("Printed %(when)s. Destroy it when the person leaves.")
        % {"when": date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT")},
        "contact": f"{stay.contact.name} · {stay.from_desk}",
        "contact_label": _("Contact in the team"),
        "lines": [[label, words] for label, words in lines(version)],
    }
