"""The steps of a journey, as persons take them on the pages. Each reads as a sentence of the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

import psycopg
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.identification.models import Outcome
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import fresh, under_assessment

OwnerConnection = Callable[[], AbstractContextManager[psycopg.Connection]]
PSEUDONYM = re.compile(r"/cases/(DK-[A-Z0-9-]+)/")
Figures = dict[tuple[str, str], int]


def write(on: Page | Locator, label: str, words: str) -> None:
    """Fill in the field with this label."""
    _field(on, label).fill(words)


def choose(on: Page | Locator, question: str, answer: str) -> None:
    """Tick one of the answers to a question."""
    group = on.get_by_role("group", name=question)
    group.get_by_label(answer, exact=True).check()


def pick(on: Page | Locator, label: str, answer: str) -> None:
    """Pick an answer from a list that folds down."""
    _field(on, label).select_option(label=answer)


def tick(on: Page | Locator, label: str) -> None:
    _field(on, label).check()


def send(page: Page, button: str, *, within: Locator | None = None) -> None:
    """Press a button that sends the page's form, and wait for what comes back."""
    with page.expect_navigation():
        (within or page.locator("main")).get_by_role("button", name=button, exact=True).click()


def follow(page: Page, link: str, *, within: Locator | None = None) -> None:
    """Follow a link."""
    with page.expect_navigation():
        (within or page.locator("main")).get_by_role("link", name=link, exact=True).first.click()


def _field(on: Page | Locator, label: str) -> Locator:
    return on.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$"))


