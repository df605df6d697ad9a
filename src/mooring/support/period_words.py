"""What the time to recover and reflect is called here: each country's law has a name of its own for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REFLECTION_PERIOD = "Reflection period"


def is_reflection_period() -> bool:
    """Whether the country's law calls it a reflection period, for which most pages have words of their own."""
    return bool(settings.MOORING_COUNTRY.period_name == REFLECTION_PERIOD)


class OfThePeriod:
    """Words about the period: `own` where it is a reflection period, else `general` with the name that the law gives it."""

    def __init__(self, own: Any, general: Any) -> None:
        self.own, self.general = own, general

    def __str__(self) -> str:
        if is_reflection_period():
            return str(self.own)
        return str(self.general) % {"period": gettext(settings.MOORING_COUNTRY.period_name)}


def of_the_period(own: Any, general: Any) -> Any:
    """Words that are chosen when they are read. `general` names the period as %(period)s."""
    return lazystr(OfThePeriod(own, general))


NAME = of_the_period(_("Reflection period"), "%(period)s")
