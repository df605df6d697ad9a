"""Emergency access: an hour, reading only, told to the team at once, reviewed by another, and silent about whether there is a case."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from mooring.casework import actions, break_glass
from mooring.casework.compartments import Compartment
from mooring.casework.models import (
    BreakGlass,
    BreakGlassAttempt,
    BreakGlassReview,
    Case,
    Deadline,
    EmergencyKind,
    Event,
    Grant,
    Ground,
)
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.views import break_glass as pages
from mooring.law.days import working_days_after
from mooring.names import actions as names
from mooring.names.models import Identity
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import DataKey, Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.roles import all_roles
from tests.cast import Cast
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WHY = "The person's brother rang: somebody is at the door with a knife."


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers' common length is tried where it is the question."""
    monkeypatch.setattr(pages, "AT_LEAST_SECONDS", 0.0)


def opened(by: Officer, case: Case, kind: str = EmergencyKind.DANGER_TO_LIFE) -> BreakGlass:
    actions.open_in_emergency(by=by, pseudonym=case.pseudonym, kind=kind, words=WHY)
    with acting_as(by):
        found: BreakGlass = BreakGlass.objects.filter(recorded_by=by).latest("recorded_at")
    return found


def asked(pseudonym: str, kind: str = "court_order", due_in: timedelta = timedelta(days=2)) -> str:
    """Ask the database's function itself, as the application's login and whatever the code around it forgets."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select mooring_break_glass(%s, %s, %s, '{}'::jsonb)", [pseudonym, kind, timezone.now() + due_in]
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize("kind", list(EmergencyKind))
def test_a_stranger_reads_what_the_kind_of_emergency_opens_and_writes_nothing(
    kind: EmergencyKind, case: Case, officers: Cast
) -> None:
    stranger = officers.stranger
    with acting_as(stranger):
        assert not Case.objects.exists()
    opened(stranger, case, kind)
    with acting_as(stranger):
        seen = Case.objects.get()
        assert seen.held_by(stranger) == dict.fromkeys(break_glass.OPENS[kind], False)
        grants = list(Grant.objects.all())
        assert {(grant.officer_id, grant.given_by_id, grant.as_lead) for grant in grants} == {
            (stranger.pk, stranger.pk, False)
        }
        assert all(timedelta(0) < grant.until - timezone.now() <= timedelta(hours=1) for grant in grants if grant.until)
    with pytest.raises(Refused):
        actions.set_task(by=stranger, case=seen, words="Ring.", officer=stranger)
    with pytest.raises(Refused):
        actions.give_access(by=stranger, case=seen, compartment="core", officer=officers.colleague)


def test_what_python_says_of_kinds_and_roles_the_database_says_too(officers: Cast) -> None:
    with connection.cursor() as cursor:
        for kind in EmergencyKind:
            cursor.execute("select mooring_break_glass_opens(%s)", [kind])
            assert tuple(cursor.fetchone()[0]) == break_glass.OPENS[kind]
            for code in all_roles():
                cursor.execute("select mooring_break_glass_by(%s, %s)", [code, kind])
                assert cursor.fetchone()[0] == (kind in break_glass.OPENED_BY.get(code, ()))
    for code, role in all_roles().items():
        assert (break_glass.OPEN_VERB in role.verbs) == (code in break_glass.OPENED_BY)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"until": timedelta(hours=2)},
        {"until": None},
        {"may_write": True},
        {"as_lead": True},
        {"officer": "colleague"},
        {"compartment": "police"},
    ],
    ids=str,
)
def test_no_statement_of_the_application_puts_in_an_emergency_grant(
    wrong: dict[str, object], case: Case, officers: Cast
) -> None:
    """Neither one that is too long, nor one that writes, leads, is another's or opens another part; nor even a right one."""
    stranger = officers.stranger
    given = {"compartment": "core", "may_write": False, "as_lead": False, "until": timedelta(hours=1), **wrong}
    until = given.pop("until")
    holder = getattr(officers, str(given.pop("officer"))) if "officer" in given else stranger
    now = timezone.now()
    with acting_as(stranger), pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.create(
            case_id=case.pk, officer=holder, given_by=stranger, ground=Ground.BREAK_GLASS, since=now,
            until=now + until if isinstance(until, timedelta) else None, case_opened_at=now, **given,
        )  # fmt: skip


