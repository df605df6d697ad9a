"""The pages on which an assessment is asked for, decided, corrected and told; and what the departure authority sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mooring.casework import panels
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import Assessment, IndicatorObserved, Outcome, OutcomeTold
from mooring.names.actions import agree_safe_contact
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, decided, filled, fresh, opened, under_assessment
from tests.visiting import page, visit

DECISION = {"outcome": "identified", "ground": SECRET, "ground_codes": ["indicators"]}


def at(name: str, case: Case) -> str:
    return reverse(name, args=[case])


def today() -> str:
    return clock.today().isoformat()


def now() -> str:
    return timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")


def test_before_residence_is_known_the_page_says_what_helps_meanwhile_and_offers_no_form(officers: Cast) -> None:
    case = opened(officers)
    words = page(visit(officers.social_worker), at("assessment_request", case))
    assert "You may promise" in words and "data-kept-form" not in words
    assert reverse("residence", args=[case]) in words
    refused = visit(officers.social_worker).post(at("assessment_request", case), {"departure_number": SECRET})
    assert refused.status_code == 422


def test_the_request_shows_who_assesses_why_and_who_will_see_what(officers: Cast) -> None:
    case = filled(officers)
    client = visit(officers.social_worker)
    words = page(client, at("assessment_request", case))
    for shown in (
        "The immigration service assesses.",
        "Immigration service",
        "Police information",
        "do not remove",
        "It does not see who the person is",
    ):
        assert shown in words
    assert client.post(at("assessment_request", case), {"departure_number": "12-34", "profile": ""}).status_code == 302
    with acting_as(officers.social_worker):
        assert Assessment.objects.standing().get(case=case).is_open
    assert "Under assessment by" in page(client, at("case", case))


def test_a_colleague_who_does_not_lead_the_case_is_told_whom_to_ask(officers: Cast) -> None:
    case = filled(officers)
    words = page(visit(officers.colleague), at("assessment_request", case))
    assert "asked for by a lead of the case" in words and "data-kept-form" not in words


def test_the_authority_decides_under_the_legal_test_and_the_team_sees_it(officers: Cast) -> None:
    case = under_assessment(officers)
    client = visit(officers.caseworker)
    words = page(client, at("decide", case))
    assert "sensible reason to assume" in words
    bare = client.post(at("decide", case), {"outcome": "identified", "ground": "", "decided_on": today()})
    assert bare.status_code == 422
    assert client.post(at("decide", case), DECISION | {"decided_on": today()}).status_code == 302
    words = page(visit(officers.social_worker), at("case", case))
    assert "Identified" in words and "Not told yet" in words and SECRET in words


def test_who_filled_in_the_form_is_told_why_another_decides(officers: Cast) -> None:
    case, caseworker = under_assessment(officers), officers.caseworker
    with acting_as(caseworker):
        IndicatorObserved(
            case=fresh(case),
            indicator="ilo-labour-1-01",
            list_code="ilo-labour",
            list_version="2009-1",
            observed=True,
            recorded_by=caseworker,
        ).save(force_insert=True)
    words = page(visit(caseworker), at("decide", case))
    assert "Another officer must decide." in words and "Ask a colleague" in words and "data-kept-form" not in words
    refused = visit(caseworker).post(at("decide", case), DECISION | {"decided_on": today()})
    assert refused.status_code == 422
    assert "data-kept-form" in page(visit(officers.second_caseworker), at("decide", case))


def test_a_day_before_the_case_was_opened_is_asked_about(officers: Cast) -> None:
    case = under_assessment(officers)
    client = visit(officers.caseworker)
    sent = DECISION | {"decided_on": (clock.today() - timedelta(days=40)).isoformat()}
    refused = client.post(at("decide", case), sent)
    assert (
        refused.status_code == 422
        and "before the case was opened" in refused.content.decode()
        and SECRET in refused.content.decode()
    )
    assert client.post(at("decide", case), sent | {"before_opening": "on"}).status_code == 302


def test_a_correction_stands_beside_what_was_known(officers: Cast) -> None:
    case, first = decided(officers)
    client = visit(officers.second_caseworker)
    words = page(client, at("correct", case))
    assert "It stays on record" in words and SECRET in words
    sent = {
        "reason": "new_information",
        "words": "new",
        "outcome": "not_identified",
        "ground": "other",
        "decided_on": today(),
    }
    assert client.post(at("correct", case), sent).status_code == 302
    with acting_as(officers.second_caseworker):
        assert Outcome.objects.filter(case=case).count() == 2
        assert Outcome.objects.standing().get(case=case).outcome == "not_identified"
    assert "Corrected" in page(client, at("case", case)) and first.pk


def test_without_an_agreed_way_the_person_is_told_only_in_person(officers: Cast) -> None:
    case, _outcome = decided(officers)
    client = visit(officers.social_worker)
    words = page(client, at("tell", case))
    assert words.index("No safe way is agreed") < words.index("What the person is told") < words.index("data-kept-form")
    sent = {"told_at": now(), "language": "vi", "channel": "telephone", "told_reconsideration": "yes"}
    assert client.post(at("tell", case), sent).status_code == 422
    assert client.post(at("tell", case), sent | {"channel": "in_person", "words": SECRET}).status_code == 302
    with acting_as(officers.social_worker):
        assert OutcomeTold.objects.get(case=case).language == "vi"
    assert "Was told" in page(client, at("case", case))


def test_the_rule_of_safe_contact_is_shown_first_and_opens_its_way(officers: Cast) -> None:
    case, _outcome = decided(officers)
    agree_safe_contact(
        by=officers.social_worker,
        case=case,
        channel="telephone",
        language="ro",
        detail="CANARY-NUMBER",
        hours="Tuesdays",
        code_word="bicycle",
    )
    client = visit(officers.social_worker)
    words = page(client, at("tell", case))
    assert "Tuesdays" in words and "bicycle" in words and "CANARY-NUMBER" not in words
    sent = {"told_at": now(), "language": "ro", "channel": "telephone", "told_reconsideration": "no"}
    assert client.post(at("tell", case), sent).status_code == 302
    assert "Not told yet" in page(client, at("case", case)), "the person does not know yet how to have it reconsidered"


@pytest.mark.parametrize(
    ("name", "stands_as"), [("assessment_not_wished", "did_not_wish_assessment"), ("assessment_withdraw", "withdrawn")]
)
def test_the_persons_own_word_is_kept_after_the_person_was_told_what_follows(
    name: str, stands_as: str, officers: Cast
) -> None:
    case = under_assessment(officers) if name == "assessment_withdraw" else opened(officers)
    client = visit(officers.social_worker)
    assert "Goes on without an assessment" in page(client, at(name, case))
    assert client.post(at(name, case), {"said_on": today()}).status_code == 422
    assert client.post(at(name, case), {"said_on": today(), "understood": "on"}).status_code == 302
    with acting_as(officers.social_worker):
        assert Outcome.objects.standing().get(case=case).outcome == stands_as


def test_a_refusal_by_the_house_stays_on_the_form_with_what_was_typed(officers: Cast) -> None:
    case = under_assessment(officers)
    refused = visit(officers.social_worker).post(
        at("assessment_request", case), {"departure_number": "KEEP-THIS", "profile": ""}
    )
    assert refused.status_code == 422
    assert "An assessment is open already." in refused.content.decode() and "KEEP-THIS" in refused.content.decode()


def test_the_departure_authority_sees_whom_not_to_remove_and_nothing_of_the_case(officers: Cast) -> None:
    case = filled(officers)
    actions.request_assessment(by=officers.social_worker, case=case, departure_number="88-NUMBER")
    under_assessment(officers)
    client = visit(officers.departure)
    words = page(client, reverse("holds"))
    assert "Do not remove; ask the immigration service" in words and "88-NUMBER" in words and "Not given" in words
    assert str(case) not in words and "/cases/" not in words
    assert client.get(at("case", case)).status_code == 404


def test_the_holds_cost_few_queries_however_many_they_are(officers: Cast) -> None:
    for _number in range(4):
        under_assessment(officers, departure_number="77")
    client = visit(officers.departure)
    page(client, reverse("holds"))
    with CaptureQueriesContext(connection) as queries:
        page(client, reverse("holds"))
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert len(asked) <= 12, "\n".join(asked)


def test_a_hold_that_ended_is_gone_from_the_page(officers: Cast) -> None:
    case = filled(officers)
    actions.request_assessment(by=officers.social_worker, case=case, departure_number="88-NUMBER")
    actions.withdraw_assessment(by=officers.social_worker, case=case, said_on=date.today())  # noqa: DTZ011
    words = page(visit(officers.departure), reverse("holds"))
    assert "88-NUMBER" not in words and "Nobody stands here now" in words


@pytest.mark.parametrize("who", ["social_worker", "assessor", "caseworker", "police", "stranger", "statistician"])
def test_nobody_else_reads_the_list_of_holds(who: str, officers: Cast) -> None:
    assert visit(getattr(officers, who)).get(reverse("holds")).status_code == 403


def test_the_case_page_costs_few_queries(officers: Cast) -> None:
    case, _outcome = decided(officers)
    client = visit(officers.social_worker)
    page(client, at("case", case))
    with CaptureQueriesContext(connection) as queries:
        page(client, at("case", case))
    asked = [query["sql"][:140] for query in queries if query["sql"].startswith("SELECT")]
    at_once = sum(panel.above_the_fold for panel in panels._panels.values())
    assert len(asked) <= 12 + 2 * at_once, "\n".join(asked)
