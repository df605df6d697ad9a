"""Who takes this up: the questions of the plans, asked of Denmark's directory on their days, with the answers the plans give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings

from mooring.law.directory import Directory
from mooring.referral import actions, routing
from mooring.referral.models import Mandate
from mooring.safeguards.models import Agency
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

IN_2012, IN_2015, IN_2017, TODAY = date(2012, 5, 1), date(2015, 6, 1), date(2017, 6, 1), date(2026, 11, 22)
GROUP = "in_prostitution"
Asked = Callable[..., list[str]]


def the_directory() -> Directory:
    found = settings.MOORING_COUNTRY.directory
    assert isinstance(found, Directory)
    return found


@pytest.fixture
def asked(officers: Cast) -> Asked:
    actions.load_directory(by=officers.administrator, directory=the_directory())

    def ask(need: str, **more: object) -> list[str]:
        with acting_as(officers.stranger):
            return [found.agency.code for found in routing.candidates(need, **more) if not found.passed_over]  # type: ignore[arg-type]

    return ask


@pytest.mark.parametrize(
    ("need", "more", "expected"),
    [
        ("outreach_indoor", {"region": "DK-83", "group": GROUP, "on": IN_2012}, ["provest"]),
        ("outreach_indoor", {"region": "DK-84", "group": GROUP, "on": IN_2012}, ["kc"]),
        ("outreach_indoor", {"region": "DK-85", "group": GROUP, "on": IN_2012}, ["kc"]),
        ("outreach_indoor", {"region": "DK-81", "group": GROUP, "on": IN_2017}, ["kc"]),
        ("outreach_indoor", {"municipality": "0461", "group": GROUP, "on": IN_2012}, ["provest"]),
        ("outreach_street", {"municipality": "0101", "group": GROUP, "on": IN_2012}, ["nest"]),
        ("outreach_street", {"municipality": "0751", "group": GROUP, "on": IN_2012}, []),
        ("police_contact", {"on": IN_2012}, ["nec"]),
        ("police_contact", {"on": IN_2017}, ["nec"]),
        ("police_contact", {"on": TODAY}, ["nsk"]),
        ("assessment", {"on": IN_2012, "residence_basis": "citizen"}, ["cmm"]),
        ("assessment", {"on": IN_2012, "residence_basis": "asylum_seeker"}, ["immigration"]),
        ("assessment", {"on": IN_2012}, ["immigration", "cmm"]),
        ("personal_representative", {"on": TODAY, "group": "unaccompanied_children"}, ["family-court-agency"]),
        ("tax_control", {"on": IN_2012}, ["skat"]),
        ("tax_control", {"on": TODAY}, ["tax"]),
        ("hotline", {"on": TODAY}, ["cmm"]),
    ],
)
def test_a_question_of_the_plans_has_the_answer_of_the_plans(
    need: str, more: dict[str, Any], expected: list[str], asked: Asked
) -> None:
    assert asked(need, **more) == expected


def test_region_zealand_is_also_for_pro_vest_in_the_years_of_the_amendment_only(asked: Asked) -> None:
    zealand = {"region": "DK-85", "group": GROUP}
    assert set(asked("outreach_indoor", on=IN_2017, **zealand)) == {"kc", "provest", "cmm"}
    assert set(asked("outreach_indoor", on=IN_2015, **zealand)) == {"kc"}
    assert "provest" not in asked("outreach_indoor", on=date(2019, 1, 1), **zealand)


def test_a_child_here_legally_in_copenhagen_is_housed_by_the_city_and_a_woman_by_the_crisis_centre(
    asked: Asked,
) -> None:
    child = asked("housing", municipality="0101", group="children", on=IN_2012, residence_basis="permit", age=15)
    assert set(child) == {"municipality-0101", "copenhagen-city"}
    assert child[0] == "municipality-0101"
    woman = asked("housing", municipality="0101", group="women_sexual", on=IN_2012, residence_basis="permit", age=30)
    assert woman == ["nest", "lokk"]
    away = asked("housing", municipality="0461", group="women_sexual", on=IN_2012, residence_basis="permit", age=30)
    assert set(away) == {"crisis-centre-odense", "lokk"}


def test_a_child_is_led_to_nobody_who_houses_adults_only(asked: Asked) -> None:
    found = asked("housing", region="DK-84", group="unaccompanied_children", on=IN_2012)
    assert "redcross" in found
    assert not {"nest", "lokk", "crisis-centre-odense"} & set(found)


def test_return_of_a_person_without_legal_residence_goes_to_the_international_organisation_in_the_plan(
    asked: Asked,
) -> None:
    assert asked("prepared_return", on=IN_2012, residence_basis="none", region="DK-84")[0] == "iom"
    assert "iom" not in asked("prepared_return", on=IN_2012, residence_basis="permit", region="DK-84")


def test_who_is_passed_over_is_told_with_the_reason(asked: Asked, officers: Cast) -> None:
    with acting_as(officers.stranger):
        found = routing.candidates("outreach_indoor", GROUP, "DK-83", IN_2012)
    told = {one.agency.code: one for one in found}
    assert not told["provest"].passed_over
    assert told["kc"].passed_over
    assert "other places" in " ".join(told["kc"].reasons)
    assert told["kc"].record() == {"agency": "kc", "mandate": "kc-outreach-indoor-2011", "reasons": ["elsewhere"]}


def test_an_answer_that_is_not_confirmed_says_so(asked: Asked, officers: Cast) -> None:
    with acting_as(officers.stranger):
        (today,) = [one for one in routing.candidates("police_contact", on=TODAY) if not one.passed_over]
        (then,) = [one for one in routing.candidates("police_contact", on=IN_2012) if not one.passed_over]
    assert not today.is_confirmed
    assert "not confirmed" in " ".join(today.reasons)
    assert then.is_confirmed


def test_who_has_no_room_comes_last_and_is_not_left_out(
    asked: Asked, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    nest = Agency.objects.get(code="nest").pk
    monkeypatch.setattr(routing, "_rooms", [lambda need, day: {nest: False}])
    with acting_as(officers.stranger):
        found = routing.candidates("housing", "women_sexual", "DK-84", IN_2012, age=30)
    order = [one.agency.code for one in found if not one.passed_over]
    assert order[-1] == "nest"
    assert "no room" in " ".join(found[order.index("nest")].reasons)


def test_the_directory_is_brought_in_once_and_what_was_changed_by_hand_stays(officers: Cast) -> None:
    told = the_directory()
    first = actions.load_directory(by=officers.administrator, directory=told)
    assert first.mandates == sum(len(entry.mandates) for entry in told.agencies.values())
    with acting_as(officers.administrator):
        hers = Mandate.objects.get(code="provest-outreach-indoor-2011")
    actions.end_mandate(by=officers.administrator, mandate=hers, until=date(2013, 6, 30))
    again = actions.load_directory(by=officers.administrator, directory=told)
    assert (again.agencies, again.descriptions, again.mandates) == (0, 0, 0)
    with acting_as(officers.stranger):
        answer = routing.candidates("outreach_indoor", GROUP, "DK-83", date(2014, 1, 1))
    assert {one.agency.code for one in answer if not one.passed_over} == set()
