"""The pages of the plan, the goals, the copy and the steps, as each of the cast finds them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.models import LedgerLine
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.milestones import write_milestone
from mooring.support.actions.plan import write_plan
from mooring.support.actions.plan_goals import choose_goal
from mooring.support.models import NeedsAssessment, Plan, PlanCopy, PlanGoal
from mooring.support.needs import Asked
from mooring.web.doors.plan import PLAN_DOORS
from tests.cast import Cast
from tests.visiting import page, visit

LOOKING = {"plan", "plan_version", "plan_progress", "plan_progress_picture", "milestones"}
WRITING = {
    "contact_person_appoint",
    "plan_write",
    "plan_review",
    "plan_copy",
    "goal_choose",
    "goal_answer",
    "staying_note",
    "milestone_write",
    "milestone_change",
}


@pytest.fixture
def planned(case: Case, officers: Cast) -> Case:
    """A case with a plan, a goal and a step."""
    lead = officers.social_worker
    asked = Asked(levels={"health": "urgent"}, risks=["debt"], protections=["faith"], language="ro")
    write_plan(by=lead, case=case, needs={"health": "A dentist soon."}, goals="To sleep.", asked=asked)
    choose_goal(by=lead, case=case, domain="education", goal="Learn to read the signs.")
    write_milestone(by=lead, case=case, step="language_course")
    return case


def of(door: str, case: Case | str) -> str:
    numbered = {"goal_answer": [1], "milestone_change": [1], "plan_version": [1]}
    return reverse(door, args=[case, *numbered.get(door, [])])


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("social_worker", LOOKING | WRITING),
        ("assessor", LOOKING),
        ("caseworker", set()),
        ("shelter", set()),
        ("stranger", set()),
        ("police", set()),
    ],
)
def test_each_door_opens_to_who_has_the_verb_and_the_compartment(
    who: str, opened: set[str], planned: Case, officers: Cast
) -> None:
    client = visit(getattr(officers, who))
    found = {door.name for door in PLAN_DOORS if client.get(of(door.name, planned)).status_code == 200}
    assert found == opened
    if who == "stranger":
        for door in PLAN_DOORS:
            there, nowhere = client.get(of(door.name, planned)), client.get(of(door.name, "DK-2222-2222-2"))
            assert there.status_code == nowhere.status_code == 404
            assert "DK-" not in re.sub(r"/cases/DK-[A-Z0-9-]+/", "", there.content.decode())


def reviewed(**more: str | list[str]) -> dict[str, str | list[str]]:
    today = clock.today().isoformat()
    days = {"talked_on": today, "review_on": today}
    return {"on_version": "1", "assent": "agreed", "occasion": "person_asked", "goal_1": "open", **days, **more}


def test_a_review_shows_the_last_version_beside_what_is_asked_now_and_loses_nothing(
    planned: Case, officers: Cast
) -> None:
    client, address = visit(officers.social_worker), reverse("plan_review", args=[planned])
    shown = page(client, address)
    for words in ("Last time:", "Urgent", "A dentist soon.", "Learn to read the signs.", "Debt, or somebody"):
        assert words in shown
    assert not re.search(r'name="level_health"[^>]*value="urgent"[^>]*checked', shown), "needs are asked anew"
    typed = reviewed(level_health="some", changes="The tooth is out.", goal_1="reached", assent="disagreed")
    answer = client.post(address, typed)
    assert answer.status_code == 422, "disagreement asks for the person's words"
    again = answer.content.decode()
    assert "The tooth is out." in again
    assert re.search(r'name="goal_1"[^>]*value="reached"[^>]*checked', again)
    assert client.post(f"/drafts{address}", typed).status_code in (200, 204)
    assert "The tooth is out." in page(client, address), "and it comes back another day"
    assert client.post(address, typed | {"disagreement": "Not the second visit."}).status_code == 302
    with acting_as(officers.social_worker):
        assert Plan.objects.standing().get(case=planned).version == 2
        assert PlanGoal.objects.standing().get(case=planned).state == "reached"
        assert NeedsAssessment.objects.standing().get(case=planned).occasion == "person_asked"
    read = page(client, reverse("plan", args=[planned]))
    assert "The tooth is out." in read
    assert "Reached" in read
    assert "The tooth is out.</textarea>" not in page(client, address), "what was sent is no draft any more"


def test_two_who_review_at_once_do_not_write_over_each_other(planned: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("plan_review", args=[planned])
    write_plan(by=officers.colleague, case=planned, needs={}, own_words="What the colleague heard.")
    answer = client.post(address, reviewed(changes="What I heard."))
    assert answer.status_code == 422
    assert "What I heard." in answer.content.decode()
    assert "What the colleague heard." in answer.content.decode()


def test_a_review_without_a_plan_leads_to_writing_the_first(case: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    for door, leads_to in (("plan_review", "plan_write"), ("plan_copy", "plan")):
        assert client.get(reverse(door, args=[case]))["Location"] == reverse(leads_to, args=[case])
    assert client.get(reverse("plan_copy_pdf", args=[case])).status_code == 404


def test_progress_is_a_picture_and_a_table_that_say_the_same(planned: Case, officers: Cast) -> None:
    write_plan(by=officers.social_worker, case=planned, needs={}, asked=Asked(levels={"health": "none"}))
    client = visit(officers.social_worker)
    shown = unescape(page(client, reverse("plan_progress", args=[planned])))
    assert "Health of the body: Urgent → No need" in shown
    assert shown.count('scope="row"') == 1, "a part of life that nobody asked about has no line"
    drawn = client.get(reverse("plan_progress_picture", args=[planned]))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "Health of the body" in drawn.content.decode()


def test_what_the_person_says_of_a_goal_is_kept_when_the_new_words_are_missing(planned: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("goal_answer", args=[planned, 1])
    typed = {"state": "changed", "said": "Kitchens are better.", "since": clock.today().isoformat()}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Kitchens are better." in answer.content.decode()
    assert client.post(address, typed | {"becomes": "Cook in a kitchen."}).status_code == 302
    shown = page(client, reverse("plan", args=[planned]))
    assert "Cook in a kitchen." in shown
    assert client.get(reverse("goal_answer", args=[planned, 7])).status_code == 404
    panel = page(client, f"/cases/{planned}/panels/goals/")
    assert "Cook in a kitchen." in panel
    assert "Learn to read the signs." not in panel, "only what is open"


def test_a_copy_is_read_confirmed_and_fetched_under_a_name_that_says_nothing(planned: Case, officers: Cast) -> None:
    client, address = visit(officers.social_worker), reverse("plan_copy", args=[planned])
    shown = page(client, address)
    assert "My notes" in shown, "the safe one stands first"
    assert "A dentist soon." not in shown
    unread = {"form": "full", "language": "ti", "read": "x", "confirmed": "on"}
    answer = client.post(address, unread)
    assert answer.status_code == 422
    assert "Something was written since you read the copy." in unescape(answer.content.decode())
    shown = unescape(page(client, f"{address}?form=full&language=ti"))
    assert "We have no words of our own in Tigrinya yet" in shown
    fingerprint = re.search(r'name="read" value="([0-9a-f]{64})"', shown)
    assert fingerprint is not None
    given = unread | {"read": fingerprint[1]}
    assert client.post(address, {**given, "confirmed": ""}).status_code == 422, "nobody has said that it was read"
    assert client.post(address, given).status_code == 302
    fetched = client.get(reverse("plan_copy_pdf", args=[planned]))
    assert fetched.content.startswith(b"%PDF")
    assert fetched["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    with acting_as(officers.social_worker):
        assert PlanCopy.objects.standing().get(case=planned).form == "full"


def test_which_copy_was_made_stands_in_the_ledger(own_database: str, as_owner: object) -> None:
    from mooring.casework import actions as casework
    from mooring.support.actions.plan_copies import make_copy
    from mooring.support.own_copy.content import content

    lead = Cast().social_worker
    case = casework.open_case(by=lead)
    plan = write_plan(by=lead, case=case, needs={}, services=["doctor"])
    with acting_as(lead):
        fingerprint = content(case, plan, "safe", "da").as_read()
    make_copy(by=lead, case=case, form="safe", language="da", read=fingerprint)
    with as_owner() as session:  # type: ignore[operator]
        lines = session.execute(f"select code from {LedgerLine._meta.db_table} where verb = 'plan.copy'").fetchall()
    assert lines == [("safe",)]


def test_steps_are_written_changed_and_shown_with_how_far_they_have_come(planned: Case, officers: Cast) -> None:
    client, today = visit(officers.social_worker), clock.today().isoformat()
    assert client.post(reverse("staying_note", args=[planned]), {"stays": "yes", "said_on": today}).status_code == 302
    wrong = {"step": "other", "helper": "Her aunt.", "reached_on": today}
    answer = client.post(reverse("milestone_write", args=[planned]), wrong)
    assert answer.status_code == 422
    assert "Her aunt." in answer.content.decode()
    assert client.post(reverse("milestone_write", args=[planned]), wrong | {"note": "A bicycle."}).status_code == 302
    slip = client.post(reverse("milestone_change", args=[planned, 1]), {"expected_on": "0026-11-20"})
    assert slip.status_code == 422
    shown = page(client, reverse("milestones", args=[planned]))
    assert "A bicycle." in shown
    assert "of 2 steps reached" in shown
    assert "wishes to stay, and to plan for it" in shown
    assert "Language course begun" in page(client, f"/cases/{planned}/panels/milestones/")
