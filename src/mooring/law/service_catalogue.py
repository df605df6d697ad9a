"""The catalogue of help of a country: what there is, for whom, and the rule on which each of it rests.

A pack's `services.toml` holds one table for each:

    [[service]]
    code = "psychologist"
    name = "Psychologist"
    what = "Talks with a psychologist, as many as are needed."
    area = "health"
    care = "extended"                # open: to everybody; necessary; extended: only after the status
    rule = "extended_care"           # the parameter on which it rests, with its provision
    asks_first = true                # somebody answers before it is given
    emergency = true                 # given at once; nobody is asked
    general = true                   # part of the general healthcare of who has the country's health card
    children_only = true             # or adults_only; left out: everybody
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from mooring.law.parameters import Parameters
from mooring.law.refusals import BadPack
from mooring.law.words import N_

OPEN, NECESSARY, EXTENDED = "open", "necessary", "extended"
CARE: Mapping[str, str] = {
    OPEN: N_("Open to everybody"),
    NECESSARY: N_("Necessary help"),
    EXTENDED: N_("Extended help, after the status"),
}
AREAS: Mapping[str, str] = {
    "health": N_("Health"),
    "support": N_("Support"),
    "law": N_("Law and residence"),
    "daily_life": N_("Daily life"),
    "learning": N_("School and skills"),
    "housing": N_("A place to live"),
    "home": N_("Going home, or staying"),
}
PAYERS: Mapping[str, str] = {
    "immigration_service": N_("the immigration service"),
    "region": N_("the region"),
    "municipality": N_("the municipality of residence"),
    "own_country_insurance": N_("an insurance of the person's own country"),
    "national_centre": N_("the national centre against human trafficking"),
    "not_known_yet": N_("cannot be said yet"),
}


@dataclass(frozen=True)
class ServiceKind:
    """One kind of help: its code, English name and what it is, and the parameter (`rule`) on which it rests."""

    code: str
    name: str
    what: str
    area: str
    care: str
    rule: str
    asks_first: bool = False
    emergency: bool = False
    general: bool = False
    children_only: bool = False
    adults_only: bool = False

    def is_for(self, child: bool | None) -> bool:
        """Whether it is for a child, an adult, or somebody of whom it is not known."""
        return not (self.children_only and child is False) and not (self.adults_only and child)


NEEDED = ("code", "name", "what", "area", "care", "rule")


def load_services(path: Path, parameters: Parameters) -> tuple[ServiceKind, ...]:
    """Read a pack's catalogue, in its order. Raises `BadPack` naming the row and what is wrong with it."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("service", [])
    except (FileNotFoundError, tomllib.TOMLDecodeError) as wrong:
        raise BadPack(f"{path.name}: {wrong}") from wrong
    found: dict[str, ServiceKind] = {}
    for place, row in enumerate(rows, start=1):
        where = f"{path.name}, service {place}"
        kind = _kind(row, where)
        if kind.code in found:
            raise BadPack(f"{where}: “{kind.code}” stands twice.")
        if not parameters.has(kind.rule):
            raise BadPack(f"{where}: the rule “{kind.rule}” is not a parameter of this pack.")
        found[kind.code] = kind
    return tuple(found.values())


def _kind(row: object, where: str) -> ServiceKind:
    if not isinstance(row, Mapping):
        raise BadPack(f"{where}: a kind of help is a table.")
    if strange := sorted(set(row) - {field.name for field in fields(ServiceKind)}):
        raise BadPack(f"{where}: {', '.join(strange)} not known here.")
    if missing := [name for name in NEEDED if not isinstance(row.get(name), str) or not row[name].strip()]:
        raise BadPack(f"{where}: {', '.join(missing)} missing.")
    if row["care"] not in CARE or row["area"] not in AREAS:
        raise BadPack(f"{where}: care is one of {', '.join(CARE)}, area one of {', '.join(AREAS)}.")
    if row.get("children_only") and row.get("adults_only"):
        raise BadPack(f"{where}: it cannot be for children only and for adults only.")
    if row.get("emergency") and (row.get("asks_first") or row["care"] == EXTENDED):
        raise BadPack(f"{where}: in an emergency nobody is asked, and no status is waited for.")
    return ServiceKind(**row)
