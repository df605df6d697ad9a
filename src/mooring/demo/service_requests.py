"""Help asked for the people of the demo: some of it waits for who pays, some was booked, given and paid; and money was set aside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mooring.demo.way import Way
from mooring.law.service_catalogue import PAYERS
from mooring.safeguards import clock
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import all_roles
from mooring.support import help_for_case
from mooring.support.actions import service_requests as deeds
from mooring.support.actions.spending import keep_budget, keep_own_budget
from mooring.support.models import ServiceRequest

# The kind of help, what it is expected to cost in the smallest unit, and how far it comes; taken in turn, person by person.
TURNS = (
    ("psychologist", 960_000, "paid"),
    ("dentist", 1_240_000, "booked"),
    ("physical_therapy", 420_000, "refused"),
    ("psychologist", 720_000, "asked"),
    ("english_classes", 300_000, "invoiced"),
    ("body_therapy", 380_000, "not_delivered"),
    ("legal_help", 1_500_000, "authorised"),
)
SET_ASIDE = {"national_centre": 40_000_000, "immigration_service": 65_000_000}
OF_A_MUNICIPALITY = 9_000_000


def has_catalogue() -> bool:
    """Whether the law of this country knows a catalogue of help; where it does not, nothing is asked for."""
    return bool(help_for_case.catalogue())


def play(way: Way, moment: datetime) -> None:
    """Ask for help for an identified person, and let it come as far as the dice of the person's number say."""
    if not has_catalogue():
        return
    service, cost, how_far = TURNS[way.number % len(TURNS)]
    with way.at(moment) as case, acting_as(way.lead):
        payer = help_for_case.who_pays(case, service).answer
        desks = help_for_case.desks_that_answer(payer)
    if payer == "not_known_yet" or not desks:
        return
    with way.at(moment) as case:
        request = deeds.ask(by=way.lead, case=case, service=service, estimate=cost, desk=desks[0])
    if how_far == "asked" or _to_come(moment + timedelta(hours=26)):
        return
    answering = _who_answers(request)
    with clock.at(moment + timedelta(hours=26)):
        if how_far == "refused":
            deeds.refuse(by=answering, request=_seen(request, answering), reason="more_needed")
            return
        deeds.authorise(by=answering, request=_seen(request, answering))
    _on(way, request, moment + timedelta(days=2), how_far, answering, cost)


def _on(way: Way, request: ServiceRequest, moment: datetime, how_far: str, answering: Officer, cost: int) -> None:
    """From the promise to the money, as far as it came."""
    if how_far == "authorised" or _to_come(moment):
        return
    with clock.at(moment):
        deeds.book(by=way.lead, request=_seen(request, way.lead), on_day=clock.today() + timedelta(days=3))
    if how_far == "booked" or _to_come(moment + timedelta(days=3)):
        return
    with clock.at(moment + timedelta(days=3)):
        if how_far == "not_delivered":
            deeds.not_delivered(by=way.lead, request=_seen(request, way.lead), reason="no_interpreter")
            return
        deeds.deliver(by=way.lead, request=_seen(request, way.lead))
    if _to_come(moment + timedelta(days=5)):
        return
    with clock.at(moment + timedelta(days=5)):
        number = f"{way.number:05}"
        deeds.invoice(by=way.lead, request=_seen(request, way.lead), amount=cost - 25_000, number=number)
        if how_far == "paid":
            deeds.pay(by=answering, request=_seen(request, answering))


def _to_come(moment: datetime) -> bool:
    """Whether this has not happened yet on the day on which the demo is built."""
    return moment >= clock.now()


def set_money_aside(today: date) -> None:
    """The lines of this year and the last, for who answers in the house; nothing where no coordinator plays."""
    posting = Posting.objects.running().filter(role="centre_coordinator").order_by("since", "pk").first()
    if posting is None or not has_catalogue():
        return
    for year in (today.year - 1, today.year):
        for payer, amount in SET_ASIDE.items():
            assert payer in PAYERS
            keep_budget(
                by=posting.officer,
                payer=payer,
                first_day=date(year, 1, 1),
                last_day=date(year, 12, 31),
                amount=amount,
            )
        for each in Posting.objects.running().filter(role="municipal_caseworker").order_by("since", "pk"):
            keep_own_budget(
                by=each.officer,
                desk=each.desk,
                first_day=date(year, 1, 1),
                last_day=date(year, 12, 31),
                amount=OF_A_MUNICIPALITY,
            )


def _seen(request: ServiceRequest, officer: Officer) -> ServiceRequest:
    """The request as this officer's page would find it."""
    with acting_as(officer):
        return ServiceRequest.objects.get(pk=request.pk)


def _who_answers(request: ServiceRequest) -> Officer:
    roles = [code for code, role in all_roles().items() if help_for_case.ANSWERS in role.verbs]
    posting = Posting.objects.running().filter(desk=request.payer_desk, role__in=roles).order_by("since", "pk").first()
    assert posting is not None  # the desk was found by just this
    return posting.officer