@pytest.mark.parametrize(
    "change", ["until = until + interval '1 second'", "may_write = true", "as_lead = true", "until = null"]
)
@pytest.mark.usefixtures("own_database")
def test_not_even_the_owner_makes_an_emergency_longer_or_wider(change: str, as_owner: Owner) -> None:
    officers = Cast()
    opened(officers.stranger, actions.open_case(by=officers.social_worker))
    with as_owner() as session, pytest.raises(psycopg.errors.CheckViolation):
        session.execute(f"update casework_grant set {change} where ground = 'break_glass'")


@pytest.mark.usefixtures("own_database")
def test_after_an_hour_it_ends_by_itself(as_owner: Owner) -> None:
    officers = Cast()
    stranger = officers.stranger
    case = actions.open_case(by=officers.social_worker)
    opened(stranger, case)
    with acting_as(stranger):
        assert Case.objects.exists()
    with as_owner() as session:
        hour = "interval '1 hour'"
        session.execute(
            f"update casework_grant set since = since - {hour}, until = until - {hour} where ground = 'break_glass'"
        )
    with acting_as(stranger):
        for model in (Case, Event, DataKey, Deadline):
            assert not model._default_manager.exists()
    assert visit(stranger).get(f"/cases/{case}/").status_code == 404


def test_the_function_itself_refuses_who_may_not_and_what_is_no_kind(case: Case, officers: Cast) -> None:
    for who, kind in (
        ("police", "court_order"),
        ("departure", "danger_to_life_now"),
        ("administrator", "danger_to_life_now"),
        ("unposted", "danger_to_life_now"),
        ("stranger", "curiosity"),
    ):
        with acting_as(getattr(officers, who)), pytest.raises(DatabaseError):
            asked(case.pseudonym, kind)
    with acting_as(officers.stranger), pytest.raises(DatabaseError):
        asked(case.pseudonym, due_in=timedelta(days=30))
    with pytest.raises(DatabaseError):
        asked(case.pseudonym)


def test_the_function_answers_alike_and_the_sixth_time_in_an_hour_not_at_all(case: Case, officers: Cast) -> None:
    with acting_as(officers.stranger):
        assert asked(new_pseudonym("DK")) == asked(case.pseudonym) == "asked"
        for _time in range(3):
            asked(new_pseudonym("DK"))
        with pytest.raises(DatabaseError):
            asked(new_pseudonym("DK"))
        assert BreakGlassAttempt.objects.count() == 5
    with pytest.raises(Refused):
        actions.open_in_emergency(
            by=officers.stranger, pseudonym=new_pseudonym("DK"), kind="court_order", words="Once more."
        )


