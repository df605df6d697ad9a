"""What was typed is not lost: not by a pause, not by a lost network, not by a session that has ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
from django.test import Client

from mooring.casework import actions
from mooring.casework.models import Case, Note
from mooring.safeguards import clock, drafts
from mooring.safeguards.officer_in_charge import acting_as
from mooring.web.kept_forms import owner_token
from tests.cast import Cast
from tests.web.conftest import Visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WORDS = "The person wishes to be met elsewhere next time."


def page_of(case: Case) -> str:
    return f"/cases/{case}/notes/new/"


def test_a_half_filled_form_is_there_when_one_comes_back(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    page = client.get(page_of(case)).content.decode()
    assert f'data-draft-url="/drafts{page_of(case)}"' in page
    assert client.post(f"/drafts{page_of(case)}", {"words": WORDS}).status_code == 204
    later = visit(officers.social_worker).get(page_of(case)).content.decode()
    assert WORDS in later
    assert "We kept what you typed" in later


def test_a_draft_is_seen_by_nobody_else(case: Case, officers: Cast, visit: Visit) -> None:
    visit(officers.social_worker).post(f"/drafts{page_of(case)}", {"words": WORDS})
    assert WORDS not in visit(officers.colleague).get(page_of(case)).content.decode()


def test_a_draft_lies_sealed(own_database: str, visit: Visit, as_owner: Owner) -> None:
    officers = Cast()
    case = actions.open_case(by=officers.social_worker)
    visit(officers.social_worker).post(f"/drafts{page_of(case)}", {"words": WORDS})
    with as_owner() as owner:
        rows = owner.execute("select sealed from safeguards_draft").fetchall()
    assert len(rows) == 1
    assert WORDS.encode() not in bytes(rows[0][0])


def test_once_sent_the_draft_is_erased(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.post(f"/drafts{page_of(case)}", {"words": WORDS})
    assert client.post(page_of(case), {"words": WORDS}).status_code == 302
    assert WORDS not in client.get(page_of(case)).content.decode()
    with acting_as(officers.social_worker):
        assert Note.objects.count() == 1


def test_a_draft_can_be_thrown_away(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.post(f"/drafts{page_of(case)}", {"words": WORDS})
    answer = client.post(f"/drafts{page_of(case)}", {"words": WORDS, "throw_away": "yes"})
    assert answer["Location"] == page_of(case)
    assert WORDS not in client.get(page_of(case)).content.decode()


def test_enter_in_a_field_sends_the_form_and_does_not_throw_it_away(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.post(f"/drafts{page_of(case)}", {"words": WORDS})
    page = client.get(page_of(case)).content.decode()
    form = page[page.index('data-kept-form="') :]
    first = re.search(r"<button\b[^>]*>", form)
    assert "throw_away" in form
    assert first is not None
    assert "throw_away" not in first.group(0)


def test_a_mistake_keeps_what_was_typed_on_the_page(case: Case, officers: Cast, visit: Visit) -> None:
    answer = visit(officers.social_worker).post(f"/cases/{case}/tasks/new/", {"words": WORDS, "holder": ""})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


def test_a_draft_is_kept_only_for_a_page_that_takes_a_form(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert client.post(f"/drafts/cases/{case}/", {"words": WORDS}).status_code == 404
    assert client.post("/drafts/no/such/page/", {"words": WORDS}).status_code == 404


def test_keeping_a_draft_does_not_tell_whether_there_is_a_case(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.stranger)
    theirs = client.post(f"/drafts{page_of(case)}", {"words": "x"})
    nobodys = client.post("/drafts/cases/DK-2222-2222-2/notes/new/", {"words": "x"})
    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)


def test_the_page_learns_that_the_session_has_ended(case: Case, officers: Cast) -> None:
    assert Client().post(f"/drafts{page_of(case)}", {"words": WORDS}).status_code == 401


def test_a_form_sent_after_the_session_has_ended_is_finished_after_signing_in(
    case: Case, officers: Cast, visit: Visit
) -> None:
    officer = officers.social_worker
    client = visit(officer)
    page = client.get(page_of(case))
    token = page.context["form_owner"]
    assert token == owner_token(officer)
    client.logout()
    answer = client.post(page_of(case), {"words": WORDS, "form_owner": token})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=/cases/")
    assert WORDS not in answer["Location"]
    again = visit(officer)
    assert WORDS in again.get(page_of(case)).content.decode()
    assert again.post(page_of(case), {"words": WORDS, "form_owner": token}).status_code == 302
    with acting_as(officer):
        assert Note.objects.count() == 1
        assert drafts.kept(officer, page_of(case)) is None


def test_a_form_with_a_made_up_owner_is_not_kept(case: Case, officers: Cast) -> None:
    answer = Client().post(page_of(case), {"words": WORDS, "form_owner": "A" * 32})
    assert answer.status_code == 302
    assert "kept" not in answer["Location"]


def test_without_sign_in_a_form_is_kept_only_for_a_page_that_takes_one(case: Case, officers: Cast) -> None:
    token = owner_token(officers.social_worker)
    for path in ("/cases/", "/no/such/page/", "/" + "a" * 300 + "/", "/signals/%00/people/"):
        answer = Client().post(path, {"words": WORDS, "form_owner": token})
        assert answer.status_code in (302, 404), path
        assert "kept" not in answer.get("Location", ""), path


def test_whoever_once_saw_a_page_cannot_write_into_her_drafts_for_ever(case: Case, officers: Cast) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        old = owner_token(officers.social_worker)
    with clock.at(clock.now() - timedelta(days=3)):
        of_this_week = owner_token(officers.social_worker)
    answers = [Client().post(page_of(case), {"words": WORDS, "form_owner": token}) for token in (old, of_this_week)]
    assert ["kept" in answer["Location"] for answer in answers] == [False, True]


def test_a_letter_that_no_name_holds_is_answered_like_a_page_that_does_not_exist(officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert client.get("/signals/%00/").status_code == 404
    assert client.post("/drafts/signals/%00/people/", {"words": WORDS}).status_code == 404
