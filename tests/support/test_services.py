"""Help asked for: who pays by rule, who answers, what is booked, given and paid, and who sees what of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.models import AlreadySuperseded, Case, Event
from mooring.identification import actions as identification
from mooring.law import NotProvidedFor, country
from mooring.safeguards import actions as staff
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.safeguards.state_tables import BEGINNING, NotALawfulMove
from mooring.support import money, referral_pieces
from mooring.support.actions import service_requests as deeds
from mooring.support.actions.spending import keep_budget, keep_own_budget
from mooring.support.models import BudgetLine, ServiceGround, ServiceRequest, ServiceStep
from mooring.support.service_states import SERVICE_STATES, ServiceState
from mooring.support.spending import lines, spent, spent_by
from tests.cast import Cast, post
from tests.support.conftest import another_request
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
CANARY = "Kanariefugl"


def with_basis(case: Case, by: Officer, basis: str = "none") -> Case:
    identification.record_residence(by=by, case=case, basis=basis, known_how="said_by_person")
    return case


@pytest.fixture
def without_residence(identified: Case, officers: Cast) -> Case:
    """An identified person without residence: the immigration service pays."""
    with_basis(identified, officers.social_worker)
    with acting_as(officers.social_worker):
        return Case.objects.with_stage().get(pk=identified.pk)


@pytest.fixture
def asked(without_residence: Case, officers: Cast) -> ServiceRequest:
    return deeds.ask(
        by=officers.social_worker, case=without_residence, service="psychologist", estimate=480_000, wish=CANARY
    )


def of(request: ServiceRequest, officer: Officer) -> ServiceRequest:
    """The request as another officer's own request would find it."""
    with acting_as(officer):
        return ServiceRequest.objects.get(pk=request.pk)


def stands(request: ServiceRequest, officer: Officer) -> ServiceStep:
    """The step in which the request stands, as this officer finds it."""
    with acting_as(officer):
        return ServiceRequest.objects.get(pk=request.pk).look_again()


def paid(request: ServiceRequest, team: Officer, payer: Officer, amount: int) -> None:
    """The whole way, from a yes to the money."""
    deeds.authorise(by=payer, request=of(request, payer), amount=amount)
    deeds.book(by=team, request=of(request, team), on_day=clock.today())
    deeds.deliver(by=team, request=of(request, team))
    deeds.invoice(by=team, request=of(request, team), amount=amount, number="2026-17")
    deeds.pay(by=payer, request=of(request, payer))


def test_help_goes_from_asked_to_paid_and_every_step_stands_on_the_timeline(
    asked: ServiceRequest, officers: Cast
) -> None:
    team, payer = officers.social_worker, officers.caseworker
    assert (asked.payer, asked.needs_answer, asked.payer_desk) == ("immigration_service", True, payer.desk)
    paid(asked, team, payer, 450_000)
    seen = of(asked, team)
    with acting_as(team):
        assert (seen.standing.state, seen.standing.amount, seen.standing.number) == ("paid", 450_000, "2026-17")
        kinds = list(Event.objects.filter(kind__startswith="service.").values_list("kind", flat=True))
        told = referral_pieces.help_booked(seen.case)
    assert [words for _help, words in told] == ["Given · paid by: the immigration service"], "no place and no sum"
    names = ("ask", "authorise", "book", "deliver", "invoice", "pay")
    assert sorted(kinds) == sorted(f"service.{name}" for name in names)


def test_who_pays_reads_the_help_the_sum_and_the_pseudonym_and_no_story(asked: ServiceRequest, officers: Cast) -> None:
    deeds.authorise(by=officers.caseworker, request=of(asked, officers.caseworker))
    deeds.book(by=officers.colleague, request=of(asked, officers.colleague), on_day=clock.today(), place=CANARY)
    words = page(visit(officers.caseworker), asked.address)
    assert all(part in words for part in ("Psychologist", "4,800.00", asked.pseudonym))
    assert CANARY not in words
    assert page(visit(officers.colleague), asked.address).count(CANARY) == 2
    with acting_as(officers.colleague):
        assert ServiceGround.objects.get(request=asked).finding["question"] == "service"
    with acting_as(officers.caseworker):
        assert not ServiceGround.objects.exists(), "on which facts the help is given is the team's to know"


