"""The page for lawyers: the whole law, what is unconfirmed, worked examples, changes, and questions put to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mooring.law import country
from mooring.law.examples import examples
from mooring.law.parameters import Parameters
from mooring.safeguards import clock
from mooring.web.views import law as page
from tests.cast import CAST, Cast
from tests.web.conftest import Visit

DOORS = ["law", "law_examples", "law_changes", "law_ask"]
PACKS = ["denmark", "united_kingdom", "council_of_europe"]


def shown(client: Client, door: str, **asked: str) -> str:
    answer = client.get(reverse(door), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_led_to_sign_in(door: str) -> None:
    answer = Client().get(reverse(door))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("who", [*CAST, "administrator"])
def test_every_officer_with_a_posting_may_read_the_law(who: str, officers: Cast, visit: Visit) -> None:
    assert visit(getattr(officers, who)).get(reverse("law")).status_code == 200


def test_an_officer_without_a_posting_may_not(officers: Cast, visit: Visit) -> None:
    assert visit(officers.unposted).get(reverse("law")).status_code == 403


@pytest.mark.parametrize("pack", PACKS)
def test_every_parameter_stands_there_with_its_whole_history(pack: str, officers: Cast, visit: Visit) -> None:
    text = shown(visit(officers.caseworker), "law", country=pack)
    for parameter in country(pack).law.parameters:
        assert f'id="{parameter.name}"' in text
        block = text.split(f'id="{parameter.name}"', 1)[1].split('<section class="card', 1)[0]
        assert block.count('scope="row"') == len(parameter.values)
        assert block.count(">Unconfirmed<") == sum(not row.confirmed for row in parameter.values)
        for row in parameter.values:
            assert row.source in block
            assert row.since.isoformat() in block


@pytest.mark.parametrize("pack", PACKS)
def test_only_what_is_unconfirmed_when_that_is_asked(pack: str, officers: Cast, visit: Visit) -> None:
    text = shown(visit(officers.caseworker), "law", country=pack, only="unconfirmed")
    for parameter in country(pack).law.parameters:
        doubtful = any(not row.confirmed or row.since_earliest for row in parameter.values)
        assert (f'id="{parameter.name}"' in text) == doubtful


def test_what_nobody_has_checked_for_a_year_is_found(
    officers: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit(officers.caseworker)
    assert 'id="reflection_total_days"' not in shown(client, "law", only="not_checked")
    denmark = country("denmark")
    kept = denmark.law.parameters.by_name["reflection_total_days"]
    old = replace(kept, values=tuple(replace(row, checked_on=date(2020, 1, 1)) for row in kept.values))
    monkeypatch.setattr(
        denmark.law, "parameters", Parameters({**denmark.law.parameters.by_name, "reflection_total_days": old})
    )
    text = shown(client, "law", only="not_checked")
    assert 'id="reflection_total_days"' in text
    assert 'id="reflection_initial_days"' not in text


def test_one_topic_at_a_time(officers: Cast, visit: Visit) -> None:
    text = shown(visit(officers.caseworker), "law", topic="reflection")
    assert 'id="reflection_total_days"' in text
    assert 'id="legal_test"' not in text


def test_a_pack_that_is_not_installed_leads_to_the_house_s_own_law(officers: Cast, visit: Visit) -> None:
    assert "The law: Denmark" in shown(visit(officers.caseworker), "law", country="atlantis")


def test_another_pack_is_said_to_be_for_reading_only(officers: Cast, visit: Visit) -> None:
    text = shown(visit(officers.caseworker), "law", country="united_kingdom")
    assert "The law: United Kingdom" in text
    assert "does not decide by it" in text


@pytest.mark.parametrize("pack", PACKS)
def test_the_worked_examples_are_run_when_the_page_is_shown(pack: str, officers: Cast, visit: Visit) -> None:
    text = shown(visit(officers.caseworker), "law_examples", country=pack)
    told = examples(country(pack))
    assert text.count(">Agrees<") == len(told)
    assert ">Disagrees<" not in text
    assert all(example.says in text for example in told)


def test_an_example_that_disagrees_stands_first_and_says_so(
    officers: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = replace(examples(country("denmark"))[0], says="An example gone wrong", answer="something_else", raises=None)
    monkeypatch.setattr(page, "examples", lambda pack: (*examples(pack)[:3], wrong))
    text = shown(visit(officers.caseworker), "law_examples")
    assert text.count(">Disagrees<") == 1
    assert text.index("An example gone wrong") < text.index(">Agrees<")


def test_what_is_to_come_stands_before_what_was(officers: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visit(officers.caseworker)
    text = shown(client, "law_changes")
    assert "No change that is known lies ahead." in text
    assert "120" in text
    assert "exploitation for criminal acts" in text
    monkeypatch.setattr(clock, "today", lambda: date(2012, 12, 31))
    earlier = shown(client, "law_changes")
    assert earlier.index("2013-05-02") < earlier.index("Breaks that matter")


def test_a_question_is_answered_with_reasons_and_leaves_nothing_in_the_address(officers: Cast, visit: Visit) -> None:
    client = visit(officers.caseworker)
    answer = client.post(
        reverse("law_ask"),
        {
            "country": "united_kingdom",
            "question": "reflection_period",
            "on": "2026-11-22",
            "fact_begins": "2026-11-01",
            "fact_identified": "yes",
        },
    )
    text = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "A recovery period of at least 30 days" in text
    assert "30 November 2026" in text
    assert "Nationality and Borders Act 2022, s. 61" in text
    assert "begins=" not in answer.request["QUERY_STRING"]


def test_what_a_pack_does_not_know_is_said_and_is_no_no(officers: Cast, visit: Visit) -> None:
    client = visit(officers.caseworker)
    asked = {"country": "united_kingdom", "question": "assistance", "on": "2026-11-22", "fact_territory": "home"}
    text = unescape(client.post(reverse("law_ask"), asked).content.decode())
    assert "No answer" in text
    assert "Say which" in text
    part = client.post(reverse("law_ask"), asked | {"fact_territory": "scotland"}).content.decode()
    assert "Help is secured for 90 days" in part


def test_a_fact_on_which_all_hangs_is_never_taken_for_no(officers: Cast, visit: Visit) -> None:
    client = visit(officers.caseworker)
    asked = {"country": "united_kingdom", "question": "referral", "on": "2026-11-22", "fact_consents": "no"}
    assert client.post(reverse("law_ask"), asked).status_code == 422
    found = client.post(reverse("law_ask"), asked | {"fact_child": "yes", "fact_territory": "scotland"})
    assert "Refer now" in unescape(found.content.decode())


def test_a_day_that_cannot_be_read_is_kept_in_the_form(officers: Cast, visit: Visit) -> None:
    asked = {"question": "legal_test", "on": "yesterday"}
    answer = visit(officers.caseworker).post(reverse("law_ask"), asked)
    assert answer.status_code == 422
    assert "yesterday" in answer.content.decode()


@pytest.mark.parametrize("pack", PACKS)
def test_every_question_a_pack_answers_has_a_form(pack: str, officers: Cast, visit: Visit) -> None:
    client = visit(officers.caseworker)
    for question in country(pack).law.questions():
        if question.answered:
            text = shown(client, "law_ask", country=pack, question=question.name)
            assert all(f'name="fact_{fact.name}"' in text for fact in question.facts)
