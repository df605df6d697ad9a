"""What citizenships are called, from ISO 3166 codes, in the reader's language. Source: Unicode CLDR, through Babel."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

STATELESS = "stateless"
SEVERAL_CITIZENSHIPS = "several_citizenships"


def citizenship(code: str) -> str:
    """The country's name; the code itself where nobody has named it."""
    if code == STATELESS:
        return _("Stateless")
    if code == SEVERAL_CITIZENSHIPS:
        return _("More than one citizenship")
    return _territories(get_language() or "en").get(code, code)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").territories)
