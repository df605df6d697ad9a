"""What has come to its end is listed by the machine, reviewed by people, erased by two, and held when it must be."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import InternalError, ProgrammingError, connection, transaction
from django.http.response import HttpResponseBase

from mooring.casework import actions, retention
from mooring.casework.actions import retention as deeds
from mooring.casework.models import Case, ComeToItsEnd, Event, LegalHold, ReviewStep
from mooring.casework.pseudonym import new_pseudonym
from mooring.identification.actions import met, person
from mooring.names.actions import agree_safe_contact, write_identity
from mooring.safeguards import clock, erasure
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.plan import write_plan
from tests.casework.reviewed import YEARS, erase, item_of, listed_after_years
from tests.cast import Cast
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
CANARY = "Zabrocanary"


@pytest.fixture
def case(officers: Cast) -> Case:
    """A closed case with words in every room."""
    worker = officers.social_worker
    case = actions.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"given_names": CANARY, "family_name": "Test"})
    agree_safe_contact(by=worker, case=case, channel="telephone", detail="12345678", hours=CANARY)
    actions.write_note(by=worker, case=case, words=CANARY)
    actions.set_task(by=worker, case=case, words=CANARY, desk=worker.desk)
    write_plan(by=worker, case=case, needs={"health": CANARY}, goals=CANARY)
    person.record_exploitation(by=worker, case=case, forms=["sexual"], crossing="internal", countries=[])
    actions.close(by=worker, case=case)
    return case


@pytest.fixture
def years_later(case: Case) -> Iterator[None]:
    with clock.at(clock.now() + YEARS):
        yield


def test_nothing_is_listed_before_its_period_is_over(officers: Cast, case: Case) -> None:
    retention.list_what_ended()
    with pytest.raises(ComeToItsEnd.DoesNotExist):
        item_of(officers.protector, case.pk)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_at_every_hour_of_the_countrys_day_what_was_reviewed_may_be_erased(
    officers: Cast, case: Case, hour: int
) -> None:
    """Shortly after midnight in the country it is still yesterday in UTC, by which the database counts."""
    on = clock.today() + YEARS
    with clock.at(datetime(on.year, on.month, on.day, hour, 20, tzinfo=settings.MOORING_COUNTRY.zone)):
        erase(officers, case)
        assert erasure.erased(case.pk)


@pytest.mark.usefixtures("years_later")
def test_the_machine_lists_and_never_erases(officers: Cast, case: Case) -> None:
    assert retention.list_what_ended() >= 1
    assert retention.list_what_ended() == 0
    item = item_of(officers.protector, case.pk)
    assert item.named == case.pseudonym
    assert item.state_body
    assert not erasure.erased(case.pk)


@pytest.mark.usefixtures("years_later")
def test_who_answers_for_data_protection_sees_the_line_and_not_the_case(officers: Cast, case: Case) -> None:
    listed_after_years(officers, case)
    with acting_as(officers.protector):
        assert ComeToItsEnd.objects.count() == 1
        assert not Case.objects.exists()
        assert not Event.objects.exists()


@pytest.mark.parametrize(
    "who", ["stranger", "statistician", "police", "departure", "assessor", "unposted", "administrator"]
)
@pytest.mark.usefixtures("years_later")
def test_nobody_else_sees_that_there_is_anything_to_review(officers: Cast, case: Case, who: str) -> None:
    item = listed_after_years(officers, case)
    other = getattr(officers, who)
    with acting_as(other):
        assert not ComeToItsEnd.objects.exists()
    with pytest.raises(Refused):
        deeds.propose(by=other, item=item)
    with pytest.raises(Refused):
        deeds.erase(by=other, item=item)


@pytest.mark.usefixtures("years_later")
def test_one_alone_erases_nothing(officers: Cast, case: Case) -> None:
    item = listed_after_years(officers, case)
    with pytest.raises(Refused) as refused:
        deeds.erase(by=officers.protector, item=item)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    with pytest.raises(Refused):
        deeds.erase(by=officers.social_worker, item=item)


@pytest.mark.usefixtures("years_later")
def test_an_authority_waits_for_the_archives(officers: Cast, case: Case) -> None:
    item = listed_after_years(officers, case)
    deeds.propose(by=officers.social_worker, item=item)
    with pytest.raises(Refused) as refused:
        deeds.erase(by=officers.protector, item=item)
    assert "archives" in refused.value.refusal.reason
    for wrong in ("", "Jens Hansen har sagt ja"):
        with pytest.raises(Refused):
            deeds.note_archives(
                by=officers.protector, item=item, ground="authorised", reference=wrong, happened_on=clock.today()
            )
    deeds.note_archives(
        by=officers.protector, item=item, ground="authorised", reference="24/0815", happened_on=clock.today()
    )
    deeds.erase(by=officers.protector, item=item)
    assert erasure.erased(case.pk)


@pytest.mark.usefixtures("years_later")
def test_what_is_held_is_neither_reviewed_away_nor_erased(officers: Cast, case: Case) -> None:
    hold = deeds.place_hold(by=officers.social_worker, case=case, ground="court_case", words=CANARY)
    with pytest.raises(Refused) as refused:
        erase(officers, case)
    assert "hold" in refused.value.refusal.reason
    with acting_as(officers.protector):
        seen = LegalHold.objects.in_force().get(case_id=case.pk)
        assert seen.ground == "court_case"
        with pytest.raises((CannotOpen, Case.DoesNotExist)):
            seen.words("words")
    hold.case = case
    deeds.lift_hold(by=officers.social_worker, hold=hold)
    deeds.erase(by=officers.protector, item=item_of(officers.protector, case.pk))
    assert erasure.erased(case.pk)


@pytest.mark.usefixtures("years_later")
def test_a_hold_with_a_day_ends_by_itself(officers: Cast, case: Case) -> None:
    deeds.place_hold(by=officers.social_worker, case=case, ground="audit", until=clock.today())
    with clock.at(clock.now() + timedelta(days=2)):
        erase(officers, case)
    assert erasure.erased(case.pk)


@pytest.mark.usefixtures("years_later")
def test_the_database_itself_refuses_what_was_not_reviewed(officers: Cast, case: Case) -> None:
    """Even code that forgets every rule of the house erases nothing."""
    item = listed_after_years(officers, case)
    with acting_as(officers.protector), pytest.raises(erasure.HeldByLaw):
        erasure.erase(case.pk, ground="retention.ended", by=officers.protector)
    with (
        acting_as(officers.protector),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("set local role mooring_eraser")
        cursor.execute(
            "insert into safeguards_erasure (subject, erased_at, ground, erased_by) values (%s, now(), 'x', %s)",
            [case.pk, officers.protector.pk],
        )
    with acting_as(officers.protector), pytest.raises(ProgrammingError), transaction.atomic():
        ReviewStep(subject=case.pk, runs_from=item.runs_from, kind="nothing_more_needed", by=officers.protector).save(
            force_insert=True
        )
    with acting_as(officers.social_worker), pytest.raises(ProgrammingError), transaction.atomic():
        ReviewStep(subject=case.pk, runs_from=item.runs_from, kind="erase", by=officers.social_worker).save(
            force_insert=True
        )


@pytest.mark.usefixtures("years_later")
def test_a_team_that_still_needs_it_takes_the_proposal_back(officers: Cast, case: Case) -> None:
    item = listed_after_years(officers, case)
    deeds.propose(by=officers.social_worker, item=item)
    deeds.propose(by=officers.colleague, item=item, needed=True)
    deeds.note_archives(
        by=officers.protector, item=item, ground="taken_over", reference="24/1", happened_on=clock.today()
    )
    with pytest.raises(Refused):
        deeds.erase(by=officers.protector, item=item)


@pytest.mark.usefixtures("years_later")
def test_kept_for_longer_is_looked_at_again(officers: Cast, case: Case) -> None:
    item = listed_after_years(officers, case)
    deeds.keep(by=officers.protector, item=item, ground="compensation", until=clock.today() + timedelta(days=30))
    with acting_as(officers.protector):
        review = retention.review_of(item.pk)
        assert review is not None and review.state is retention.State.KEPT
    with clock.at(clock.now() + timedelta(days=40)):
        with acting_as(officers.protector):
            review = retention.review_of(item.pk)
            assert review is not None and review.state is retention.State.FOR_THE_TEAM
        erase(officers, case)


@pytest.mark.usefixtures("years_later")
def test_a_case_that_was_opened_again_leaves_the_list(officers: Cast, case: Case) -> None:
    listed_after_years(officers, case)
    with acting_as(officers.social_worker):
        actions.move_to(case, "presumed", by=officers.social_worker)  # type: ignore[arg-type]
    retention.list_what_ended()
    with pytest.raises(ComeToItsEnd.DoesNotExist):
        item_of(officers.protector, case.pk)


@pytest.mark.usefixtures("years_later")
def test_the_page_of_an_erased_case_says_so_and_opens_every_panel(officers: Cast, case: Case) -> None:
    erase(officers, case)
    client = visit(officers.social_worker)
    text = page(client, f"/cases/{case}/")
    assert "Erased on" in text
    assert "its period was over" in text
    assert CANARY not in text
    from mooring.casework import panels

    for code in panels._panels:
        response = client.get(f"/cases/{case}/panels/{code}/")
        assert response.status_code in (200, 404), code
        assert CANARY not in response.content.decode(), code
    assert "(erased)" in page(client, f"/cases/{case}/panels/notes/")
    assert "(erased)" in page(client, "/")
    assert client.get(f"/cases/{case}/notes/new/").status_code == 403


@pytest.mark.usefixtures("years_later")
def test_nothing_more_can_be_written_in_an_erased_case(officers: Cast, case: Case) -> None:
    erase(officers, case)
    for deed in (
        lambda: actions.write_note(by=officers.social_worker, case=Case(id=case.pk), words="again"),
        lambda: write_identity(by=officers.social_worker, case=Case(id=case.pk), fields={"given_names": "again"}),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.refusal.why is Why.HOUSE_RULE


@pytest.mark.usefixtures("years_later")
def test_no_table_of_figures_changes(officers: Cast, case: Case) -> None:
    def counted() -> list[object]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role mooring_counter")
            cursor.execute("select case_id, forms::text, crossing from identification_exploitation order by id")
            rows = list(cursor.fetchall())
            cursor.execute("reset role")
        return rows

    before = counted()
    table = page(visit(officers.statistician), "/figures/")
    erase(officers, case)
    assert counted() == before != []
    assert _body(page(visit(officers.statistician), "/figures/")) == _body(table)


def without_tokens(response: HttpResponseBase) -> str:
    """A page without what differs from one answer to the next, and without its own address."""
    text = bytes(getattr(response, "content", b"")).decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value|name="next" value|content|nonce)="[^"]*"', "", text)


def _body(text: str) -> list[str]:
    return [line for line in text.splitlines() if "<td" in line or "<th" in line]


@pytest.mark.usefixtures("db")
def test_signals_without_a_case_are_erased_together_after_a_review(officers: Cast) -> None:
    signals = [met.receive_signal(by=officers.stranger, source="hotline", words=CANARY) for _n in range(3)]
    kept = met.receive_signal(by=officers.social_worker, source="hotline", words=CANARY)
    with clock.at(clock.now() + timedelta(days=200)):
        retention.list_what_ended()
        items = [item_of(officers.stranger, signal.pk) for signal in signals]
        assert not any(item.state_body for item in items)
        with pytest.raises(ComeToItsEnd.DoesNotExist):
            item_of(officers.stranger, kept.pk)
        deeds.propose_together(by=officers.stranger, items=items[:2])
        with pytest.raises(ComeToItsEnd.DoesNotExist):
            item_of(officers.protector, signals[0].pk)
        with pytest.raises(Refused):
            deeds.erase_together(by=officers.stranger, items=items[:2])
        with pytest.raises(Refused):
            deeds.erase_together(by=officers.protector, items=items[:2])
        assert not erasure.erased(signals[0].pk)
        client = visit(officers.stranger)
        assert "(erased)" not in page(client, f"/signals/{signals[0].reference}/")


@pytest.mark.usefixtures("db")
def test_the_words_of_signals_are_erased_and_their_codes_stay(officers: Cast) -> None:
    signals = [met.receive_signal(by=officers.social_worker, source="hotline", words=CANARY) for _n in range(3)]
    with clock.at(clock.now() + timedelta(days=200)):
        retention.list_what_ended()
        worker, protector = visit(officers.social_worker), visit(officers.protector)
        named = re.findall(r'name="item" value="([^"]+)"', page(worker, "/retention/signals/propose/"))
        assert len(named) == 3
        assert worker.post("/retention/signals/propose/", {}).status_code == 422
        assert worker.post("/retention/signals/propose/", {"item": named}).status_code == 302
        assert 'name="item"' not in page(protector, "/retention/signals/erase/"), "the archives come first"
        for signal in signals[:2]:
            item = item_of(officers.protector, signal.pk)
            deeds.note_archives(
                by=officers.protector, item=item, ground="authorised", reference="24/2", happened_on=clock.today()
            )
        ready = re.findall(r'name="item" value="([^"]+)"', page(protector, "/retention/signals/erase/"))
        assert len(ready) == 2
        assert worker.post("/retention/signals/erase/", {"item": ready}).status_code == 403
        assert protector.post("/retention/signals/erase/", {"item": ready}).status_code == 302
        assert [erasure.erased(signal.pk) for signal in signals] == [True, True, False]
        text = page(worker, f"/signals/{signals[0].reference}/")
        assert "(erased)" in text
        assert "Hotline" in text


@pytest.mark.usefixtures("db")
def test_the_pages_lead_from_the_list_to_the_erasure(officers: Cast, case: Case, years_later: None) -> None:
    listed_after_years(officers, case)
    worker, protector = visit(officers.social_worker), visit(officers.protector)
    assert case.pseudonym in page(protector, "/retention/")
    with acting_as(officers.protector):
        from mooring.safeguards.references import reference

        named = reference("review", ComeToItsEnd.objects.get().pk)
    at = f"/retention/{named}/"
    assert "Not law" in page(protector, at)
    assert worker.get(at + "erase/").status_code == 403
    assert protector.post(at + "propose/", {"needed": "no"}).status_code == 403
    assert protector.post(at + "erase/").status_code == 422
    assert worker.post(at + "propose/", {"needed": "no"}).status_code == 302
    wrong = protector.post(
        at + "archives/", {"ground": "taken_over", "reference": "a b c", "happened_on": "2026-01-01"}
    )
    assert wrong.status_code == 422
    assert "a b c" in wrong.content.decode()
    sent = {"ground": "taken_over", "reference": "26/7", "happened_on": "2026-01-01"}
    assert protector.post(at + "archives/", sent).status_code == 302
    assert "Erase it for good" in page(protector, at + "erase/")
    assert protector.post(at + "erase/").status_code == 302
    assert erasure.erased(case.pk)
    assert "Erased" in page(protector, at)
    assert case.pseudonym not in page(protector, "/retention/").split("<tbody>")[-1]
    stranger = visit(officers.stranger)
    assert stranger.get(at).status_code == 404
    assert without_tokens(stranger.get(at)) == without_tokens(stranger.get("/retention/nothing-of-the-kind/"))


@pytest.mark.usefixtures("years_later")
@pytest.mark.usefixtures("years_later")
def test_an_emergency_finds_an_erased_case_no_more_than_one_that_never_was(officers: Cast, case: Case) -> None:
    erase(officers, case)
    client = visit(officers.stranger)
    for pseudonym in (case.pseudonym, new_pseudonym("DK")):
        asked = {"pseudonym": pseudonym, "kind": "danger_to_life_now", "words": "Somebody is at the door with a knife."}
        answer = client.post("/emergency/", asked)
        assert (answer.status_code, answer["Location"]) == (302, "/emergency/asked/")
        assert client.get(f"/cases/{pseudonym}/").status_code == 404
    with acting_as(officers.stranger):
        assert not Case.objects.exists()


@pytest.mark.usefixtures("years_later")
def test_who_asks_for_the_name_in_an_erased_case_is_told_that_it_is_gone(officers: Cast, case: Case) -> None:
    erase(officers, case)
    asked = visit(officers.social_worker).post(f"/cases/{case}/who/", {"reason": "contact", "words": "To ring."})
    assert asked.status_code == 403
    assert "was erased" in asked.content.decode()


@pytest.mark.usefixtures("years_later")
def test_a_step_never_changes(officers: Cast, case: Case) -> None:
    item = listed_after_years(officers, case)
    step = deeds.propose(by=officers.social_worker, item=item)
    refused = pytest.raises((ProgrammingError, InternalError))
    with acting_as(officers.social_worker), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update casework_reviewstep set kind = 'erase' where id = %s", [step.pk])


def test_a_hold_placed_at_the_very_moment_of_the_erasure_is_not_lost(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    case = actions.open_case(by=officers.social_worker)
    actions.close(by=officers.social_worker, case=case)
    with clock.at(clock.now() + YEARS):
        listed_after_years(officers, case)
        deeds.propose(by=officers.social_worker, item=item_of(officers.social_worker, case.pk))
        item = item_of(officers.protector, case.pk)
        deeds.note_archives(
            by=officers.protector, item=item, ground="taken_over", reference="26/1", happened_on=clock.today()
        )
        with as_owner() as elsewhere, ThreadPoolExecutor() as beside:
            elsewhere.execute("begin")
            elsewhere.execute(
                "insert into casework_legalhold (id, case_id, recorded_at, recorded_by_id, ground, placed_at, placed_by_id)"
                " values (1, %s, now(), %s, 'court_case', now(), %s)",
                [case.pk, officers.social_worker.pk, officers.social_worker.pk],
            )
            committed = beside.submit(commit_when_waited_for, elsewhere)
            with pytest.raises(Refused):
                deeds.erase(by=officers.protector, item=item)
            committed.result()
    assert not erasure.erased(case.pk)


def commit_when_waited_for(session: psycopg.Connection) -> None:
    """Go on once somebody waits for a lock that this transaction holds; a few seconds at most."""
    waited = "select 1 from pg_locks where locktype = 'advisory' and not granted"
    for _second in range(100):
        if session.execute(waited).fetchone():
            break
        time.sleep(0.05)
    session.execute("commit")
