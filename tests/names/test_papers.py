"""Papers that show who the person is: kept with the name, shown once, for a reason that is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.documents import storage
from mooring.casework.documents.receiving import receive
from mooring.casework.models import Case, Document, Event
from mooring.names import actions
from mooring.names.models import Paper, PaperLook
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.casework import papers_to_try as papers
from tests.cast import Cast
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WHY = {"reason": "authority", "words": "Canary reason"}


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> Path:
    """A storage of this test's own, in a folder that can be looked through."""
    folder = tmp_path / "documents"
    kept = {**settings.STORAGES}
    kept["default"] = {**kept["default"], "OPTIONS": {**kept["default"]["OPTIONS"], "location": folder}}
    settings.STORAGES = kept
    return folder


@pytest.fixture
def case(officers: Cast) -> Case:
    return casework.open_case(by=officers.social_worker)


def kept_by(officers: Cast, case: Case, given: bytes = b"") -> Paper:
    return actions.keep_paper(
        by=officers.social_worker,
        case=case,
        kind="passport",
        title="Canary words",
        received=receive(given or papers.photograph(), "passport.jpg"),
    )


def address(case: Case, paper: Paper, way: str = "") -> str:
    return f"/cases/{case}/papers/{reference('paper', paper.pk)}/{way}"


def told(answer: Any) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]+"', "", answer.content.decode())


def without_pictures(browser: Client, where: str) -> str:
    found = page(browser, where)
    assert "data:image" not in found
    assert "Canary words" not in found
    return found


def test_a_paper_is_kept_with_the_name_and_shown_once_for_a_reason(case: Case, officers: Cast) -> None:
    browser = visit(officers.social_worker)
    file = SimpleUploadedFile("Canary Lastname.jpg", papers.photograph())
    sent = browser.post(f"/cases/{case}/papers/new/", {"kind": "passport", "title": "Canary words", "photograph": file})
    assert sent.status_code == 302
    with acting_as(officers.social_worker):
        paper = Paper.objects.get()
    assert "Passport" in without_pictures(browser, f"/cases/{case}/panels/who/")
    without_pictures(browser, address(case, paper))
    assert browser.post(address(case, paper), {}).status_code == 422
    shown = browser.post(address(case, paper), WHY)
    assert shown.content.count(b"data:image/webp;base64,") == 1
    assert "Canary words" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    without_pictures(browser, address(case, paper))
    with acting_as(officers.social_worker):
        looked = PaperLook.objects.get()
        assert (looked.paper, looked.reason, looked.what) == (paper, "authority", "shown")
        assert looked.words("words") == "Canary reason"
        assert Event.objects.get(kind="paper.look").compartment == Compartment.IDENTITY
        assert not Document.objects.exists()


@pytest.mark.parametrize("what", ["copy", "original"])
def test_a_copy_or_the_original_needs_a_reason_too(what: str, case: Case, officers: Cast) -> None:
    paper = kept_by(officers, case)
    browser = visit(officers.social_worker)
    assert browser.post(address(case, paper), {"what": what}).status_code == 422
    answer = browser.post(address(case, paper), {**WHY, "what": what})
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="document-1.jpg"'
    assert (b"Testphone" in answer.content) == (what == "original")
    with acting_as(officers.social_worker):
        assert PaperLook.objects.get().what == what


def test_anything_else_is_not_handed_out(case: Case, officers: Cast) -> None:
    paper = kept_by(officers, case)
    assert visit(officers.social_worker).post(address(case, paper), {**WHY, "what": "page1"}).status_code == 404


