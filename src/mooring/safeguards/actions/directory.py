"""The deeds of the directory: agencies and their desks. They are added and renamed, and never removed."""

from __future__ import annotations

from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Desk, Officer


@deed("agency.add")
def add_agency(*, by: Officer, code: str, name: str, kind: str) -> Agency:
    """Add an agency to the directory."""
    agency = Agency(code=code, name=name, kind=kind)
    agency.save(force_insert=True)
    return agency


@deed("agency.rename")
def rename_agency(*, by: Officer, agency: Agency, name: str) -> Agency:
    """Give an agency another name; everything that hangs on it stays."""
    agency.name = name
    agency.save(update_fields=["name"])
    return agency


@deed("desk.add")
def add_desk(*, by: Officer, agency: Agency, code: str, name: str) -> Desk:
    """Add a desk to an agency."""
    desk = Desk(agency=agency, code=code, name=name)
    desk.save(force_insert=True)
    return desk


@deed("desk.rename")
def rename_desk(*, by: Officer, desk: Desk, name: str) -> Desk:
    """Give a desk another name; what is open to it stays open to it."""
    desk.name = name
    desk.save(update_fields=["name"])
    return desk
