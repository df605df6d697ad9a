"""The directory's pages: everybody who serves may look and ask, the administrator writes, and gaps are told to who coordinates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from mooring.law import country
from mooring.referral import actions
from mooring.referral.loading import NotLoaded, load_as
from mooring.referral.models import AgencyDescription, Mandate
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.visiting import visit


@pytest.fixture
def loaded(officers: Cast) -> Cast:
    directory = settings.MOORING_COUNTRY.directory
    assert directory is not None
    actions.load_directory(by=officers.administrator, directory=directory)
    return officers


def mandate_of(officers: Cast, code: str) -> Mandate:
    with acting_as(officers.administrator):
        found: Mandate = Mandate.objects.standing().get(code=code)
        return found


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_everybody_who_serves_sees_who_is_charged_with_what(loaded: Cast) -> None:
    page = words(visit(loaded.stranger).get(reverse("directory"), {"on": "2012-05-01"}))
    assert "Pro Vest" in page
    assert "København Municipality" in page
    assert "Danish Return Agency" not in page
    assert reverse("directory_load") not in page


def test_how_many_agencies_are_new_since_the_plan_began_depends_on_the_day(loaded: Cast) -> None:
    client = visit(loaded.coordinator)
    told = [words(client.get(reverse("directory"), {"on": day})) for day in ("2010-06-01", "2012-05-01", "2021-05-01")]
    assert "after the plan began" not in told[0]
    assert "1 of them came after the plan began" in told[1]  # a ministry that was parted in two in 2011
    assert "after the plan began" in told[2]
    assert "1 of them came" not in told[2]


def test_an_agency_shows_its_mandates_its_contract_and_where_it_was_found(loaded: Cast) -> None:
    page = words(visit(loaded.police).get(reverse("directory_agency", args=["provest"])))
    assert "Was charged with" in page
    assert "Finance Committee" in page
    assert "Amendment 2015-2018" in page
    assert "New mandate" not in page


def test_who_takes_this_up_is_answered_with_reasons_and_nothing_of_it_stands_in_the_address(loaded: Cast) -> None:
    asked = {"need": "outreach_indoor", "region": "DK-83", "group": "in_prostitution", "on": "2012-05-01"}
    answer = visit(loaded.stranger).post(reverse("routing"), asked)
    assert answer.status_code == 200
    page = words(answer)
    assert page.index("Pro Vest") < page.index("Competence Centre on Prostitution")
    assert "Passed over, and why" in page


def test_a_gap_is_said_where_nobody_is_charged(loaded: Cast) -> None:
    asked = {"need": "outreach_street", "municipality": "0751", "on": "2012-05-01"}
    assert "Nobody is charged with this" in words(visit(loaded.stranger).post(reverse("routing"), asked))


def test_a_municipality_of_another_region_is_not_taken(loaded: Cast) -> None:
    asked = {"need": "housing", "municipality": "0751", "region": "DK-84"}
    assert visit(loaded.stranger).post(reverse("routing"), asked).status_code == 422


def test_the_coordinator_sees_gaps_and_overlaps_as_table_and_picture(loaded: Cast) -> None:
    client = visit(loaded.coordinator)
    page = words(client.get(reverse("directory_gaps"), {"on": "2012-05-01"}))
    assert "Outreach through messaging platforms" in page
    assert "Nobody in the whole country" in page
    picture = client.get(reverse("directory_gaps_picture"), {"on": "2012-05-01"})
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content


def test_where_a_country_names_no_regions_the_page_says_so_and_there_is_no_picture(officers: Cast) -> None:
    with override_settings(MOORING_COUNTRY=country("council_of_europe")):
        client = visit(officers.coordinator)
        assert "No regions are named here" in words(client.get(reverse("directory_gaps")))
        assert client.get(reverse("directory_gaps_picture")).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "police", "statistician"])
def test_nobody_else_is_told_of_gaps_or_writes(who: str, loaded: Cast) -> None:
    client = visit(getattr(loaded, who))
    named = reference("mandate", mandate_of(loaded, "nest-outreach-street-2011").pk)
    for address in (
        reverse("directory_gaps"),
        reverse("directory_gaps_picture"),
        reverse("directory_load"),
        reverse("mandate_give", args=["nest"]),
        reverse("agency_describe", args=["nest"]),
        reverse("mandate_end", args=[named]),
        reverse("mandate_correct", args=[named]),
    ):
        assert client.get(address).status_code == 403, address


def test_the_administrator_charges_an_agency_corrects_it_and_ends_it(loaded: Cast) -> None:
    client = visit(loaded.administrator)
    form = {"service": "outreach_online", "since": "2016-01-01", "source": "A grant, invented", "basis": "funding"}
    given = client.post(reverse("mandate_give", args=["nest"]), form | {"groups": ["in_prostitution"]})
    assert given.status_code == 302
    with acting_as(loaded.administrator):
        first = Mandate.objects.standing().get(service="outreach_online")
    address = reverse("mandate_correct", args=[reference("mandate", first.pk)])
    assert "A grant, invented" in words(client.get(address))
    corrected = client.post(address, form | {"municipalities": ["0101"], "regions": ["DK-83"], "confirmed": "on"})
    assert corrected.status_code == 302
    with acting_as(loaded.administrator):
        second = Mandate.objects.standing().get(service="outreach_online")
    assert (second.municipalities, second.regions, second.groups, second.confirmed) == (["0101"], [], [], True)
    ended = client.post(reverse("mandate_end", args=[reference("mandate", second.pk)]), {"until": "2018-12-31"})
    assert ended.status_code == 302
    assert client.get(address).status_code == 404
    with acting_as(loaded.administrator):
        assert Mandate.objects.filter(service="outreach_online").count() == 3
        assert Mandate.objects.standing().get(service="outreach_online").until == date(2018, 12, 31)


def test_a_mandate_entered_by_mistake_is_nobodys_any_more(loaded: Cast) -> None:
    hers = mandate_of(loaded, "nest-outreach-street-2011")
    actions.correct_mandate(by=loaded.administrator, mandate=hers, struck=True)
    asked = {"need": "outreach_street", "municipality": "0101", "on": "2012-05-01"}
    assert "Nobody is charged with this" in words(visit(loaded.stranger).post(reverse("routing"), asked))


def test_a_mandate_cannot_end_before_it_begins(loaded: Cast) -> None:
    hers = mandate_of(loaded, "nest-outreach-street-2011")
    address = reverse("mandate_end", args=[reference("mandate", hers.pk)])
    assert visit(loaded.administrator).post(address, {"until": "2009-01-01"}).status_code == 422


def test_an_agency_described_anew_was_the_other_thing_until_the_day_before(loaded: Cast) -> None:
    client = visit(loaded.administrator)
    form = {"since": "2020-01-01", "role": "Something else since then", "source": "invented", "regions": ["DK-84"]}
    assert client.post(reverse("agency_describe", args=["nest"]), form).status_code == 302
    with acting_as(loaded.administrator):
        before, after = AgencyDescription.objects.standing().filter(agency__code="nest").order_by("since")
    assert before.until == date(2019, 12, 31)
    assert after.role == "Something else since then"
    assert client.post(reverse("agency_describe", args=["nest"]), form | {"role": "Put right"}).status_code == 302
    with acting_as(loaded.administrator):
        assert [
            entry.role for entry in AgencyDescription.objects.valid_on(date(2021, 1, 1)).filter(agency__code="nest")
        ] == ["Put right"]


def test_the_directory_is_brought_in_by_the_administrators_button(officers: Cast) -> None:
    client = visit(officers.administrator)
    assert client.get(reverse("directory_load")).status_code == 200
    assert client.post(reverse("directory_load")).status_code == 302
    assert "Pro Vest" in words(client.get(reverse("directory"), {"on": "2012-05-01"}))


def test_the_command_brings_the_directory_in_once_and_for_an_administrator_only(officers: Cast) -> None:
    with pytest.raises(NotLoaded, match="role"):
        load_as(officers.stranger.email)
    with pytest.raises(NotLoaded, match="No officer"):
        load_as("nobody@test.invalid")
    assert load_as(officers.administrator.email).startswith("New: ")
    assert "already" in load_as(officers.administrator.email)
