"""Words by which a text can tell of whom it speaks: months, ordinals, peoples, countries; and ordinary words that tell nothing.

Months and names of countries: Unicode Common Locale Data Repository, as Babel has it. The rest: telling_words.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from babel import Locale

MONTH_LANGUAGES = ("en", "da", "de", "fr", "es", "ro", "pl", "bg", "uk", "ru", "it", "pt", "nl", "sv", "lt", "hu")
TOO_SHORT = 3
STREETS = (
    "vej|gade|gaden|vejen|allé|alle|alléen|stræde|plads|pladsen|torv|torvet|boulevard|vænget|parken|kaj|kajen|brygge|"
    "street|road|avenue|lane|square|quay|straße|strasse|rue|strada|calle|ulica"
)


@cache
def words(of: str) -> frozenset[str]:
    """One of the lists: ordinary, ordinals or peoples."""
    text = resources.files("mooring.referral").joinpath("telling_words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[of].split())


@cache
def months() -> str:
    """The names of the months in the languages one meets, as alternatives of a pattern, the longest first."""
    found: set[str] = set()
    for language in MONTH_LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {name.rstrip(".").lower() for name in Locale(language).months[context][width].values()}
    kept = {name for name in found if len(name) >= TOO_SHORT and not any(letter.isdigit() for letter in name)}
    return "|".join(sorted(map(re.escape, kept), key=lambda name: (-len(name), name)))


@cache
def long_months() -> str:
    """The full names in English and Danish that are no other word as well."""
    names = {name.lower() for language in ("en", "da") for name in Locale(language).months["format"]["wide"].values()}
    return "|".join(sorted(names - {"may", "march", "maj", "marts"}))


@cache
def countries(home: str) -> frozenset[str]:
    """The names of all countries but one's own, small letters, in English and Danish."""
    return frozenset(
        name.lower()
        for language in ("en", "da")
        for code, name in Locale(language).territories.items()
        if len(code) == len(home) and code.isalpha() and code not in {home, "EU", "EZ", "UN", "XA", "XB", "ZZ"}
    )


def is_of_a_people(word: str) -> bool:
    """Whether a word says from where somebody is: Romanian, Romanians, rumænske."""
    small = word.lower()
    return small.startswith(tuple(words("peoples")))
