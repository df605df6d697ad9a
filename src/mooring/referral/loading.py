"""`mooring directory load`: the country's directory comes in, in the name of an administrator."""

from __future__ import annotations

from django.conf import settings

from mooring.referral import actions
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer


class NotLoaded(Exception):
    """The directory was not brought in; the message says why, and what to do."""


def load_as(email: str) -> str:
    """Bring the country's directory in as the officer with this address, and tell what is new. Safe to run again. Raises `NotLoaded`."""
    country = settings.MOORING_COUNTRY
    if country.directory is None:
        raise NotLoaded(f"The pack of {country.name} has no directory. Agencies are entered on their pages.")
    officer = Officer.objects.filter(email=email.lower()).first()
    if officer is None:
        raise NotLoaded("No officer has this address. Give that of an administrator who serves now.")
    try:
        loaded = actions.load_directory(by=officer, directory=country.directory)
    except Refused as refused:
        raise NotLoaded(f"{refused.refusal.reason} {refused.refusal.instead}".strip()) from None
    if not (loaded.agencies or loaded.descriptions or loaded.mandates):
        return "Everything was here already. Nothing was changed."
    return f"New: {loaded.agencies} agencies, {loaded.descriptions} descriptions, {loaded.mandates} mandates."
