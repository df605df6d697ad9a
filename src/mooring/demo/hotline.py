"""The hotline in the demo: a roster with a gap and an offer, calls of the last weeks, and a caller who waits to be rung."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.hotline import actions
from mooring.hotline.models import Shift
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as

LINE = "+45 00 11 00 70"  # the number of the line is no secret; those of people begin otherwise
DAY, NIGHT = (time(8), time(20)), (time(20), time(8))
# days ago, hour, who rings, language, region, what is needed, what came of it
CALLS = (
    (24, 9, "citizen", "da", "DK-84", ("report",), "signal"),
    (22, 14, "professional", "da", "DK-82", ("advice",), "advised"),
    (19, 2, "person", "ro", "DK-84", ("bed", "safety"), "signal"),
    (17, 11, "citizen", "en", "DK-83", ("report",), "elsewhere"),
    (15, 16, "police", "da", "DK-84", ("advice",), "advised"),
    (13, 23, "person", "th", "DK-81", ("health", "talk"), "no_wish"),
    (11, 10, "family", "uk", "DK-85", ("rights",), "advised"),
    (9, 13, "person", "vi", "DK-82", ("pay", "lawyer"), "signal"),
    (7, 18, "citizen", "da", "DK-84", ("report",), "advised"),
    (5, 21, "client", "da", "DK-84", ("report",), "signal"),
    (3, 8, "professional", "en", "DK-83", ("advice",), "advised"),
    (2, 1, "person", "ro", "DK-84", ("talk",), "cut_off"),
)
WORDS = "Asked what would happen if she came by. Told: nothing is written down unless she wishes it."


def play(calendar: Calendar) -> None:
    """Tell of the roster and of the calls; nothing where nobody answers a hotline."""
    workers = _serving("hotline_worker")
    planners = _serving("centre_coordinator")
    if len(workers) < 2 or not planners:
        return
    _roster(calendar, planners[0], workers)
    _calls(calendar, workers)


def _serving(role: str) -> list[Officer]:
    return list(Officer.objects.filter(postings__role=role).distinct().order_by("email"))


def _roster(calendar: Calendar, planner: Officer, workers: list[Officer]) -> None:
    desk = Desk.objects.get(pk=Posting.objects.filter(officer=workers[0], role="hotline_worker").values("desk")[:1])
    with clock.at(calendar.moment(5, 9)):
        actions.set_line(by=planner, desk=desk, number=LINE)
        for kind, (begins, ends) in (("day", DAY), ("night", NIGHT)):
            for number in range(-1, 15):
                who: Officer | None = workers[(number + (kind == "night")) % len(workers)]
                if (number, kind) in ((6, "night"), (9, "day")):
                    who = None  # nobody yet: the roster shows it in red
                day = calendar.today + timedelta(days=number)
                actions.plan(by=planner, desk=desk, kind=kind, begins=begins, ends=ends, first=day, officer=who)
    with clock.at(calendar.moment(1, 12)), acting_as(workers[0]):
        mine = Shift.objects.on_the_roster().filter(officer=workers[0], begins_at__gt=calendar.now + timedelta(days=3))
        offered = mine.first()
        if offered is not None:
            actions.offer_swap(by=workers[0], shift=offered, to=workers[1])


def _calls(calendar: Calendar, workers: list[Officer]) -> None:
    for number, (days_ago, hour, caller, language, region, needs, came) in enumerate(CALLS):
        by = workers[number % len(workers)]
        with clock.at(calendar.moment(days_ago, hour, 10)), acting_as(by):
            call = actions.take_call(
                by=by,
                caller=caller,
                language=language,
                region=region,
                needs=needs,
                urgency="today" if "bed" in needs else "can_wait",
                danger_now="no",
                information=("help", "rights"),
                words=WORDS if caller == "person" else "",
            )
            if came == "signal":
                actions.conclude(by=by, call=call, became="signal")
            else:
                actions.conclude(by=by, call=call, became="nothing", reason=came)
            if came == "cut_off":
                actions.agree_call_back(
                    by=by,
                    call=call,
                    number="+45 00 00 00 44",
                    due_at=datetime.combine(calendar.day(-1), time(10), tzinfo=settings.MOORING_COUNTRY.zone),
                    safe_from=time(9),
                    safe_until=time(16),
                    code_word="lighthouse",
                )
