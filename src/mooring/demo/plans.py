"""Plans that live, in the demo: goals chosen and reached, plans looked at again, one who stays, and a copy to take along."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.milestones import change_milestone, note_staying, write_milestone
from mooring.support.actions.plan import review_plan, standing_plan
from mooring.support.actions.plan_copies import make_copy
from mooring.support.actions.plan_goals import choose_goal
from mooring.support.children import is_child
from mooring.support.models import Plan
from mooring.support.needs import Asked
from mooring.support.own_copy.content import content
from mooring.support.staying import stays

HOW_MANY = 3
GOALS = (
    ("education", "To speak so that the woman in the shop understands me."),
    ("work", "A kitchen where one is paid every week."),
    ("network", "To talk with my sister on Sundays."),
)
CHANGED = ("The tooth is out, and the nights are quieter.", "There is a room with a key now.")
FIRST_LEVELS = {"health": "urgent", "psyche": "urgent", "economy": "some", "education": "some", "network": "none"}
LATER_LEVELS = {"health": "none", "psyche": "some", "economy": "some", "education": "some", "network": "none"}
LAST_LEVELS = {"health": "none", "psyche": "none", "economy": "some", "education": "none", "work": "some"}
STAYS = "I want to stay, and learn to cook properly."
STEPS = (("health_card", 3), ("bank_account", 9), ("language_course", 12))
HOPED_FOR = (("first_job", 60, "The job centre, and the contact person."), ("own_lease", 150, ""))


def play(calendar: Calendar) -> None:
    """Tell of the plans of a few whom the lead of the demo looks after; nothing where there are none."""
    lead = Officer.objects.get(email=address(script().lead))
    with acting_as(lead):
        plans = list(Plan.objects.standing().filter(recorded_by=lead, version=1).order_by("talked_on"))
        cases = {case.pk: case for case in Case.objects.with_stage().filter(pk__in=[plan.case_id for plan in plans])}
        found = [
            (plan, cases[plan.case_id], stays(cases[plan.case_id]).is_so)
            for plan in plans
            if plan.case_id in cases
            and getattr(cases[plan.case_id], "stage", None) != Stage.CLOSED
            and not is_child(cases[plan.case_id])  # with a child the representative is asked each time
        ]
    # Who stays comes first; of the others those whose plans are oldest.
    for number, (plan, case, staying) in enumerate(sorted(found, key=lambda one: not one[2])[:HOW_MANY]):
        begun = calendar.ago(plan.talked_on)
        _goals(calendar, lead, case, begun)
        _reviews(calendar, lead, case, begun, number)
        if staying:
            _stays(calendar, lead, case, begun)
            _copy(calendar, lead, case)


def _fresh(case: Case) -> Case:
    """The case as another page would ask for it: nothing remembered of who holds what."""
    return Case(pk=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)


def _at(calendar: Calendar, begun: int, day: int, minute: int = 0) -> datetime:
    """The moment that lies so many days after the plan was written; never later than now."""
    return calendar.moment(max(begun - day, 0), 15, minute)


def _goals(calendar: Calendar, lead: Officer, case: Case, begun: int) -> None:
    for number, (part, words) in enumerate(GOALS):
        with clock.at(_at(calendar, begun, 1, number)):
            choose_goal(by=lead, case=_fresh(case), domain=part, goal=words)


def _reviews(calendar: Calendar, lead: Officer, case: Case, begun: int, number: int) -> None:
    """Looked at again after two weeks, and again after five where as many are over."""
    for turn, (day, levels) in enumerate(((2, FIRST_LEVELS), (14, LATER_LEVELS), (35, LAST_LEVELS))):
        if day > begun:
            return
        moment = _at(calendar, begun, day, 20)
        with clock.at(moment):
            standing = _standing(lead, case)
            with acting_as(lead):
                needs, goals, said = standing.needs(), standing.words("goals"), standing.words("own_words")
            review_plan(
                by=lead,
                case=_fresh(case),
                needs=needs,
                goals=goals,
                services=standing.services_agreed,
                own_words=said,
                assent="agreed",
                review_on=_next(calendar, moment, turn + number),
                asked=Asked(
                    occasion="agreed_day" if turn else "person_asked",
                    levels=levels,
                    risks=("debt",) if turn < 2 else (),
                    protections=("faith", "trusted_person"),
                    changes=CHANGED[turn - 1] if turn else "",
                    explained_by="writer",
                    language=script().first_languages[-1] if script().first_languages else "en",
                    interpreting="remote",
                ),
                answers={1: "reached"} if turn == 2 else {},
            )


def _next(calendar: Calendar, moment: datetime, number: int) -> date:
    """The day of the next talk: after this one, and never long over, for a demo in which all is late shows nothing."""
    return max(moment.date(), calendar.day(-5 - number))


def _stays(calendar: Calendar, lead: Officer, case: Case, begun: int) -> None:
    with clock.at(_at(calendar, begun, 2, 30)):
        note_staying(by=lead, case=_fresh(case), stays=True, said=STAYS)
    for step, day in STEPS:
        with clock.at(_at(calendar, begun, 2, 35)):
            hoped = clock.today() + timedelta(days=day)
            milestone = write_milestone(by=lead, case=_fresh(case), step=step, expected_on=hoped)
        if day + 2 < begun:
            with clock.at(_at(calendar, begun, day + 2, 40)):
                milestone.case = _fresh(case)
                change_milestone(by=lead, milestone=milestone, expected_on=hoped, reached_on=clock.today())
    for step, ahead, helper in HOPED_FOR:
        with clock.at(_at(calendar, begun, 3, 50)):
            write_milestone(by=lead, case=_fresh(case), step=step, expected_on=calendar.day(-ahead), helper=helper)


def _copy(calendar: Calendar, lead: Officer, case: Case) -> None:
    with clock.at(calendar.moment(0, 8)):
        fresh = _fresh(case)
        standing = _standing(lead, fresh)
        standing.case = fresh
        with acting_as(lead):
            read = content(fresh, standing, "safe", "en").as_read()
        make_copy(by=lead, case=fresh, form="safe", language="en", read=read)


def _standing(lead: Officer, case: Case) -> Plan:
    with acting_as(lead):
        standing = standing_plan(_fresh(case))
    assert standing is not None
    return standing
