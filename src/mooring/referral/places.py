"""Places and agencies by name, as the country's pack and the directory know them: for finding them in a text."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.utils.translation import gettext

from mooring.safeguards.models import Agency

COUNTRY_WORDS = frozenset({"nrm", "eu", "un", "greta", "mooring", "nrm's", "ngo", "ngos", "ilo", "iom", "who"})


def place_names() -> frozenset[str]:
    """The regions and municipalities of the country, small letters."""
    regions = {
        name.lower() for written in settings.MOORING_COUNTRY.regions.values() for name in (written, gettext(written))
    }
    return frozenset(regions | municipalities())


@cache
def municipalities() -> frozenset[str]:
    """The municipalities of the country's directory, small letters; none where the pack has no directory."""
    known = settings.MOORING_COUNTRY.directory
    return frozenset(place.name.lower() for place in known.municipalities.values()) if known else frozenset()


def agency_words() -> frozenset[str]:
    """The words in which agencies are named, small letters: these are no names of people."""
    names = Agency.objects.values_list("name", "code")
    words = {word for name, code in names for word in re.findall(r"\w+", f"{name} {code}".lower())}
    country = {settings.MOORING_COUNTRY.name.lower(), gettext(settings.MOORING_COUNTRY.name).lower()}
    return frozenset(words | COUNTRY_WORDS | country)