def hours_ago(hours: int) -> str:
    """A moment some hours ago, as a field for a day and an hour takes it."""
    return (timezone.localtime(clock.now()) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


# What comes in, and whom one meets.


def take_up_signal(page: Page, through: str, *, expected: int | None = None, words: str = "") -> str:
    """Take up a signal from one's day; answers the address of its page."""
    page.goto("/")
    follow(page, "New signal")
    pick(page, "Who told us?", through)
    if expected is not None:
        write(page, "How many people are expected?", str(expected))
    write(page, "What were we told?", words)
    send(page, "Save the signal")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signal S-")
    return page.url


def note_person(page: Page, number: int, *, age: str, wish: str) -> Locator:
    """Note the next person met, in three answers; answers the card of that person on the page."""
    form = page.locator("#note")
    choose(form, "Adult, or a child?", age)
    choose(form, "Told what help there is?", "Yes, alone and in a language the person speaks")
    choose(form, "Does the person wish to talk?", wish)
    send(page, "Note this person", within=form)
    card = page.locator(f"#person-{number}")
    expect(card).to_be_visible()
    return card


def open_case(page: Page, signal: str, number: int, ground: str, *, detained_since: str = "") -> str:
    """Open a case on a person met, on one of the grounds; answers the pseudonym."""
    page.goto(signal)
    follow(page, "Open a case", within=page.locator(f"#person-{number}"))
    choose(page, "Why is a file opened?", ground)
    if detained_since:
        write(page, "Detained since", detained_since)
    send(page, "Open the case")
    return pseudonym_in(page)


def pseudonym_in(page: Page) -> str:
    """The pseudonym of the case whose page this is."""
    found = PSEUDONYM.search(page.url)
    assert found is not None, f"no page of a case: {page.locator('main').inner_text()}"
    return found[1]


# The page of a case.


def window(page: Page, pseudonym: str, code: str) -> Locator:
    """One of the windows on the page of a case, unfolded."""
    page.goto(f"/cases/{pseudonym}/?open={code}")
    unfolded = page.locator(f"details#{code} > .panel-body")
    expect(unfolded).to_be_visible()
    expect(unfolded.locator(".loading")).to_have_count(0)
    return unfolded


def record_residence(page: Page, pseudonym: str, basis: str, known_how: str = "The person says so") -> None:
    """Record on what ground the person is in the country."""
    page.goto(f"/cases/{pseudonym}/residence/")
    choose(page, "On what ground is the person in the country?", basis)
    choose(page, "How do we know?", known_how)
    send(page, "Save")


def record_person(page: Page, pseudonym: str, *, gender: str, age: int | None, citizenship: str) -> None:
    """Record who the person is to figures; without an age it is in doubt whether the person is a child."""
    page.goto(f"/cases/{pseudonym}/person/")
    choose(page, "Gender, as the person says", gender)
    if age is None:
        tick(page, "It is in doubt whether the person is under 18")
    else:
        write(page, "Age in years", str(age))
    page.locator("select[name^=citizenships]").first.select_option(label=citizenship)
    send(page, "Save")


def record_exploitation(page: Page, pseudonym: str, *forms: str, words_of_place: str = "Across a border") -> None:
    page.goto(f"/cases/{pseudonym}/exploitation/")
    for form in forms:
        choose(page, "Forms of exploitation", form)
    choose(page, "Within the country, or across a border?", words_of_place)
    send(page, "Save")


def hold_conversation(page: Page, pseudonym: str, *, language: str) -> None:
    """Begin a meeting with an interpreter by telephone."""
    follow(page, "Begin the conversation", within=window(page, pseudonym, "conversation"))
    tick(page, "The person was told that it is voluntary, and what the answers are for")
    pick(page, "Where, as a kind of place", "Office of the team")
    choose(page, "Interpreter", "Offered and accepted")
    pick(page, "Language of the interpreter", language)
    tick(page, "By telephone, without the person's name")
    send(page, "Begin")


def write_section(page: Page, pseudonym: str, section: str, words: str) -> None:
    """Write what the person told under one section of the conversation."""
    page.goto(f"/cases/{pseudonym}/conversation/")
    card = page.locator(f"#{section}")
    write(card, "What the person told", words)
    send(page, "Save this section", within=card)
    expect(page.locator(f"#{section}")).to_contain_text(words)


def observe_sign(page: Page, pseudonym: str, evidence: str) -> None:
    """Mark the first sign of the first list, with what shows it."""
    page.goto(f"/cases/{pseudonym}/signs/")
    with page.expect_navigation():
        page.locator("main .rows a").first.click()
    page.locator("input[name^=seen-]").first.check()
    page.locator("textarea[name^=evidence-]").first.fill(evidence)
    with page.expect_navigation():
        page.locator("main .form-actions .button-primary").click()


def ask_for_assessment(page: Page, pseudonym: str, *, departure_number: str = "") -> None:
    page.goto(f"/cases/{pseudonym}/assessment/request/")
    write(page, "The number by which the authorities for departure know the person", departure_number)
    send(page, "Ask for the assessment")


def decide(page: Page, pseudonym: str, decision: str, ground: str) -> None:
    """Decide the open assessment today."""
    page.goto(f"/cases/{pseudonym}/assessment/decide/")
    choose(page, "Decision", decision)
    choose(page, "It rests on", "The person's own account")
    write(page, "Ground", ground)
    send(page, "Decide")


def tell_outcome(page: Page, pseudonym: str, *, language: str, said: str = "") -> None:
    """Tell the person what was decided, in the person's language, and how to have it reconsidered."""
    page.goto(f"/cases/{pseudonym}/assessment/tell/")
    pick(page, "In which language", language)
    choose(page, "How", "In person")
    choose(page, "Told how to have it reconsidered", "Yes")
    write(page, "What the person said", said)
    send(page, "The person was told")


def ask_for_period(page: Page, pseudonym: str, words: str = "") -> None:
    page.goto(f"/cases/{pseudonym}/period/request/")
    choose(page, "Who asks?", "The person")
    write(page, "What the person wishes the authority to know", words)
    send(page, "Record the request")


def grant_period(page: Page, pseudonym: str, *, decided_on: date | None = None) -> None:
    """Record the authority's decision on the period of a person who is ordered to leave; today, or on another day."""
    page.goto(f"/cases/{pseudonym}/period/grant/")
    choose(page, "Where does the person stand?", "The person has been ordered to leave")
    if decided_on is not None:
        write(page, "Decided on", decided_on.isoformat())
        write(page, "First day", decided_on.isoformat())
    send(page, "Record the decision")


def extend_period(page: Page, pseudonym: str, *, days: int, decided_on: date, ground: str) -> None:
    page.goto(f"/cases/{pseudonym}/period/extend/")
    choose(page, "Reason", "Special reasons")
    write(page, "Days to add", str(days))
    write(page, "Decided on", decided_on.isoformat())
    write(page, "The authority's ground", ground)
    send(page, "Record the extension")


# Figures.


def figures(page: Page, *, rows: str, columns: str, known_on: date, only: tuple[date, date] | None = None) -> Figures:
    """The national table as a statistician asks for it: the number in each cell; nothing when nobody is counted."""
    page.goto("/figures/")
    pick(page, "Rows", rows)
    pick(page, "Columns", columns)
    write(page, "As known on", known_on.isoformat())
    if only is not None:
        narrow_to(page, only)
    send(page, "Show")
    return read_figures(page)


def narrow_to(page: Page, days: tuple[date, date]) -> None:
    """Count only those decided for from one day to another."""
    finer = page.locator("details").filter(has_text="Period, rule and narrower choice")
    if finer.get_attribute("open") is None:
        finer.locator("summary").click()
    write(finer, "From", days[0].isoformat())
    write(finer, "To", days[1].isoformat())


def read_figures(page: Page) -> Figures:
    """The cells of the table on the page, by the words of their row and column."""
    if page.locator("main table").count() == 0:
        expect(page.locator("main")).to_contain_text("Nobody is counted here")
        return {}
    table = page.locator("main table").first
    columns = [words.strip() for words in table.locator("thead th").all_inner_texts()][1:]
    cells: Figures = {}
    for line in table.locator("tbody tr, tfoot tr").all():
        row = line.locator("th").inner_text().strip()
        for column, words in zip(columns, line.locator("td").all_inner_texts(), strict=True):
            number = re.match(r"\d+", words.strip())
            if number:
                cells[row, column] = int(number[0])
    return cells


# Behind the scenes: what happened earlier.


def have_served_for_long(owner: OwnerConnection) -> None:
    """Let the cast have served since years: their postings began when the tests did, and the stories tell of earlier days."""
    with owner() as session:
        session.execute("update safeguards_posting set since = '2010-01-01' where since > '2010-01-01'")


def decided_earlier(
    moment: datetime, *, gender: str, forms: list[str], basis: str = "none", outcome: str = "identified"
) -> Case:
    """A person met at a moment of the past, and assessed a day later."""
    with clock.at(moment):
        case = under_assessment(Cast(), basis)
        identification.record_person(by=Cast().social_worker, case=fresh(case), gender=gender, age_years=30)
        identification.record_exploitation(by=Cast().social_worker, case=fresh(case), forms=forms, crossing="internal")
    deciding = Cast().assessor if basis == "eu_right_of_residence" else Cast().caseworker
    with clock.at(moment + timedelta(days=1)):
        identification.decide(
            by=deciding, case=fresh(case), outcome=outcome, decided_on=clock.today(), ground="As then known."
        )
    return case


def corrected(moment: datetime, case: Case, outcome: str) -> Outcome:
    """The decision put right at a later moment, with the day of the decision as it was."""
    with acting_as(Cast().caseworker):
        day = Outcome.objects.standing().get(case=case.pk).decided_on
    with clock.at(moment):
        return identification.correct(
            by=Cast().caseworker,
            case=fresh(case),
            outcome=outcome,
            decided_on=day,
            reason="new_information",
            words="What was found since.",
        )


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def more_than(before: Mapping[tuple[str, str], int], after: Figures) -> Figures:
    """What a table counts more than another, cell by cell."""
    return {cell: after[cell] - before.get(cell, 0) for cell in after if after[cell] != before.get(cell, 0)}


def a_month_that_was_over() -> tuple[date, date]:
    """The last day of the month before yesterday's, and yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    return yesterday.replace(day=1) - timedelta(days=1), yesterday
