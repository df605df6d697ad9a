"""Denmark's directory: whom the plan and its amendment name, each dated, each with its source, in words the house knows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mooring.law import BadPack, ResidenceBasis, country
from mooring.law.directory import Directory, load_directory

DENMARK = country("denmark")
IN_2012 = date(2012, 5, 1)


@pytest.fixture(scope="module")
def directory() -> Directory:
    found = DENMARK.directory
    assert found is not None
    return found


# fmt: off
NAMED_BY_THE_PLAN = [
    "ministry", "cmm", "social-board", "integration-ministry", "immigration", "justice-ministry",
    "public-prosecutions", "national-police", "nec", "nuc", "foreign-ministry", "social-ministry",
    "employment-ministry", "unions-and-employers", "health-ministry", "tax-ministry", "skat", "kc",
    "nest", "provest", "hopenow", "lokk", "crisis-centre-odense", "redcross",
    "copenhagen-city", "iom", "courts-administration",
]
# fmt: on
# fmt: off
NAMED_BY_THE_AMENDMENT = [
    "gender-education-ministry", "working-environment", "labour-market-agency", "knowledge-partners", "skat", "national-police",
    "immigration", "cmm", "provest",
]
# fmt: on


@pytest.mark.parametrize("code", [*NAMED_BY_THE_PLAN, *NAMED_BY_THE_AMENDMENT])
def test_whom_the_plan_and_the_amendment_name_is_in_it_and_charged_with_something(
    code: str, directory: Directory
) -> None:
    assert code in directory.agencies
    assert directory.agencies[code].mandates or code == "social-board"


def test_all_municipalities_lie_in_their_regions(directory: Directory) -> None:
    by_region = Counter(place.region for place in directory.municipalities.values())
    assert by_region == {"DK-84": 29, "DK-83": 22, "DK-82": 19, "DK-85": 17, "DK-81": 11}
    assert directory.region_of("0461") == "DK-83"
    assert directory.region_of("9999") == ""


def test_every_entry_says_where_it_was_found(directory: Directory) -> None:
    for agency in directory.agencies.values():
        entries: list[Any] = [agency, *agency.mandates]
        for entry in entries:
            assert entry.source.strip(), agency.code
            assert isinstance(entry.confirmed, bool)
            assert entry.until is None or entry.since <= entry.until
            assert entry.since >= agency.since, (agency.code, entry.code)


def test_no_mandate_outlives_its_agency(directory: Directory) -> None:
    outliving = [
        mandate.code
        for agency in directory.agencies.values()
        for mandate in agency.mandates
        if agency.until and (mandate.until is None or mandate.until > agency.until)
    ]
    assert outliving == []


def test_who_assesses_is_the_same_in_the_directory_as_in_the_law(directory: Directory) -> None:
    charged = {
        basis: {
            agency.code
            for agency in directory.agencies.values()
            for mandate in agency.mandates
            if mandate.service == "assessment" and basis in mandate.residence
        }
        for basis in ResidenceBasis
    }
    codes = {
        "national_centre": {"cmm"},
        "immigration_service": {"immigration"},
        "not_known_yet": {"cmm", "immigration"},
    }
    for basis in ResidenceBasis:
        if basis is not ResidenceBasis.NOT_KNOWN_YET:
            answer = DENMARK.law.competent_authority(basis, IN_2012).answer
            assert charged[basis] == codes[answer], basis


def test_the_directory_uses_the_words_of_the_house(directory: Directory) -> None:
    from mooring.referral.models import Basis
    from mooring.referral.service_codes import Group, Service
    from mooring.safeguards.models import AgencyKind

    for agency in directory.agencies.values():
        assert agency.kind in AgencyKind.values, agency.code
        for mandate in agency.mandates:
            assert mandate.service in Service.values, mandate.code
            assert set(mandate.groups) <= set(Group.values), mandate.code
            assert mandate.basis in Basis.values, mandate.code


PLACES = 'plan_since = 2011-01-01\n[residence]\nlegal = ["citizen"]\n[municipalities.A]\n1 = "Town"\n'
AGENCY = (
    '[[agency]]\ncode = "a"\nname = "A"\nkind = "ngo"\nsince = 2011-01-01\nrole = "r"\nsource = "s"\nconfirmed = true\n'
)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ('successor = "b"\n', "b is no agency"),
        ('regions = ["B"]\n', "B is no place"),
        ('colour = "red"\n', "colour not known"),
        ("until = 2010-01-01\n", "last day"),
        ('[[agency.mandate]]\nservice = "x"\nsince = 2011-01-01\n', "confirmed missing"),
        ('[[agency.mandate]]\nservice = "x"\nsince = 2011-01-01\nconfirmed = true\nresidence = ["nobody"]\n', "nobody"),
    ],
)
def test_a_directory_that_is_wrong_says_where(more: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text(PLACES, encoding="utf-8")
    (tmp_path / "some.toml").write_text(AGENCY, encoding="utf-8")
    assert set(load_directory(tmp_path, ["A"]).agencies) == {"a"}
    (tmp_path / "some.toml").write_text(AGENCY + more, encoding="utf-8")
    with pytest.raises(BadPack, match=what):
        load_directory(tmp_path, ["A"])


def test_a_directory_without_a_source_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text(PLACES, encoding="utf-8")
    (tmp_path / "some.toml").write_text(AGENCY.replace('source = "s"\n', ""), encoding="utf-8")
    with pytest.raises(BadPack, match="source missing"):
        load_directory(tmp_path, ["A"])