def test_who_pays_reads_no_request_that_was_over_a_month_ago_and_a_complaint_opens_it_again(
    asked: ServiceRequest, officers: Cast
) -> None:
    payer, team = officers.caseworker, officers.social_worker
    deeds.refuse(by=payer, request=of(asked, payer), reason="another_pays")
    with clock.at(clock.now() + timedelta(days=29)):
        assert visit(payer).get(asked.address).status_code == 200
    with clock.at(clock.now() + timedelta(days=31)):
        with acting_as(payer):
            assert not ServiceRequest.objects.exists()
            assert not ServiceStep.objects.exists()
        assert asked.pseudonym not in page(visit(payer), reverse("service_requests"))
        assert asked.pseudonym in page(visit(team), asked.address)
        deeds.complain(by=team, request=of(asked, team))
        assert visit(payer).get(asked.address).status_code == 200


def test_no_word_about_the_person_lies_open(own_database: str, as_owner: Owner) -> None:
    team = Cast().social_worker
    case = with_basis(casework.open_case(by=team), team)
    request = deeds.ask(by=team, case=case, service="hospital", wish=CANARY)
    deeds.authorise(by=Cast().caseworker, request=of(request, Cast().caseworker))
    deeds.book(by=team, request=of(request, team), on_day=clock.today(), place=CANARY)
    with as_owner() as session:
        for table in ("support_servicerequest", "support_servicestep", "casework_event", "safeguards_ledgerline"):
            for (row,) in session.execute(f"select row_to_json(t)::text from {table} t"):
                assert CANARY not in row and CANARY.encode().hex() not in row


def test_emergency_care_is_never_asked_for_and_never_waits(case: Case, officers: Cast) -> None:
    """Also when nobody knows who will pay for it."""
    request = deeds.ask(by=officers.social_worker, case=case, service="emergency_care")
    assert (request.payer, request.needs_answer, request.payer_desk) == ("not_known_yet", False, None)
    assert stands(request, officers.social_worker).state == "authorised"
    words = page(visit(officers.social_worker), reverse("service_ask", args=[case, "emergency_care"]))
    assert "This does not wait for an answer" in words


def test_extended_help_before_the_status_is_refused_by_the_law_which_says_what_is_open_without_it(
    case: Case, officers: Cast
) -> None:
    with_basis(case, officers.social_worker)
    with pytest.raises(NotProvidedFor) as refused:
        deeds.ask(by=officers.social_worker, case=case, service="body_therapy")
    assert {"tied_to_identification", "open_meanwhile"} <= {each.code for each in refused.value.finding.because}
    client = visit(officers.social_worker)
    answer = client.post(reverse("service_ask", args=[case, "body_therapy"]), {"wish": "Massage of the back"})
    assert answer.status_code == 422
    assert "Massage of the back" in answer.content.decode()
    assert "Open without it" in answer.content.decode()


def test_nobody_is_asked_where_nobody_knows_who_pays_and_nothing_typed_is_lost(
    identified: Case, officers: Cast
) -> None:
    answer = visit(officers.social_worker).post(
        reverse("service_ask", args=[identified, "psychologist"]), {"wish": "Somebody to talk to"}
    )
    assert answer.status_code == 422
    assert "Who pays cannot be said yet" in answer.content.decode()
    assert "Somebody to talk to" in answer.content.decode()
    with acting_as(officers.social_worker):
        assert not ServiceRequest.objects.exists()


def test_another_payer_than_the_rule_needs_a_reason_and_the_rule_stays_on_record(
    without_residence: Case, officers: Cast
) -> None:
    def ask(because: str) -> ServiceRequest:
        payer, case = "national_centre", without_residence
        return deeds.ask(by=officers.social_worker, case=case, service="dentist", payer=payer, payer_because=because)

    with pytest.raises(Refused):
        ask("")
    request = ask("rule_refused")
    assert (request.payer, request.payer_by_rule) == ("national_centre", "immigration_service")
    assert request.payer_desk == officers.coordinator.desk
    deeds.authorise(by=officers.coordinator, request=of(request, officers.coordinator), amount=100)


