"""The directory of the demo: the country's own, and what the demo's agencies are charged with in these years, which is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from mooring.referral import actions
from mooring.referral.service_codes import Group, Service
from mooring.safeguards.models import Agency, Officer

SOURCE = "Invented for the demo"
BEGINS = date(2019, 1, 1)

# What agencies still are in the demo though the country's directory has them end, or does not know.
DESCRIBED = {
    "provest": "Seeks people out in Jutland and on Funen, and gives advice and support.",
    "nec": "Is the contact in the police for the national centre and the others, as it was in the years of the plan.",
}
# agency: what it is charged with besides what the country's directory tells, or in its place.
INVENTED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "provest": [
        (Service.OUTREACH_INDOOR, {"groups": [Group.IN_PROSTITUTION], "regions": ["DK-82", "DK-83"]}),
        (Service.COUNSELLING, {"regions": ["DK-82", "DK-83"]}),
    ],
    "nec": [(Service.POLICE_CONTACT, {"basis": "practice", "contract_with": None})],
    "hopenow": [(Service.OUTREACH_PRISON, {"groups": [Group.AFRICAN_WOMEN]})],
    "havnely": [(Service.HOUSING, {"groups": [Group.WOMEN, Group.TRANS_PERSONS], "age_from": 18})],
    "fyrtaarnet": [
        (Service.OUTREACH_WORK, {"groups": [Group.FORCED_LABOUR]}),
        (Service.COUNSELLING, {"groups": [Group.FORCED_LABOUR]}),
        (Service.LEGAL_ADVICE, {"groups": [Group.FORCED_LABOUR]}),
    ],
}


def play(administrator: Officer) -> None:
    """Bring the country's directory in, where its pack has one; agencies of the demo are found by their code and not doubled."""
    told = settings.MOORING_COUNTRY.directory
    if told is None:
        return
    actions.load_directory(by=administrator, directory=told)
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=INVENTED)}
    centre = Agency.objects.get(code="cmm")
    for code, role in DESCRIBED.items():
        if code in agencies:
            actions.describe_agency(by=administrator, agency=agencies[code], since=BEGINS, role=role, source=SOURCE)
    for code, mandates in INVENTED.items():
        for service, more in mandates if code in agencies else ():
            actions.give_mandate(
                by=administrator,
                agency=agencies[code],
                service=str(service),
                since=BEGINS,
                source=SOURCE,
                **({"basis": "contract", "contract_with": centre} | more),
            )
