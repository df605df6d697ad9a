"""Writing the sheet at the door."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import take_the_place
from mooring.housing.household import in_words, needs_of
from mooring.housing.models import HandoverSheet, HandoverVersion, Stay
from mooring.housing.stay_states import OPEN
from mooring.safeguards import keys, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("handover.write", on="stay", compartment=Compartment.SUPPORT)
def write_handover(*, by: Officer, stay: Stay, parts: Mapping[str, str]) -> HandoverVersion:
    """Write, or write anew, what the house must know at the door. Never what happened, nor anything of the authorities.

    `parts`: words by name of `HandoverVersion.PARTS`. Sealed with a key of the sheet's own. The house is told that there is one.
    """
    verb = "handover.write"
    if stay.look_again().state not in OPEN:
        reason = _("The person does not live there, and is not expected.")
        raise house_rule(verb, by, None, reason, _("Write the sheet for the next stay."))
    needs = needs_of(stay.case)
    if needs is not None and not parts.get("children", "").strip():  # the number and the ages are never left out
        parts = {**parts, "children": in_words(needs.children, needs.ages)}
    written = {name: parts[name].strip() for name in HandoverVersion.PARTS if parts.get(name, "").strip()}
    if not written:
        raise house_rule(verb, by, None, _("Nothing is written on the sheet."), _("Write the language at least."))
    sheet = HandoverSheet.objects.filter(stay=stay).first()
    if sheet is None:
        sheet = HandoverSheet(stay=stay, recorded_by=by)
        with transaction.atomic():
            sheet.save(force_insert=True)
        key = keys.make_data_key(sheet.pk)
    else:
        key = keys.data_key(sheet.pk)
    version = HandoverVersion(sheet=sheet, recorded_by=by)
    version.seal(key, written)
    standing = standing_sheet(stay)
    take_the_place(standing, version)
    notices.tell("handover.written", to=[stay.house.desk], address=f"/stays/{stay.reference}/")
    return version


def standing_sheet(stay: Stay) -> HandoverVersion | None:
    """What the sheet of a stay says now, as far as it is open to who asks; or none."""
    found: HandoverVersion | None = HandoverVersion.objects.standing().filter(sheet__stay=stay).first()
    return found
