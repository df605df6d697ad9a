"""The pages of a return, as each of the cast finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from mooring.casework.models import Case
from mooring.law import country
from mooring.law.days import months_after
from mooring.referral.models import Referral
from mooring.returns import actions, handing_on
from mooring.returns.models import Instalment, ReturnOffer
from mooring.safeguards import clock, drafts
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.web.doors.returns import RETURNS_DOORS
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.returns.on_the_way_home import NO_RISKS, SECRET, arrived, identified, offered, path_of, planned, state_of
from tests.visiting import page, visit

DOORS = [door.name for door in RETURNS_DOORS if door.name != "return_pay"]
PAGES = [name for name in DOORS if name != "return_hand_on"]
OFFER = {
    "offered_on": "",
    "language": "en",
    "channel": "interpreter",
    "told": ["what_it_is", "nothing_owed"],
    "understood": "in_part",
    "words": "May my sister come to the airport?",
}


@pytest.fixture
def case(officers: Cast) -> Case:
    return identified(officers)


@pytest.mark.parametrize("who", ["stranger", "police", "departure", "shelter", "statistician"])
def test_to_who_has_nothing_to_do_with_it_a_return_does_not_exist(who: str, case: Case, officers: Cast) -> None:
    offered(officers, case)
    client = visit(getattr(officers, who))
    for name in DOORS:
        there = client.get(reverse(name, args=[case]))
        nowhere = client.get(reverse(name, args=["DK-2222-2222-2"]))
        assert there.status_code == nowhere.status_code in (403, 404), name


def test_each_door_opens_to_who_has_the_verb(case: Case, officers: Cast) -> None:
    arrived(officers, case)
    opened = {
        who: {
            name for name in PAGES if visit(getattr(officers, who)).get(reverse(name, args=[case])).status_code == 200
        }
        for who in ("social_worker", "planner", "caseworker")
    }
    assert opened["social_worker"] == set(PAGES)
    assert opened["planner"] == set(PAGES) - {"return_offer", "return_consider", "return_accept", "return_say_no"}
    assert opened["caseworker"] == set()


def test_an_offer_is_recorded_and_what_is_missing_keeps_what_was_typed(case: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    address = reverse("return_offer", args=[case])
    today = clock.today().isoformat()
    later = {**OFFER, "offered_on": (clock.today() + timedelta(days=1)).isoformat()}
    answer = client.post(address, later)
    assert answer.status_code == 422
    assert "May my sister come" in answer.content.decode()
    assert client.post(address, {**OFFER, "offered_on": today}).status_code == 302
    with acting_as(officers.social_worker):
        assert ReturnOffer.objects.get().understood == "in_part"
    shown = page(client, reverse("return", args=[case]))
    assert "In part: to be told again" in shown
    assert "May my sister come" in shown
    assert "prepared return" in page(client, reverse("case", args=[case])).lower()


def test_a_no_says_who_handles_departure_and_that_help_goes_on(case: Case, officers: Cast) -> None:
    offered(officers, case)
    client = visit(officers.social_worker)
    address = reverse("return_say_no", args=[case])
    assert "hears nothing of this answer" in page(client, address)
    sent = {"reasons": ["debt", "family_threatened"], "on": clock.today().isoformat(), "words": SECRET}
    assert client.post(address, {**sent, "reasons": []}).status_code == 422
    assert client.post(address, sent).status_code == 302
    shown = page(client, reverse("return", args=[case]))
    assert "Return Agency" in shown
    assert "A debt that would be asked for over there" in shown
    assert "All help goes on" in shown
    held = visit(officers.departure).get(reverse("holds")).content.decode()
    assert "return" not in held.lower().replace("return agency", "") or str(case) not in held
    assert str(case) not in held
    assert SECRET not in held


def test_a_whole_plan_is_written_on_its_pages(case: Case, officers: Cast) -> None:
    path = offered(officers, case)
    actions.accept(by=officers.social_worker, path=path)
    client = visit(officers.planner)
    today = clock.today().isoformat()
    risks = {"looked_at_on": today, "advice": "with_measures", "person_says": "goes_on", "family": SECRET}
    for risk in ("traffickers_near", "debt", "threats_to_person", "threats_to_others", "family_violence", "stigma"):
        risks |= {f"grave_{risk}": "none"}
    for risk in ("authorities", "no_home", "no_income", "health_care_lacking", "documents", "exploited_again"):
        risks |= {f"grave_{risk}": "not_talked_about"}
    grave = {**risks, "grave_debt": "grave", "whom_debt": ["parents"]}
    refused = client.post(reverse("return_assess", args=[case]), grave)
    assert refused.status_code == 422
    assert "What is done about a grave risk" in refused.content.decode()
    assert client.post(reverse("return_assess", args=[case]), {**grave, "done_debt": "A lawyer."}).status_code == 302
    plan = {
        "agreed_on": today,
        "destination": "country_of_permit",
        "country": "IT",
        "planner_desk": "return-planning",
        "reception": "shelter",
        "escort": "not_needed",
        "words_income": "A sewing machine.",
    }
    assert client.post(reverse("return_plan", args=[case]), plan).status_code == 302
    money = {"kind": "cash", "amount": "1000.01", "currency": "EUR", "months": "5", "first_due": today}
    assert client.post(reverse("return_agree_money", args=[case]), money).status_code == 302
    shown = page(client, reverse("return", args=[case]))
    for words in (
        "Italy",
        "A sewing machine.",
        "200.01",
        "A lawyer.",
        "Another country in which the person has a permit",
    ):
        assert words in shown
    with acting_as(officers.planner):
        unpaid = Instalment.objects.standing().get(number=1)
    assert f"{unpaid.pk}" not in shown
    pay = next(
        part.split('"')[0]
        for part in shown.split('href="')
        if "/return/money/" in part.split('"')[0] and len(part.split('"')[0]) > 60
    )
    assert client.post(pay, {"paid_on": today}).status_code == 302
    assert visit(officers.stranger).get(pay).status_code == 404
    folded = page(client, reverse("return_assess", args=[case]))
    assert "Parents, what is done is written" in folded and "Family over there" in folded
    assert "part 2, 200.00 EUR, due" in page(client, reverse("return", args=[case]))
    actions.withdraw(by=officers.social_worker, path=path_of(officers, case))
    assert "/return/money/" not in page(client, reverse("return", args=[case]))
    with acting_as(officers.planner):
        next_one = Instalment.objects.standing().select_related("case", "path").get(number=2)
    with pytest.raises(Refused):
        actions.pay(by=officers.planner, instalment=next_one)


def test_a_yes_is_handed_on_in_one_step_and_the_person_is_asked_before_anything_is_told(
    case: Case, officers: Cast
) -> None:
    offered(officers, case)
    client, hand_on = visit(officers.social_worker), reverse("return_hand_on", args=[case])
    assert client.post(hand_on).status_code == 403
    assert hand_on not in page(client, reverse("return", args=[case]))
    actions.accept(by=officers.social_worker, path=path_of(officers, case), decided_with="alone")
    assert hand_on in page(client, reverse("return", args=[case]))
    with acting_as(officers.social_worker):
        begun = handing_on.begun_with(officers.social_worker, fresh(case))
    assert (
        begun["need"] == ["prepared_return"] and "to" not in begun
    )  # nobody is charged with it in the test's directory
    _assessed_and_planned(officers, case)
    led = client.post(hand_on, follow=True).content.decode()
    chosen = [line for line in led.split("<input") if "checked" in line and 'name="pieces"' in line]
    assert {code for code in handing_on.PIECES if any(f'value="{code}"' in one for one in chosen)} >= {"return_path"}
    assert "nothing is sent yet" in led
    form = reverse("referral_new", args=[case])
    with acting_as(officers.social_worker):
        sent = drafts.kept(officers.social_worker, form) or {}
        assert sent["other"] == [f"desk:{reference('desk', officers.planner.desk.pk)}"]
        assert not Referral.objects.filter(case=case).exists()
    asked = client.post(form, {**sent, "go": "next"}, follow=True).content.decode()
    assert "On which ground is this told?" in asked and 'name="step" value="ground"' in asked
    with acting_as(officers.social_worker):
        assert not Referral.objects.filter(case=case).exists()
    drafts.keep(officers.social_worker, form, {"need": ["housing"], "message": ["typed before"]})
    assert "You had begun" in client.post(hand_on, follow=True).content.decode()
    with acting_as(officers.social_worker):
        assert (drafts.kept(officers.social_worker, form) or {})["message"] == ["typed before"]


def _assessed_and_planned(officers: Cast, case: Case) -> None:
    lead = officers.social_worker
    actions.assess(by=lead, path=path_of(officers, case), risks=NO_RISKS, advice="can_be_safe", person_says="goes_on")
    actions.plan(
        by=lead,
        path=path_of(officers, case),
        destination="home",
        country="NG",
        reception="partner",
        help_agreed={},
        planner_desk=officers.planner.desk,
    )


def test_how_the_person_is_is_asked_at_the_months_of_the_law(case: Case, officers: Cast) -> None:
    arrived(officers, case)
    client = visit(officers.planner)
    address = reverse("return_follow_up", args=[case])
    assert "12 months after arrival" in page(client, address)
    asked = {"month": "1", "asked_on": clock.today().isoformat(), "reached": "yes", "housing": "good", "words": SECRET}
    early = client.post(address, asked)
    assert "have not passed yet" in early.content.decode()
    with clock.at(clock.end_of(months_after(clock.today(), 12))):
        _asked_a_year_later(client, officers, case, {**asked, "asked_on": clock.today().isoformat()})


def _asked_a_year_later(client: Client, officers: Cast, case: Case, asked: dict[str, str]) -> None:
    address = reverse("return_follow_up", args=[case])
    assert client.post(address, {**asked, "month": "2"}).status_code == 422
    beyond = client.post(address, {**asked, "month": "12"})
    assert beyond.status_code == 422
    assert "only where the person agreed" in beyond.content.decode()
    assert client.post(address, asked).status_code == 302
    assert state_of(officers, case) == "followed_up"
    assert SECRET in page(client, reverse("return", args=[case]))


def test_a_return_that_has_not_begun_leads_to_its_page(case: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    assert client.get(reverse("return_plan", args=[case])).status_code == 302
    assert "Not offered yet" in page(client, reverse("return", args=[case]))


@pytest.mark.parametrize("other", ["united_kingdom", "council_of_europe"])
def test_where_the_law_does_not_answer_the_pages_say_so_kindly(other: str, case: Case, officers: Cast) -> None:
    planned(officers, case)
    client = visit(officers.social_worker)
    with override_settings(MOORING_COUNTRY=country(other)):
        for name in ("return", "return_offer", "return_say_no", "return_plan", "return_agree_money"):
            assert "does not answer this" in page(client, reverse(name, args=[case])), name
        actions.withdraw(by=officers.social_worker, path=path_of(officers, case))
        again = client.post(reverse("return_offer", args=[case]), {**OFFER, "offered_on": clock.today().isoformat()})
        assert again.status_code == 302