def test_a_no_says_what_else_may_be_done_and_can_be_complained_of(asked: ServiceRequest, officers: Cast) -> None:
    team, payer = officers.social_worker, officers.caseworker
    deeds.refuse(by=payer, request=of(asked, payer), reason="more_needed")
    with acting_as(team):
        assert Notice.objects.filter(kind="service.answered").exists()
    words = page(visit(team), asked.address)
    assert "Ask a doctor or psychologist for a statement" in words
    assert "Complain" in words
    deeds.complain(by=team, request=of(asked, team))
    deeds.authorise(by=officers.second_caseworker, request=of(asked, officers.second_caseworker))
    assert stands(asked, team).state == "authorised"


def test_who_pays_from_outside_is_recorded_by_the_team(identified: Case, officers: Cast) -> None:
    team = officers.social_worker
    with_basis(identified, team, "permit")
    request = deeds.ask(by=team, case=identified, service="hospital", health_card=True, estimate=9_00)
    assert (request.payer, request.is_outside) == ("region", True)
    with pytest.raises(Refused):
        deeds.authorise(by=officers.caseworker, request=request)
    deeds.record_answer(by=team, request=of(request, team), yes=True)
    deeds.deliver(by=team, request=of(request, team))
    deeds.invoice(by=team, request=of(request, team), amount=8_50)
    step = deeds.record_payment(by=team, request=of(request, team))
    assert (step.state, step.amount) == ("paid", 8_50)


@pytest.mark.parametrize(
    "who", ["stranger", "police", "planner", "departure", "statistician", "unposted", "municipality"]
)
def test_nobody_else_sees_that_there_is_a_request_nor_moves_it(who: str, asked: ServiceRequest, officers: Cast) -> None:
    officer = getattr(officers, who)
    with acting_as(officer):
        assert not ServiceRequest.objects.exists()
        assert not ServiceStep.objects.exists()
    for verb in (deeds.authorise, deeds.complain, deeds.pay):
        with pytest.raises(Refused):
            verb(by=officer, request=asked)
    client = visit(officer) if who != "unposted" else None
    if client is not None:
        there, nowhere = (client.get(f"/services/{name}/") for name in (asked.reference, "S-2222-2222"))
        assert there.status_code == nowhere.status_code
        assert there.status_code in (403, 404)


def test_neither_side_does_what_is_for_the_other(asked: ServiceRequest, officers: Cast) -> None:
    team, payer = officers.social_worker, officers.caseworker
    with pytest.raises(Refused):
        deeds.authorise(by=team, request=of(asked, team))
    with pytest.raises(Refused):
        deeds.record_answer(by=team, request=of(asked, team), yes=True)
    with pytest.raises(Refused):
        deeds.withdraw(by=payer, request=of(asked, payer), reason="not_needed_any_more")


def test_the_database_lets_the_team_promise_no_money_of_others(asked: ServiceRequest, officers: Cast) -> None:
    team = officers.social_worker
    with acting_as(team), pytest.raises(DatabaseError), transaction.atomic():
        step = ServiceStep(request=asked, state="authorised", amount=1, recorded_by=team)
        asked.look_again().supersede(step)


def test_two_answers_at_once_give_one_answer(asked: ServiceRequest, officers: Cast) -> None:
    quick, late = officers.caseworker, officers.second_caseworker
    with acting_as(late):
        seen = ServiceRequest.objects.get(pk=asked.pk).look_again()
    deeds.authorise(by=quick, request=of(asked, quick))
    with acting_as(late), pytest.raises(AlreadySuperseded):
        seen.supersede(ServiceStep(request=asked, state="refused", reason="too_dear", recorded_by=late))
    with pytest.raises(NotALawfulMove):
        deeds.refuse(by=late, request=of(asked, late), reason="too_dear")


