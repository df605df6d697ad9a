"""A curious officer: types pseudonyms, asks about names, breaks the glass, and is seen. Outside the glass there is nothing at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from mooring.casework import actions
from mooring.casework.actions import own_file
from mooring.casework.models import Case
from mooring.casework.own_file import sections
from mooring.names import actions as names
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.journeys import behind_the_lock as lock
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.learning_nothing import NOBODYS, answer, learns_nothing
from tests.journeys.steps import OwnerConnection

GIVEN, FAMILY = "Thessaly", "Ravenholt-Quist"
WHY = "A colleague thinks to have met the person before."
CURIOSITY = "Somebody said that I know the person from before."


def test_a_curious_officer_learns_nothing_and_is_seen_when_the_glass_is_broken(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    names.write_identity(by=Cast().social_worker, case=case, fields={"given_names": GIVEN, "family_name": FAMILY})
    the_own_file_is_ready(case)
    lead, police, curious = visitor("social_worker"), visitor("police"), visitor("stranger")
    in_core, in_support = documents_are_added(lead, case)
    assert lead.request.get(f"/cases/{case.pseudonym}/own-file/file.pdf").status == 200

    for outside in (police, curious):
        learns_nothing(outside, case.pseudonym, in_core)
        outside.goto(f"/cases/?q={case.pseudonym}")
        expect(outside.locator("main").get_by_role("link", name=case.pseudonym)).to_have_count(0)
        nothing_is_told_to_who_asks(outside)
    the_team_hears_of_the_questions(lead, case)

    assert glass_of(curious, NOBODYS) == glass_of(curious, case.pseudonym)
    the_glass_shows_for_an_hour_and_lets_nothing_be_written(curious, case)
    documents = f"/cases/{case.pseudonym}/documents"
    assert answer(curious, f"{documents}/{in_core}/")[0] == 200
    for end in ("", "pages/1/", "copy/", "original/"):
        shut, none = (answer(curious, f"{documents}/{named}/{end}") for named in (in_support, "made-up"))
        assert shut == none, "a part of the case that the glass does not open"
        assert shut[0] == 404
    the_team_knows_at_once(lead, case)
    lock.review_the_glass(
        lead, case.pseudonym, outcome="Not justified", words="No life was in danger, and nobody rang."
    )
    curious.goto("/emergency/")
    expect(curious.locator("main")).to_contain_text("Not justified")
    expect(curious.locator("main")).not_to_contain_text(case.pseudonym)
    who_looked_is_told(lead, case)

    the_hour_is_over(owner_of_journeys, case)
    learns_nothing(curious, case.pseudonym, in_core)


def the_own_file_is_ready(case: Case) -> None:
    worker = Cast().social_worker
    own_file.request_own_file(by=worker, case=case, asked_on=clock.today(), asked_by="person")
    with acting_as(worker):
        parts = [part.key for section in sections(worker, case) for part in section.parts]
    own_file.prepare_own_file(by=worker, case=case, language="en", included=parts, withheld={})


def documents_are_added(lead: Page, case: Case) -> tuple[str, str]:
    """A letter in the core of the case, and one in the part of support; answers how they are named in addresses."""
    for part in ("Core", "Support"):
        letter = lock.letter("Nobody")
        title = f"A letter in {part}"
        lock.add_document(
            lead, case.pseudonym, kind="Letter", title=title, name="letter.pdf", content=letter, part=part
        )
    found = lock.documents_of(lead, case.pseudonym)
    assert all(answer(lead, address)[0] == 200 for address in found.values())
    core, support = (found[f"A letter in {part}"].split("/")[-2] for part in ("Core", "Support"))
    return core, support


def nothing_is_told_to_who_asks(page: Page) -> None:
    """About the person of the case, and about somebody who is in no case: one answer."""
    known = lock.ask_whether_known(page, given=GIVEN, family=FAMILY, why=WHY, reach="20 30 40 50, till four")
    unknown = lock.ask_whether_known(page, given="Nobody", family="Atall", why=WHY, reach="20 30 40 50, till four")
    assert known == unknown
    assert page.url.endswith("/known/asked/")


def the_team_hears_of_the_questions(lead: Page, case: Case) -> None:
    """From both who asked, once the machine has compared; about nobody else."""

    def questions() -> Locator:
        lead.goto(f"/cases/{case.pseudonym}/?open=questions")
        return lead.locator("details#questions .rows li")

    assert wait_for(lambda: questions().count() >= 2), "the questions did not reach the team"
    expect(questions()).to_have_count(2)
    for asked in ("police Test", "stranger Test"):
        expect(questions().filter(has_text=asked)).to_contain_text(WHY)


def glass_of(page: Page, pseudonym: str) -> str:
    """What is answered to an emergency, without pseudonym and minute."""
    lock.break_the_glass(page, pseudonym, why=CURIOSITY)
    said = page.locator("main").inner_text().replace(pseudonym, "…")
    return re.sub(r"\d\d:\d\d", "…", said)


def the_glass_shows_for_an_hour_and_lets_nothing_be_written(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pseudonym}/")
    banner = page.locator("main .alert").filter(has_text="Open to you in an emergency until")
    expect(banner).to_contain_text("You can read and change nothing.")
    hour = re.search(r"until (\d\d:\d\d)", banner.inner_text())
    assert hour is not None
    ends = timezone.localtime(clock.now()) + timedelta(hours=1)
    assert hour[1] in {f"{moment:%H:%M}" for moment in (ends, ends - timedelta(minutes=1), ends - timedelta(minutes=2))}
    for door in ("notes/new/", "tasks/new/", "team/new/", "own-file/request/", "hold/new/", "close/"):
        assert answer(page, f"/cases/{case.pseudonym}/{door}")[0] in (403, 404), door
    page.goto(f"/cases/{case.pseudonym}/documents/new/")
    expect(page.locator("main")).to_contain_text("You may not write in any part that takes documents")
    for door in ("own-file/file.pdf", "own-file/file.json", "own-file/prepare/"):
        status, body = answer(page, f"/cases/{case.pseudonym}/{door}")
        assert status == 403, door
        assert FAMILY not in body, door


def the_team_knows_at_once(lead: Page, case: Case) -> None:
    lead.goto(f"/cases/{case.pseudonym}/")
    told = lead.locator("main .alert").filter(has_text="Danger to life, now")
    expect(told).to_contain_text("stranger Test, Test organisation Harbour")
    expect(told).to_contain_text("To be reviewed by")
    lead.goto("/")
    expect(lead.locator("main")).to_contain_text(case.pseudonym)


def who_looked_is_told(lead: Page, case: Case) -> None:
    """Her hour, and the doors at which she and the police were refused."""
    for who, what in (("stranger Test", "Opened in an emergency"), ("police Test", "efused")):
        lead.goto(f"/cases/{case.pseudonym}/who-looked/")
        steps.pick(lead, "Officer", who)
        steps.send(lead, "Show")
        lines = lead.locator("main tbody tr")
        expect(lines.filter(has_text=what).first).to_contain_text(who)
        expect(lines.filter(has_not_text=who)).to_have_count(0)


def the_hour_is_over(owner: OwnerConnection, case: Case) -> None:
    with owner() as session:
        ended = session.execute(
            "update casework_grant set until = now() - interval '1 second'"
            " where case_id = %s and ground = 'break_glass' and until > now()",
            [case.pk],
        )
        assert ended.rowcount > 0


def wait_for(condition: Callable[[], bool], seconds: float = 40) -> bool:
    """Whether it comes true in time."""
    until = datetime.now() + timedelta(seconds=seconds)  # noqa: DTZ005
    while datetime.now() < until:  # noqa: DTZ005
        if condition():
            return True
    return condition()
