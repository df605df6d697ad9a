"""Public holidays of a country, so that a page can say which working day is safe. They move no time limit: only the law does."""

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def public_holidays(code: str, year: int) -> frozenset[date]:
    """The public holidays of a year in a country by its ISO 3166 code; none for an empty code.

    Raises `NotImplementedError` for a code that the library does not know. Source: the package holidays (MIT).
    """
    return frozenset(country_holidays(code, years=year)) if code else frozenset()
