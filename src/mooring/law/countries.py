"""Countries: each country's law comes as a plug-in, found by the entry point group `mooring.countries`."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from zoneinfo import ZoneInfo

from mooring.law.law import Law
from mooring.law.refusals import BadPack, NoSuchCountry

GROUP = "mooring.countries"


@dataclass(frozen=True)
class Country:
    """A country and its law: code by ISO 3166, time zone, languages, the prefix of its pseudonyms, and its folders.

    `name` is English and marked for translation. `languages` begins with the country's own. `law_folder` holds the
    parameters, `examples_folder` the worked examples a lawyer can read.
    """

    key: str
    code: str
    name: str
    time_zone: str
    languages: tuple[str, ...]
    pseudonym_prefix: str
    law: Law
    law_folder: Path
    examples_folder: Path

    @property
    def zone(self) -> ZoneInfo:
        """The country's time zone."""
        return ZoneInfo(self.time_zone)


def country_names() -> tuple[str, ...]:
    """The names of all country packs that are installed."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


@cache
def country(name: str) -> Country:
    """The country pack of a name, such as “denmark”.

    Raises `NoSuchCountry` when none is installed under it, `BadPack` when what is installed has no `country`.
    """
    for entry in entry_points(group=GROUP):
        if entry.name == name:
            found = getattr(import_module(entry.module), entry.attr or "country", None)
            if not isinstance(found, Country):
                raise BadPack(f"The pack “{name}” does not offer a country named `country` in {entry.module}.")
            return found
    known = ", ".join(country_names()) or "none"
    raise NoSuchCountry(
        f"No country pack “{name}” is installed (installed: {known}). Install it, or check the spelling."
    )
