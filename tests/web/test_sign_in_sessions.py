"""Sessions: sealed where they lie, locked when nobody is there, seen and ended by their officer, ended with her posting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from mooring.casework.models import Case, Note
from mooring.safeguards import actions, drafts, sessions
from mooring.safeguards.models import Draft, SignedIn
from mooring.safeguards.officer_in_charge import acting_as
from mooring.web.kept_forms import owner_token
from mooring.web.sign_in import BEGUN_AT
from tests.cast import PASSWORD, Cast
from tests.web.conftest import Visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WORDS = "Typed just before the telephone rang."
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def idle(settings: Settings) -> None:
    """From now on any pause is too long."""
    settings.MOORING_IDLE_MINUTES = 0


def test_who_reads_the_table_of_sessions_can_neither_enter_nor_read_one(
    own_database: str, visit: Visit, as_owner: Owner
) -> None:
    officer = Cast().social_worker
    client = visit(officer)
    assert client.get("/").status_code == 200
    with as_owner() as owner:
        rows = owner.execute("select session_key, session_data from django_session").fetchall()
        seen = owner.execute("select s::text from safeguards_signedin s").fetchall()
    thief = Client()
    for key, data in rows:
        thief.cookies["sessionid"] = key
        assert thief.get("/").status_code == 302
        assert str(officer.pk) not in data
        assert client.cookies["sessionid"].value not in key + data
    assert seen
    assert "127.0.0.1" not in str(seen)


def test_a_session_moved_under_another_key_does_not_open(own_database: str, visit: Visit, as_owner: Owner) -> None:
    client = visit(Cast().social_worker)
    thief = Client()
    thief.get("/account/login/")
    thief.session.save()
    with as_owner() as owner:
        mine = sessions.hashed(client.cookies["sessionid"].value)
        own = owner.execute("select session_key from django_session where session_key <> %s", [mine]).fetchall()
        owner.execute(
            "update django_session set session_data = (select session_data from django_session where session_key = %s)",
            [mine],
        )
    assert own
    assert client.get("/").status_code == 200
    for (key,) in own:
        thief.cookies["sessionid"] = key
        assert thief.get("/").status_code == 302


def test_an_officer_sees_her_own_sessions_and_nobody_elses(officers: Cast, visit: Visit) -> None:
    first, second = visit(officers.social_worker), visit(officers.social_worker)
    visit(officers.colleague).get("/", headers={"user-agent": FIREFOX})
    first.get("/")
    second.get("/")
    page = first.get("/account/sessions/")
    assert page.status_code == 200
    assert len(page.context["rows"]) == 2
    assert [row["is_this"] for row in page.context["rows"]] == [True, False]
    assert "Firefox" not in page.content.decode()


def test_a_device_is_named_in_words(officers: Cast) -> None:
    client = Client(headers={"user-agent": FIREFOX})
    client.post("/account/login/", {"login": "social_worker@test.invalid", "password": PASSWORD})
    with acting_as(officers.social_worker):
        assert SignedIn.objects.get().device == "Firefox · Windows"


def test_one_session_is_ended_from_another(officers: Cast, visit: Visit) -> None:
    first, second = visit(officers.social_worker), visit(officers.social_worker)
    other = next(row for row in first.get("/account/sessions/").context["rows"] if not row["is_this"])
    assert first.post(f"/account/sessions/{other['reference']}/end/").status_code == 302
    assert second.get("/").status_code == 302
    assert first.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(officers: Cast, visit: Visit) -> None:
    hers = visit(officers.social_worker)
    row = hers.get("/account/sessions/").context["rows"][0]
    address = f"/account/sessions/{row['reference']}/end/"
    assert visit(officers.stranger).post(address).status_code == 404
    assert hers.get("/").status_code == 200
    with acting_as(officers.stranger), pytest.raises(ProgrammingError), transaction.atomic():
        sessions.end_sessions(officers.social_worker)
    with pytest.raises(ProgrammingError), transaction.atomic():
        sessions.end_sessions(officers.social_worker)


def test_all_other_sessions_are_ended_at_once(officers: Cast, visit: Visit) -> None:
    here, there, elsewhere = (visit(officers.social_worker) for _ in range(3))
    assert here.post("/account/sessions/others/end/")["Location"] == "/account/sessions/"
    assert [client.get("/").status_code for client in (here, there, elsewhere)] == [200, 302, 302]


def test_a_changed_password_signs_out_everywhere_else(officers: Cast, visit: Visit) -> None:
    here, there = visit(officers.social_worker), visit(officers.social_worker)
    new = "another long password for tests"
    answer = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302, answer.content.decode()
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    with acting_as(officers.social_worker):
        assert SignedIn.objects.count() == 1


def test_sessions_end_with_the_last_posting(officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert client.get("/").status_code == 200
    posting = officers.social_worker.running_postings()[0]
    actions.end_posting(by=officers.administrator, posting=posting)
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_sessions_end_the_minute_a_posting_runs_out(own_database: str, visit: Visit, as_owner: Owner) -> None:
    client = visit(Cast().social_worker)
    assert client.get("/").status_code == 200
    with as_owner() as owner:
        owner.execute("alter table safeguards_posting disable trigger sessions_end_with_posting")
        owner.execute(
            "update safeguards_posting set until = clock_timestamp() where officer_id = %s", [Cast().social_worker.pk]
        )
    assert client.get("/")["Location"].startswith("/account/login/")
    assert Session.objects.count() == 0


def test_sessions_end_with_the_officer(own_database: str, visit: Visit, as_owner: Owner) -> None:
    visit(Cast().social_worker).get("/")
    assert Session.objects.count() == 1
    with as_owner() as owner:
        owner.execute("update safeguards_officer set is_active = false where id = %s", [Cast().social_worker.pk])
    assert Session.objects.count() == 0


def test_no_session_lives_longer_than_its_whole_time_however_often_it_is_used(officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    session = client.session
    session[BEGUN_AT] -= timedelta(hours=12, minutes=1).total_seconds()
    session.save()
    assert client.get("/").status_code == 302


def test_when_nobody_was_there_every_door_leads_to_the_lock(
    case: Case, officers: Cast, visit: Visit, settings: Settings
) -> None:
    client = visit(officers.social_worker)
    assert client.get(f"/cases/{case}/").status_code == 200
    idle(settings)
    answer = client.get(f"/cases/{case}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/locked/?next=/cases/{case}/"
    settings.MOORING_IDLE_MINUTES = 15
    for door in (
        "/",
        f"/cases/{case}/",
        f"/cases/{case}/panels/team/",
        "/account/sessions/",
        "/account/codes/",
        "/demo/",
    ):
        assert client.get(door)["Location"].startswith("/account/locked/"), door
    page = client.get(f"/account/locked/?next=/cases/{case}/").content.decode()
    assert officers.social_worker.name in page
    assert str(case) not in page.replace(f"/cases/{case}/", "")


def test_the_password_unlocks_and_leads_back(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.post("/account/locked/now/")
    back = f"/cases/{case}/"
    wrong = client.post("/account/reauthenticate/", {"password": "not the password", "next": back})
    assert wrong.status_code == 200
    assert client.get(back).status_code == 302
    right = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": back})
    assert right["Location"] == back
    assert client.get(back).status_code == 200


def test_in_production_a_press_of_a_button_does_not_unlock(officers: Cast, visit: Visit, settings: Settings) -> None:
    client = visit(officers.social_worker)
    client.post("/account/locked/now/")
    settings.MOORING_MODE = "production"
    client.post("/account/locked/", {"next": "/"})
    assert client.get("/cases/")["Location"].startswith("/account/locked/")
    settings.MOORING_MODE = "test"
    assert client.post("/account/locked/", {"next": "/cases/"})["Location"] == "/cases/"
    assert client.get("/cases/").status_code == 200


def test_the_lock_leads_to_no_other_site(officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.post("/account/locked/now/")
    assert client.post("/account/locked/", {"next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_form_sent_after_the_lock_is_finished_after_unlocking(case: Case, officers: Cast, visit: Visit) -> None:
    officer = officers.social_worker
    client = visit(officer)
    path = f"/cases/{case}/notes/new/"
    token = owner_token(officer)
    client.post("/account/locked/now/")
    answer = client.post(path, {"words": WORDS, "form_owner": token})
    assert answer["Location"] == f"/account/locked/?next={path}&kept=1"
    assert "kept, sealed" in client.get(answer["Location"]).content.decode()
    with acting_as(officer):
        assert Note.objects.count() == 0
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": path})
    assert WORDS in client.get(path).content.decode()
    assert client.post(path, {"words": WORDS, "form_owner": token}).status_code == 302
    with acting_as(officer):
        assert Note.objects.count() == 1


def test_while_locked_a_draft_goes_in_and_nothing_comes_out(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    path = f"/cases/{case}/notes/new/"
    client.post("/account/locked/now/")
    assert client.post(f"/drafts{path}", {"words": WORDS}).status_code == 204
    assert client.post(f"/drafts{path}", {"throw_away": "yes"})["Location"].startswith("/account/locked/")
    assert client.get(path).status_code == 302
    with acting_as(officers.social_worker):
        assert drafts.kept(officers.social_worker, path) == {"words": [WORDS]}


def test_the_oldest_of_two_hundred_drafts_makes_room(officers: Cast) -> None:
    officer = officers.social_worker
    for number in range(205):
        drafts.keep(officer, f"/signals/{number}/", {"words": [WORDS]})
    with acting_as(officer):
        assert Draft.objects.count() == 200
