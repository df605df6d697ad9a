"""The deeds of administration: agencies, desks, officers and postings. An administrator never sees a case and cannot post herself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, AgencyKind, Desk, Officer, Posting
from mooring.safeguards.roles import role as role_named


class AlreadyAdministered(Exception):
    """The house has an administrator; further ones are posted by her."""


@deed("agency.add")
def add_agency(*, by: Officer, code: str, name: str, kind: str) -> Agency:
    """Add an agency to the directory."""
    agency = Agency(code=code, name=name, kind=kind)
    agency.save(force_insert=True)
    return agency


@deed("desk.add")
def add_desk(*, by: Officer, agency: Agency, code: str, name: str) -> Desk:
    """Add a desk to an agency."""
    desk = Desk(agency=agency, code=code, name=name)
    desk.save(force_insert=True)
    return desk


@deed("officer.add")
def add_officer(*, by: Officer, email: str, name: str, language: str = "en", password: str | None = None) -> Officer:
    """Add an officer, who can do nothing until she is posted. Without a password she cannot sign in yet."""
    officer = Officer(email=email.lower(), name=name, language=language)
    if password is None:
        officer.set_unusable_password()
    else:
        officer.set_password(password)
    officer.save(force_insert=True)
    return officer


@deed("posting.begin")
def post(
    *,
    by: Officer,
    officer: Officer,
    desk: Desk,
    role: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Posting:
    """Post an officer to a desk in a role for a time. Nobody posts herself."""
    if officer.pk == by.pk:
        raise Refused(
            Refusal(Why.HOUSE_RULE, "posting.begin", _("Nobody posts themselves."), _("Ask another administrator.")), by
        )
    posting = Posting(officer=officer, desk=desk, role=role_named(role).code, since=since or clock.now(), until=until)
    posting.save(force_insert=True)
    return posting


@deed("posting.end")
def end_posting(*, by: Officer, posting: Posting) -> Posting:
    """End a posting now: from this moment the officer sees nothing by it."""
    posting.until = clock.now()
    posting.save(update_fields=["until"])
    return posting


def first_administrator(*, email: str, name: str, password: str, agency_code: str, agency_name: str) -> Officer:
    """Enter the first administrator, once, from the command line as the database's owner. Raises `AlreadyAdministered`."""
    with transaction.atomic():
        if Posting.objects.filter(role="administrator").exists():
            raise AlreadyAdministered
        agency = Agency.objects.create(code=agency_code, name=agency_name, kind=AgencyKind.NATIONAL_CENTRE)
        desk = Desk.objects.create(agency=agency, code=f"{agency_code}-administration", name=_("Administration"))
        officer = Officer.objects.create_user(email, password, name=name)
        Posting.objects.create(officer=officer, desk=desk, role="administrator")
    return officer