def test_the_database_knows_the_same_moves_as_the_table(own_database: str, as_owner: Owner) -> None:
    assert not SERVICE_STATES.faults()
    lawful = {(move.source, move.target) for move in SERVICE_STATES.moves if move.source != BEGINNING}
    with as_owner() as session:
        for source in ServiceState:
            for target in ServiceState:
                row = session.execute(
                    "select mooring_service_may_move(%s, %s)", [source.value, target.value]
                ).fetchone()
                assert row == ((source.value, target.value) in lawful,), (source, target)


def test_an_answer_that_does_not_come_stands_on_the_day_of_who_pays(asked: ServiceRequest, officers: Cast) -> None:
    soon = page(visit(officers.caseworker), reverse("service_requests"))
    assert asked.reference in soon
    assert "Overdue" not in soon
    with clock.at(clock.now() + timedelta(days=7)):
        late = page(visit(officers.caseworker), reverse("day"))
    assert asked.reference in late
    assert "Overdue" in late


# --- money


def helped(officers: Cast, people: int, amount: int) -> None:
    """So many people of one payer, each with a psychologist who was paid."""
    team, payer = officers.social_worker, officers.coordinator
    for _person in range(people):
        case = with_basis(casework.open_case(by=team), team, "visa")
        request = deeds.ask(by=team, case=case, service="doctor", own_insurance=False)
        assert request.payer == "national_centre"
        paid(request, team, payer, amount)


def another_keeper(officers: Cast) -> Officer:
    """Who coordinates at another desk, and set none of the money aside."""
    post(officers.unposted, officers.stranger.desk, "centre_coordinator", since=clock.now() - timedelta(hours=1))
    return officers.unposted


def test_what_is_left_is_what_was_set_aside_less_promised_and_spent(officers: Cast) -> None:
    keeper, year = officers.coordinator, clock.today().year
    helped(officers, 2, 333_33)
    case = with_basis(casework.open_case(by=officers.social_worker), officers.social_worker, "visa")
    waiting = deeds.ask(by=officers.social_worker, case=case, service="medicine", own_insurance=False)
    deeds.authorise(by=keeper, request=of(waiting, keeper), amount=100_01)
    keep_budget(
        by=keeper, payer="national_centre", first_day=date(year, 1, 1), last_day=date(year, 12, 31), amount=1_000_00
    )
    with acting_as(keeper):
        (line,) = lines()
        assert (line.promised, line.spent, line.left) == (100_01, 666_66, 233_33)
    with acting_as(another_keeper(officers)):
        assert [
            (row.people, row.paid) for row in spent(date(year, 1, 1), date(year, 12, 31)) if row.service == "doctor"
        ] == [(2, None)]
        assert lines()[0].left is None, "to another desk what few had is not told"
    corrected = keep_budget(
        by=keeper, payer="national_centre", first_day=date(year, 1, 1), last_day=date(year, 6, 30), amount=5
    )
    with acting_as(keeper):
        assert BudgetLine.objects.get(superseded_by=None) == corrected
        assert BudgetLine.objects.count() == 2, "the earlier line stays readable"
    with pytest.raises(Refused):
        keep_budget(by=keeper, payer="national_centre", first_day=date(year, 6, 1), last_day=date(year, 9, 1), amount=5)
    with pytest.raises(Refused, match=r"budget\.keep"):
        keep_budget(by=keeper, payer="municipality", first_day=date(year, 3, 1), last_day=date(year, 3, 2), amount=5)
    words = page(visit(keeper), reverse("spending"))
    assert "fewer than 5" in words
    assert not re.search(r"[A-Z]{2}-[2-9A-Z]{4}-[2-9A-Z]{4}-", words), "no pseudonym stands beside money"
    exported = visit(keeper).get(reverse("spending_export")).content.decode()
    assert '"national_centre","doctor","<5","0","0","66666","DKK"' in exported