def test_the_police_open_a_case_only_while_a_life_is_in_danger(case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        opened(officers.police, case, EmergencyKind.COURT_ORDER)
    opened(officers.police, case, EmergencyKind.DANGER_TO_LIFE)
    shown = page(visit(officers.police), "/emergency/")
    assert "Danger to life, now" in shown
    assert "Order of a court" not in shown


def test_no_second_hour_without_a_review_but_for_another_officer(case: Case, officers: Cast) -> None:
    first = opened(officers.stranger, case)
    with pytest.raises(Refused):
        opened(officers.stranger, case)
    opened(officers.police, case)
    lead = officers.social_worker
    with acting_as(lead):
        seen = BreakGlass.objects.select_related("case").get(pk=first.pk)
    actions.review(by=lead, opening=seen, outcome="justified", words="Right.")
    with acting_as(officers.stranger), connection.cursor() as cursor:
        cursor.execute(
            "select mooring_break_glass(%s, 'health_emergency', now() + interval '1 day', '{}')", [str(case)]
        )
        assert cursor.fetchone() == ("asked",)


def test_what_is_open_already_needs_no_emergency(case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        opened(officers.colleague, case, EmergencyKind.HEALTH)


def test_the_team_is_told_at_once(case: Case, officers: Cast) -> None:
    opened(officers.stranger, case)
    lead = officers.social_worker
    with acting_as(lead):
        event = Event.objects.get(kind="break_glass.open")
        assert (event.codes, event.agency.code) == ({"kind": "danger_to_life_now"}, "harbour")
        due: Deadline = Deadline.objects.open().get(kind="break_glass.review")
        assert due.pen_desk == lead.desk
        assert due.due_at == break_glass.review_due(clock.today())
        assert WHY not in json.dumps(due.finding)
        (told,) = break_glass.of_case(case)
        assert (told.words, told.runs, told.review) == (WHY, True, None)
    client = visit(lead)
    assert "Review of an emergency access" in page(client, "/")
    assert "Opened in an emergency, until" in page(client, f"/cases/{case}/")
    assert "Danger to life, now" in page(client, f"/cases/{case}/panels/timeline/")
    assert WHY in page(client, f"/cases/{case}/emergencies/").replace("&#x27;", "'")
    assert "Open to you in an emergency until" in page(visit(officers.stranger), f"/cases/{case}/")


@pytest.mark.parametrize(
    ("day", "due"), [((2026, 11, 23), 25), ((2026, 11, 26), 30), ((2026, 11, 27), 1), ((2026, 11, 28), 1)]
)
def test_a_review_is_due_on_the_second_working_day(day: tuple[int, int, int], due: int) -> None:
    assert working_days_after(date(*day), break_glass.WORKING_DAYS_TO_REVIEW).day == due


def test_the_name_and_the_way_to_the_person_can_be_read_in_danger_to_life(case: Case, officers: Cast) -> None:
    lead, stranger = officers.social_worker, officers.stranger
    names.write_identity(by=lead, case=case, fields={"family_name": "Inventedname"})
    names.agree_safe_contact(by=lead, case=case, channel="telephone", detail="+45 00 00 00 17")
    opened(stranger, case)
    client = visit(stranger)
    revealed = client.post(f"/cases/{case}/who/", {"reason": "safety", "words": "To warn her."})
    assert "Inventedname" in revealed.content.decode()
    assert "+45 00 00 00 17" in client.post(f"/cases/{case}/contact/detail/").content.decode()
    assert client.post(f"/cases/{case}/who/write/", {"family_name": "Other"}).status_code == 403
    with acting_as(lead):
        assert Event.objects.filter(kind="identity.reveal", by=stranger).exists()


def test_a_health_emergency_does_not_open_the_name(case: Case, officers: Cast) -> None:
    names.write_identity(by=officers.social_worker, case=case, fields={"family_name": "Inventedname"})
    opened(officers.stranger, case, EmergencyKind.HEALTH)
    with acting_as(officers.stranger):
        assert not Identity.objects.exists()
    assert visit(officers.stranger).get(f"/cases/{case}/who/").status_code == 403


def test_another_lead_reviews_and_nobody_else(case: Case, officers: Cast) -> None:
    lead, stranger, colleague = officers.social_worker, officers.stranger, officers.colleague
    opening = opened(stranger, case)
    with acting_as(lead):
        seen = BreakGlass.objects.select_related("case").get(pk=opening.pk)
    for who in (stranger, colleague):
        with pytest.raises(Refused):
            actions.review(by=who, opening=seen, outcome="justified", words="It was.")
        with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
            BreakGlassReview(case=case, opening=opening, outcome="justified", words_sealed=b"x", recorded_by=who).save(
                force_insert=True
            )
    actions.review(by=lead, opening=seen, outcome="follow_up", words="Ask what was done with the number.")
    actions.review(by=lead, opening=seen, outcome="not_justified", words="The shift could have been rung.")
    with acting_as(lead):
        assert BreakGlassReview.objects.standing().get().outcome == "not_justified"
        assert BreakGlassReview.objects.count() == 2
        assert not Deadline.objects.open().filter(kind="break_glass.review").exists()
    with acting_as(stranger):
        ((_mine, said),) = break_glass.my_openings(stranger)
        assert said is not None
        assert said.outcome == "not_justified"


def test_who_leads_a_case_that_she_opened_does_not_review_herself(case: Case, officers: Cast) -> None:
    lead, stranger = officers.social_worker, officers.stranger
    opening = opened(stranger, case)
    for part in ("entry", "core"):
        actions.give_access(by=lead, case=case, compartment=part, officer=stranger, as_lead=True)
    with acting_as(stranger):
        seen = BreakGlass.objects.select_related("case").get(pk=opening.pk)
    with pytest.raises(Refused):
        actions.review(by=stranger, opening=seen, outcome="justified", words="It was.")
    with acting_as(stranger), pytest.raises(DatabaseError), transaction.atomic():
        BreakGlassReview(case=case, opening=opening, outcome="justified", words_sealed=b"x", recorded_by=stranger).save(
            force_insert=True
        )


def test_what_an_emergency_opened_to_a_lead_she_does_not_pass_on(case: Case, officers: Cast) -> None:
    lead, stranger = officers.social_worker, officers.stranger
    for part in ("entry", "core"):
        actions.give_access(by=lead, case=case, compartment=part, officer=stranger, as_lead=True)
    opened(stranger, case, EmergencyKind.HEALTH)
    with pytest.raises(Refused) as refused:
        actions.give_access(
            by=stranger, case=case, compartment=Compartment.HEALTH, officer=officers.police, may_write=False
        )
    assert "only what is open to you" in refused.value.refusal.reason


def test_a_case_that_is_closed_still_waits_for_the_review(case: Case, officers: Cast) -> None:
    opened(officers.stranger, case)
    actions.close(by=officers.social_worker, case=case)
    with acting_as(officers.social_worker):
        assert [due.kind for due in Deadline.objects.open().filter(case=case)] == ["break_glass.review"]


def sent(client: Client, pseudonym: str, kind: str = "court_order") -> tuple[int, str, str]:
    """What an officer is answered, without the pseudonym she typed, the minute and the tokens."""
    answer = client.post("/emergency/", {"pseudonym": pseudonym, "kind": kind, "words": WHY}, follow=True)
    text = answer.content.decode().replace(pseudonym, "")
    text = re.sub(r'(csrfmiddlewaretoken" value|data-csrf|form_owner" value)="[^"]*"', "", text)
    return answer.status_code, re.sub(r"\d\d:\d\d", "", text), str(answer.redirect_chain)


def test_the_answer_is_the_same_byte_for_byte_where_there_is_no_such_case(case: Case, officers: Cast) -> None:
    client = visit(officers.stranger)
    nowhere = new_pseudonym("DK")
    none, some = sent(client, nowhere), sent(client, case.pseudonym)
    assert none == some
    assert "If there is a case with this pseudonym" in some[1]
    assert client.get(f"/cases/{nowhere}/").status_code == 404
    assert client.get(f"/cases/{case}/").status_code == 200


@pytest.mark.usefixtures("own_database")
def test_each_asking_writes_one_line_and_only_the_line_knows(as_owner: Owner) -> None:
    officers = Cast()
    stranger = officers.stranger
    case = actions.open_case(by=officers.social_worker)
    for pseudonym in (new_pseudonym("DK"), case.pseudonym):
        actions.open_in_emergency(by=stranger, pseudonym=pseudonym, kind="child_missing", words=WHY)
    with as_owner() as session:
        lines = session.execute(
            "select case_key, code, outcome from safeguards_ledgerline where verb = 'break_glass.open' order by id"
        ).fetchall()
    assert lines == [(None, "child_missing", "done"), (case.pk, "child_missing", "done")]


def test_every_answer_takes_the_same_time(case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(pages, "AT_LEAST_SECONDS", 60.0)
    monkeypatch.setattr("mooring.casework.views.break_glass.time.sleep", waited.append)
    client = visit(officers.stranger)
    for pseudonym in (case.pseudonym, new_pseudonym("DK")):
        sent(client, pseudonym)
    assert len(waited) == 2
    assert all(50 < seconds < 60 for seconds in waited)


def test_a_slip_of_the_pen_keeps_what_was_typed(officers: Cast) -> None:
    answer = visit(officers.stranger).post(
        "/emergency/", {"pseudonym": "DK-AAAA-AAAA-A", "kind": "court_order", "words": "It cannot wait at all."}
    )
    assert answer.status_code == 422
    assert "It cannot wait at all." in answer.content.decode()


@pytest.mark.parametrize("who", ["departure", "statistician", "keeper", "administrator", "unposted"])
def test_who_has_no_such_role_does_not_get_to_the_form(who: str, officers: Cast) -> None:
    assert visit(getattr(officers, who)).get("/emergency/").status_code == 403


def test_the_review_is_written_on_its_page(case: Case, officers: Cast) -> None:
    opened(officers.stranger, case)
    client = visit(officers.social_worker)
    way = re.search(rf"/cases/{case}/emergencies/[^\"/]+/", page(client, f"/cases/{case}/emergencies/"))
    assert way is not None
    assert client.post(way[0], {"outcome": "justified"}).status_code == 422
    assert client.post(way[0], {"outcome": "justified", "words": "It was right."}).status_code == 302
    assert "It was right." in page(client, f"/cases/{case}/emergencies/")
    assert "Opened in an emergency, until" in page(client, f"/cases/{case}/")  # the hour still runs
    assert visit(officers.stranger).get(way[0]).status_code == 403


def test_the_figures_count_and_name_nobody(case: Case, officers: Cast) -> None:
    opening = opened(officers.stranger, case)
    lead = officers.social_worker
    with acting_as(lead):
        seen = BreakGlass.objects.select_related("case").get(pk=opening.pk)
    with acting_as(officers.statistician):
        (line,) = break_glass.figures()
        assert (line.kind, line.agency.code, line.outcome, line.reviewed, line.times) == (
            "danger_to_life_now", "harbour", "", "waiting", 1,
        )  # fmt: skip
    actions.review(by=lead, opening=seen, outcome="justified", words="It was.")
    with acting_as(officers.statistician):
        (line,) = break_glass.figures()
        assert (line.outcome, line.reviewed) == ("justified", "in_time")
    with acting_as(lead):
        assert break_glass.figures() == []
    shown = page(visit(officers.statistician), "/emergency/figures/")
    assert "Test organisation Harbour" in shown
    assert case.pseudonym not in shown
    assert officers.stranger.name not in shown
    assert visit(lead).get("/emergency/figures/").status_code == 403


def test_a_review_that_is_late_is_seen_and_counted_as_late(case: Case, officers: Cast) -> None:
    opening = opened(officers.stranger, case)
    with acting_as(officers.social_worker):
        seen = BreakGlass.objects.select_related("case").get(pk=opening.pk)
    with clock.at(timezone.now() + timedelta(days=30)):
        assert "has not been reviewed in time" in page(visit(officers.colleague), f"/cases/{case}/")
        with acting_as(officers.statistician):
            assert [line.reviewed for line in break_glass.figures()] == ["overdue"]
        actions.review(by=officers.social_worker, opening=seen, outcome="justified", words="It was.")
        with acting_as(officers.statistician):
            assert [line.reviewed for line in break_glass.figures()] == ["late"]


def test_the_police_read_a_name_while_a_life_is_in_danger_and_no_paper(officers: Cast) -> None:
    police = officers.police
    assert police.may("identity.reveal")
    assert not police.may("paper.look")
