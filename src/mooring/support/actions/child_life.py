"""The deeds of a child's days: home, school and health, the child's own plan, the family, and coming of age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support import children, turns
from mooring.support.actions.children import see_that_a_child
from mooring.support.children import OF_AGE, of_case
from mooring.support.models import BestInterest, Changes, ChildLife, ChildPlan, ComingOfAge, FamilyTracing


@deed("child.life", on="case", compartment=Compartment.SUPPORT)
def record_life(
    *,
    by: Officer,
    case: Case,
    lives_at: str,
    school: str,
    health: str,
    municipality: str = "",
    school_since: date | None = None,
    school_words: str = "",
    health_on: date | None = None,
    health_words: str = "",
) -> ChildLife:
    """Record the kind of place, the municipality that answers, school and health, as they are now. A child without school says why."""
    verb = "child.life"
    see_that_a_child(verb, by, case)
    if school == "none" and not school_words.strip():
        raise house_rule(
            verb, by, case, _("It is not written why there is no school."), _("Write why, and what is done.")
        )
    row = ChildLife(
        case=case,
        lives_at=lives_at,
        municipality=municipality,
        school=school,
        school_since=school_since,
        health=health,
        health_on=health_on,
        recorded_by=by,
    )
    row.seal_words(school=school_words, health=health_words)
    return casework.put_in_place(row)


@deed("child.plan", on="case", compartment=Compartment.SUPPORT)
def write_child_plan(
    *, by: Officer, case: Case, goals: str, steps: str = "", read_to_child: bool = False, talked_on: date | None = None
) -> ChildPlan:
    """Write what the child wants, in the child's own words, and what is done for it."""
    see_that_a_child("child.plan", by, case)
    row = ChildPlan(case=case, talked_on=talked_on or clock.today(), read_to_child=read_to_child, recorded_by=by)
    row.seal_words(goals=goals, steps=steps)
    return casework.put_in_place(row)


@deed("child.best_interest", on="case", compartment=Compartment.SUPPORT)
def assess_best_interest(
    *, by: Officer, case: Case, found: str, child_says: str, words: str, assessed_on: date | None = None
) -> BestInterest:
    """Record the assessment whether it is best for the child that the family is looked for, the child heard first."""
    see_that_a_child("child.best_interest", by, case)
    row = BestInterest(case=case, found=found, assessed_on=assessed_on or clock.today(), recorded_by=by)
    row.seal_words(child=child_says, words=words)
    return casework.put_in_place(row)


@deed("child.trace_family", on="case", compartment=Compartment.SUPPORT)
def trace_family(
    *, by: Officer, case: Case, traced_by: str, began_on: date | None = None, words: str = ""
) -> FamilyTracing:
    """Record that the family is looked for. Raises `NotProvidedFor` before an assessment found it best for the child."""
    verb = "child.trace_family"
    see_that_a_child(verb, by, case)
    assessment = of_case(BestInterest, case)
    finding = children.asked("family_tracing", best_interest_assessed=assessment is not None)
    if finding is not None:
        finding.or_refuse()
    if assessment is None or assessment.found != "look":
        reason = _("No assessment stands that found it best for the child to look for the family.")
        raise house_rule(verb, by, case, reason, _("Assess it with the child and the representative first."))
    row = FamilyTracing(
        case=case, assessment=assessment, traced_by=traced_by, began_on=began_on or clock.today(), recorded_by=by
    )
    row.seal_words(words=words)
    return casework.put_in_place(row)


@deed("child.come_of_age", on="case", compartment=Compartment.SUPPORT)
def foresee_coming_of_age(
    *,
    by: Officer,
    case: Case,
    turns_on: date,
    is_exact: bool = False,
    in_order: Iterable[str] = (),
    words: str = "",
) -> ComingOfAge:
    """Foresee the day on which the child comes of age, with what is in order already; a deadline some months before, until all is."""
    verb = "child.come_of_age"
    see_that_a_child(verb, by, case)
    chosen = frozenset(in_order)
    row = ComingOfAge(
        case=case,
        turns_on=turns_on,
        is_exact=is_exact,
        in_order=[one.value for one in Changes if one.value in chosen],
        recorded_by=by,
    )
    row.seal_words(words=words)
    casework.put_in_place(row)
    finding = children.asked("turning_adult", turns_on=turns_on)
    if len(row.in_order) == len(Changes):
        casework.meet_deadline(case, OF_AGE, by=by)
    elif finding is not None:
        casework.set_deadline(
            case,
            OF_AGE,
            clock.end_of(finding.day("foreseen_on")),
            by=by,
            finding=finding.record(),
            pen_desk=turns.team_desk(case, by),
            compartment=Compartment.SUPPORT,
        )
    return row