def test_each_municipality_sees_its_own_money_and_never_anothers(identified: Case, officers: Cast) -> None:
    """Two municipalities pay for people of one team; each sees its line and what is left of it, the centre the sums by payer."""
    here, administrator, year = officers.municipality, officers.administrator, clock.today().year
    agency = staff.add_agency(by=administrator, code="other-town", name="Other municipality", kind="municipality")
    other_desk = staff.add_desk(by=administrator, agency=agency, code="other-town-help", name="help")
    post(officers.unposted, other_desk, "municipal_caseworker", since=clock.now() - timedelta(hours=1))
    there, team = officers.unposted, officers.social_worker
    with_basis(identified, team, "permit")
    with acting_as(team):
        case = Case.objects.with_stage().get(pk=identified.pk)
    for payer, amount in ((here, 300_00), (there, 70_00)):
        request = deeds.ask(
            by=team,
            case=case,
            service="psychologist",
            payer="municipality",
            payer_because="rule_refused",
            desk=payer.desk,
        )
        deeds.authorise(by=payer, request=of(request, payer), amount=amount)
    days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
    with acting_as(there):
        (row,) = spent_by(there.desk, **_span(days))
        assert (row.people, row.promised) == (1, None), (
            "few people, and no money of this desk was set aside in these days"
        )
    kept = visit(here).post(
        reverse("budget_keep_own"), {"payer": reference("desk", here.desk.pk), "amount": "1000", **days}
    )
    assert kept.status_code == 302
    with pytest.raises(Refused, match=r"budget\.keep_own"):
        keep_own_budget(by=there, desk=here.desk, amount=1, **days)
    with pytest.raises(Refused):
        keep_budget(by=there, payer="municipality", amount=1, **days)
    keep_own_budget(by=there, desk=there.desk, amount=50_00, **days)  # the same days as the other's line
    keep_budget(by=officers.coordinator, payer="municipality", amount=900_00, **days)
    for officer, left, strange in ((here, 700_00, there), (there, -20_00, here)):
        with acting_as(officer):
            (line,) = lines(officer.desk)
            assert (line.payer, line.left) == ("municipality", left)
            assert not spent_by(strange.desk, **_span(days)) and not spent(**_span(days))
            assert lines(strange.desk) == lines() == []
            assert BudgetLine.objects.get().payer_desk == officer.desk
        words = page(visit(officer), reverse("spending"))
        assert money.shown(abs(left), "DKK") in words and "fewer than 5" in words
        assert str(strange.desk) not in words and identified.pseudonym not in words
    with acting_as(here), pytest.raises(DatabaseError), transaction.atomic():
        more = {"payer": "municipality", "amount": 1, "currency": "DKK", "recorded_by": here}
        BudgetLine(payer_desk=there.desk, **more, **days).save(force_insert=True)
    with acting_as(officers.coordinator):
        (line,) = lines()
        assert (line.promised, line.left) == (370_00, 530_00), "by payer, as before"
        assert BudgetLine.objects.get(superseded_by=None).payer_desk is None
    for nobody in (officers.stranger, team, officers.caseworker, officers.statistician):
        with acting_as(nobody):
            assert not BudgetLine.objects.exists()
            assert spent_by(here.desk, **_span(days)) == []
        assert visit(nobody).get(reverse("budget_keep_own")).status_code == 403


def _span(days: dict[str, date]) -> dict[str, date]:
    return {"first": days["first_day"], "last": days["last_day"]}


def test_who_counts_sees_whole_years_that_are_over_and_nothing_small(officers: Cast) -> None:
    counter, year = officers.statistician, clock.today().year
    first, last = date(year, 1, 1), date(year, 12, 31)
    helped(officers, 5, 100)
    case = with_basis(casework.open_case(by=officers.social_worker), officers.social_worker, "visa")
    few = deeds.ask(by=officers.social_worker, case=case, service="medicine", own_insurance=False)
    deeds.authorise(by=officers.coordinator, request=of(few, officers.coordinator), amount=100)
    with acting_as(counter):
        assert spent(first, last) == [], "the year is not over"
    with clock.at(datetime(year + 1, 2, 1, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))):
        with acting_as(counter):
            assert [(row.service, row.people) for row in spent(first, last)] == [("doctor", 5)]
            assert spent(first, date(year, 12, 30)) == [], "a shorter span would tell of who came after"
            assert not BudgetLine.objects.exists()
        with acting_as(officers.coordinator):
            assert [row.service for row in spent(first, last)] == ["doctor", "medicine"]
        with acting_as(officers.stranger):
            assert spent(first, last) == []
        words = page(visit(counter), f"{reverse('spending')}?year={year}")
    assert "Doctor" in words
    assert "Medicine" not in words
    assert "Set aside, and what is left" not in words


