"""Steps of journeys behind the lock: documents and papers, the broken glass, questions, two files, the own file, holds, handing over."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pikepdf
from PIL import Image
from playwright.sync_api import Page, expect

from mooring.safeguards import clock
from tests.journeys import steps

WHY_IT_CANNOT_WAIT = "The person's brother rang: somebody stands at the door."


def letter(words: str) -> bytes:
    """A PDF of one page with an author and a title."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 280))
        document.docinfo["/Author"] = document.docinfo["/Title"] = words
        written = io.BytesIO()
        document.save(written, compress_streams=False)
    return written.getvalue()


def photograph(words: str) -> bytes:
    """A JPEG with words, a device and a place in its EXIF."""
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Testphone", words
    exif.get_ifd(0x8825).update({1: "N", 2: (55.6761, 0.0, 0.0)})
    written = io.BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(written, "JPEG", exif=exif)
    return written.getvalue()


def add_document(
    page: Page, pseudonym: str, *, kind: str, title: str, name: str, content: bytes, part: str = "Core"
) -> None:
    """Add a document to a part of a case."""
    page.goto(f"/cases/{pseudonym}/documents/new/")
    steps.pick(page, "What it is", kind)
    steps.write(page, "In a few words", title)
    page.get_by_role("group", name="Which part of the case").get_by_label(re.compile(rf"^{part}")).check()
    page.locator("input[name=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    steps.send(page, "Keep, sealed")


def add_paper(page: Page, pseudonym: str, *, kind: str, title: str, name: str, content: bytes) -> None:
    """Keep a paper of the person beside the name."""
    page.goto(f"/cases/{pseudonym}/papers/new/")
    steps.pick(page, "What it is", kind)
    steps.write(page, "In a few words", title)
    page.locator("input[name=photograph]").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
    steps.send(page, "Keep, sealed")


def documents_of(page: Page, pseudonym: str) -> dict[str, str]:
    """The addresses of the documents that one may look at, by their titles."""
    links = steps.window(page, pseudonym, "documents").locator(".row-main > a").all()
    return {link.inner_text(): link.get_attribute("href") or "" for link in links}


def break_the_glass(page: Page, pseudonym: str, *, why: str = WHY_IT_CANNOT_WAIT) -> None:
    """Ask for emergency access, because a life is in danger now."""
    page.goto("/emergency/")
    steps.write(page, "Pseudonym of the case", pseudonym)
    steps.choose(page, "What is the emergency?", "Danger to life, now")
    steps.write(page, "Why it cannot wait", why)
    steps.send(page, "Open for one hour")
    expect(page.locator("main")).to_contain_text("If there is a case with this pseudonym")


def review_the_glass(page: Page, pseudonym: str, *, outcome: str, words: str) -> None:
    """Review the latest emergency access to a case, as one of its leads."""
    page.goto(f"/cases/{pseudonym}/emergencies/")
    steps.follow(page, "Review")
    steps.choose(page, "Was it right to open the case?", outcome)
    steps.write(page, "In words", words)
    steps.send(page, "Keep the review")


def ask_whether_known(page: Page, *, given: str, family: str, why: str, reach: str, birth: str = "") -> str:
    """Ask whether a person is known; answers what the house answers."""
    page.goto("/known/")
    steps.write(page, "Given names", given)
    steps.write(page, "Family name", family)
    if birth:
        steps.write(page, "Date of birth", birth)
    steps.write(page, "Why do you ask?", why)
    steps.write(page, "How does the team reach you?", reach)
    steps.send(page, "Ask")
    return page.locator("main").inner_text()


def search_for(page: Page, *, given: str, family: str) -> str:
    """Search at the matching desk; answers what is found."""
    page.goto("/matching/")
    steps.write(page, "Given names", given)
    steps.write(page, "Family name", family)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("main").get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who this may be")
    return page.locator("main").inner_text()


def propose_to_join(page: Page, leading: str, other: str) -> None:
    page.goto("/joinings/new/")
    steps.write(page, "The file that leads", leading)
    steps.write(page, "The other file", other)
    steps.choose(page, "Why?", "The person says so")
    steps.send(page, "Ask the leads")


def agree_to_join(page: Page, pseudonym: str) -> None:
    page.goto(f"/cases/{pseudonym}/")
    steps.send(page, "Agree for this case")


def part_the_files(page: Page, pseudonym: str, words: str) -> None:
    page.goto(f"/cases/{pseudonym}/")
    steps.follow(page, "Part the files")
    steps.choose(page, "Why?", "They are two persons")
    steps.write(page, "More about the reason", words)
    steps.send(page, "Part the files")


def ask_for_own_file(page: Page, pseudonym: str) -> None:
    page.goto(f"/cases/{pseudonym}/own-file/request/")
    steps.choose(page, "By whom", "The person")
    steps.send(page, "Save")


def prepare_own_file(page: Page, pseudonym: str, *, told: str) -> None:
    """Look through the file; the first part is withheld, and the person is told about it."""
    page.goto(f"/cases/{pseudonym}/own-file/prepare/")
    part = page.locator("main fieldset .card").first
    part.get_by_label("Goes in").uncheck()
    part.locator("details:not([open]) summary").click()
    ground = part.get_by_label("Withheld because of")
    ground.select_option(index=1)
    part.get_by_label("What the person is told about it").fill(told)
    steps.send(page, "The file is looked through")


def hand_over_own_file(page: Page, pseudonym: str, *, said: str) -> None:
    page.goto(f"/cases/{pseudonym}/own-file/hand-over/")
    steps.choose(page, "How it was made sure that it is the person", "The code word agreed on was said")
    steps.choose(page, "What was given", "On paper")
    steps.write(page, "What the person said about it", said)
    steps.send(page, "Save")


def place_hold(page: Page, pseudonym: str, words: str) -> None:
    page.goto(f"/cases/{pseudonym}/hold/new/")
    steps.choose(page, "Why", "A claim for compensation")
    steps.write(page, "More about it", words)
    steps.write(page, "Until", (clock.today() + timedelta(days=300)).isoformat())
    steps.send(page, "Place the hold")


def hand_over_cases(page: Page, to: str) -> None:
    """Hand over all one's cases to a colleague."""
    page.goto("/handover/")
    page.get_by_role("group", name="Who takes them over").get_by_label(to).check()
    steps.send(page, "Hand over the ticked cases")
    expect(page.get_by_role("heading", level=1)).to_have_text("Handed over")
