"""The canary: words that belong to one invented person walk through every form, and are then looked for in the clear."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import clock
from tests.journeys import steps
from tests.journeys.canary import (
    Canary,
    backup_of,
    files_that_appear,
    found_in_any,
    opened_backup,
    seal_the_ledger,
    the_house,
)
from tests.journeys.canary_behind_the_lock import what_is_told_behind_the_lock
from tests.journeys.conftest import Site, Visitor
from tests.journeys.steps import OwnerConnection

GIVEN, FAMILY, CALLED = "Zephyrine", "Quillfeather", "Zephy-Q"
NUMBER, CODE_WORD = "+45 20 55 01 73", "ask for the blue kettle"
PASSPORT, ALIEN_NUMBER, DEPARTURE_NUMBER = "P7730442Q", "ALN-55-7781", "SYN-90210"
NAMES = (GIVEN, FAMILY, CALLED, NUMBER, PASSPORT, ALIEN_NUMBER)


def test_what_one_person_says_is_found_nowhere_in_the_clear(
    visitor: Visitor,
    owner_of_journeys: OwnerConnection,
    behind_the_scenes: None,
    cluster: Cluster,
    site: Site,
    tmp_path: Path,
) -> None:
    canary = Canary()
    titles: list[str] = []
    addresses: list[str] = []

    def watched(who: str, *, phone: bool = False) -> Page:
        page = visitor(who, phone=phone)
        page.context.on("request", lambda request: addresses.append(unquote(request.url)))
        page.context.expose_function("noteTitle", lambda title: titles.append(title))
        page.context.add_init_script(
            "document.addEventListener('DOMContentLoaded', () => window.noteTitle(document.title))"
        )
        return page

    worker = watched("social_worker", phone=True)
    with files_that_appear(site.temporary) as temporary:
        pseudonym = a_person_is_met_and_listened_to(worker, canary)
        the_name_and_the_number_are_shown_when_asked_for_and_only_then(worker, pseudonym, canary)
        authorities_write_and_decide(watched, worker, pseudonym, canary)
        a_plan_is_written_and_a_note_left_half_typed(worker, pseudonym, canary)
        exported = what_may_be_taken_along(worker, watched("statistician"))
        what_is_told_behind_the_lock(watched, worker, pseudonym, canary)

    assert len(canary.said) > 45
    assert len(titles) > 80
    assert temporary, "the typesetter's folder was not seen: nothing else would have been"
    assert all(name.startswith("mooring-typeset-") for name in temporary), f"files lay on the disk: {temporary}"
    for written in (f"… {NUMBER} …", NUMBER.encode().hex(), base64.b64encode(f"{{{NUMBER}}}".encode()).decode()):
        assert canary.found_in(written) == ["the number"], "the search would find nothing at all"
    packed = zlib.compress(NUMBER.encode() * 3)
    for hidden in (
        b"\0" + packed,
        packed.hex().encode(),
        base64.urlsafe_b64encode(packed),
        gzip.compress(NUMBER.encode()),
    ):
        assert canary.found_in(hidden) == ["the number"], "the search would find nothing that is packed"

    seal_the_ledger(site)
    house = the_house(site, cluster, owner_of_journeys)
    backup, identity = backup_of(site, cluster, tmp_path)
    opened = opened_backup(backup, identity)
    for place in (
        "a dump",
        "public.django_session",
        "public.safeguards_draft",
        "public.procrastinate_jobs",
        "public.safeguards_ledgerline",
        "file ledger/head.json",
        "file server.log",
        "file worker.log",
    ):
        assert house[place], place
    documents = [place for place in house if place.startswith("file documents/")]
    assert len(documents) > 8
    assert {"documents/" + place.removeprefix("file documents/") for place in documents} <= opened.keys()
    assert any(place.startswith("file letters/") for place in house), "no letter was written at all"
    assert b"safeguards_ledgerline" in opened["database.dump"]
    everywhere: dict[str, str | bytes] = {
        **house,
        **{f"backup: {name}": content for name, content in opened.items()},
        "backup": backup.read_bytes(),
        "the titles of pages": "\n".join(titles),
        "the addresses visited": "\n".join(addresses),
        "what was exported": exported,
    }
    assert found_in_any(canary, everywhere) == {}
    no_page_shows_the_name_unasked(worker, visitor("caseworker"), pseudonym, canary)


def a_person_is_met_and_listened_to(page: Page, canary: Canary) -> str:
    """From the signal to the request for an assessment, with words in every field that takes them."""
    signal = steps.take_up_signal(page, "Hotline", words=canary.says("the signal"))
    steps.note_person(page, 1, age="Adult", wish="Wishes to talk")
    pseudonym = steps.open_case(page, signal, 1, "The person wishes it")
    page.goto(f"/cases/{pseudonym}/who/write/")
    steps.write(page, "What the person wishes to be called", canary.says("the name called by", CALLED))
    steps.write(page, "Given names", canary.says("the given name", GIVEN))
    steps.write(page, "Family name", canary.says("the family name", FAMILY))
    steps.write(page, "Date of birth", canary.says("the date of birth", "about 17 March 1997"))
    steps.write(page, "Number of a passport or identity card", canary.says("the passport", PASSPORT))
    steps.write(page, "Number at the immigration service", canary.says("the alien number", ALIEN_NUMBER))
    steps.send(page, "Keep, sealed")
    page.goto(f"/cases/{pseudonym}/contact/")
    steps.choose(page, "How may the person be contacted?", "By telephone")
    steps.write(page, "When is it safe?", canary.says("safe hours"))
    steps.write(page, "Code word", canary.says("the code word", CODE_WORD))
    steps.write(page, "Who else may answer?", canary.says("who may answer"))
    steps.write(page, "Is anybody else threatened?", canary.says("threats to others"))
    steps.write(page, "The number or place itself", canary.says("the number", NUMBER))
    steps.send(page, "Keep, sealed")
    page.goto(f"/cases/{pseudonym}/person/")
    steps.choose(page, "Gender, as the person says", "Another word of the person's own")
    steps.write(page, "The person's own word", canary.says("the own word"))
    steps.send(page, "Save")
    steps.record_residence(page, pseudonym, "None")
    steps.hold_conversation(page, pseudonym, language="Romanian")
    for section in ("safety_now", "health_now", "journey", "wishes"):
        steps.write_section(page, pseudonym, section, canary.says(f"the section {section}"))
    steps.observe_sign(page, pseudonym, canary.says("the evidence of a sign"))
    page.goto(f"/cases/{pseudonym}/tasks/new/")
    steps.write(page, "What is to be done", canary.says("a task"))
    steps.send(page, "Set the task")
    steps.ask_for_assessment(
        page, pseudonym, departure_number=canary.says("the departure authority's number", DEPARTURE_NUMBER)
    )
    page.goto(f"/cases/{pseudonym}/team/new/")
    holder = page.get_by_label("Who", exact=True)
    holder.select_option(label=next(one for one in holder.locator("option").all_inner_texts() if "police" in one))
    steps.choose(page, "Which part", "Police information")
    steps.send(page, "Give access")
    return pseudonym


def the_name_and_the_number_are_shown_when_asked_for_and_only_then(page: Page, pseudonym: str, canary: Canary) -> None:
    page.goto(f"/cases/{pseudonym}/who/")
    steps.choose(page, "Why do you need to see it?", "To contact or meet the person")
    steps.write(page, "More about the reason", canary.says("the reason to reveal"))
    steps.send(page, "Show the name")
    for name in (GIVEN, FAMILY, CALLED, PASSPORT, ALIEN_NUMBER):
        expect(page.locator("main dl").first).to_contain_text(name)
    expect(page.locator("main")).not_to_contain_text(NUMBER)
    who = steps.window(page, pseudonym, "who")
    expect(who).to_contain_text(CODE_WORD)  # the rule stands before the number
    steps.send(page, "Show the number or place", within=page.locator("details#who"))
    expect(page.locator("main")).to_contain_text(NUMBER)


def authorities_write_and_decide(watched: Callable[[str], Page], worker: Page, pseudonym: str, canary: Canary) -> None:
    for who, door, kind in (
        ("police", "police", "How the person was met"),
        ("caseworker", "immigration", "An application for asylum or residence"),
    ):
        page = watched(who)
        page.goto(f"/cases/{pseudonym}/{door}/")
        steps.choose(page, "What is it about?", kind)
        page.locator("main textarea").fill(canary.says(f"what the {door} know"))
        steps.send(page, "Add")
    steps.decide(page, pseudonym, "Identified", canary.says("the ground of the decision"))
    steps.tell_outcome(worker, pseudonym, language="Romanian", said=canary.says("what was said when told"))
    steps.ask_for_period(worker, pseudonym, canary.says("the request for a period"))
    steps.grant_period(page, pseudonym)
    steps.extend_period(
        page, pseudonym, days=200, decided_on=clock.today(), ground=canary.says("the ground of a refused extension")
    )
    expect(page.locator("main")).to_contain_text("Not provided for")
    page.goto(f"/cases/{pseudonym}/assessment/correct/")
    steps.choose(page, "Why is it corrected?", "New information")
    steps.write(page, "What has changed", canary.says("the correction"))
    steps.choose(page, "Decision", "Not identified")
    steps.send(page, "Correct")
    expect(steps.window(page, pseudonym, "identification")).to_contain_text("Corrected: New information")


def a_plan_is_written_and_a_note_left_half_typed(page: Page, pseudonym: str, canary: Canary) -> None:
    page.goto(f"/cases/{pseudonym}/plan/write/")
    for label in (
        "What the person wants to reach",
        "Safety",
        "Health of the mind",
        "Who does what, and when",
        "The person's own words",
        "What the person does not agree to",
    ):
        steps.write(page, label, canary.says(f"the plan, {label}"))
    steps.choose(page, "What does the person say to this plan?", "Agrees in part")
    steps.send(page, "Save as a new version")
    page.goto(f"/cases/{pseudonym}/notes/new/")
    steps.write(page, "Note", canary.says("a note"))
    steps.send(page, "Keep the note")
    page.goto(f"/cases/{pseudonym}/notes/new/")
    steps.write(page, "Note", canary.says("a half-typed note"))
    expect(page.locator("main form [role=status]").first).to_contain_text("Saved", timeout=10_000)
    page.goto(f"/cases/?q={pseudonym}")
    page.goto("/")


def what_may_be_taken_along(worker: Page, statistician: Page) -> str:
    """The list of cases and the national table, as files."""
    yesterday = clock.today() - timedelta(days=1)
    exported = []
    for page, address in (
        (worker, "/cases/export/"),
        (statistician, f"/figures/export/csv/?known_on={yesterday.isoformat()}"),
    ):
        answer = page.request.get(address)
        assert answer.status == 200
        assert len(list(csv.reader(io.StringIO(answer.text())))) > 1
        exported.append(answer.text())
    return "\n".join(exported)


def no_page_shows_the_name_unasked(worker: Page, caseworker: Page, pseudonym: str, canary: Canary) -> None:
    """Neither the case with all its windows, nor the forms about the name, nor any list."""
    for page in (worker, caseworker):
        page.goto(f"/cases/{pseudonym}/")
        windows = page.locator("details[id]").evaluate_all("all => all.map(one => one.id)")
        assert "timeline" in windows
        for address in (
            "/",
            "/cases/",
            f"/cases/{pseudonym}/",
            f"/cases/{pseudonym}/who/",
            f"/cases/{pseudonym}/conversation/",
            f"/cases/{pseudonym}/period/",
            *(f"/cases/{pseudonym}/panels/{window}/" for window in windows),
        ):
            answer = page.request.get(address)
            shut = page is caseworker and address.endswith("/who/")
            assert answer.status == (403 if shut else 200), address
            shown = re.sub(r"\s+", " ", answer.text())
            assert [name for name in NAMES if name in shown] == [], address
    answer = caseworker.request.get(f"/cases/{pseudonym}/panels/notes/")
    assert canary.said["a note"] not in answer.text(), "a note of another agency"
