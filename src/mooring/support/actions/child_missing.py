"""The safety plan before anything happens; the alarm when a child is missing; the log, and the end of it."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.casework.pseudonym import random_reference
from mooring.safeguards import clock, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer
from mooring.support.actions.children import see_that_a_child
from mooring.support.child_house_rules import missing_child
from mooring.support.children import MISSING, SAFETY, of_case
from mooring.support.models import (
    ChildSheet,
    MissingChild,
    MissingFound,
    MissingStep,
    SafetyPlan,
    StepKind,
)

OF_THE_MISSING = "/missing-children/"


@deed("child.safety_plan", on="case", compartment=Compartment.SUPPORT)
def make_safety_plan(
    *,
    by: Officer,
    case: Case,
    description: str,
    telephone: str = "",
    contacts: str = "",
    pattern: str = "",
    adult: str = "",
    police_desk: Desk | None = None,
    made_on: date | None = None,
) -> SafetyPlan:
    """Make the plan with the child before anything happens, and the sheet for whoever would look for the child.

    `description` is the sheet: what the child looks like and goes by, never the story. Raises `Refused` when it is empty.
    """
    verb = "child.safety_plan"
    see_that_a_child(verb, by, case)
    if not description.strip():
        raise house_rule(
            verb, by, case, _("The sheet is empty."), _("Write what somebody needs who looks for the child.")
        )
    plan = SafetyPlan(case=case, made_on=made_on or clock.today(), recorded_by=by)
    plan.seal_words(telephone=telephone, contacts=contacts, pattern=pattern, adult=adult)
    casework.put_in_place(plan)
    _lay_sheet(by, case, description, police_desk)
    casework.meet_deadline(case, SAFETY, by=by)
    return plan


def _lay_sheet(by: Officer, case: Case, description: str, police_desk: Desk | None) -> ChildSheet:
    sheet = ChildSheet(case=case, police_desk=police_desk, recorded_by=by)
    sheet.lay(description, over=of_case(ChildSheet, case))
    return sheet


@deed("child.alarm", on="case", compartment=Compartment.ENTRY)
def raise_alarm(
    *, by: Officer, case: Case, missing_since: datetime | None = None, description: str = ""
) -> MissingChild:
    """Say that a child is missing: police, representative and municipality are told in the same breath.

    `description` is needed only where no sheet was written beforehand. Raises `Refused` while an alarm stands.
    """
    verb = "child.alarm"
    see_that_a_child(verb, by, case)
    if description.strip():
        _lay_sheet(by, case, description, None)
    alarm = tell_the_three(case.pk, by, missing_since or clock.now())
    if alarm is None:
        raise house_rule(verb, by, case, _("The alarm stands already."), _("Log what is done on its page."))
    return MissingChild.objects.get(pk=alarm)


def tell_the_three(case_key: int, by: Officer, missing_since: datetime) -> int | None:
    """Sound the alarm within a deed, also one of a house that holds no part of the case. Answers its key.

    None when the person is no child, or the alarm stands already. The three and the team get a notice that wakes them.
    """
    finding = missing_child(clock.today())
    reference = random_reference("M")
    with connection.cursor() as cursor:
        cursor.execute(
            "select alarm, party, desk, officer from mooring_child_alarm(%s, %s, %s, %s, %s::jsonb)",
            [case_key, reference, missing_since, finding["within_minutes"], json.dumps(finding.record())],
        )
        rows = cursor.fetchall()
    if not rows:
        return None
    desks = Desk.objects.filter(pk__in=[desk for _alarm, party, desk, _officer in rows if desk and party != "team"])
    officers = Officer.objects.filter(pk__in=[officer for *_codes, officer in rows if officer])
    team = Desk.objects.filter(pk__in=[desk for _alarm, party, desk, _officer in rows if party == "team"])
    loud = notices.Urgency.ESCALATION
    notices.tell("child.missing", to=[*desks, *officers], address=OF_THE_MISSING, urgency=loud)
    notices.tell("child.missing_of_team", to=list(team), address="/", urgency=loud)
    return int(rows[0][0])


def open_alarm(case: Case) -> MissingChild | None:
    """The alarm that stands for a case, or none."""
    found: MissingChild | None = MissingChild.objects.filter(case=case, found=None).first()
    return found


@deed("child.missing_step", on="case", compartment=Compartment.ENTRY)
def log_step(*, by: Officer, case: Case, kind: str, words: str = "") -> MissingStep:
    """Log one step while a child is missing. Who had to be rung is told with it. Raises `Refused` when no alarm stands."""
    alarm = _standing(by, case, "child.missing_step")
    step = MissingStep(case=case, alarm=alarm, kind=StepKind(kind).value, recorded_by=by)
    step.seal_words(words=words)
    step.save(force_insert=True)
    if not still_to_ring(alarm):
        casework.meet_deadline(case, MISSING, by=by)
    return step


@deed("child.found", on="case", compartment=Compartment.ENTRY)
def record_found(
    *, by: Officer, case: Case, how: str, words: str = "", found_at: datetime | None = None
) -> MissingFound:
    """Record how it ended. Until then the alarm stands, however long; from then on who was told reads the sheet no longer."""
    alarm = _standing(by, case, "child.found")
    found = MissingFound(case=case, alarm=alarm, how=how, found_at=found_at or clock.now(), recorded_by=by)
    found.seal_words(words=words)
    told = list(alarm.told.filter(to_ring=False).select_related("desk", "officer"))
    found.save(force_insert=True)
    casework.meet_deadline(case, MISSING, by=by)
    to = [one.desk or one.officer for one in told]
    notices.tell("child.missing_ended", to=[one for one in to if one is not None], urgency=notices.Urgency.URGENT)
    return found


def still_to_ring(alarm: MissingChild) -> list[str]:
    """Which of the three nobody has told yet: they are not here, and no step says that they were rung."""
    rung = set(alarm.steps.values_list("kind", flat=True))
    return [one.party for one in alarm.told.filter(to_ring=True).order_by("party") if f"told_{one.party}" not in rung]


def _standing(by: Officer, case: Case, verb: str) -> MissingChild:
    alarm = open_alarm(case)
    if alarm is None:
        raise house_rule(
            verb, by, case, _("No alarm stands for this child."), _("Sound it first, if the child is missing.")
        )
    return alarm
