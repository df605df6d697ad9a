"""A stay from the offer of a bed to the day somebody leaves. The team asks, the house answers; a bed is never promised to two."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework import known
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.casework.models.in_turn import take_the_place
from mooring.housing import house_rules
from mooring.housing.actions.stepping import first_in_line, held, just_taken, move, slept_in, tell
from mooring.housing.free_beds import is_free
from mooring.housing.house_codes import Payer, TargetGroup
from mooring.housing.models import Bed, Declined, House, HowLeft, Stay, StayPaid, StayStep, Withdrawn
from mooring.housing.stay_states import OPEN, StayState
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

PAID_UNTIL = "stay.paid_until"


@deed("stay.offer", on="case", compartment=Compartment.SUPPORT)
def offer(
    *,
    by: Officer,
    case: Case,
    bed: Bed,
    begins: date | None = None,
    ends: date | None = None,
    groups: Iterable[str] = (),
    answer_by: datetime | None = None,
    children_beds: Iterable[Bed] = (),
    children: int = 0,
) -> Stay:
    """Hold a bed for a person from the night of `begins` to the day of leaving `ends`, and ask the house.

    Refused when somebody was quicker, with the beds that are free instead. `groups`: by the person's own statement.
    `children`: who come along; `children_beds`: beds of their own in the same house. All the beds are held, or none.
    """
    beds = [bed, *children_beds]
    today = clock.today()
    begins = begins or today
    if begins < today or (ends is not None and ends <= begins):
        raise house_rule(
            "stay.offer", by, case, _("The nights lie behind, or end before they begin."), _("Correct the days.")
        )
    if len({one.pk for one in beds}) < len(beds) or {one.house_id for one in beds} != {bed.house_id} or bed.is_a_cot:
        raise house_rule(
            "stay.offer",
            by,
            case,
            _("Each has a bed of their own in one house, and a grown-up no cot."),
            _("Choose the beds again."),
        )
    soon = house_rules.ANSWER_TONIGHT if begins == today else house_rules.ANSWER_LATER
    contact = known.known(case, "contact_person")
    stay = Stay(
        case=case,
        house=bed.house,
        from_desk=by.desk,
        contact=contact if isinstance(contact, Officer) else by,
        groups=[group for group in TargetGroup.values if group in set(groups)],
        answer_by=answer_by or clock.now() + soon,
        children=max(children, len(beds) - 1),
        recorded_by=by,
    )
    # In one order for everybody: two families never wait for each other.
    for one in sorted(beds, key=lambda each: each.pk):
        first_in_line(one)
        if not is_free(one, begins, ends):
            raise just_taken("stay.offer", by, case, begins, ends, stay.groups)
    for one, its_stay in [(bed, stay), *((each, _of_a_child(stay)) for each in beds[1:])]:
        step = StayStep(stay=its_stay, state=StayState.OFFERED, bed=one, begins=begins, ends=ends, recorded_by=by)
        its_stay.save(force_insert=True)
        held(step, None, "stay.offer", by, case, stay.groups)
    tell(stay, StayState.OFFERED, urgent=True)
    return stay


@deed("stay.add_bed", on="stay", compartment=Compartment.SUPPORT)
def add_beds(*, by: Officer, stay: Stay, beds: Iterable[Bed], begins: date | None = None) -> list[Stay]:
    """Hold beds for children beside a stay that runs, from the night of `begins`, and ask the house: all of them, or none.

    Each is a stay of its own beside the parent's, until the parent's last night. Refused as an offer is, and once the stay is over.
    """
    verb, wanted = "stay.add_bed", list(beds)
    stands, today = stay.look_again(), clock.today()
    begins = begins or max(today, stands.begins)
    if stay.beside_id is not None or stands.state not in OPEN or stay.from_desk_id not in {d.pk for d in by.desks()}:
        raise house_rule(
            verb,
            by,
            None,
            _(
                "A child's bed is asked for beside the parent's stay while it runs, by the desk that asked for that one."
            ),
            _("Do it on the page of the parent's stay, or ask that desk."),
        )
    if begins < max(today, stands.begins) or (stands.ends is not None and stands.ends <= begins):
        raise house_rule(verb, by, None, _("These nights lie outside the parent's stay."), _("Correct the day."))
    if (
        not wanted
        or len({one.pk for one in wanted}) < len(wanted)
        or {one.house_id for one in wanted} != {stay.house_id}
    ):
        raise house_rule(
            verb, by, None, _("Each child has a bed of their own in the parent's house."), _("Choose the beds again.")
        )
    soon = house_rules.ANSWER_TONIGHT if begins == today else house_rules.ANSWER_LATER
    # Of a stay that is still asked for the house answers for all of them at once.
    answer_by = stay.answer_by if stands.state == StayState.OFFERED else clock.now() + soon
    for one in sorted(wanted, key=lambda each: each.pk):
        first_in_line(one)
        if not is_free(one, begins, stands.ends):
            raise just_taken(verb, by, None, begins, stands.ends, [TargetGroup.FAMILIES.value])
    added = []
    for one in wanted:
        child = _of_a_child(stay)
        child.recorded_by = by
        child.answer_by = answer_by
        step = StayStep(stay=child, state=StayState.OFFERED, bed=one, begins=begins, ends=stands.ends, recorded_by=by)
        child.save(force_insert=True)
        held(step, None, verb, by, None, child.groups)
        added.append(child)
    tell(added[0], StayState.OFFERED, urgent=True)
    return added


@deed("stay.accept", on="stay", compartment=Compartment.SUPPORT)
def accept(*, by: Officer, stay: Stay) -> StayStep:
    """Accept, for the house: the person is expected."""
    return move(stay, by, StayState.ACCEPTED, "stay.accept")


@deed("stay.decline", on="stay", compartment=Compartment.SUPPORT, code="reason")
def decline(*, by: Officer, stay: Stay, reason: str) -> StayStep:
    """Decline, for the house, saying why: the bed is free again."""
    return move(stay, by, StayState.DECLINED, "stay.decline", reason=Declined(reason))


@deed("stay.withdraw", on="stay", compartment=Compartment.SUPPORT, code="reason")
def withdraw(*, by: Officer, stay: Stay, reason: str) -> StayStep:
    """Take a place back before anybody came, for the team."""
    return move(stay, by, StayState.WITHDRAWN, "stay.withdraw", reason=Withdrawn(reason))


@deed("stay.arrive", on="stay", compartment=Compartment.SUPPORT)
def arrive(*, by: Officer, stay: Stay, on: date | None = None) -> StayStep:
    """Say that the person has come. Refused while somebody else is still in the bed."""
    day = _day("stay.arrive", by, stay, on)
    household = [stay, *stay.along()]
    there = StayStep.objects.standing().filter(
        bed__in=[one.standing.bed_id for one in household], state__in=(StayState.ARRIVED, StayState.MISSING)
    )
    if there.exclude(stay__in=household).exists():
        raise slept_in("stay.arrive", by)
    return move(stay, by, StayState.ARRIVED, "stay.arrive", begins=day)


@deed("stay.change_bed", on="stay", compartment=Compartment.SUPPORT)
def change_bed(*, by: Officer, stay: Stay, bed: Bed) -> StayStep:
    """Give the person another bed of the same house from tonight."""
    verb = "stay.change_bed"
    stands = stay.look_again()
    if bed.house_id != stay.house_id or bed.pk == stands.bed_id:
        raise house_rule(verb, by, None, _("That is no other bed of this house."), _("Choose one of the free beds."))
    begins = max(stands.begins, clock.today())
    first_in_line(bed)
    ends = stands.ends if stands.ends is not None and stands.ends > begins else None  # nights that are over hold no bed
    if not is_free(bed, begins, ends):
        raise just_taken(verb, by, None, begins, ends, stay.groups)
    return move(stay, by, StayState(stands.state), verb, bed=bed, begins=begins)


@deed("stay.missing", on="stay", compartment=Compartment.SUPPORT)
def report_missing(*, by: Officer, stay: Stay, children_too: bool = False) -> StayStep:
    """Say that a person is missing: contact person, desk, house and centre are told at once. The bed is kept.

    Of an adult the police are not told by this: that is decided with the centre, by people. `children_too`: those who came
    along are missing as well.
    """
    children = stay.along() if children_too else []
    step = move(stay, by, StayState.MISSING, "stay.missing")
    for child in children:
        move(child, by, StayState.MISSING, "stay.missing", telling=False)  # told with the parent's, once
    record = house_rules.missing(clock.today()).record()
    due = clock.now() + house_rules.WITHIN_THE_HOUR
    with connection.cursor() as cursor:
        cursor.execute("select mooring_missing_alarm(%s, %s, %s::jsonb)", [stay.pk, due, json.dumps(record)])
    return step


@deed("stay.come_back", on="stay", compartment=Compartment.SUPPORT)
def come_back(*, by: Officer, stay: Stay) -> StayStep:
    """Say that a missing person is back in the house."""
    return move(stay, by, StayState.ARRIVED, "stay.come_back")


@deed("stay.move", on="stay", compartment=Compartment.SUPPORT)
def move_on(*, by: Officer, stay: Stay, on: date | None = None) -> StayStep:
    """Say that the person has moved on to another place; the bed is free from that night."""
    return _gone(by, stay, StayState.MOVED, "stay.move", "", on)


@deed("stay.leave", on="stay", compartment=Compartment.SUPPORT, code="how")
def leave(*, by: Officer, stay: Stay, how: str, on: date | None = None) -> StayStep:
    """Say that the person has left, as planned, not as planned, or that a missing person's bed is no longer kept."""
    return _gone(by, stay, StayState.LEFT, "stay.leave", HowLeft(how), on)


