"""The pages of support, as each of the cast finds them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.contact_person import appoint
from mooring.support.actions.period import extend, grant, request
from mooring.support.actions.plan import write_plan
from mooring.support.models import ContactPerson, Extension, PeriodRequest, Plan, ReflectionPeriod
from mooring.web.doors.period import PERIOD_DOORS
from mooring.web.doors.plan import PLAN_DOORS
from mooring.web.guard import CASE
from tests.cast import Cast
from tests.support.conftest import Decide
from tests.visiting import visit

ONE_CASE = CASE.removeprefix("cases/").rstrip("/")
# What is behind the other doors is asked in the tests of the plan and of the period whole.
ASKED_HERE = ("reflection", "reflection_request", "reflection_grant", "contact_person_appoint", "plan", "plan_write")
CASE_DOORS = [door.name for door in (*PERIOD_DOORS, *PLAN_DOORS) if re.findall("<[^>]+>", door.path) == [ONE_CASE]]


def period_of(case: Case, officers: Cast, decided_on: date) -> ReflectionPeriod:
    return grant(by=officers.caseworker, case=case, situation="ordered", decided_on=decided_on, requested_on=decided_on)


@pytest.mark.parametrize("name", CASE_DOORS)
@pytest.mark.parametrize("who", ["stranger", "keeper", "police"])
def test_to_a_stranger_a_case_that_exists_answers_as_one_that_does_not(
    name: str, who: str, identified: Case, officers: Cast
) -> None:
    client = visit(getattr(officers, who))
    there = client.get(reverse(name, args=[identified]))
    nowhere = client.get(reverse(name, args=["DK-2222-2222-2"]))
    assert there.status_code == nowhere.status_code == 404
    assert str(identified) not in there.content.decode().replace(reverse(name, args=[identified]), "")


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("social_worker", {"reflection", "reflection_request", "contact_person_appoint", "plan", "plan_write"}),
        ("colleague", {"reflection", "reflection_request", "contact_person_appoint", "plan", "plan_write"}),
        ("caseworker", {"reflection", "reflection_grant"}),
        ("assessor", {"reflection", "reflection_grant", "plan"}),
        ("police", set()),
        ("departure", set()),
        ("administrator", set()),
        ("stranger", set()),
    ],
)
def test_each_door_opens_to_who_has_the_verb_and_the_compartment(
    who: str, opened: set[str], identified: Case, officers: Cast
) -> None:
    client = visit(getattr(officers, who))
    found = {name for name in ASKED_HERE if client.get(reverse(name, args=[identified])).status_code == 200}
    assert found == opened


def test_a_request_is_recorded_and_the_case_page_shows_whose_turn_it_is(identified: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    address = reverse("reflection_request", args=[identified])
    answer = client.post(address, {"asked_for": "period", "asked_by": "person", "asked_on": "2026-11-20"})
    assert answer.status_code == 302
    with acting_as(officers.social_worker):
        assert PeriodRequest.objects.get().asked_on == date(2026, 11, 20)
    page = client.get(reverse("case", args=[identified])).content.decode()
    assert "Asked for, not yet decided" in page
    assert "Whose turn: the authority" in page


def test_what_has_not_come_yet_is_not_recorded_and_nothing_typed_is_lost(identified: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    tomorrow = (clock.today() + timedelta(days=2)).isoformat()
    answer = client.post(
        reverse("reflection_request", args=[identified]),
        {"asked_for": "period", "asked_by": "person", "asked_on": tomorrow, "words": "Please keep this."},
    )
    assert answer.status_code == 422
    assert "Please keep this." in answer.content.decode()


def test_a_slip_of_the_year_is_noticed(identified: Case, officers: Cast) -> None:
    sent = {"asked_for": "period", "asked_by": "person", "asked_on": "0026-11-20", "words": ""}
    answer = visit(officers.social_worker).post(reverse("reflection_request", args=[identified]), sent)
    assert answer.status_code == 422
    assert "Check the year" in answer.content.decode()


def test_a_decision_is_recorded_and_shown_with_its_law(identified: Case, officers: Cast) -> None:
    client = visit(officers.caseworker)
    typed = {"situation": "ordered", "requested_on": "2026-11-19", "decided_on": "2026-11-20", "begins": "2026-11-20"}
    assert client.post(reverse("reflection_grant", args=[identified]), typed).status_code == 302
    page = client.get(reverse("reflection", args=[identified])).content.decode()
    assert "Aliens Act" in page
    assert "30 of at most 120" in page
    again = client.get(reverse("reflection_grant", args=[identified]))
    assert again.status_code == 403
    assert "A decision on the period stands already." in again.content.decode()


def test_a_refusal_for_want_of_a_request_says_what_to_do(identified: Case, officers: Cast) -> None:
    client = visit(officers.caseworker)
    typed = {"situation": "ordered", "decided_on": "2026-11-20", "begins": "2026-11-20"}
    answer = client.post(reverse("reflection_grant", args=[identified]), typed)
    assert answer.status_code == 422
    assert "nobody has asked" in answer.content.decode()
    with acting_as(officers.caseworker):
        assert not ReflectionPeriod.objects.exists()


def test_who_is_not_ordered_to_leave_is_shown_the_law_and_what_is_open_meanwhile(
    identified: Case, officers: Cast
) -> None:
    client = visit(officers.caseworker)
    typed = {"situation": "neither", "requested_on": "2026-11-19", "decided_on": "2026-11-20", "begins": "2026-11-20"}
    answer = client.post(reverse("reflection_grant", args=[identified]), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "has not been ordered to leave" in page
    assert "What is open without it" in page


def test_the_page_refuses_in_2012_what_it_grants_in_2014(identified: Case, officers: Cast) -> None:
    period = period_of(identified, officers, date(2012, 3, 1))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=60, decided_on=date(2012, 3, 20))
    client, address = visit(officers.caseworker), reverse("reflection_extend", args=[identified])
    refused = client.post(address, {"reason": "special_reasons", "days": "15", "decided_on": "2012-05-01"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "with these the period would be 105 days, 100 are the most" in page
    assert "10 days can still be given." in page
    assert "33(14)" in page
    granted = client.post(address, {"reason": "special_reasons", "days": "15", "decided_on": "2014-05-01"})
    assert granted.status_code == 302
    with acting_as(officers.caseworker):
        assert sorted(Extension.objects.values_list("days", flat=True)) == [15, 60]


def test_a_correction_is_shown_beside_what_it_corrects(identified: Case, officers: Cast) -> None:
    period = period_of(identified, officers, date(2026, 11, 10))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=20)
    client, address = visit(officers.caseworker), reverse("reflection_correct", args=[identified])
    form = client.get(address).content.decode()
    assert "Days of extension 1" in form
    typed = {
        "situation": "ordered",
        "requested_on": "2026-11-10",
        "decided_on": "2026-11-12",
        "begins": "2026-11-12",
        "extension_1": "10",
        "ground": "The letter is of the twelfth.",
    }
    assert client.post(address, typed).status_code == 302
    page = client.get(reverse("reflection", args=[identified])).content.decode()
    assert page.count("Corrected since") == 2
    assert "The letter is of the twelfth." in page
    assert "40 of at most 120" in page


def test_a_contact_person_is_named_without_a_key_of_the_house(case: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("contact_person_appoint", args=[case])
    colleague = officers.colleague
    assert str(colleague.pk) not in client.get(address).content.decode()
    assert client.post(address, {"officer": colleague.email, "since": "2026-11-22"}).status_code == 302
    with acting_as(officers.social_worker):
        assert ContactPerson.objects.get().officer == colleague
    assert colleague.name in client.get(reverse("case", args=[case])).content.decode()
    assert client.post(address, {"officer": officers.stranger.email, "since": "2026-11-22"}).status_code == 422


def plan_typed(**more: str | list[str]) -> dict[str, str | list[str]]:
    days = {"talked_on": "2026-11-22", "review_on": "2026-12-22"}
    return {
        "on_version": "0",
        "assent": "agreed",
        "need_health": "A dentist.",
        "services": ["dentist", "doctor"],
        **days,
        **more,
    }


def test_a_plan_is_written_in_versions_and_each_can_be_read(case: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("plan_write", args=[case])
    assert client.post(address, plan_typed(goals="To sleep at night.")).status_code == 302
    assert "To sleep at night." in client.get(address).content.decode(), (
        "the next version begins with the words of the last"
    )
    assert client.post(address, plan_typed(goals="A course.", on_version="1")).status_code == 302
    assert "A course." in client.get(reverse("plan", args=[case])).content.decode()
    first = client.get(reverse("plan_version", args=[case, 1])).content.decode()
    assert "To sleep at night." in first
    assert "An earlier version" in first
    assert client.get(reverse("plan_version", args=[case, 3])).status_code == 404


def test_two_who_write_at_once_do_not_write_over_each_other(case: Case, officers: Cast) -> None:
    write_plan(by=officers.colleague, case=case, needs={}, goals="What the colleague heard.")
    client, address = visit(officers.social_worker), reverse("plan_write", args=[case])
    answer = client.post(address, plan_typed(goals="What I heard.", on_version="0"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What the colleague heard." in page
    assert "What I heard." in page
    assert "A dentist." in page
    assert 'name="on_version" value="1"' in page
    assert page.count("checked") >= 3, "the help that was ticked stays ticked"
    with acting_as(officers.social_worker):
        assert Plan.objects.count() == 1


def test_a_half_written_plan_comes_back(case: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("plan_write", args=[case])
    assert client.post(f"/drafts{address}", plan_typed(goals="Half a sentence")).status_code in (200, 204)
    page = client.get(address).content.decode()
    assert "Half a sentence" in page
    write_plan(by=officers.colleague, case=case, needs={}, goals="What the colleague heard.")
    page = client.get(address).content.decode()
    assert "A new version was written since you began" in page
    assert "What the colleague heard." in page
    assert client.post(address, plan_typed(goals="Both.", on_version="1")).status_code == 302
    assert "Both." in client.get(address).content.decode()
    assert "Half a sentence" not in client.get(address).content.decode()


def test_disagreement_asks_for_the_persons_words(case: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    answer = client.post(reverse("plan_write", args=[case]), plan_typed(assent="disagreed"))
    assert answer.status_code == 422


def test_the_panels_cost_four_queries_at_most(
    identified: Case, officers: Cast, django_assert_max_num_queries: object
) -> None:
    from mooring.support import panel

    period = period_of(identified, officers, date(2026, 11, 10))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=20)
    lead = officers.social_worker
    appoint(by=lead, case=identified, officer=lead)
    write_plan(by=lead, case=identified, needs={"health": "A dentist."}, own_words="Quiet.")
    request(by=lead, case=identified, asked_by="person", asked_for="extension")
    presumed, closed = casework.open_case(by=lead), casework.open_case(by=lead)
    casework.close(by=lead, case=closed)
    with acting_as(lead):
        for key in (identified.pk, presumed.pk, closed.pk):
            case = Case.objects.with_stage().get(pk=key)
            case.held_by(lead)
            for show in (panel.reflection, panel.contact_person, panel.plan):
                with django_assert_max_num_queries(4):  # type: ignore[operator]
                    show(lead, case)


def test_the_case_page_says_when_the_ground_of_a_period_is_gone(
    identified: Case, decide: Decide, officers: Cast
) -> None:
    period_of(identified, officers, date(2026, 11, 10))
    decide(identified, officers.caseworker, outcome="not_identified")
    page = visit(officers.social_worker).get(reverse("case", args=[identified])).content.decode()
    assert "The assessment has changed" in page
    assert "nothing here ends it" in page


def test_a_request_before_the_decision_says_what_is_open_meanwhile(case: Case, officers: Cast) -> None:
    page = visit(officers.social_worker).get(reverse("reflection_request", args=[case])).content.decode()
    assert "The person has not been identified" in page
    assert "do not wait for the period" in page
