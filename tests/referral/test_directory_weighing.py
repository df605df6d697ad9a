"""Weighing of mandates, without a database: what holds for whatever mandates there are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from mooring.referral import gaps
from mooring.referral.gaps import Coverage
from mooring.referral.weighing import AGAINST, Asked, Charge, Why, agencies_for, candidates_among, weigh

DAY = date(2012, 5, 1)
REGIONS = ("DK-81", "DK-82", "DK-83")
TOWNS = ("0101", "0461")
GROUPS = ("women", "african_women", "children", "unaccompanied_children", "adults", "in_prostitution")
BASES = ("citizen", "none", "asylum_seeker")


def any_charge(chance: random.Random, key: int) -> Charge:
    def some(of: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(chance.sample(of, chance.choice((0, 0, 1, 2))))

    return Charge(
        agency=chance.randint(1, 6),
        service=chance.choice(("housing", "hotline")),
        since=date(chance.randint(2008, 2014), 1, 1),
        until=chance.choice((None, date(2015, 12, 31), date(2011, 12, 31))) if chance.random() < 0.5 else None,
        groups=some(GROUPS),
        regions=some(REGIONS),
        municipalities=some(TOWNS) if chance.random() < 0.3 else (),
        residence=some(BASES),
        age_from=chance.choice((None, None, 18)),
        age_below=chance.choice((None, None, 18)),
        helps=chance.random() < 0.2,
        confirmed=chance.random() < 0.8,
        regions_of_municipalities=("DK-82",),
        key=key,
    )


def any_question(chance: random.Random) -> Asked:
    return Asked(
        service="housing",
        on=date(chance.randint(2009, 2016), 6, 1),
        group=chance.choice(("", *GROUPS)),
        region=chance.choice(("", *REGIONS)),
        municipality=chance.choice(("", "", *TOWNS)),
        residence_basis=chance.choice(("", "not_known_yet", *BASES)),
        age=chance.choice((None, 15, 30)),
    )


@pytest.mark.parametrize("seed", range(60))
def test_one_more_mandate_takes_no_candidate_away(seed: int) -> None:
    chance = random.Random(seed)
    charges = [any_charge(chance, key) for key in range(12)]
    more = any_charge(chance, 99)
    asked = any_question(chance)
    before = set(candidates_among(agencies_for(asked, charges)))
    assert before <= set(candidates_among(agencies_for(asked, [*charges, more])))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_not_told_passes_nobody_over(seed: int) -> None:
    """Whoever is a candidate when more is told was one before."""
    chance = random.Random(seed)
    charges = [any_charge(chance, key) for key in range(12)]
    asked = any_question(chance)
    told = set(candidates_among(agencies_for(asked, charges)))
    silent = replace(asked, group="", region="", municipality="", residence_basis="", age=None)
    assert told <= set(candidates_among(agencies_for(silent, charges)))


@pytest.mark.parametrize("seed", range(60))
def test_the_order_does_not_depend_on_the_order_in_which_mandates_are_read(seed: int) -> None:
    chance = random.Random(seed)
    charges = [any_charge(chance, key) for key in range(12)]
    asked = any_question(chance)
    shuffled = list(charges)
    chance.shuffle(shuffled)
    assert [one.agency for one in agencies_for(asked, charges)] == [one.agency for one in agencies_for(asked, shuffled)]


@pytest.mark.parametrize("seed", range(60))
def test_everybody_has_a_reason_and_who_is_passed_over_has_one_against(seed: int) -> None:
    chance = random.Random(seed)
    asked = any_question(chance)
    for found in agencies_for(asked, [any_charge(chance, key) for key in range(12)]):
        assert found.best.reasons
        assert found.best.passed_over == bool(AGAINST & set(found.best.reasons))


def test_who_helps_comes_after_who_is_charged_and_who_is_near_before_who_is_everywhere() -> None:
    everywhere = Charge(1, "housing", date(2000, 1, 1))
    near = Charge(2, "housing", date(2011, 1, 1), regions=("DK-83",))
    town = Charge(3, "housing", date(2011, 1, 1), municipalities=("0461",), regions_of_municipalities=("DK-83",))
    helping = Charge(4, "housing", date(2011, 1, 1), regions=("DK-83",), helps=True)
    asked = Asked("housing", DAY, region="DK-83", municipality="0461")
    assert [one.agency for one in agencies_for(asked, [helping, everywhere, near, town])] == [3, 2, 1, 4]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"since": date(2013, 1, 1)}, Why.NOT_YET),
        ({"until": date(2012, 4, 30)}, Why.OVER),
        ({"regions": ("DK-81",)}, Why.ELSEWHERE),
        ({"municipalities": ("0101",)}, Why.ELSEWHERE),
        ({"groups": ("men",)}, Why.OTHER_GROUP),
        ({"residence": ("citizen",)}, Why.OTHER_RESIDENCE),
        ({"age_below": 18}, Why.OTHER_AGE),
    ],
)
def test_each_limit_of_a_mandate_is_a_reason_to_pass_it_over(more: dict[str, object], reason: Why) -> None:
    asked = Asked("housing", DAY, "women", "DK-83", "0461", "none", 30)
    fits = Charge(1, "housing", date(2011, 1, 1))
    assert not weigh(asked, fits).passed_over
    weighed = weigh(asked, replace(fits, **more))  # type: ignore[arg-type]
    assert weighed.passed_over
    assert reason in weighed.reasons


def test_the_first_and_the_last_day_of_a_mandate_belong_to_it() -> None:
    charge = Charge(1, "housing", DAY, until=DAY)
    assert not weigh(Asked("housing", DAY), charge).passed_over


def test_a_mandate_for_women_is_for_women_from_african_countries_and_not_the_other_way_round() -> None:
    women = Charge(1, "housing", DAY, groups=("women",))
    african = Charge(1, "housing", DAY, groups=("african_women",))
    assert not weigh(Asked("housing", DAY, "african_women"), women).passed_over
    assert weigh(Asked("housing", DAY, "women"), african).passed_over


def test_a_square_is_a_gap_a_part_one_agency_or_several() -> None:
    whole = Charge(1, "hotline", DAY)
    charges = [
        whole,
        Charge(2, "housing", DAY, regions=("DK-81",)),
        Charge(3, "housing", DAY, regions=("DK-81",)),
        Charge(4, "housing", DAY, municipalities=("0461",), regions_of_municipalities=("DK-83",)),
        Charge(5, "housing", DAY, helps=True),
    ]
    (hotline, housing) = gaps.matrix(["hotline", "housing"], REGIONS, charges, on=DAY)
    assert [cell.coverage for cell in hotline] == [Coverage.COVERED] * 3
    assert [cell.coverage for cell in housing] == [Coverage.OVERLAP, Coverage.GAP, Coverage.PARTLY]
    assert housing[1].helping == (5,)
    assert [cell.region for cell in gaps.gaps([hotline, housing])] == ["DK-82"]
    assert [cell.region for cell in gaps.overlaps([hotline, housing])] == ["DK-81"]