def test_the_look_stands_in_the_ledger_with_its_reason(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    case = casework.open_case(by=officers.social_worker)
    paper = kept_by(officers, case)
    assert visit(officers.social_worker).post(address(case, paper), WHY).status_code == 200
    with as_owner() as session:
        lines = session.execute(
            "select outcome, compartment, code from safeguards_ledgerline where verb = 'paper.look' and code <> ''"
        ).fetchall()
        assert ("done", "identity", "authority") in lines
        for table in ("safeguards_ledgerline", "casework_event", "names_paper", "names_paperlook"):
            assert "Canary" not in str(session.execute(f"select * from {table}").fetchall())


def test_the_storage_holds_nothing_in_the_clear(case: Case, officers: Cast, own_storage: Path) -> None:
    kept_by(officers, case)
    files = [path for path in own_storage.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        assert not any(told in path.read_bytes() for told in (papers.CANARY, b"JFIF", b"WEBP", b"Testphone"))
    with acting_as(officers.social_worker):
        assert sorted(storage.storage_names_of(case.pk)) == sorted(str(path.relative_to(own_storage)) for path in files)


@pytest.mark.parametrize("who", ["stranger", "caseworker", "police", "departure", "statistician", "administrator"])
def test_nobody_outside_the_team_can_tell_that_there_is_a_paper(who: str, case: Case, officers: Cast) -> None:
    paper = kept_by(officers, case)
    browser = visit(getattr(officers, who))
    for way in ("", "withdraw/"):
        there, nowhere = browser.get(address(case, paper, way)), browser.get(f"/cases/{case}/papers/{'x' * 32}/{way}")
        assert there.status_code == nowhere.status_code == 404
        assert told(there) == told(nowhere)
        assert browser.post(address(case, paper, way), WHY).status_code == 404
    with acting_as(getattr(officers, who)):
        assert not Paper.objects.exists()


@pytest.mark.parametrize("who", ["assessor", "caseworker", "police"])
def test_who_holds_the_core_alone_does_not_get_at_papers(who: str, case: Case, officers: Cast) -> None:
    officer = getattr(officers, who)
    casework.give_access(by=officers.social_worker, case=case, compartment=Compartment.CORE, desk=officer.desk)
    paper = kept_by(officers, case)
    browser = visit(officer)
    assert browser.get(address(case, paper)).status_code in (403, 404)
    assert browser.post(address(case, paper), WHY).status_code in (403, 404)
    with acting_as(officer):
        assert not Paper.objects.exists()
    fresh = Paper(id=paper.pk, case=Case(id=case.pk, pseudonym=case.pseudonym), kind="passport")
    with pytest.raises(Refused):
        actions.look_at_paper(by=officer, paper=fresh, reason="contact", what="shown")


def test_who_may_only_read_the_identity_looks_for_a_reason_as_all_others_do(case: Case, officers: Cast) -> None:
    lead, caseworker = officers.social_worker, officers.caseworker
    casework.give_access(by=lead, case=case, compartment=Compartment.IDENTITY, desk=caseworker.desk, may_write=False)
    paper = kept_by(officers, case)
    browser = visit(caseworker)
    assert browser.post(address(case, paper), WHY).status_code == 200
    assert browser.get(f"/cases/{case}/papers/new/").status_code == 403
    assert browser.get(address(case, paper, "withdraw/")).status_code == 403
    with acting_as(lead):
        assert PaperLook.objects.get().recorded_by == caseworker


def test_a_withdrawn_paper_is_shown_no_more(case: Case, officers: Cast) -> None:
    paper = kept_by(officers, case)
    browser = visit(officers.social_worker)
    assert browser.post(address(case, paper, "withdraw/"), {"because": "person_asked"}).status_code == 302
    assert browser.get(address(case, paper)).status_code == 404
    assert browser.post(address(case, paper), WHY).status_code == 404
    assert "Passport" not in page(browser, f"/cases/{case}/panels/who/")
    with acting_as(officers.social_worker):
        assert Paper.objects.count() == 2


def test_what_is_not_on_the_list_is_refused_and_what_was_typed_survives(case: Case, officers: Cast) -> None:
    file = SimpleUploadedFile("passport.jpg", b"<svg onload=x()>")
    answer = visit(officers.social_worker).post(
        f"/cases/{case}/papers/new/", {"kind": "passport", "title": "Canary words", "file": file}
    )
    assert answer.status_code == 422
    assert "no such file is taken in" in answer.content.decode()
    assert 'value="Canary words"' in answer.content.decode()
