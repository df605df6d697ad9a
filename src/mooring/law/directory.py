"""A country's directory: its agencies, what they are charged with, and its municipalities, as a pack writes them in TOML.

A pack that has one gives its folder to `Country.directory`. `places.toml` holds the municipalities of each region and, under
`each_municipality`, what every one of them is; every other file holds agencies:

    [default]                       # what holds for each agency of the file that does not say otherwise
    source = "Action plan, chapter 5"
    confirmed = true

    [[agency]]
    code = "kc"
    name = "Competence Centre"
    kind = "board"                  # a kind of agency of the house
    since = 2011-01-01
    role = "What it does, in our own words"

    [[agency.mandate]]              # what it is charged with
    service = "outreach_indoor"     # a service of the house
    since = 2011-01-01
    except_regions = ["DK-83"]      # or regions, or municipalities; place = "own": where the agency itself is
    residence = "not_legal"         # a list of residence bases that places.toml names, or the bases themselves
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from mooring.law.refusals import BadPack
from mooring.law.residence import ResidenceBasis

PLACES = "places.toml"


@dataclass(frozen=True)
class Municipality:
    """A municipality: its code in the public registers, its name, and the region it lies in."""

    code: str
    name: str
    region: str


@dataclass(frozen=True)
class MandateEntry:
    """What an agency is charged with, for a time. Empty lists mean everybody, everywhere, whatever the residence basis."""

    code: str
    service: str
    since: date
    source: str
    confirmed: bool
    until: date | None = None
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    residence: tuple[str, ...] = ()
    age_from: int | None = None
    age_below: int | None = None
    helps: bool = False
    basis: str = "plan"
    contract_with: str = ""
    contract_since: date | None = None
    contract_until: date | None = None
    contract_content: str = ""
    note: str = ""


@dataclass(frozen=True)
class AgencyEntry:
    """An agency as the pack tells of it: what it is, since when, under whom it is placed, what became of it."""

    code: str
    name: str
    kind: str
    since: date
    role: str
    source: str
    confirmed: bool
    until: date | None = None
    placed_under: str = ""
    reports_to: str = ""
    successor: str = ""
    regions: tuple[str, ...] = ()
    municipality: str = ""
    note: str = ""
    mandates: tuple[MandateEntry, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The directory of a country: municipalities by code, agencies by code, and the day since which an agency counts as new."""

    municipalities: Mapping[str, Municipality]
    agencies: Mapping[str, AgencyEntry]
    plan_since: date

    def region_of(self, municipality: str) -> str:
        """The region in which a municipality lies; empty for one the pack does not know."""
        found = self.municipalities.get(municipality)
        return found.region if found else ""


def load_directory(folder: Path, regions: Iterable[str]) -> Directory:
    """Read the directory of a pack. Raises `BadPack` naming the file, the agency and what is wrong with it."""
    reader = _Reader(_read(folder / PLACES), tuple(regions))
    found = dict(reader.municipal_agencies())
    for path in sorted(folder.glob("*.toml")):
        if path.name == PLACES:
            continue
        for agency in reader.agencies(_read(path), path.name):
            if agency.code in found:
                raise BadPack(f"{path.name}, {agency.code}: this agency is in the directory twice.")
            found[agency.code] = agency
    for agency in found.values():
        named = {agency.placed_under, agency.reports_to, agency.successor} | {m.contract_with for m in agency.mandates}
        if unknown := sorted(named - found.keys() - {""}):
            raise BadPack(f"{agency.code}: {', '.join(unknown)} is no agency of the directory.")
    return Directory(reader.municipalities, found, reader.plan_since)


