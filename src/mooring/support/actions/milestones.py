"""What the person says of staying, and the steps into a life of one's own."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import house_rules, turns
from mooring.support.milestones import Step
from mooring.support.models import Milestone, Staying

STAYING = "staying.note"
WRITE = "milestone.write"
CHANGE = "milestone.change"
DEADLINE = "milestone"


@deed(STAYING, on="case", compartment=Compartment.SUPPORT)
def note_staying(*, by: Officer, case: Case, stays: bool, said_on: date | None = None, said: str = "") -> Staying:
    """Note that the person wishes to stay and to plan for it, or does not. Nothing else depends on the answer."""
    if said_on is not None and said_on > clock.today():
        raise house_rule(STAYING, by, case, _("This day has not come yet."), _("Correct the day."))
    staying = Staying(case=case, stays=stays, said_on=said_on or clock.today(), recorded_by=by)
    staying.seal_words(said=said)
    return casework.put_in_place(staying)


@deed(WRITE, on="case", compartment=Compartment.SUPPORT)
def write_milestone(
    *,
    by: Officer,
    case: Case,
    step: str,
    expected_on: date | None = None,
    reached_on: date | None = None,
    note: str = "",
    helper: str = "",
) -> Milestone:
    """Write down a step that the person hopes for, or has reached.

    Raises `Refused` when the step stands already, when it lies ahead and is called reached, or, for something of the person's own,
    when no word says what it is.
    """
    chosen = Step(step)
    if chosen == Step.OTHER and not note.strip():
        raise house_rule(WRITE, by, case, _("Nothing says what the step is."), _("Write it in the note."))
    if chosen != Step.OTHER and Milestone.objects.standing().filter(case=case, step=chosen).exists():
        reason = _("This step stands in the list already.")
        raise house_rule(WRITE, by, case, reason, _("Open it there, and change it."))
    last = Milestone.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    milestone = _made(WRITE, by, case, last + 1, chosen, expected_on, reached_on, None, note, helper)
    milestone.save(force_insert=True)
    _remind(by, case)
    return milestone


@deed(CHANGE, on="milestone", compartment=Compartment.SUPPORT)
def change_milestone(
    *,
    by: Officer,
    milestone: Milestone,
    expected_on: date | None = None,
    reached_on: date | None = None,
    let_go_on: date | None = None,
    note: str = "",
    helper: str = "",
) -> Milestone:
    """Change a step: the day it is hoped for, that it was reached, or that the person let it go. What stood before stays readable.

    Raises `Refused` when it would be both reached and let go, or on a day that has not come; `AlreadySuperseded` when somebody else
    wrote in the meantime.
    """
    case = milestone.case
    if reached_on is not None and let_go_on is not None:
        reason = _("A step cannot be reached and let go at once.")
        raise house_rule(CHANGE, by, case, reason, _("Leave one of the two days empty."))
    step = Step(milestone.step)
    if step == Step.OTHER and not note.strip():
        raise house_rule(CHANGE, by, case, _("Nothing says what the step is."), _("Write it in the note."))
    later = _made(CHANGE, by, case, milestone.number, step, expected_on, reached_on, let_go_on, note, helper)
    milestone.supersede(later)
    _remind(by, case)
    return later


def milestones_of(case: Case) -> list[Milestone]:
    """The steps as they stand, in the order in which many take them; sharing the case and its key."""
    order = list(Step)
    found = list(Milestone.objects.standing().filter(case=case).order_by("number"))
    for milestone in found:
        milestone.case = case
    return sorted(found, key=lambda milestone: (order.index(Step(milestone.step)), milestone.number))


def _made(
    verb: str,
    by: Officer,
    case: Case,
    number: int,
    step: Step,
    expected_on: date | None,
    reached_on: date | None,
    let_go_on: date | None,
    note: str,
    helper: str,
) -> Milestone:
    if any(day is not None and day > clock.today() for day in (reached_on, let_go_on)):
        reason = _("This day has not come yet.")
        raise house_rule(verb, by, case, reason, _("Give it as the day on which the step is hoped for."))
    milestone = Milestone(
        case=case,
        number=number,
        step=step,
        expected_on=expected_on,
        reached_on=reached_on,
        let_go_on=let_go_on,
        recorded_by=by,
    )
    milestone.seal_words(note=note, helper=helper)
    return milestone


def _remind(by: Officer, case: Case) -> None:
    """One reminder for the team: the next step that is hoped for on a day. Without one, there is none."""
    hoped = [step.expected_on for step in Milestone.objects.standing().filter(case=case) if step.is_open]
    days = [day for day in hoped if day is not None]
    if not days:
        casework.meet_deadline(case, DEADLINE, by=by)
        return
    casework.set_deadline(
        case,
        DEADLINE,
        clock.end_of(min(days)),
        by=by,
        finding=house_rules.step_hoped_for(clock.today()).record(),
        pen_desk=turns.team_desk(case, by),
        compartment=Compartment.SUPPORT,
    )
