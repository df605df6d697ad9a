"""The canary's second walk: files and their names, the broken glass, questions, two files on one person, the own file, a hold."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from mooring.casework import actions
from tests.cast import Cast
from tests.journeys import behind_the_lock as lock
from tests.journeys import steps
from tests.journeys.canary import Canary

Watched = Callable[[str], Page]


def what_is_told_behind_the_lock(watched: Watched, worker: Page, pseudonym: str, canary: Canary) -> None:
    """Every form of this part of the house, with words in every field that takes them."""
    files_come_in(worker, pseudonym, canary)
    colleague, matcher = watched("colleague"), watched("matcher")
    somebody_asks_and_the_desk_searches(watched("assessor"), matcher, pseudonym, canary)
    two_files_are_joined_and_parted(matcher, worker, colleague, pseudonym, canary)
    the_glass_is_broken_and_reviewed(watched("stranger"), worker, pseudonym, canary)
    the_person_asks_for_the_own_file(worker, pseudonym, canary)
    lock.place_hold(worker, pseudonym, canary.says("the hold"))
    expect(steps.window(worker, pseudonym, "keeping")).to_contain_text(canary.said["the hold"])
    lock.hand_over_cases(colleague, "social worker Test")
    somebody_new_is_invited(watched("administrator"))


def files_come_in(page: Page, pseudonym: str, canary: Canary) -> None:
    """A text, a PDF and a photograph, with words in their content, about them, and in their names."""
    words = canary.says("the content of a text").encode()
    for kind, title, name, content in (
        ("Letter", "the title of a text", canary.says("the name of a text", "quxley-to-her-sister.txt"), words),
        (
            "Contract or wage slip",
            "the title of a PDF",
            canary.says("the name of a PDF", "contract of quxley.pdf"),
            lock.letter(canary.says("the author of a PDF")),
        ),
        (
            "Photograph of a place or a thing",
            "the title of a photograph",
            canary.says("the name of a photograph", "quxleys-room.jpg"),
            lock.photograph(canary.says("the EXIF of a photograph")),
        ),
    ):
        lock.add_document(page, pseudonym, kind=kind, title=canary.says(title), name=name, content=content)
    found = lock.documents_of(page, pseudonym)
    assert {"the title of a text", "the title of a PDF", "the title of a photograph"} == {
        where for where, said in canary.said.items() if said in found
    }
    for address in found.values():
        page.goto(address)
        assert page.request.get(f"{address}copy/").status == 200
    lock.add_document(
        page,
        pseudonym,
        kind="Letter",
        title=canary.says("the title of a file that is refused"),
        name=canary.says("the name of a file that is refused", "quxley-run-me.exe"),
        content=b"MZ\x90\0" + canary.says("a file that is refused").encode(),
    )
    expect(page.locator("main form")).to_be_visible()
    assert page.url.endswith("/documents/new/"), "a program was taken in"
    lock.add_paper(
        page,
        pseudonym,
        kind="Passport or travel document",
        title=canary.says("the words about a passport"),
        name=canary.says("the name of a scan", "quxley-passport.jpg"),
        content=lock.photograph(canary.says("the EXIF of a passport")),
    )
    who = steps.window(page, pseudonym, "who")
    expect(who).to_contain_text("Passport or travel document")
    with page.expect_navigation():
        who.locator("a[href*='/papers/']").first.click()
    steps.choose(page, "Why do you need to see it?", "To write to an authority about the person")
    steps.write(page, "More about the reason", canary.says("why a passport is seen"))
    steps.send(page, "Show it")
    expect(page.locator("main")).to_contain_text(canary.said["the words about a passport"])


def somebody_asks_and_the_desk_searches(asking: Page, matcher: Page, pseudonym: str, canary: Canary) -> None:
    """The same name in other words: one is asked about, one searched for, and one left half typed."""
    given, family = canary.said["the given name"], canary.said["the family name"]
    why, reach = canary.says("why somebody asks"), canary.says("how somebody is reached")
    lock.ask_whether_known(asking, given=given, family=family, birth="17.3.1997", why=why, reach=reach)
    assert pseudonym in lock.search_for(matcher, given=given, family=family)
    matcher.goto("/matching/")
    steps.write(matcher, "Another name, or what the person is called", canary.says("a name half typed", "Quxlina-Half"))
    asking.goto("/known/")
    steps.write(asking, "Why do you ask?", canary.says("a question half typed"))
    for page in (matcher, asking):
        expect(page.locator("main form [role=status]").first).to_contain_text("Saved", timeout=20_000)


def two_files_are_joined_and_parted(
    matcher: Page, worker: Page, colleague: Page, pseudonym: str, canary: Canary
) -> None:
    other = actions.open_case(by=Cast().colleague).pseudonym
    lock.propose_to_join(matcher, pseudonym, other)
    lock.agree_to_join(worker, pseudonym)
    lock.agree_to_join(colleague, other)
    lock.part_the_files(worker, pseudonym, canary.says("why files are parted"))
    matcher.goto("/joinings/")
    expect(matcher.locator("main")).to_contain_text(canary.said["why files are parted"])


def the_glass_is_broken_and_reviewed(stranger: Page, lead: Page, pseudonym: str, canary: Canary) -> None:
    lock.break_the_glass(stranger, pseudonym, why=canary.says("why the glass is broken"))
    stranger.goto(f"/cases/{pseudonym}/who/")
    steps.choose(stranger, "Why do you need to see it?", "Danger to the person or to others")
    steps.write(stranger, "More about the reason", canary.says("why a name is seen in an emergency"))
    steps.send(stranger, "Show the name")
    expect(stranger.locator("main")).to_contain_text(canary.said["the family name"])
    stranger.goto("/emergency/")
    steps.write(stranger, "Why it cannot wait", canary.says("an emergency half typed"))
    expect(stranger.locator("main form [role=status]").first).to_contain_text("Saved", timeout=20_000)
    lock.review_the_glass(lead, pseudonym, outcome="Justified", words=canary.says("the review"))
    lead.goto(f"/cases/{pseudonym}/emergencies/")
    for where in ("why the glass is broken", "the review"):
        expect(lead.locator("main")).to_contain_text(canary.said[where])


def the_person_asks_for_the_own_file(page: Page, pseudonym: str, canary: Canary) -> None:
    lock.ask_for_own_file(page, pseudonym)
    lock.prepare_own_file(page, pseudonym, told=canary.says("what is withheld"))
    for name, beginning in (("file.pdf", b"%PDF"), ("file.json", b"{")):
        answer = page.request.get(f"/cases/{pseudonym}/own-file/{name}")
        assert answer.status == 200
        assert answer.body().startswith(beginning)
    for where, goes_in in (("a note", True), ("what is withheld", True), ("the given name", False)):
        assert (canary.said[where] in answer.text()) is goes_in, where
    lock.hand_over_own_file(page, pseudonym, said=canary.says("what was said at the handing over"))


def somebody_new_is_invited(administrator: Page) -> None:
    """So that the house writes a letter at all."""
    administrator.goto("/people/new/")
    steps.write(administrator, "Name", "Invited Test")
    steps.write(administrator, "Work address", "invited@test.invalid")
    steps.send(administrator, "Make the link")
    expect(administrator.locator("main")).to_contain_text("Invited Test")
