"""The raid night: five people met in a police action, four files, a fifth person who wishes none; and what becomes of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from mooring.casework.models import Case
from mooring.safeguards import actions as safeguards
from mooring.safeguards import clock
from mooring.safeguards.models import Desk
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics import cells, vintages
from mooring.statistics.cells import Question
from tests.cast import Cast, post
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection

WISH, CHILD, DETAINED = (
    "The person wishes it",
    "A provision for the protection of children",
    "A decision to detain the person",
)
ADULT, IN_DOUBT = "Adult", "Child, or in doubt"
WISHES, SAID_NO = "Wishes to talk", "Said no for now"
WITH_RIGHT = "EU citizen with a right of residence"
ENTRY_BAN = "EU citizen without it (expelled, entry ban, right of residence ended)"
THEIR_NUMBER = "SYN-4711"
OWN_WORDS = "I want to sleep first, and then learn the language."


def cases(owner: OwnerConnection) -> int:
    with owner() as session:
        row = session.execute("select count(*) from casework_case").fetchone()
    assert row is not None
    return int(row[0])


def fits_the_telephone(page: Page) -> None:
    """That nothing hangs over the edge."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the telephone"


def test_a_raid_night_from_the_signal_to_the_plan(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    yesterday = clock.today() - timedelta(days=1)
    statistician = visitor("statistician")
    as_of_yesterday = steps.figures(statistician, rows="Gender", columns="Authority", known_on=yesterday)
    counted_before = counted_when_tonight_is_over()
    worker = visitor("social_worker", phone=True)

    # Five people are met. No file is opened because of that.
    before = cases(owner_of_journeys)
    signal = steps.take_up_signal(worker, "Police action", expected=4, words="A flat, at night. Four or five people.")
    for number, (age, wish) in enumerate(
        [(IN_DOUBT, "Not asked yet"), (ADULT, WISHES), (ADULT, WISHES), (ADULT, WISHES), (ADULT, SAID_NO)], start=1
    ):
        steps.note_person(worker, number, age=age, wish=wish)
    assert cases(owner_of_journeys) == before
    fits_the_telephone(worker)

    # Four files, each on its ground. The fifth wishes none, and gets none.
    child = steps.open_case(worker, signal, 1, CHILD)
    with_right = steps.open_case(worker, signal, 2, WISH)
    entry_ban = steps.open_case(worker, signal, 3, WISH)
    without = steps.open_case(worker, signal, 4, DETAINED, detained_since=steps.hours_ago(1))
    four = [child, with_right, entry_ban, without]
    assert len(set(four)) == 4
    no_file_is_opened_for_the_fifth(worker, signal)
    assert cases(owner_of_journeys) == before + 4
    worker.goto(signal)
    expect(worker.locator("main")).to_contain_text(re.compile(r"5 people met of 4 expected .* 4 became a case"))
    detention = steps.window(worker, without, "urgent")
    expect(detention).to_contain_text("In detention, which must have ended by")

    # Who decides: not known yet at night, and said with its law as soon as the residence basis is known.
    for pseudonym in four:
        identification = steps.window(worker, pseudonym, "identification")
        expect(identification).to_contain_text("Who assesses cannot be said yet")
        expect(identification).to_contain_text("You may promise")
        fits_the_telephone(worker)
    for pseudonym, basis, authority in (
        (with_right, WITH_RIGHT, "The national centre against human trafficking assesses."),
        (entry_ban, ENTRY_BAN, "The immigration service assesses."),
        (without, "None", "The immigration service assesses."),
    ):
        steps.record_residence(worker, pseudonym, basis)
        finding = steps.window(worker, pseudonym, "identification").locator(".finding").first
        expect(finding).to_contain_text(authority)
        expect(finding).to_contain_text("Under the law as it stood on")
        assert finding.locator(".finding-law li").count() > 0, "an authority is named without a provision"
    steps.record_person(worker, child, gender="Woman", age=None, citizenship="Romania")
    expect(steps.window(worker, child, "person")).to_contain_text("Presumed child")

    # The conversation, and the question to the authorities.
    for pseudonym, language in ((with_right, "Hungarian"), (without, "English")):
        steps.record_person(worker, pseudonym, gender="Woman", age=29, citizenship="Hungary")
        steps.record_exploitation(worker, pseudonym, "Sexual exploitation")
        steps.hold_conversation(worker, pseudonym, language=language)
        steps.write_section(worker, pseudonym, "journey", "Came by coach. The driver kept the passport.")
        steps.observe_sign(worker, pseudonym, "Said so, and showed the empty purse.")
        expect(steps.window(worker, pseudonym, "conversation")).to_contain_text("Offered and accepted, by telephone")
        steps.ask_for_assessment(worker, pseudonym, departure_number=THEIR_NUMBER if pseudonym == without else "")
    the_departure_authority_sees_whom_not_to_remove_and_nothing_more(visitor("departure"), four)

    # Each authority decides for its own; the person is told, and everybody has somebody to turn to.
    assessor, caseworker = visitor("assessor"), visitor("caseworker")
    assert assessor.goto(f"/cases/{without}/").status == 404  # type: ignore[union-attr]
    for officer, pseudonym in ((assessor, with_right), (caseworker, without)):
        officer.goto("/")
        follow = officer.get_by_role("link", name=pseudonym).first
        expect(follow).to_be_visible()
        steps.decide(officer, pseudonym, "Identified", "The account holds together, and the signs agree with it.")
        expect(steps.window(officer, pseudonym, "identification")).to_contain_text("Not told yet")
        steps.tell_outcome(worker, pseudonym, language="Hungarian")
        expect(steps.window(worker, pseudonym, "identification")).to_contain_text("Was told")
    worker.goto(f"/cases/{without}/contact-person/")
    worker.get_by_label("Contact person").select_option(value="social_worker@test.invalid")
    steps.send(worker, "Appoint")
    expect(steps.window(worker, without, "contact_person")).to_contain_text("social worker Test")

    # The reflection period, with the law under its clock; and a plan in the person's own words.
    steps.ask_for_period(worker, without)
    steps.grant_period(caseworker, without)
    period = steps.window(worker, without, "reflection")
    expect(period).to_contain_text("30 days left, today included")
    expect(period).to_contain_text("30 of at most 120")
    period.get_by_text("The law under it").click()
    expect(period.locator(".finding-law").first).to_contain_text("Aliens Act, s. 33(14)")
    write_the_plan(worker, without)
    plan = steps.window(worker, without, "plan")
    expect(plan).to_contain_text(OWN_WORDS)
    expect(plan).to_contain_text("Agrees")
    fits_the_telephone(worker)

    # What is known tonight is no part of a day that was over before; tomorrow it will be counted.
    assert steps.figures(statistician, rows="Gender", columns="Authority", known_on=yesterday) == as_of_yesterday
    statistician.goto(f"/figures/?known_on={clock.today().isoformat()}")
    expect(statistician.locator("main")).to_contain_text("can still change")
    assert steps.more_than(counted_before, counted_when_tonight_is_over()) == {
        ("woman", "national_centre"): 1,
        ("woman", "immigration_service"): 1,
    }


def counted_when_tonight_is_over() -> steps.Figures:
    """The national table as it will stand tomorrow, if nothing more is recorded: by the codes of gender and authority."""
    tonight = clock.today()
    with clock.at(steps.noon(tonight + timedelta(days=1))):
        table = cells.table(Question(vintages.as_known_on(tonight), down="gender", across="authority"))
    return {
        (row.category.code, column.code): cell.number
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.number
    }


def no_file_is_opened_for_the_fifth(worker: Page, signal: str) -> None:
    """The card says so, and a wish that was not spoken is no ground."""
    worker.goto(signal)
    fifth = worker.locator("#person-5")
    expect(fifth).to_contain_text("Said no for now: no file is opened.")
    steps.follow(worker, "Open a case", within=fifth)
    for ground, refusal in (
        (WISH, "It is noted that the person said no for now."),
        (CHILD, "The person is not noted as perhaps a child."),
    ):
        steps.choose(worker, "Why is a file opened?", ground)
        steps.send(worker, "Open the case")
        expect(worker.locator("main")).to_contain_text(refusal)
        expect(worker.locator("main")).to_contain_text("a talk in confidence and without a name")


def the_departure_authority_sees_whom_not_to_remove_and_nothing_more(officer: Page, pseudonyms: list[str]) -> None:
    steps.follow(officer, "Do not remove", within=officer.get_by_role("navigation", name="Main"))
    expect(officer.get_by_role("heading", level=1)).to_have_text("Do not remove; ask the immigration service")
    line = officer.get_by_role("row").filter(has_text=THEIR_NUMBER)
    expect(line).to_have_count(1)
    assert len(line.locator("th, td").all()) == 3
    shown = officer.content()
    for pseudonym in pseudonyms:
        assert pseudonym not in shown
        assert officer.goto(f"/cases/{pseudonym}/").status in (403, 404)  # type: ignore[union-attr]
        assert pseudonym not in officer.locator("main").inner_text()


def write_the_plan(worker: Page, pseudonym: str) -> None:
    worker.goto(f"/cases/{pseudonym}/plan/write/")
    steps.write(worker, "What the person wants to reach", "A course, and a room with a key.")
    steps.write(worker, "Safety", "Nobody may know the town.")
    steps.choose(worker, "Help agreed on", "A safe place to live")
    steps.write(worker, "The person's own words", OWN_WORDS)
    steps.choose(worker, "What does the person say to this plan?", "Agrees")
    steps.send(worker, "Save as a new version")


@pytest.fixture
def both_hats(behind_the_scenes: None) -> str:
    """An officer who serves in the team and at the desk that assesses."""
    cast = Cast()
    administrator = cast.administrator
    with acting_as(administrator):
        centre = {desk.code: desk for desk in Desk.objects.filter(code__startswith="centre-")}
    officer = safeguards.add_officer(by=administrator, email="both_hats@test.invalid", name="both hats Test")
    post(officer, centre["centre-social"], "social_worker")
    post(officer, centre["centre-assessment"], "centre_assessor")
    return "both_hats"


def test_who_filled_in_the_form_does_not_decide_on_it(visitor: Visitor, both_hats: str) -> None:
    worker = visitor("social_worker", phone=True)
    signal = steps.take_up_signal(worker, "Outreach")
    steps.note_person(worker, 1, age=ADULT, wish=WISHES)
    pseudonym = steps.open_case(worker, signal, 1, WISH)
    steps.record_residence(worker, pseudonym, WITH_RIGHT)
    officer = visitor(both_hats)
    steps.observe_sign(officer, pseudonym, "Seen at the door.")
    steps.ask_for_assessment(worker, pseudonym)
    officer.goto(f"/cases/{pseudonym}/assessment/decide/")
    expect(officer.locator("main")).to_contain_text("You wrote in the form, so another decides")
    expect(officer.get_by_role("button", name="Decide", exact=True)).to_have_count(0)
    steps.decide(visitor("assessor"), pseudonym, "Not identified", "Other eyes read it.")
    expect(steps.window(worker, pseudonym, "identification")).to_contain_text("Not identified")


def test_the_national_table_counts_those_decided_last_month(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    last_month, yesterday = steps.a_month_that_was_over()
    statistician = visitor("statistician")

    def table(rows: str, columns: str) -> steps.Figures:
        return steps.figures(statistician, rows=rows, columns=columns, known_on=yesterday)

    questions = [("Gender", "Authority"), ("Form of exploitation", "Outcome")]
    before = {question: table(*question) for question in questions}
    steps.have_served_for_long(owner_of_journeys)
    day = steps.noon(last_month - timedelta(days=12))
    told: list[Case] = [
        steps.decided_earlier(day, gender="woman", forms=["sexual"], basis="eu_right_of_residence"),
        steps.decided_earlier(day, gender="woman", forms=["forced_labour", "sexual"]),
        steps.decided_earlier(day, gender="man", forms=["forced_labour"], outcome="not_identified"),
    ]
    more = {question: steps.more_than(before[question], table(*question)) for question in questions}
    assert more["Gender", "Authority"] == {
        ("Woman", "National centre"): 1,
        ("Woman", "Immigration service"): 1,
        ("Woman", "All"): 2,
        ("Man", "Immigration service"): 1,
        ("Man", "All"): 1,
        ("All", "National centre"): 1,
        ("All", "Immigration service"): 2,
        ("All", "All"): len(told),
    }
    by_form = more["Form of exploitation", "Outcome"]
    assert by_form["Sexual exploitation", "Identified"] == 2
    assert by_form["Forced labour", "Identified"] == 1
    assert by_form["Forced labour", "Not identified"] == 1
    assert by_form["All", "All"] == len(told), "a person exploited in two forms is one person"
    expect(statistician.locator("main")).to_contain_text("Not for publication")