@deed("stay.pay_until", on="stay", compartment=Compartment.SUPPORT)
def pay_until(*, by: Officer, stay: Stay, payer: str, paid_until: date) -> StayPaid:
    """Note who pays, and until which day. The contact person's desk has a deadline on the last day of warning before."""
    if stay.beside_id is not None:
        raise house_rule(
            "stay.pay_until",
            by,
            None,
            _("The bed of a child is paid with the parent's stay."),
            _("Note it on the page of that stay."),
        )
    if paid_until < stay.look_again().begins:
        raise house_rule("stay.pay_until", by, None, _("That is before the stay begins."), _("Correct the day."))
    paid = StayPaid(stay=stay, payer=Payer(payer), paid_until=paid_until, recorded_by=by)
    take_the_place(StayPaid.objects.standing().filter(stay=stay).first(), paid)
    due = clock.end_of(max(paid_until - timedelta(days=min(warn_days(stay.house))), clock.today()))
    record = house_rules.paid_until(clock.today()).record()
    desk = stay.contact.desk if stay.contact.running_postings() else stay.from_desk
    casework.set_deadline(stay.case, PAID_UNTIL, due, by=by, finding=record, pen_desk=desk)
    return paid


def warn_days(house: House) -> list[int]:
    """How many days before the paid nights run out somebody is told: as agreed with the house, else as usual."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select mooring_warn_days(%s, %s, %s)", [house.pk, clock.today(), list(house_rules.WARNED_DAYS_BEFORE)]
        )
        found: list[int] = cursor.fetchone()[0]
    return found


def _of_a_child(parent: Stay) -> Stay:
    """The stay for a child's bed: beside the parent's, for families whatever the parent's gender."""
    return Stay(
        case=parent.case,
        house=parent.house,
        from_desk=parent.from_desk,
        contact=parent.contact,
        groups=[TargetGroup.FAMILIES.value],
        answer_by=parent.answer_by,
        beside=parent,
        recorded_by=parent.recorded_by,
    )


def _gone(by: Officer, stay: Stay, state: StayState, verb: str, reason: str, on: date | None) -> StayStep:
    day = _day(verb, by, stay, on)
    stands = stay.look_again()
    return move(stay, by, state, verb, ends=max(day, stands.begins), reason=reason)


def _day(verb: str, by: Officer, stay: Stay, on: date | None) -> date:
    day = on or clock.today()
    stands = stay.look_again()
    if day > clock.today() or (stands.state != StayState.ACCEPTED and day < stands.begins):
        raise house_rule(verb, by, None, _("That day has not come, or lies before the arrival."), _("Correct the day."))
    return day
