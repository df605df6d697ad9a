"""A citizen tells of a workshop, with a photograph; three messages go back and forth; it becomes a signal. Nobody asks who it is."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.hotline.tips_to_try import photograph
from tests.journeys import steps
from tests.journeys.conftest import Site, Visitor
from tests.journeys.steps import OwnerConnection

SEEN = "Three men sleep in the trailer behind the tyre shop, says the canary Quxley."
QUESTION = "Thank you. Is there a time at which the owner is away?"
SUNDAYS = "On Sundays before ten, answers the canary Quxley."
HEARD = "That helps. Keep away from the yard yourself."
LAST = "I shall, promises the canary Quxley."


def nothing_is_kept_on_the_device(page: Page, site: Site) -> None:
    assert page.context.cookies() == []
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length]"
    )
    assert kept == [0, 0, 0, 0]
    assert re.fullmatch(rf"{re.escape(site.address)}/report/en/(answers/)?", page.url)


def come_back(page: Page, receipt: str) -> None:
    page.goto("/report/en/answers/")
    steps.write(page, "Your receipt", receipt)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name="Your tip")).to_be_visible()


def write_more(page: Page, words: str) -> None:
    page.get_by_label("Write something more").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("We have received it.")).to_be_visible()


def answer(page: Page, reference: str, words: str) -> None:
    page.goto(f"/tips/{reference}/")
    steps.write(page, "Answer", words)
    steps.send(page, "Send the answer")
    expect(page.locator("main")).to_contain_text(words)


def test_a_citizens_tip_with_a_photograph(visitor: Visitor, site: Site, owner_of_journeys: OwnerConnection) -> None:
    citizen, faults = visitor(phone=True), []
    citizen.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    # She writes on her telephone, with a photograph, and gets a receipt.
    citizen.goto("/report/")
    expect(citizen).to_have_url(f"{site.address}/report/en/")
    steps.write(citizen, "What would you like to tell us?", SEEN)
    given = photograph()
    citizen.locator("input[type=file]").set_input_files(
        {"name": "yard.jpg", "mimeType": "image/jpeg", "buffer": given.read()}
    )
    citizen.get_by_role("button", name="Send", exact=True).click()
    shown = citizen.locator("[data-receipt]")
    expect(shown).to_be_visible(timeout=60_000)
    receipt = shown.inner_text()
    assert re.fullmatch(r"(\d{5} ){3}\d{5}", receipt)
    expect(citizen.locator("main")).not_to_contain_text("Not every file")
    nothing_is_kept_on_the_device(citizen, site)

    # The hotline sees it, with the picture, and asks back.
    worker = visitor("hotline")
    worker.goto("/tips/")
    reference = worker.locator("main tbody a").first.inner_text()
    worker.goto(f"/tips/{reference}/")
    expect(worker.locator("main")).to_contain_text(SEEN)
    picture = worker.locator("main figure img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40
    answer(worker, reference, QUESTION)

    # Back and forth.
    come_back(citizen, receipt)
    expect(citizen.locator("main")).to_contain_text(QUESTION)
    expect(citizen.locator("main")).not_to_contain_text("Quxley")
    write_more(citizen, SUNDAYS)
    worker.goto(f"/tips/{reference}/")
    expect(worker.locator("main")).to_contain_text(SUNDAYS)
    answer(worker, reference, HEARD)
    come_back(citizen, receipt)
    expect(citizen.locator("main")).to_contain_text(HEARD)
    write_more(citizen, LAST)
    nothing_is_kept_on_the_device(citizen, site)
    assert faults == []

    # It becomes a signal, in the hotline's own words.
    worker.goto(f"/tips/{reference}/signal/")
    steps.write(worker, "What the desk needs to know", "Three men work at a car wash and are not paid.")
    steps.send(worker, "Make the signal")
    expect(worker.locator("main")).to_contain_text("It became a signal")
    worker.locator("main .timeline a.pseudonym").click()
    expect(worker.get_by_role("heading", level=1)).to_contain_text("Signal S-")
    expect(worker.locator("main")).to_contain_text("Three men work at a car wash")

    # A stranger finds no tip, and the log and the tables tell nothing.
    stranger = visitor("stranger")
    assert stranger.goto(f"/tips/{reference}/").status in (403, 404)  # type: ignore[union-attr]
    with owner_of_journeys() as session:
        lines = session.execute("select t::text from hotline_tip t union all select m::text from hotline_tipmessage m")
        everything = "\n".join(line for (line,) in lines.fetchall()) + site.log.read_text()
    for words in (SEEN, SUNDAYS, "Quxley", b"Quxley".hex(), receipt, receipt.replace(" ", "")):
        assert words not in everything


def test_a_tip_without_scripts(visitor: Visitor, site: Site) -> None:
    citizen = visitor(scripts=False)
    citizen.goto("/report/en/")
    steps.write(citizen, "What would you like to tell us?", "Somebody is locked in at night.")
    steps.send(citizen, "Send")
    expect(citizen.locator("main")).to_contain_text("takes a little longer")
    expect(citizen.get_by_label("What would you like to tell us?")).to_have_value("Somebody is locked in at night.")
    citizen.wait_for_timeout(21_000)
    steps.send(citizen, "Send")
    expect(citizen.locator("[data-receipt]")).to_be_visible()
    assert citizen.context.cookies() == []
