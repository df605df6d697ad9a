"""Planning the roster, taking a shift, giving it back; and the line that rings at a desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.hotline import roster
from mooring.hotline.models import DutyLine, HowItCame, Shift, ShiftKind
from mooring.hotline.models.roster import keeps_roster
from mooring.identification.actions.appending import one_of
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer, Posting

AT_MOST_DAYS = 92


@deed("roster.line")
def set_line(
    *, by: Officer, desk: Desk, number: str, opens: time | None = None, closes: time | None = None
) -> DutyLine:
    """Set which number rings at a desk on duty, and which hours must be answered; without hours day and night."""
    _refuse_who_does_not_plan("roster.line", by, desk)
    if (opens is None) != (closes is None):
        raise house_rule(
            "roster.line", by, None, _("The hours need a beginning and an end."), _("Fill in both, or none.")
        )
    line = DutyLine(desk=desk, number=number.strip(), opens=opens, closes=closes, recorded_by=by)
    standing: DutyLine | None = DutyLine.objects.standing().filter(desk=desk).first()
    if standing is not None:
        standing.supersede(line)
    else:
        line.save(force_insert=True)
    return line


@deed("roster.plan")
def plan(
    *,
    by: Officer,
    desk: Desk,
    kind: str,
    begins: time,
    ends: time,
    first: date,
    last: date | None = None,
    weekdays: Iterable[int] = range(7),
    officer: Officer | None = None,
) -> list[Shift]:
    """Plan a shift on each day from the first to the last, by the hours of the wall clock; without an officer it is open to be taken.

    A shift that ends no later than it begins goes over midnight. Refused when the officer has another shift at that time.
    """
    verb = "roster.plan"
    _refuse_who_does_not_plan(verb, by, desk)
    one_of(verb, by, None, [kind], ShiftKind)
    last = last or first
    if last < first or (last - first).days >= AT_MOST_DAYS:
        raise house_rule(verb, by, None, _("A roster is planned for three months at most."), _("Correct the days."))
    if officer is not None:
        _refuse_who_does_not_serve(verb, by, desk, officer)
    shifts = []
    for day in roster.each_day(first, last, weekdays):
        stretch = roster.stretch_on(day, begins, ends, settings.MOORING_COUNTRY.zone)
        if stretch.length > roster.LONGEST:
            raise house_rule(verb, by, None, _("A shift is sixteen hours at most."), _("Make two of it."))
        shift = Shift(
            desk=desk, kind=kind, begins_at=stretch.begins, ends_at=stretch.ends, officer=officer, recorded_by=by
        )
        put_on_the_roster(verb, by, None, shift)
        shifts.append(shift)
    if not shifts:
        raise house_rule(verb, by, None, _("None of these days is a day of the week that you chose."), "")
    return shifts


@deed("roster.take", on="shift")
def take_shift(*, by: Officer, shift: Shift) -> Shift:
    """Take a shift that nobody has. Of two who take it at once one gets it, and the other is told."""
    if shift.officer_id is not None:
        raise house_rule("roster.take", by, None, _("Somebody has this shift."), _("Ask for a swap."))
    _refuse_what_is_past("roster.take", by, shift)
    _refuse_who_does_not_serve("roster.take", by, shift.desk, by)
    return put_on_the_roster("roster.take", by, shift, shift.anew(by, officer_id=by.pk, how=HowItCame.TAKEN))


@deed("roster.give_back", on="shift")
def give_back(*, by: Officer, shift: Shift) -> Shift:
    """Give one's own shift back; it is open again, and the coordinator sees the gap."""
    if shift.officer_id != by.pk:
        raise house_rule(
            "roster.give_back", by, None, _("This is not your shift."), _("Only who has it gives it back.")
        )
    _refuse_what_is_past("roster.give_back", by, shift)
    return put_on_the_roster("roster.give_back", by, shift, shift.anew(by, officer_id=None, how=HowItCame.GIVEN_BACK))


@deed("roster.withdraw", on="shift")
def withdraw_shift(*, by: Officer, shift: Shift) -> Shift:
    """Take a shift off the roster."""
    _refuse_who_does_not_plan("roster.withdraw", by, shift.desk)
    return put_on_the_roster("roster.withdraw", by, shift, shift.anew(by, how=HowItCame.WITHDRAWN))


def put_on_the_roster(verb: str, by: Officer, earlier: Shift | None, shift: Shift) -> Shift:
    """Append a line of the roster, in the place of an earlier one if there is one. Refused when somebody is in two places at once."""
    try:
        with transaction.atomic():
            if earlier is not None:
                earlier.supersede(shift)
            else:
                shift.save(force_insert=True)
    except IntegrityError as two_at_once:
        if "one_shift_at_a_time" not in str(two_at_once):
            raise
        raise house_rule(
            verb,
            by,
            None,
            _("There is another shift at that time."),
            _("Nobody is in two places at once; choose again."),
        ) from two_at_once
    return shift


def _refuse_who_does_not_plan(verb: str, by: Officer, desk: Desk) -> None:
    if not keeps_roster(by, desk):
        raise Refused(
            Refusal(Why.NOT_GRANTED, verb, _("You plan the roster of another agency."), _("Ask its coordinator.")), by
        )


def _refuse_who_does_not_serve(verb: str, by: Officer, desk: Desk, officer: Officer) -> None:
    if not Posting.objects.running().filter(desk=desk, officer=officer).exists():
        raise house_rule(verb, by, None, _("The officer does not serve at this desk."), _("Choose one who does."))


def _refuse_what_is_past(verb: str, by: Officer, shift: Shift) -> None:
    if shift.ends_at <= clock.now():
        raise house_rule(verb, by, None, _("This shift is over."), "")
