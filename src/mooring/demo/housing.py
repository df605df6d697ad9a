"""Houses in the demo: two that are kept, stays in them, and a man who waits for a place that is not there tonight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mooring.casework import known
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.demo.calendar_of_the_demo import Calendar
from mooring.demo.cast import address
from mooring.demo.countries import script
from mooring.housing import actions
from mooring.housing.house_panel import groups_known
from mooring.housing.models import Bed, House, Stay
from mooring.safeguards import clock
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as

ENTERED, OFFERED_AGO = 80, (30, 12, 3)
NIGHT = 95_000
INVENTED = ("Fortøjningen 3, 9999 Fjordby", "Ankergangen 8, 9999 Fjordby")


def play(calendar: Calendar) -> None:
    """Tell of houses and of who lives in them; nothing where nobody keeps a house."""
    keepers = _keepers()
    lead = Officer.objects.get(email=address(script().lead))
    if not keepers:
        return
    with clock.at(calendar.moment(ENTERED, 10)):
        houses = [_entered(keeper, number) for number, keeper in enumerate(keepers)]
    women, men = _cases(lead, "woman"), _cases(lead, "man")
    for days, case in zip(OFFERED_AGO, women, strict=False):
        _lives_there(calendar, lead, keepers[0], houses[0], case, days)
    if len(houses) > 1 and men:
        # The one room for men is taken; the next man waits.
        _lives_there(calendar, lead, keepers[1], houses[1], men[0], 9)
        for case in men[1:2]:
            with clock.at(calendar.moment(1, 18)):
                actions.put_on_waiting_list(by=lead, case=case, groups=["men"], urgency="tonight")


def _keepers() -> list[Officer]:
    """Who keeps houses, of each agency one."""
    serving = Posting.objects.running().filter(role="shelter_worker").select_related("officer", "desk__agency")
    by_agency = {each.desk.agency.code: each.officer for each in serving.order_by("officer__email", "pk")}
    return [by_agency[code] for code in sorted(by_agency)][:2]


def _entered(keeper: Officer, number: int) -> House:
    """The first house is for women and children, the second for men, with one room."""
    with acting_as(keeper):
        house = actions.enter_house(
            by=keeper,
            desk=keeper.desk,
            kind=("crisis_centre", "private_lodging")[number],
            region=script().night_region,
            groups=(["women", "trans", "families"], ["men", "trans"])[number],
            address=INVENTED[number],
            services=["meals", "counselling"],
            rules=["no_visitors", "no_address_told"],
            languages=["en", "ro"],
            security=("secret", "ordinary")[number],
            telephone=f"+45 00 00 03 {number:02d}",
        )
        for room in range(1, (6, 2)[number]):
            actions.add_unit(by=keeper, house=house, called=f"Room {room}", step_free=room == 1)
        if number == 0:
            actions.add_unit(by=keeper, house=house, called="Room under the roof", kind="family_room", beds=2, cots=1)
        actions.agree_price(by=keeper, house=house, since=clock.today(), night_minor=NIGHT)
    return house


def _cases(lead: Officer, gender: str) -> list[Case]:
    """Open cases of the lead in which a grown-up says so, the newest first."""
    with acting_as(lead):
        found = Case.objects.with_stage().order_by("-opened_at")
        return [
            case
            for case in found
            if getattr(case, "stage", None) != Stage.CLOSED
            and case.held_by(lead).get("support", False)
            and known.known(case, "gender") == gender
            and not known.known(case, "treated_as_child")
        ]


def _lives_there(calendar: Calendar, lead: Officer, keeper: Officer, house: House, case: Case, days: int) -> None:
    opened = calendar.ago(case.opened_at.date())
    days = min(days, max(opened - 1, 0))
    with clock.at(calendar.moment(days, 16)):
        with acting_as(lead):
            groups = groups_known(case)
            taken = set(Stay.objects.filter(house=house).values_list("steps__bed", flat=True))
            beds = (
                Bed.objects.filter(house=house, kind="bed")
                .select_related("house", "unit")
                .exclude(pk__in=taken - {None})
            )
            bed = beds.order_by("called", "pk").first()
        if bed is None:
            return
        stay = actions.offer(by=lead, case=_fresh(case), bed=bed, groups=groups)
    steps: tuple[Callable[..., object], ...] = (actions.accept, actions.arrive)
    for hour, deed in zip((17, 18), steps, strict=True):
        with clock.at(calendar.moment(days, hour)):
            deed(by=keeper, stay=_of(keeper, stay))
    with clock.at(calendar.moment(days, 19)):
        until = clock.today() + timedelta(days=days + 6)
        actions.pay_until(
            by=lead, stay=_of(lead, stay), payer="not_settled" if days < 5 else "municipality", paid_until=until
        )


def _of(officer: Officer, stay: Stay) -> Stay:
    """The stay as another page would ask for it."""
    with acting_as(officer):
        return Stay.objects.select_related("house__desk", "from_desk", "contact").get(pk=stay.pk)


def _fresh(case: Case) -> Case:
    return Case(pk=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)