# --- doors


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("social_worker", {"services_of_case", "service_ask", "options_of_case", "options"}),
        ("assessor", {"services_of_case", "options_of_case", "options"}),
        ("caseworker", {"service_requests", "options_of_case", "options"}),
        ("municipality", {"service_requests", "options", "spending", "budget_keep_own"}),
        ("coordinator", {"service_requests", "options", "spending", "spending_export", "budget_keep"}),
        ("statistician", {"spending"}),
        ("shelter", {"options"}),
        ("police", set()),
        ("departure", set()),
        ("stranger", {"options"}),
    ],
)
def test_each_door_opens_to_who_has_the_verb_and_the_compartment(
    who: str, opened: set[str], identified: Case, officers: Cast
) -> None:
    client = visit(getattr(officers, who))
    addresses: dict[str, list[object]] = {
        "services_of_case": [identified],
        "service_ask": [identified, "psychologist"],
        "options_of_case": [identified],
        **{
            name: []
            for name in ("service_requests", "options", "spending", "spending_export", "budget_keep", "budget_keep_own")
        },
    }
    found = {name for name, args in addresses.items() if client.get(reverse(name, args=args)).status_code == 200}
    assert found == opened


def test_every_small_page_of_a_request_answers_by_get_and_keeps_a_mistake(
    asked: ServiceRequest, officers: Cast
) -> None:
    payer = visit(officers.caseworker)
    assert payer.get(reverse("service_refuse", args=[asked.reference])).status_code == 200
    assert payer.post(reverse("service_refuse", args=[asked.reference]), {}).status_code == 422
    done = payer.post(reverse("service_authorise", args=[asked.reference]), {"amount": "4500.50"})
    assert done.status_code == 302
    assert stands(asked, officers.caseworker).amount == 450_050
    team = visit(officers.social_worker)
    book = team.post(reverse("service_book", args=[asked.reference]), {"on_day": "2026-12-01", "place": "Havnegade 3"})
    assert book.status_code == 302
    wrong = team.post(reverse("service_deliver", args=[asked.reference]), {"on_day": "2999-01-01"})
    assert wrong.status_code == 422
    twice = team.post(reverse("service_book", args=[asked.reference]), {"on_day": "2026-12-02"})
    assert twice.status_code == 422
    assert "moved on in the meantime" in twice.content.decode()


@pytest.mark.parametrize("name", ["united_kingdom", "council_of_europe"])
def test_where_the_law_has_no_catalogue_the_pages_say_so_kindly(name: str, case: Case, officers: Cast) -> None:
    with override_settings(MOORING_COUNTRY=country(name)):
        client = visit(officers.social_worker)
        assert "has no list of help here" in page(client, reverse("services_of_case", args=[case]))
        assert "has no such sheet here" in page(client, reverse("options"))
        of_case = page(client, reverse("options_of_case", args=[case]))
        assert of_case.count("has no such sheet here") == 1, "said once, though the groups would stand side by side"
        assert all(
            words in of_case for words in ("Who decides on it, and who pays for it", "A place to live", "not a no")
        )
        assert client.get(reverse("service_ask", args=[case, "doctor"])).status_code == 404
        assert client.get(reverse("options_document")).status_code == 404


def test_another_officer_than_the_team_asks_for_nothing(identified: Case, officers: Cast) -> None:
    for who in ("assessor", "caseworker", "stranger", "shelter"):
        with pytest.raises(Refused):
            deeds.ask(by=getattr(officers, who), case=another_request(identified), service="counselling")
