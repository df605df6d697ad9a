"""The permit for the sake of an investigation or a prosecution: asked for, given, renewed, not given, ended. No help hangs on it."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import AlreadySuperseded, Case, anew
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.law_of_the_period import the_law
from mooring.support.models import ProceedingsPermit
from mooring.support.permit_states import OPEN, PERMIT_STATES, PermitState

STEPS = {
    PermitState.GIVEN: "permit.give",
    PermitState.REFUSED: "permit.refuse",
    PermitState.WITHDRAWN: "permit.withdraw",
    PermitState.ENDED: "permit.end",
}


@deed("permit.ask", on="case", compartment=Compartment.CORE)
def ask_for_permit(
    *, by: Officer, case: Case, asked_by: str, asked_on: date | None = None, words: str = ""
) -> ProceedingsPermit:
    """Record that the permit was asked for, and by whom.

    Raises `NotProvidedFor` and `NotAnswered` as the law of that day answers, `Refused` where one is open already.
    """
    day = asked_on or clock.today()
    finding = the_law().permit_for_proceedings(day).or_refuse()
    if standing_permit(case) is not None:
        instead = _("Look at the one that is open.")
        raise house_rule("permit.ask", by, case, _("A permit is asked for or given already."), instead)
    row = ProceedingsPermit(
        case=case, state=PermitState.ASKED, asked_by=asked_by, asked_on=day, finding=finding.record(), recorded_by=by
    )
    row.seal_words(words=words)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AlreadySuperseded from None
    return row


@deed("permit.give", on="permit", compartment=Compartment.CORE)
def give_permit(
    *, by: Officer, permit: ProceedingsPermit, until: date, decided_on: date | None = None, words: str = ""
) -> ProceedingsPermit:
    """Record that the permit is given until a day, or given anew until a later one. Raises as `ask_for_permit` does."""
    day = decided_on or clock.today()
    finding = the_law().permit_for_proceedings(day, needed=True).or_refuse()
    if until < day:
        instead = _("Check the days.")
        raise house_rule("permit.give", by, permit.case, _("It would end before it was decided on."), instead)
    given = _step(permit, PermitState.GIVEN, finding, words, by=by, decided_on=day, until=until)
    casework.set_deadline(
        permit.case, turns.PERMIT_END, clock.end_of(until), by=by, finding=finding.record(), pen_desk=by.desk
    )
    return given


@deed("permit.refuse", on="permit", compartment=Compartment.CORE)
def refuse_permit(
    *, by: Officer, permit: ProceedingsPermit, decided_on: date | None = None, words: str
) -> ProceedingsPermit:
    """Record that the permit is not given: the case at court does not need it. Support stays as it is."""
    day = decided_on or clock.today()
    finding = the_law().permit_for_proceedings(day, needed=False)
    if not words.strip():
        instead = _("Write them in a few words.")
        raise house_rule("permit.refuse", by, permit.case, _("The person is told why: reasons are needed."), instead)
    return _step(permit, PermitState.REFUSED, finding, words, by=by, decided_on=day)


@deed("permit.withdraw", on="permit", compartment=Compartment.CORE)
def withdraw_permit(*, by: Officer, permit: ProceedingsPermit, words: str = "") -> ProceedingsPermit:
    """Record that the permit is no longer asked for."""
    return _step(permit, PermitState.WITHDRAWN, Finding.from_record(permit.finding), words, by=by)


@deed("permit.end", on="permit", compartment=Compartment.CORE)
def end_permit(*, by: Officer, permit: ProceedingsPermit, ended_on: date, words: str = "") -> ProceedingsPermit:
    """Record that a permit has ended, and from which day. What help the person has stays."""
    finding = Finding.from_record(permit.finding)
    ended = _step(permit, PermitState.ENDED, finding, words, by=by, until=permit.until, ended_on=ended_on)
    casework.meet_deadline(permit.case, turns.PERMIT_END, by=by)
    return ended


def standing_permit(case: Case) -> ProceedingsPermit | None:
    """The permit that is asked for or given, or none."""
    found: ProceedingsPermit | None = (
        ProceedingsPermit.objects.standing().filter(case=case, state__in=sorted(OPEN)).first()
    )
    if found is not None:
        found.case = case
    return found


def _step(
    permit: ProceedingsPermit,
    state: PermitState,
    finding: Finding,
    words: str,
    *,
    by: Officer,
    decided_on: date | None = None,
    until: date | None = None,
    ended_on: date | None = None,
) -> ProceedingsPermit:
    """The next step, in the place of the last. Raises `Refused` where it does not follow on it, `AlreadySuperseded`."""
    if permit.superseded_by_id is not None:
        raise AlreadySuperseded
    if not PERMIT_STATES.may(permit.state, state):
        instead = _("Look at the permit again: it shows what can be done now.")
        raise house_rule(
            STEPS[state], by, permit.case, _("The permit does not stand where this could follow."), instead
        )
    row = anew(
        permit,
        by,
        state=state,
        decided_on=decided_on or permit.decided_on,
        until=until,
        ended_on=ended_on,
        finding=finding.record(),
    )
    row.seal_words(words=words)
    permit.supersede(row)
    return row
