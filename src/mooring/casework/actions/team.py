"""The team of a case: giving and ending access."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Grant, GrantEnding, Ground
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer


@deed("team.give", on="case", compartment=Compartment.ENTRY)
def give_access(
    *,
    by: Officer,
    case: Case,
    compartment: str,
    officer: Officer | None = None,
    desk: Desk | None = None,
    may_write: bool = True,
    as_lead: bool = False,
    until: datetime | None = None,
) -> Grant:
    """Give an officer or a desk access to one compartment of a case, and with it to its entry where the part needs one.

    Only a lead of the case can, never to herself, and only a part that she holds, or that is properly the other agency's: the
    police's what the police know, the immigration service's what its procedure knows. The database holds all three rules as well.
    """
    if officer is not None and officer.pk == by.pk:
        raise house_rule("team.give", by, case, _("Nobody gives themselves more."), _("Ask another lead of the case."))
    if not leads(by, case):
        raise Refused(
            Refusal(
                Why.NOT_GRANTED,
                "team.give",
                _("Access is given by a lead of the case."),
                _("See Team on the case page."),
            ),
            by,
            case.pk,
        )
    parts = [compartment]
    if compartment not in (Compartment.ENTRY, Compartment.REMOVAL_HOLD):
        held = Grant.objects.running().filter(case=case, compartment=Compartment.ENTRY, officer=officer, desk=desk)
        parts += [] if held.exists() else [Compartment.ENTRY]
    not_hers = [part for part in parts if not _may_open(case, part, may_write, officer, desk)]
    if not_hers:
        raise house_rule(
            "team.give",
            by,
            case,
            _(
                "You can open to others only what is open to you, or what properly belongs to their agency: not %(part)s."
            )
            % {"part": str(Compartment(not_hers[0]).label).partition(":")[0]},
            _("Ask another lead of the case."),
        )
    own_desk = desk is not None and desk in by.desks()
    if own_desk and not all(_holds(by, case, part, may_write, as_lead, until) for part in parts):
        raise house_rule(
            "team.give",
            by,
            case,
            _("Nobody gives their own desk more than they have themselves, nor for longer."),
            _("Ask another lead of the case."),
        )
    grants = [
        Grant(
            case=case,
            compartment=part,
            officer=officer,
            desk=desk,
            may_write=may_write,
            as_lead=as_lead,
            ground=Ground.GIVEN_BY_LEAD,
            given_by=by,
            since=clock.now(),
            until=until,
            case_opened_at=case.opened_at,
        )
        for part in parts
    ]
    Grant.objects.bulk_create(grants)
    return grants[0]


@deed("team.end", on="case", compartment=Compartment.ENTRY)
def end_access(*, by: Officer, case: Case, grant: Grant) -> GrantEnding:
    """End a grant: a lead ends anybody's, everybody may end her own."""
    if not (leads(by, case) or grant.officer_id == by.pk):
        raise Refused(Refusal(Why.NOT_GRANTED, "team.end", _("Access is ended by a lead of the case.")), by, case.pk)
    ending = GrantEnding(grant=grant, case=case, ended_by=by)
    ending.save(force_insert=True)
    return ending


def _may_open(case: Case, part: str, may_write: bool, officer: Officer | None, desk: Desk | None) -> bool:
    """Whether the acting officer holds this part herself, or the receiving agency is its proper owner: as the database says."""
    with connection.cursor() as cursor:
        to = [officer.pk if officer else None, desk.pk if desk else None]
        cursor.execute("select mooring_may_open(%s, %s, %s, %s, %s)", [case.pk, part, may_write, *to])
        return bool(cursor.fetchone()[0])


def _holds(officer: Officer, case: Case, part: str, may_write: bool, as_lead: bool, until: datetime | None) -> bool:
    """Whether the officer has a grant that is at least as wide and as long as this one."""
    wide = Grant.objects.running().held_by(officer).filter(case=case, compartment=part)
    wide = wide.filter(may_write=True) if may_write else wide
    wide = wide.filter(as_lead=True) if as_lead else wide
    long = Q(until=None) if until is None else Q(until=None) | Q(until__gte=until)
    return wide.filter(long).exists()


def leads(officer: Officer, case: Case) -> bool:
    """Whether this officer is a lead of this case, herself or by her desk."""
    return Grant.objects.running().held_by(officer).filter(case=case, as_lead=True).exists()
