"""A woman calls at night: the one on duty takes the call on a telephone, and whoever only counts sees a count."""

from __future__ import annotations

import re
import time
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from mooring.hotline import actions
from mooring.safeguards import clock
from mooring.safeguards.models import Desk
from tests.cast import Cast
from tests.journeys import steps
from tests.journeys.canary import Canary
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection

NUMBER = "+45 00 00 17 17"
MOST_KEYS = 60


def somebody_is_on_duty() -> None:
    """The coordinator has put the night's worker on the roster, from now on."""
    officers = Cast()
    desk = Desk.objects.get(code="centre-hotline")
    actions.set_line(by=officers.coordinator, desk=desk, number="+45 00 11 22 33")
    local = timezone.localtime(clock.now())
    begins = (local - timedelta(minutes=5)).time().replace(second=0, microsecond=0)
    ends = (local + timedelta(hours=8)).time().replace(second=0, microsecond=0)
    actions.plan(
        by=officers.coordinator,
        desk=desk,
        kind="night",
        begins=begins,
        ends=ends,
        first=(local - timedelta(minutes=5)).date(),
        officer=officers.night_hotline,
    )


def test_a_woman_calls_at_night_and_a_case_comes_of_it_by_her_wish(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    somebody_is_on_duty()
    canary = Canary()
    said = canary.says("call")
    code = canary.says("code_word", "Quxley lighthouse")
    worker = visitor("night_hotline", phone=True)
    steps.follow(worker, "On duty", within=worker.locator("main"))
    expect(worker.locator("main")).to_contain_text("You are on duty")
    fits(worker)

    steps.follow(worker, "Take a call")
    steps.pick(worker, "Who rings?", "The person")
    steps.choose(worker, "In danger now?", "No")
    steps.pick(worker, "In which language?", "Romanian")
    steps.pick(worker, "How urgent is it?", "Now")
    steps.choose(worker, "What is needed?", "A bed")
    steps.write(worker, "What was said, and what was advised?", said)
    steps.choose(worker, "Told about", "What help there is")
    worker.locator("summary").filter(has_text="Health that cannot wait").click()
    steps.choose(worker, "Health that cannot wait", "Protection against HIV after exposure")
    steps.write(worker, "When did it happen?", steps.hours_ago(3))
    worker.locator("summary").filter(has_text="Ring back").click()
    steps.write(worker, "Number to ring back", NUMBER)
    tomorrow = timezone.localtime(clock.now()) + timedelta(hours=9)
    steps.write(worker, "When to ring back", tomorrow.strftime("%Y-%m-%dT%H:%M"))
    steps.write(worker, "Code word", code)
    steps.pick(worker, "What comes of it?", "A case, by the person's wish")
    fits(worker)
    steps.send(worker, "Save the call")

    pseudonym = steps.pseudonym_in(worker)
    urgent = steps.window(worker, pseudonym, "urgent")
    expect(urgent).to_contain_text("Protection against HIV after exposure")
    worker.goto("/duty/")
    steps.follow(worker, re.sub(r"\s+", " ", worker.locator(".rows a").first.inner_text()))
    expect(worker.locator("main")).to_contain_text(code)
    expect(worker.locator("main")).not_to_contain_text(NUMBER)
    worker.get_by_role("button", name="Show the number").click()
    expect(worker.get_by_role("link", name=NUMBER)).to_be_visible()
    fits(worker)

    # Whoever plans sees the roster and a count; of the call, its words and the case nothing.
    coordinator = visitor("coordinator")
    for address, status in (
        ("/calls/", 403),
        (f"/cases/{pseudonym}/", 403),
        ("/figures/calls/", 200),
        ("/roster/", 200),
    ):
        answer = coordinator.goto(address)
        assert answer is not None and answer.status in ({status, 404} if status == 403 else {status}), address
        shown = coordinator.content().replace(address, "")  # the page may repeat the address she typed herself
        assert not canary.found_in(shown) and pseudonym not in shown and NUMBER not in shown, address
    police = visitor("police")
    police.goto("/duty/")
    expect(police.get_by_role("link", name="Ring +45 00 11 22 33")).to_be_visible()
    expect(police.locator("main")).to_contain_text("night hotline Test")

    # Her words lie nowhere unsealed.
    with owner_of_journeys() as session:
        for table in (
            "hotline_call",
            "hotline_callback",
            "identification_signal",
            "names_safecontact",
            "safeguards_ledgerline",
        ):
            rows = session.execute(f"select * from {table}").fetchall()
            assert not canary.found_in(repr(rows)), table


def test_a_call_is_written_down_by_keyboard_alone_within_a_minute(visitor: Visitor, behind_the_scenes: None) -> None:
    worker = visitor("hotline")
    worker.goto("/calls/new/")
    began = time.monotonic()
    keys = Keys(worker)
    keys.to("Skip to the content", "link")  # past the way through the rooms, which is longer for some roles
    keys.press("Enter")
    keys.to("In danger now?", "radio")
    keys.press("ArrowDown")
    keys.to("Who rings?", "select-one")
    keys.type("A citizen")
    keys.to("Where, no closer than the region?", "select-one")
    keys.press("ArrowDown")
    keys.to("What was said, and what was advised?", "textarea")
    worker.keyboard.type("Three people sleep in a workshop.")  # words take as long as they take
    keys.to("What comes of it?", "select-one")
    keys.type("A signal")
    keys.to_button("Save the call")
    with worker.expect_navigation():
        keys.press("Enter")
    expect(worker.get_by_role("heading", level=1)).to_contain_text("Call C-")
    expect(worker.locator("main")).to_contain_text("A signal")
    assert time.monotonic() - began < 60
    assert keys.pressed <= MOST_KEYS, keys.pressed


class Keys:
    """A keyboard without a mouse, which counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        for letter in words[:4]:
            self.press(letter)

    def to(self, label: str, kind: str) -> None:
        """Tab on until the field with this label has the focus."""
        for _each in range(MOST_KEYS):
            self.press("Tab")
            if label in self._where():
                return
        raise AssertionError(f"{label} ({kind}) is not reached by Tab")

    def to_button(self, name: str) -> None:
        self.to(name, "button")

    def _where(self) -> str:
        found: str = self.page.evaluate(
            "() => { const at = document.activeElement; if (!at) return '';"
            " const group = at.closest('fieldset'); const label = at.labels && at.labels[0];"
            " return [at.textContent.slice(0, 60), label ? label.textContent : '',"
            " at.type === 'radio' && group ? group.querySelector('legend').textContent : ''].join(' '); }"
        )
        return found


def fits(page: Page) -> None:
    """That nothing hangs over the edge of the telephone."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the telephone"
