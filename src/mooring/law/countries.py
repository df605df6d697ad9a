"""Countries: each country's law comes as a plug-in, found by the entry point group `mooring.countries`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from zoneinfo import ZoneInfo

from mooring.law.directory import Directory, load_directory
from mooring.law.information_texts import InformationTexts, load_texts
from mooring.law.law import Law
from mooring.law.refusals import BadPack, NoSuchCountry
from mooring.law.words import N_

GROUP = "mooring.countries"


@dataclass(frozen=True)
class Helpline:
    """The telephone that people in trouble, and those who saw something, may ring in a country.

    `number` as it is rung there; `source` names who publishes it; `confirmed`: whether it was seen there, on `checked_on` (ISO date).
    """

    number: str
    source: str
    confirmed: bool = False
    checked_on: str = ""


@dataclass(frozen=True)
class Country:
    """A country and its law: code by ISO 3166, time zone, languages, the prefix of its pseudonyms, and its folders.

    `name` is English and marked for translation. `languages` begins with the country's own. `law_folder` holds the
    parameters, `examples_folder` the worked examples a lawyer can read. `authority_kinds` maps the answers to who
    decides on the kinds of agencies; `regions` are its parts by code, in English; `period_name` is what its law calls
    the time to recover and reflect. `holder_kinds` maps who may hold a conversation on the kinds of agencies; a holder who
    is not in it is no kind, and the postings decide. `responders` maps a kind of agency on the code under which the law on
    referrals knows it (empty: under its own name). `part_of_region` names the territory whose law holds in a region, where
    it differs. `screening_lists` are the published lists of signs that apply there.
    `directory_folder` holds its agencies, their mandates and its municipalities, where the pack has them (see `law/directory.py`).
    `information_folder` holds the texts that a person is told (see `law/information_texts.py`).
    `helpline` is the telephone for people in trouble. `quick_exit` is a harmless public page to which somebody who is watched may leave.
    `currency` is the money in which help is paid, by ISO 4217.
    `holidays` is the code by which its public holidays are known (see `public_holidays.py`); empty: only weekends are days off.
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
    authority_kinds: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    period_name: str = N_("Reflection period")
    holder_kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    responders: Mapping[str, str] = field(default_factory=dict)
    part_of_region: Mapping[str, str] = field(default_factory=dict)
    screening_lists: tuple[str, ...] = ("ilo-labour", "ilo-sexual")
    directory_folder: Path | None = None
    information_folder: Path | None = None
    helpline: Helpline | None = None
    quick_exit: str = "https://www.wikipedia.org/"
    currency: str = "EUR"
    holidays: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The country's time zone."""
        return ZoneInfo(self.time_zone)

    @cached_property
    def directory(self) -> Directory | None:
        """The country's directory of agencies; none where the pack has none. Raises `BadPack`."""
        return load_directory(self.directory_folder, self.regions) if self.directory_folder else None

    @cached_property
    def information(self) -> InformationTexts | None:
        """The texts that a person is told; none where the pack has none. Raises `BadPack`."""
        return load_texts(self.information_folder) if self.information_folder else None


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
