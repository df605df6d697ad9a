"""Prepared returns in the demo: some went home and were asked after, one thinks it over, some said no for now, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.demo.way import Way
from mooring.law import Finding
from mooring.law.days import months_after
from mooring.returns import actions, law_of_return
from mooring.returns.models import ReturnPath, ReturnStep
from mooring.returns.moving import standing_path
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

OFFERED, THOUGHT, ANSWERED, LOOKED_AT, PLANNED, SET_OUT, ARRIVED = 24, 26, 30, 36, 44, 60, 61
TOLD = ("what_it_is", "how_long", "destinations", "risks_first", "nothing_owed", "no_is_fine")
# Why no: the answers of those who said so, in turn. Some reasons are named by enough people to be told of.
NO_BECAUSE = (
    ("afraid_of_traffickers", "debt"),
    ("afraid_of_traffickers", "debt", "hopes_to_stay"),
    ("family_threatened", "debt"),
    ("afraid_of_traffickers", "nothing_to_live_on", "debt"),
    ("stigma", "debt"),
    ("did_not_say",),
)
PLAN_IT = "Make the plan with the person: the risks are looked at, and the yes stands."
OWN_WORDS = "I want to see my mother. I am afraid of the man to whom we owe money."
STATUSES = (
    {"housing": "good", "income": "some", "school": "does_not_apply", "health": "good", "safety": "good"},
    {"housing": "some", "income": "bad", "school": "not_known", "health": "some", "safety": "some"},
    {"housing": "good", "income": "good", "school": "good", "health": "some", "safety": "good"},
)


def play(way: Way, begun: int) -> bool:
    """Tell of the return of a person who was identified `begun` days ago, as far as it has come; whether it is still under way.

    Nothing is told where the law of the country offers none, nor of children: their representatives are told of elsewhere.
    """
    if way.person.is_child:
        return False
    if begun < OFFERED + 2 or not _offer(way, _moment(way, begun, OFFERED)):
        return False
    if begun < ANSWERED + 2:
        with _path(way, _moment(way, begun, THOUGHT)) as path:
            actions.consider(by=way.lead, path=path, ask_again_on=clock.today() + timedelta(days=10))
        return True
    if says_no(way.number):
        with _path(way, _moment(way, begun, ANSWERED)) as path:
            actions.say_no(
                by=way.lead, path=path, reasons=NO_BECAUSE[way.number // 3 % len(NO_BECAUSE)], words=OWN_WORDS
            )
        return False
    with _path(way, _moment(way, begun, ANSWERED)) as path:
        actions.accept(by=way.lead, path=path, decided_with="alone", words=OWN_WORDS)
    return _prepared(way, begun) and _gone_home(way, begun)


def says_no(number: int) -> bool:
    """Whether the person with this number says no for now."""
    return number % 3 == 1


def says_yes(number: int) -> bool:
    return not says_no(number)


def last_moment(way: Way) -> datetime:
    """The last moment at which something was written of the return of a person; the beginning of the story where nothing was."""
    with way.at(way.calendar.moment(0)) as case, acting_as(way.lead):
        last = ReturnStep.objects.standing().filter(case=case).values_list("recorded_at", flat=True).first()
    return last + timedelta(hours=1) if last is not None else way.calendar.moment(way.calendar.long_ago(0.0))


def _prepared(way: Way, begun: int) -> bool:
    if begun < LOOKED_AT + 2:
        return True
    with _path(way, _moment(way, begun, LOOKED_AT)) as path:
        risks: dict[str, tuple[str, tuple[str, ...], str]] = {
            "debt": ("some", ("person", "parents"), "Somebody over there helps to settle it in small sums."),
            "threats_to_others": ("some", ("parents",), "The parents know whom to ring; they stay with an aunt."),
            "no_income": ("some", ("person",), "A small shop, as the plan says."),
        }
        actions.assess(
            by=way.lead,
            path=path,
            risks=risks,
            advice="with_measures",
            person_says="goes_on",
            family="A mother and two brothers, who look forward to it.",
            reception="The partner over there meets the plane.",
        )
    planner = _planner(way, _moment(way, begun, LOOKED_AT, 12))
    if begun < PLANNED + 2:
        if planner.desk != way.lead.desk:
            with way.at(_moment(way, begun, LOOKED_AT, 13)) as case:
                casework.set_task(by=way.lead, case=case, words=PLAN_IT, desk=planner.desk, due_on=way.calendar.day(-2))
        return True
    with _path(way, _moment(way, begun, PLANNED, 11)) as path:
        actions.plan(
            by=planner,
            path=path,
            destination="home",
            country=_country(way),
            reception="partner",
            help_agreed={"housing": "A room for six months.", "income": "A small shop.", "medical": ""},
            escort="not_needed",
            travels_on=way.calendar.day(begun - SET_OUT),
            planner_desk=planner.desk,
            own_words=OWN_WORDS,
        )
    with _path(way, _moment(way, begun, PLANNED, 12)) as path:
        arrival = way.calendar.day(begun - ARRIVED)
        actions.agree_money(
            by=planner, path=path, amount=1500000, currency="DKK", months=5, first_due=arrival, kind="cash"
        )
    return True


def _gone_home(way: Way, begun: int) -> bool:
    """The journey, and each time somebody asked since; closed when nobody is to ask any more."""
    if begun < ARRIVED + 2:
        return True
    planner = _planner(way, _moment(way, begun, SET_OUT, 6))
    with _path(way, _moment(way, begun, SET_OUT, 7)) as path:
        actions.travel(by=planner, path=path)
    with _path(way, _moment(way, begun, ARRIVED)) as path:
        actions.arrive(by=planner, path=path, confirmed_by="person")
    arrived = way.calendar.day(begun - ARRIVED)
    for place, month in enumerate(month for month in law_of_return.follow_up_months(arrived) if month <= 6):
        ago = way.calendar.ago(months_after(arrived, month))
        if ago < 1:
            return True
        lost = way.number % 4 == 0 and month == 6
        with _path(way, way.calendar.moment(ago, 13)) as path:
            actions.follow_up(
                by=planner,
                path=path,
                month=month,
                reached="not_reached" if lost else "yes",
                statuses=STATUSES[(way.number + place) % len(STATUSES)],
                exploited_again="no",
            )
    with _path(way, way.calendar.moment(ago, 14)) as path:
        actions.close(by=planner, path=path, outcome="lost" if lost else "settled")
    return False


def _offer(way: Way, moment: datetime) -> bool:
    with way.at(moment) as case:
        with acting_as(way.lead):
            found: Finding | None = law_of_return.offer(case)
        if found is None or not found.provides:
            return False
        actions.offer(
            by=way.lead,
            case=case,
            language=way.person.language,
            channel="spoken" if way.person.language == "en" else "interpreter",
            told=TOLD,
            understood="yes",
        )
        return True


def _planner(way: Way, moment: datetime) -> Officer:
    """Who plans: at the table of the national centre, or the partner's for who is not here legally, once the case is open there."""
    partner = way.cast.officers.get("rikke" if way.legal else "dorte")
    if partner is None:
        return way.lead
    with way.at(moment) as case, acting_as(partner):
        is_open = bool(case.held_by(partner).get(Compartment.SUPPORT, False))
    if not is_open:
        for part in (Compartment.CORE, Compartment.SUPPORT):
            with way.at(moment) as case:
                casework.give_access(by=way.lead, case=case, compartment=part, desk=partner.desk)
    return partner


def _country(way: Way) -> str:
    first = way.person.citizenships[0] if way.person.citizenships else ""
    return first if len(first) == 2 else "IT"


def _moment(way: Way, begun: int, day: int, hour: int = 10) -> datetime:
    return way.calendar.moment(begun - day, hour)


@contextmanager
def _path(way: Way, moment: datetime) -> Iterator[ReturnPath]:
    """The standing path at a moment of the past, on a fresh case."""
    with way.at(moment) as case:
        with acting_as(way.lead):
            path = standing_path(case)
        assert path is not None
        yield path
