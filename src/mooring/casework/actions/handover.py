"""Handing over the cases of an officer who leaves, or has left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mooring.casework.actions.team import leads
from mooring.casework.compartments import Compartment
from mooring.casework.handing_over import VERB, founding_parts, may_take_up, open_deadlines, open_tasks, who_can_take
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Deadline, Grant, GrantEnding, Ground, Task, anew
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as


@dataclass(frozen=True)
class HandedOver:
    """What went over with one case: parts, tasks, deadlines; and how many of these stay, in parts the acting officer may not write."""

    how: str
    parts: int
    tasks: int
    deadlines: int
    stay: int

    def event_codes(self) -> dict[str, str | int | None]:
        return {"how": self.how}


@deed(VERB, on="case", compartment=Compartment.ENTRY)
def hand_over(*, by: Officer, case: Case, leaving: Officer, to: Officer) -> HandedOver:
    """Give the lead of a case, and what waits in it, to another officer of the desk. The grants of who leaves end in `hand_over_all`.

    She does so herself; when she has left, another lead of the case does; and when nobody leads it who serves, a social worker of the desk
    that opened it takes it up herself, and can hand it on.
    """
    if to.pk == leaving.pk or to not in who_can_take(by, leaving):
        raise house_rule(
            VERB,
            by,
            case,
            _("Cases go to an officer of the same desk who works with people."),
            _("Choose somebody else."),
        )
    if by.pk != leaving.pk and leaving.running_postings():
        raise house_rule(
            VERB,
            by,
            case,
            _("This officer still serves, and hands over herself or himself."),
            _("See Team on the case page."),
        )
    leading = leads(by, case)
    if leading:
        how = "by_herself" if by.pk == leaving.pk else "by_another_lead"
        parts = _give(by, case, leaving, to)
    else:
        how = "taken_up"
        parts = _take_up(by, case)
    held = case.held_by(by)
    tasks = list(open_tasks(leaving).filter(case=case))
    deadlines = list(open_deadlines(leaving).filter(case=case))
    mine = [fact for fact in (*tasks, *deadlines) if held.get(fact.compartment, False)]
    for fact in mine:
        fact.case = case
        if isinstance(fact, Task):
            _pass_on_task(fact, by, to)
        elif isinstance(fact, Deadline):
            _pass_on_deadline(fact, by, to)
    moved = sum(isinstance(fact, Task) for fact in mine)
    return HandedOver(how, parts, moved, len(mine) - moved, len(tasks) + len(deadlines) - len(mine))


def hand_over_all(cases: Sequence[Case], *, by: Officer, leaving: Officer, to: Officer) -> list[HandedOver]:
    """Hand over several cases in one transaction: all of them or none. Each is a deed of its own; then the old grants end."""
    with acting_as(by):
        moved = [hand_over(by=by, case=case, leaving=leaving, to=to) for case in cases]
        old = Grant.objects.running().filter(case__in=cases, officer=leaving)
        GrantEnding.objects.bulk_create(
            [GrantEnding(grant=grant, case_id=grant.case_id, ended_by=by, recorded_at=clock.now()) for grant in old]
        )
    return moved


def _give(by: Officer, case: Case, leaving: Officer, to: Officer) -> int:
    """Give what she who leaves holds herself, as far as the giver has it to give. Nobody gives herself anything."""
    if to.pk == by.pk:
        return 0
    hers = Grant.objects.running().filter(case=case, officer=leaving).exclude(ground=Ground.BREAK_GLASS)
    own = Grant.objects.running().held_by(by).filter(case=case).exclude(ground=Ground.BREAK_GLASS)
    may_give = {(grant.compartment, write) for grant in own for write in {grant.may_write, False}}
    passed_on = [grant for grant in hers if (grant.compartment, grant.may_write) in may_give]
    return _append(Ground.GIVEN_BY_LEAD, passed_on, by, case, to)


def _take_up(by: Officer, case: Case) -> int:
    if not may_take_up(case):
        raise house_rule(
            VERB, by, case, _("This case is led by somebody, or was opened elsewhere."), _("Ask its lead.")
        )
    return _append(Ground.HANDED_OVER, list(founding_parts(case, [desk.pk for desk in by.desks()])), by, case, by)


def _append(ground: Ground, like: Sequence[Grant], by: Officer, case: Case, to: Officer) -> int:
    grants = [
        Grant(
            case=case,
            compartment=grant.compartment,
            officer=to,
            may_write=grant.may_write,
            as_lead=grant.as_lead or ground is Ground.HANDED_OVER,
            ground=ground,
            given_by=by,
            since=clock.now(),
            until=grant.until,
            case_opened_at=case.opened_at,
        )
        for grant in like
    ]
    Grant.objects.bulk_create(grants)
    return len(grants)


def _pass_on_task(task: Task, by: Officer, to: Officer) -> None:
    passed = anew(task, by, for_officer=to, for_desk=None)
    passed.seal_words(words=task.words("words"))
    task.supersede(passed)


def _pass_on_deadline(deadline: Deadline, by: Officer, to: Officer) -> None:
    passed = anew(deadline, by, pen_officer=to)
    deadline.supersede(passed)