class _Reader:
    """Reads the tables of a pack against its places."""

    def __init__(self, places: Mapping[str, Any], regions: tuple[str, ...]) -> None:
        self.places, self.regions = places, regions
        self.plan_since: date = places["plan_since"]
        self.municipalities = {
            code: Municipality(code, name, region)
            for region, named in places.get("municipalities", {}).items()
            for code, name in named.items()
        }
        if unknown := {place.region for place in self.municipalities.values()} - set(regions):
            raise BadPack(f"{PLACES}: {', '.join(sorted(unknown))} is no region of the country.")

    def municipal_agencies(self) -> Iterable[tuple[str, AgencyEntry]]:
        each = self.places.get("each_municipality")
        if not each:
            return
        for place in self.municipalities.values():
            code = f"municipality-{place.code}"
            own = {"code": code, "name": each["name"].format(municipality=place.name), "kind": "municipality"}
            where = {"regions": [place.region], "municipality": place.code}
            yield code, self._agency({**each, **own, **where}, {}, f"{PLACES}, {code}")

    def agencies(self, table: Mapping[str, Any], file: str) -> Iterable[AgencyEntry]:
        for row in table.get("agency", []):
            yield self._agency(row, table.get("default", {}), f"{file}, {row.get('code', '?')}")

    def _agency(self, row: Mapping[str, Any], default: Mapping[str, Any], where: str) -> AgencyEntry:
        given = {**default, **row}
        mandates = given.pop("mandate", [])
        self._check_places(given, where)
        # A mandate stands on what its agency stands on; how sure it is, it says itself where the file is not as sure.
        evidence: dict[str, Any] = {"source": given["source"]} if "source" in given else {}
        evidence |= {"confirmed": default["confirmed"]} if "confirmed" in default else {}
        numbers: dict[str, int] = {}
        read = []
        for mandate in mandates:
            stem = f"{given['code']}-{mandate['service']}-{mandate['since']:%Y}".replace("_", "-")
            numbers[stem] = numbers.get(stem, 0) + 1
            code = stem if numbers[stem] == 1 else f"{stem}-{numbers[stem]}"
            read.append(self._mandate({**evidence, "code": code, **mandate}, given, f"{where}, {code}"))
        entry: AgencyEntry = _entry(AgencyEntry, {**given, "mandates": read}, where)
        return entry

    def _mandate(self, given: dict[str, Any], agency: Mapping[str, Any], where: str) -> MandateEntry:
        if given.pop("place", "") == "own":
            own = agency.get("municipality")
            given |= {"municipalities": [own]} if own else {"regions": agency["regions"]}
        if "except_regions" in given:
            left_out = given.pop("except_regions")
            given["regions"] = [region for region in self.regions if region not in left_out]
        residence = given.get("residence", ())
        given["residence"] = self.places["residence"][residence] if isinstance(residence, str) else residence
        if unknown := set(given["residence"]) - {basis.value for basis in ResidenceBasis}:
            raise BadPack(f"{where}: {', '.join(sorted(unknown))} is no residence basis.")
        self._check_places(given, where)
        entry: MandateEntry = _entry(MandateEntry, given, where)
        return entry

    def _check_places(self, given: Mapping[str, Any], where: str) -> None:
        unknown = set(given.get("regions", ())) - set(self.regions)
        unknown |= set(given.get("municipalities", ())) - self.municipalities.keys()
        if unknown:
            raise BadPack(f"{where}: {', '.join(sorted(unknown))} is no place of the country.")


def _entry(kind: type[Any], given: Mapping[str, Any], where: str) -> Any:
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(given) - known.keys()):
        raise BadPack(f"{where}: {', '.join(unknown)} not known here.")
    needed = [name for name, field in known.items() if field.default is MISSING]
    if missing := [name for name in needed if given.get(name) in (None, "")]:
        raise BadPack(f"{where}: {', '.join(missing)} missing; every entry is dated and says where it was found.")
    if given.get("until") is not None and given["until"] < given["since"]:
        raise BadPack(f"{where}: the last day lies before the first.")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BadPack(f"{path.name}: this file is missing from the directory.") from missing
    except tomllib.TOMLDecodeError as wrong:
        raise BadPack(f"{path.name}: not readable as TOML: {wrong}") from wrong
