"""Actions told of ahead in the demo: two for one night with a gap in the roster, one called off, and interpreters on call."""

from __future__ import annotations

from datetime import datetime, timedelta

from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.countries import script
from mooring.hotline import actions
from mooring.hotline.models import ActionNotice
from mooring.hotline.who_may_come import colleagues_of
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

# alias, languages, gender; nobody bears these names, and the numbers ring nowhere
INTERPRETERS = (
    ("Testtolk Alfa", ("ro", "en"), "woman"),
    ("Testtolk Bravo", ("th",), "woman"),
    ("Testtolk Charlie", ("vi", "en"), "man"),
)


def play(calendar: Calendar) -> None:
    """Tell of them; nothing where no police, no coordinator or no social worker plays."""
    told = script()
    coordinator = _serving("centre_coordinator")
    police = _serving("police_liaison")
    team = _serving("social_worker")
    if coordinator is None or police is None or team is None:
        return
    region = told.night_region
    with clock.at(calendar.moment(1, 10)):
        _interpreters(coordinator, region)
        first = _announce(police, coordinator, region, clock.now() + timedelta(days=3, hours=11), 6, ("ro", "th"))
        second = _announce(police, coordinator, region, clock.now() + timedelta(days=3, hours=13), 4, ("vi",))
        gone = _announce(police, coordinator, region, clock.now() + timedelta(days=5), None, ())
    with clock.at(calendar.moment(1, 12)):
        actions.call_off_action(by=police, notice=gone)
        with acting_as(coordinator):
            for notice in (first, second):
                actions.receive_action(by=coordinator, notice=notice)
            # One social worker stands on the first; the second has nobody yet, and the page says so.
            actions.put_on_roster(by=coordinator, notice=first, officers=[team])


def _announce(
    by: Officer, coordinator: Officer, region: str, starts_at: datetime, people: int | None, languages: tuple[str, ...]
) -> ActionNotice:
    return actions.announce_action(
        by=by,
        source="police_action",
        starts_at=starts_at,
        coordinators=[coordinator],
        colleagues=list(colleagues_of(by.desk).exclude(pk=by.pk)[:1]),
        region=region,
        address="Testvej 1, the back door",
        expected_people=people,
        languages=languages,
        wanted=("social_workers", "interpreters"),
    )


def _interpreters(coordinator: Officer, region: str) -> None:
    for number, (alias, languages, gender) in enumerate(INTERPRETERS):
        interpreter = actions.enter_interpreter(
            by=coordinator,
            alias=alias,
            telephone=script().telephone.format(number=60 + number),
            languages=languages,
            gender=gender,
            promised_on=clock.today() - timedelta(days=30),
            region=region,
        )
        with acting_as(coordinator):
            actions.put_on_call(
                by=coordinator,
                interpreter=interpreter,
                begins_at=clock.now(),
                ends_at=clock.now() + timedelta(days=7),
            )


def _serving(role: str) -> Officer | None:
    return Officer.objects.filter(postings__role=role, is_active=True).distinct().order_by("email").first()
