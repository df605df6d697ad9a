"""The sheet of options a lawyer reads: written from the pack, compared here, and never asking about the police."""

from __future__ import annotations

import functools
import inspect
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooring.countries.denmark import DanishLaw
from mooring.law import BadPack, FactsMissing, NotAnswered, ResidenceBasis, country
from mooring.law.law import Law
from mooring.law.options import GROUPS, STAGES, Option
from mooring.law.options_sheet import text
from mooring.law.parameters import Parameters
from mooring.law.service_catalogue import AREAS, PAYERS, load_services

KEPT = Path(__file__).parent / "denmark_options.md"
AS_OF = date(2026, 11, 22)
DENMARK = country("denmark")
LAW = DENMARK.law
BASES, WHO, WHERE = st.sampled_from(ResidenceBasis), st.sampled_from(list(GROUPS)), st.sampled_from(list(STAGES))


@functools.cache
def by_code(group: str, basis: ResidenceBasis, stage: str, law: Law = LAW) -> dict[str, Option]:
    found = law.options(AS_OF, group=group, residence_basis=basis, stage=stage)
    assert len({option.code for option in found}) == len(found)
    return {option.code: option for option in found}


def test_the_sheet_that_a_lawyer_reads_is_what_the_law_of_the_pack_says() -> None:
    told = "The law has changed, or the sheet has: read what differs, then `scripts/options_sheet.py --write`."
    assert KEPT.read_text(encoding="utf-8") == text(DENMARK, AS_OF), told


@settings(deadline=None)
@given(WHO, BASES, WHERE)
def test_every_line_of_every_sheet_rests_on_a_provision_and_nothing_denied_is_promised(
    group: str, basis: ResidenceBasis, stage: str
) -> None:
    for option in by_code(group, basis, stage).values():
        assert option.citations, option.code
        assert option.area in AREAS
        assert option.who_pays in ("", *PAYERS), option.code
        assert not (option.tonight and option.answer in ("not_provided", "not_known_yet")), option.code
        if option.answer == "not_provided":
            assert not option.who_pays, "of what is not provided nobody pays"


@settings(deadline=None)
@given(WHO, WHERE)
def test_what_may_be_promised_tonight_does_not_shrink_because_the_residence_basis_is_known(
    group: str, stage: str
) -> None:
    """Help that nobody is asked for is open on every basis, and on none known. Of houses one takes the place of another."""
    told = by_code(group, ResidenceBasis.NOT_KNOWN_YET, stage)
    unknown = {code for code, option in told.items() if option.tonight and option.area != "housing"}
    assert {"emergency_care", "pep", "counselling", "interpreter"} <= unknown
    for basis in ResidenceBasis:
        known = by_code(group, basis, stage)
        assert all(known[code].answer != "not_provided" for code in unknown if code in known), basis


@settings(deadline=None)
@given(BASES, WHERE)
def test_women_men_and_trans_persons_are_offered_the_same_help_and_differ_in_housing_alone(
    basis: ResidenceBasis, stage: str
) -> None:
    said = {
        group: {
            (code, option.answer, option.who_pays)
            for code, option in by_code(group, basis, stage).items()
            if option.area != "housing"
        }
        for group in ("women", "men", "trans_and_non_binary")
    }
    assert said["women"] == said["men"] == said["trans_and_non_binary"]


@settings(deadline=None)
@given(WHO, BASES)
def test_emergency_care_hangs_on_no_finding(group: str, basis: ResidenceBasis) -> None:
    assert {by_code(group, basis, stage)["emergency_care"].answer for stage in STAGES} == {"due"}


def test_no_question_about_help_asks_whether_somebody_helps_the_police() -> None:
    """Neither by a fact, nor by a code or a word of the catalogue."""
    asked = [*inspect.signature(LAW.service).parameters, *inspect.signature(LAW.payer).parameters]
    asked += inspect.signature(LAW.options).parameters
    catalogue = [f"{kind.code} {kind.name} {kind.what} {kind.rule}" for kind in LAW.services(AS_OF)]
    for words in [*asked, *catalogue, *GROUPS, *STAGES]:
        for never in ("police", "testi", "cooperat", "co-operat", "witness", "report"):
            assert never not in words.lower(), words


def test_changing_the_law_changes_the_sheet() -> None:
    row = LAW.parameters.by_name["payer_last"]
    other = replace(row, values=tuple(replace(value, value="municipality") for value in row.values))
    changed = DanishLaw(Parameters({**LAW.parameters.by_name, "payer_last": other}))
    was = by_code("women", ResidenceBasis.VISA, "identified")["psychologist"]
    now = by_code("women", ResidenceBasis.VISA, "identified", changed)["psychologist"]
    assert (was.who_pays, now.who_pays) == ("national_centre", "municipality")


@settings(deadline=None)
@given(st.sampled_from([kind.code for kind in LAW.services(AS_OF)]), BASES, st.sampled_from([None, True, False]))
def test_the_national_centre_pays_last(service: str, basis: ResidenceBasis, child: bool | None) -> None:
    """An insurance from home only ever takes the place of the national centre."""
    found = {
        insured: LAW.payer(service, basis, AS_OF, child=child, health_card=False, own_insurance=insured).answer
        for insured in (True, False)
    }
    assert found[True] == found[False] or (found[True], found[False]) == ("own_country_insurance", "national_centre")


@pytest.mark.parametrize(
    ("group", "basis", "stage"),
    [("somebody", "none", "presumed"), ("men", "moon", "presumed"), ("men", "none", "later")],
)
def test_a_sheet_for_what_nobody_knows_is_not_made(group: str, basis: str, stage: str) -> None:
    with pytest.raises(FactsMissing):
        LAW.options(AS_OF, group=group, residence_basis=basis, stage=stage)


@pytest.mark.parametrize("name", ["united_kingdom", "council_of_europe"])
def test_a_country_whose_pack_has_no_catalogue_does_not_guess_one(name: str) -> None:
    law = country(name).law
    with pytest.raises(NotAnswered):
        law.options(AS_OF, group="men", residence_basis="none", stage="presumed")
    with pytest.raises(NotAnswered):
        law.ask("payer", AS_OF, service="doctor", residence_basis="none")


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ('rule = "necessary_care"', 'rule = "nothing"', "not a parameter"),
        ('care = "necessary"', 'care = "nice"', "care is one of"),
        ('code = "doctor"', 'code = "hospital"', "twice"),
        ('name = "Doctor"', 'name = ""', "missing"),
        ("emergency = true", "emergency = true\nasks_first = true", "nobody is asked"),
        ("emergency = true", "emergencies = true", "not known here"),
    ],
)
def test_a_catalogue_with_a_mistake_is_refused_with_its_place(changed: str, to: str, told: str, tmp_path: Path) -> None:
    written = (DENMARK.law_folder.parent / "services.toml").read_text(encoding="utf-8")
    assert changed in written
    kept = tmp_path / "services.toml"
    kept.write_text(written.replace(changed, to, 1), encoding="utf-8")
    with pytest.raises(BadPack, match=told):
        load_services(kept, LAW.parameters)
