"""What is done for a child when other rooms' deeds are heard of: an age that was recorded, a person who is missing from a house."""

from __future__ import annotations

from datetime import date, datetime

from mooring.casework import actions as casework
from mooring.casework import conditions, events, known
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Deadline
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.deeds import Done
from mooring.safeguards.models import Officer
from mooring.support import child_house_rules, children, turns
from mooring.support.actions.child_missing import tell_the_three
from mooring.support.children import A_DAY, MUNICIPALITY, OF_AGE, PATH, REPRESENTATIVE, ROOF, SAFETY, of_case
from mooring.support.models import ChildMark, Matter, MunicipalityTold, SafetyPlan

CHILD_STATUS = ("child", "presumed_child")
OF_A_CHILD = (PATH, REPRESENTATIVE, MUNICIPALITY, SAFETY, OF_AGE, ROOF)


def listen() -> None:
    """Register for the deeds of others, and for what they ask; called once from `apps.ready()`."""
    events.on("person.record", age_recorded)
    events.on("stay.missing", missing_from_a_house)
    events.on("stay.offer", asked_for_a_roof)
    known.provide("decides_with", children.decides_with)
    known.provide("needs_escort", children.needs_escort)
    for name, check in children.CONDITIONS.items():
        conditions.register(name, check)


def age_recorded(done: Done) -> None:
    """A child, or in doubt one: the clocks start the same day. Found to be an adult: they end."""
    case, status = done.thing, getattr(done.result, "age_status", "")
    if not isinstance(case, Case) or not case.held_by(done.by).get(Compartment.ENTRY, False):
        return
    is_child = status in CHILD_STATUS
    before = of_case(ChildMark, case)
    if before is None and not is_child:
        return
    if before is None or before.is_child != is_child:
        casework.put_in_place(ChildMark(case=case, is_child=is_child, recorded_by=done.by))
        (_start if is_child else _stop)(case, done.by)


def _start(case: Case, by: Officer) -> None:
    today = clock.today()
    notify = children.asked("duty_to_notify", begins=today)
    if children.asked("representative_due", unaccompanied=None) is not None and children.path_of(case) is None:
        _set(case, by, PATH, child_house_rules.path(today))
    if notify is not None and of_case(MunicipalityTold, case) is None:
        _set(case, by, MUNICIPALITY, notify)
    holds_support = case.held_by(by).get(Compartment.SUPPORT, False)
    if holds_support and of_case(SafetyPlan, case) is None:
        _set(case, by, SAFETY, child_house_rules.safety_plan(today))


def _set(case: Case, by: Officer, kind: str, finding: Finding) -> None:
    today = clock.today()
    due = clock.end_of(today if kind == PATH else today + A_DAY)
    casework.set_deadline(case, kind, due, by=by, finding=finding.record(), pen_desk=turns.team_desk(case, by))


def _stop(case: Case, by: Officer) -> None:
    for kind in OF_A_CHILD:
        casework.meet_deadline(case, kind, by=by)


def asked_for_a_roof(done: Done) -> None:
    """A child alone is given a roof without the representative's word: the days run in which she or he is asked.

    They run from the first such night; a second roof for a few nights does not begin them anew.
    """
    case = done.thing
    if not isinstance(case, Case) or children.lacks(case.pk, Matter.STAY) is None:
        return
    if Deadline.objects.open().filter(case=case, kind=ROOF).exists():
        return
    begins = done.arguments.get("begins")
    first = begins if isinstance(begins, date) else clock.today()
    finding = child_house_rules.roof(clock.today())
    due = clock.end_of(first + A_DAY * child_house_rules.ROOF_NIGHTS)
    desk = turns.team_desk(case, done.by)
    record = finding.record()
    casework.set_deadline(case, ROOF, due, by=done.by, finding=record, pen_desk=desk, compartment=Compartment.SUPPORT)


def missing_from_a_house(done: Done) -> None:
    """A house says that somebody is missing. Of a child the three are told in the same breath; of an adult nobody is."""
    key = getattr(done.thing, "case_key", None) or getattr(done.result, "case_key", None)
    since = getattr(done.result, "missing_since", None)
    if key is not None:
        tell_the_three(int(key), done.by, since if isinstance(since, datetime) else clock.now())
