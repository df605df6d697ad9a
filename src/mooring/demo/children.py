"""The children of the demo: how each came, who stands beside, the municipality, school, the safety plan, and the day of coming of age."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import children
from mooring.support.actions import child_life, child_missing
from mooring.support.actions import children as deeds

if TYPE_CHECKING:
    from mooring.demo.way import Way

REPRESENTATIVE, MUNICIPALITY, OF_FJORDBY = "aksel", "birgit", "0461"
WITH_CUSTODY = ("citizen", "eu_right_of_residence")
SHEET = "Slim, dark hair, grey hooded coat. Answers to the name on the wristband. Needs an inhaler."
WANTS = "I want to play football again, and nobody asking where I was."


def settle(way: Way, moment: datetime) -> None:
    """What is done in the days after a child was met: an hour later the path, the day after the rest. Of an adult nothing."""
    if not _is_one(way, moment):
        return
    alone = way.person.basis not in WITH_CUSTODY
    with way.at(moment + timedelta(minutes=4)) as case:
        deeds.record_path(
            by=way.lead,
            case=case,
            came="unaccompanied" if alone else "accompanied",
            with_whom="" if alone else "A grown cousin, who answers for every question. Nobody else was there.",
        )
        deeds.tell_municipality(
            by=way.lead,
            case=case,
            municipality=OF_FJORDBY,
            told_how="telephone",
            desk=way.cast[MUNICIPALITY].desk,
            answer="takes_up",
            words="A child met by us needs a place, school and somebody who watches over it.",
        )
    with way.at(moment + timedelta(minutes=7)) as case:
        child_missing.make_safety_plan(
            by=way.lead,
            case=case,
            description=SHEET,
            pattern="The central station, the steps on the north side.",
            adult="The trainer; the word is “lighthouse”.",
        )
        child_life.record_life(
            by=way.lead,
            case=case,
            lives_at="asylum_system_centre" if alone else "council_centre",
            municipality=OF_FJORDBY,
            school="enrolled",
            school_since=moment.date(),
            health="booked",
        )
        child_life.write_child_plan(by=way.lead, case=case, goals=WANTS, read_to_child=True)
        if way.person.age >= 16 and way.person.age < 18:
            years = timedelta(days=(18 - way.person.age) * 365 - 120)
            child_life.foresee_coming_of_age(
                by=way.lead, case=case, turns_on=(moment + years).date(), in_order=("school",)
            )
    if alone:
        with way.at(moment + timedelta(minutes=9)) as case:
            deeds.ask_representative(by=way.lead, case=case)
            deeds.appoint_representative(by=way.lead, case=case, officer=way.cast[REPRESENTATIVE])


def agree(way: Way, moment: datetime, matter: str = "plan") -> None:
    """The representative says yes to the plan, or another matter, when there is one who has to."""
    if not _is_one(way, moment):
        return
    with way.at(moment) as case, acting_as(way.lead):
        standing = children.standing_of(case.pk)
    if standing.appointed:
        with way.at(moment) as case:
            deeds.record_word(
                by=way.lead, case=case, matter=matter, agrees=True, child_says="Yes. Football first.", words="Agrees."
            )


def _is_one(way: Way, moment: datetime) -> bool:
    """Whether the person is a child, in a country whose law knows a representative and whose demo has one."""
    if not way.person.is_child or not {REPRESENTATIVE, MUNICIPALITY} <= set(way.cast.officers):
        return False
    with way.at(moment):
        return children.asked("representative_due", unaccompanied=None) is not None
