"""The parts of the country, as its pack names them: where something happened, no closer than that."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

UNKNOWN = "unknown"


def choices() -> list[tuple[str, Any]]:
    """The regions for a form, by code; not known stands last."""
    return [*((code, _(name)) for code, name in settings.MOORING_COUNTRY.regions.items()), (UNKNOWN, _("Not known"))]


def name_of(code: str) -> str:
    """A region in words; the code itself when no pack of this installation knows it."""
    return str(dict(choices()).get(code, code))
