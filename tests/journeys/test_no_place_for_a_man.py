"""A man for whom no place exists: he waits, the number is seen at the centre, an alternative is made, and he sleeps there."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from mooring.identification import actions as identification
from tests.cast import Cast
from tests.housing.houses_to_try import a_case, a_house
from tests.journeys import steps
from tests.journeys.conftest import Visitor

ADDRESS = "Canary Quay 7, second floor"


def test_no_place_for_a_man_until_an_alternative_is_made(visitor: Visitor, behind_the_scenes: None) -> None:
    officers = Cast()
    a_house(officers)
    file = a_case(officers)
    identification.record_person(by=officers.social_worker, case=file, gender="man", age_years=30)
    case = file.pseudonym

    # At night, on the telephone: nothing is free for a man, so he waits.
    team = visitor("social_worker", phone=True)
    team.goto("/beds/?group=men")
    expect(team.locator("main")).to_contain_text("No bed is free for this group tonight")
    team.goto(f"/cases/{case}/place/wait/")
    team.get_by_label("Men", exact=True).check()
    team.get_by_label("Tonight", exact=True).check()
    steps.send(team, "Save")
    team.goto("/beds/")
    expect(team.locator("#waiting")).to_contain_text("0 beds fit")

    # The centre sees the number, and makes a place; it does not see who waits.
    centre = visitor("coordinator")
    centre.goto("/beds/figures/")
    expect(centre.get_by_role("row", name=re.compile("^Men "))).to_have_text(re.compile(r"^\s*Men\s*1\s*0\s*0\s*1\s*$"))
    assert case not in centre.content()
    steps.follow(centre, "Make an alternative place")
    steps.pick(centre, "Which desk keeps it?", "Test national centre · centre social")
    steps.pick(centre, "Region", "Capital Region")
    steps.write(centre, "Where it is", ADDRESS)
    steps.send(centre, "Make the place")
    expect(centre.locator("main")).to_contain_text("Alternative, made where no house was")

    # Now a bed fits. The team asks for it; its own desk keeps the place, and says when he has come.
    team.goto("/beds/")
    expect(team.locator("#waiting")).to_contain_text("1 bed fits")
    team.goto(f"/cases/{case}/place/")
    steps.follow(team, "Ask this house", within=team.locator("article").filter(has_text="Alternative"))
    team.get_by_label("Room 1", exact=False).first.check()
    steps.send(team, "Ask the house")
    team.goto(f"/cases/{case}/?open=housing#housing")
    steps.follow(team, "Alternative, made where no house was · Capital Region", within=team.locator("details#housing"))
    steps.send(team, "Accept")
    steps.follow(team, "The person has arrived")
    steps.send(team, "Save")
    expect(team.locator("main")).to_contain_text("Lives there")
    expect(team.locator("main")).to_contain_text(ADDRESS)

    # He waits no more.
    centre.goto("/beds/figures/")
    assert case not in centre.content()
    team.goto("/beds/")
    expect(team.locator("#waiting")).to_have_count(0)
