"""The pages of groups: from the list to the minutes; and what a stranger finds there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mooring.casework import actions as casework
from mooring.names.actions import write_identity
from mooring.referral.actions import groups as group_actions
from mooring.referral.actions import meetings
from mooring.referral.actions.meetings import action_address, meeting_address
from mooring.referral.models import GroupMember, Matter
from mooring.referral.waiting_in_groups import climb
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.referral.in_groups import QUESTION, WORDS, Groups, laid_out, meeting_of, on_agenda, raised
from tests.visiting import page, visit


@pytest.fixture
def groups(officers: Cast) -> Groups:
    return laid_out(officers)


def form(**changes: object) -> dict[str, object]:
    return {"group": "regional-test", "subject": "housing", "title": QUESTION, "words": WORDS} | changes


def told(officer: Officer) -> list[tuple[str, str]]:
    with acting_as(officer):
        return list(Notice.objects.filter(officer=officer).values_list("kind", "urgency"))


def test_each_sees_the_groups_of_her_agency_and_no_other(officers: Cast, groups: Groups) -> None:
    assert "Invented region" in page(visit(officers.social_worker), "/groups/")
    assert "Invented region" not in page(visit(officers.ministry), "/groups/")
    assert "is in no group" in page(visit(officers.stranger), "/groups/")


def test_a_stranger_finds_nothing_at_any_door(officers: Cast, groups: Groups) -> None:
    keeper = officers.coordinator
    matter = raised(officers.social_worker, groups.regional)
    meeting = on_agenda(keeper, matter)
    action = meetings.agree_action(
        by=keeper,
        group=groups.regional,
        agency=Agency.objects.get(code="police"),
        words="Ask the districts.",
        due_on=clock.today(),
    )
    at = meeting_address(meeting)
    ways = ["/groups/regional-test/", at, f"{at}minutes/", f"{at}calendar/", action_address(action)]
    ways += [f"/matters/{matter.reference}/", f"/matters/{matter.reference}/close/"]
    for way in ways:
        assert visit(officers.social_worker).get(way).status_code == 200, way
        assert visit(officers.stranger).get(way).status_code == 404, way
        assert visit(officers.statistician).get(way).status_code == 403, way
    assert visit(officers.stranger).post("/matters/new/", form()).status_code == 422
    assert "Your agency is in no group" in page(visit(officers.stranger), "/matters/new/"), "no form leads nowhere"
    for way in ("answer/", "higher/", "agenda/", "down/"):
        assert visit(officers.ministry).get(f"/matters/{matter.reference}/{way}").status_code == 404


def test_an_agency_that_has_left_sees_the_group_no_more(officers: Cast, groups: Groups) -> None:
    with acting_as(officers.coordinator):
        member = GroupMember.objects.get(group=groups.regional, agency__code="police")
    assert visit(officers.police).get("/groups/regional-test/").status_code == 200
    group_actions.leave_group(by=officers.coordinator, member=member)
    assert visit(officers.police).get("/groups/regional-test/").status_code == 404


def test_what_was_found_is_shown_and_nothing_typed_is_lost(officers: Cast, groups: Groups) -> None:
    worker = officers.social_worker
    case = casework.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"given_names": "Ioana"})
    client, way = visit(worker), f"/cases/{case}/matter/"
    assert client.get(way).status_code == 200
    words = "Ioana and others in Southern Denmark wait."
    answer = client.post(way, form(words=words))
    shown = answer.content.decode()
    assert answer.status_code == 422 and words in shown
    assert "<strong>Ioana</strong>" in shown and "Southern Denmark</mark>" in shown
    asked = client.post(way, form(words="Some in Southern Denmark wait."))
    fields = [name for name in asked.context["form"].fields if name.startswith("confirm-")]
    assert asked.status_code == 422 and len(fields) == 1
    sent = client.post(way, form(words="Some in Southern Denmark wait.", **{fields[0]: "many"}))
    assert sent.status_code == 302
    with acting_as(worker):
        assert Matter.objects.get().confirmed == [{"kind": "place", "reason": "many"}]


def test_a_matter_is_carried_by_pages_from_the_agenda_to_home(officers: Cast, groups: Groups) -> None:
    worker, keeper = visit(officers.social_worker), visit(officers.coordinator)
    assert worker.post("/matters/new/", form()).status_code == 302
    with acting_as(officers.social_worker):
        at = f"/matters/{Matter.objects.get().reference}/"
    meeting = meeting_of(officers.coordinator, groups.regional)
    named = meeting_address(meeting).split("/")[2]
    assert keeper.post(f"{at}agenda/", {"meeting": named}).status_code == 302
    assert QUESTION in page(keeper, f"/meetings/{named}/")
    assert keeper.post(f"{at}answer/", {"words": "The regions pay."}).status_code == 302
    assert keeper.post(f"{at}down/", {"words": ""}).status_code == 302
    assert "The answer to a matter has come home" in page(worker, "/")
    assert worker.post(f"{at}close/", {"words": ""}).status_code == 302
    assert "The regions pay." in page(worker, at)
    assert worker.post(f"{at}withdraw/", {"words": ""}).status_code == 422
    assert QUESTION in page(worker, "/matters/")


def test_a_meeting_is_called_moved_held_and_its_minutes_kept(officers: Cast, groups: Groups) -> None:
    keeper = visit(officers.coordinator)
    hours = {"starts_at": "2027-03-01T10:00", "ends_at": "2027-03-01T12:00", "place": "The blue room"}
    called = keeper.post("/groups/regional-test/meetings/", hours)
    assert called.status_code == 302
    at = called["Location"]
    assert keeper.post(f"{at}arrange/", hours | {"state": "held"}).status_code == 422, "it has not begun"
    assert (
        keeper.post(f"{at}arrange/", hours | {"state": "planned", "starts_at": "2027-03-01T09:00"}).status_code == 302
    )
    assert keeper.post(f"{at}agenda/", {"title": "Any other business"}).status_code == 302
    assert keeper.post(f"{at}agenda/1/", {"words": "We meet in spring again."}).status_code == 302
    action = {"words": "Ask the districts.", "agency": "police", "officer": "", "due_on": "2027-04-01"}
    assert keeper.post(f"{at}actions/", action).status_code == 302
    answer = visit(officers.police).get(f"{at}minutes/")
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    text = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(BytesIO(answer.content)))
    for words in (
        "The blue room",
        "Any other business",
        "We meet in spring again.",
        "Ask the districts.",
        "Test police",
    ):
        assert words in text
    assert "09:00" in page(keeper, at)


def test_a_calendar_is_told_when_and_nothing_more(officers: Cast, groups: Groups) -> None:
    meeting = meeting_of(officers.coordinator, groups.regional)
    client = visit(officers.social_worker)
    assert client.post("/my-calendar/").status_code == 302
    shown = page(client, "/my-calendar/")
    address = shown[shown.index("/calendar/") :].partition("<")[0]
    assert "/calendar/" not in page(client, "/my-calendar/").replace("/my-calendar/", ""), "it is shown once"
    fetched = Client().get(address)
    assert fetched.status_code == 200 and fetched["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(fetched.content).walk("VEVENT")
    assert event["SUMMARY"] == "Mooring: meeting"
    with acting_as(officers.coordinator):
        arranged = meeting.arrangement()
    assert event.decoded("DTSTART") == arranged.starts_at.replace(microsecond=0)
    assert set(event) <= {
        "UID",
        "SEQUENCE",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DTSTAMP",
        "LAST-MODIFIED",
        "STATUS",
        "CLASS",
    }
    one = client.get(f"{meeting_address(meeting)}calendar/").content.decode()
    for words in (fetched.content.decode(), one):
        assert "Invented" not in words and "blue room" not in words and str(meeting.pk) not in words
    assert Client().get(reverse("calendar_feed", args=["x" * 43])).status_code == 404
    assert client.post("/my-calendar/end/").status_code == 302
    assert Client().get(address).status_code == 404


def test_an_action_that_is_late_climbs_the_ladder_once_a_step(officers: Cast, groups: Groups) -> None:
    keeper = officers.coordinator
    group_actions.join_group(by=keeper, group=groups.regional, agency=Agency.objects.get(code="harbour"))
    action = meetings.agree_action(
        by=keeper,
        group=groups.regional,
        agency=Agency.objects.get(code="harbour"),
        officer=officers.stranger,
        words="Ask the others.",
        due_on=clock.today() + timedelta(days=10),
    )
    due = clock.now() + timedelta(days=10)
    seen = []
    for days in (-4, -3, -3, 1, 1, 7, 7, 20):
        with clock.at(due + timedelta(days=days)):
            seen.append(climb())
    assert seen == [0, 1, 0, 1, 0, 1, 0, 0]
    assert [kind for kind, _how in told(officers.stranger)].count("group_action.overdue") == 2
    assert ("group_action.overdue", "escalation") in told(officers.harbour_lead)
    assert [kind for kind, _how in told(keeper)] == ["group_action.overdue"]
    assert visit(officers.police).post(action_address(action), {"note": "x"}).status_code == 422
    assert visit(officers.stranger).post(action_address(action), {"note": "All were asked."}).status_code == 302
    assert "All were asked." in page(visit(officers.police), action_address(action))


def test_the_groups_of_the_country_are_entered_once(officers: Cast) -> None:
    client = visit(officers.coordinator)
    assert client.post("/groups/bring-in/").status_code == 302
    shown = page(client, "/groups/")
    assert "Interdepartmental group" in shown and "group on trafficking into forced labour" in shown
    entered = shown.count('class="strong" href="/groups/')
    assert client.post("/groups/bring-in/").status_code == 302
    assert page(client, "/groups/").count('class="strong" href="/groups/') == entered == 10
