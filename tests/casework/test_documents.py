"""Documents lie sealed, are shown to who holds their part of the case, and leave without what nobody meant to send."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.documents import kinds, sandbox, storage
from mooring.casework.documents.framing import Made
from mooring.casework.documents.media import LARGEST_FILE, Media
from mooring.casework.documents.receiving import receive
from mooring.casework.models import AlreadySuperseded, Case, Document, Event
from mooring.safeguards.access import Refused
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.casework import papers_to_try as papers
from tests.cast import Cast
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


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
    return actions.open_case(by=officers.social_worker)


def keep(by: Officer, case: Case, part: str = Compartment.CORE, given: bytes = b"", **more: Any) -> Document:
    received = receive(given or papers.photograph(), more.pop("named", ""))
    return actions.keep_document(
        by=by, case=case, compartment=part, kind="letter", title="Canary title", received=received, **more
    )


def address(case: Case, document: Document, way: str = "") -> str:
    return f"/cases/{case}/documents/{reference('document', document.pk)}/{way}"


def sending(given: bytes, name: str = "photo.jpg", **more: Any) -> dict[str, Any]:
    file = SimpleUploadedFile(name, given)
    return {"kind": "letter", "title": "Canary title", "compartment": "core", "file": file, **more}


def told(answer: Any) -> str:
    """A page without what differs at every asking: tokens, and the address itself."""
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]+"', "", answer.content.decode())


def looks(as_owner: Owner, verb: str) -> list[tuple[str, str]]:
    with as_owner() as session:
        return session.execute(
            "select outcome, compartment from safeguards_ledgerline where verb = %s order by id", [verb]
        ).fetchall()


def test_a_document_is_kept_and_shown_page_by_page(case: Case, officers: Cast) -> None:
    browser = visit(officers.social_worker)
    sent = browser.post(f"/cases/{case}/documents/new/", sending(papers.letter(2), "letter.PDF"))
    assert (sent.status_code, sent["Location"]) == (302, f"/cases/{case}/?open=documents#documents")
    assert "Canary title" in page(browser, f"/cases/{case}/panels/documents/")
    with acting_as(officers.social_worker):
        document = Document.objects.get()
        assert (document.media_type, document.pages, document.compartment) == ("application/pdf", 2, "core")
        assert Event.objects.get(kind="document.write").codes == {"document_kind": "letter"}
    assert "Canary title" in page(browser, address(case, document))
    shown = browser.get(address(case, document, "pages/2/"))
    assert (shown["Content-Type"], shown.content[8:12]) == ("image/webp", b"WEBP")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    assert browser.get(address(case, document, "pages/3/")).status_code == 404
    assert browser.get(address(case, document, "pages/0/")).status_code == 404


@pytest.mark.parametrize("way", ["copy/", "original/"])
def test_what_is_downloaded_is_saved_and_never_opened_by_the_browser(way: str, case: Case, officers: Cast) -> None:
    document = keep(officers.social_worker, case)
    browser = visit(officers.social_worker)
    answer = browser.get(address(case, document, way)) if way == "copy/" else browser.post(address(case, document, way))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="document-1.jpg"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (b"Testphone" in answer.content) == (way == "original/")


def test_the_original_is_given_out_after_a_warning_and_as_it_came(case: Case, officers: Cast) -> None:
    given = papers.photograph()
    document = keep(officers.social_worker, case, given=given)
    browser = visit(officers.social_worker)
    assert "exactly as it came in" in page(browser, address(case, document, "original/"))
    assert browser.post(address(case, document, "original/")).content == given


def test_the_storage_holds_nothing_in_the_clear_under_names_that_say_nothing(
    case: Case, officers: Cast, own_storage: Path
) -> None:
    given = papers.letter(3)
    document = keep(officers.social_worker, case, given=given, named="Canary Lastname.pdf")
    files = [path for path in own_storage.rglob("*") if path.is_file()]
    assert len(files) == 5
    for path in files:
        content = path.read_bytes()
        for told in (papers.CANARY, b"PDF", b"WEBP", b"Testphone", given[200:230]):
            assert told not in content
        assert "Canary" not in str(path.relative_to(own_storage))
        assert case.pseudonym not in str(path)
        assert path.stat().st_mode & 0o077 == 0
    with acting_as(officers.social_worker):
        assert sorted(storage.storage_names_of(case.pk)) == sorted(str(path.relative_to(own_storage)) for path in files)
        assert storage.whole(document)


def test_the_rows_hold_no_word_in_the_clear(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    case = actions.open_case(by=officers.social_worker)
    keep(officers.social_worker, case, named="Canary Lastname.jpg")
    with as_owner() as session:
        for table in ("casework_document", "casework_event", "safeguards_ledgerline"):
            assert "Canary" not in str(session.execute(f"select * from {table}").fetchall())


def test_a_file_moved_to_another_place_does_not_open(case: Case, officers: Cast) -> None:
    first, second = keep(officers.social_worker, case), keep(officers.social_worker, case)
    moved = default_storage.open(first.stored("original")).read()
    default_storage.delete(second.stored("original"))
    default_storage.save(second.stored("original"), SimpleUploadedFile("x", moved))
    with acting_as(officers.social_worker), pytest.raises(CannotOpen):
        storage.fetch(second, "original")
    browser = visit(officers.social_worker)
    assert "not as it was put there" in page(browser, address(case, second, "original/"))
    assert browser.post(address(case, second, "original/")).status_code == 404


def test_what_is_sent_never_lies_in_a_temporary_file(
    case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a temporary file was made")

    for way in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, way, refuse)
    given = papers.photograph(size=(2000, 1500))
    assert len(given) > 1_000_000
    assert visit(officers.social_worker).post(f"/cases/{case}/documents/new/", sending(given)).status_code == 302


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "letter.html", "no such file is taken in"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "picture.svg", "no such file is taken in"),
        (b"plain at first\n<script>alert(1)</script>", "letter.txt", "no such file is taken in"),
        (b"<?xml version='1.0'?><x/>", "data.xml", "no such file is taken in"),
        (b"#!/bin/sh\necho", "letter.txt", "no such file is taken in"),
        (b"MZ\x90\x00" + bytes(60), "letter.pdf", "no such file is taken in"),
        (b"<script>alert(1)</script>%PDF-1.7", "letter.pdf", "no such file is taken in"),
        (papers.photograph("PNG"), "photo.jpg", "ends in “.jpg”"),
        (papers.photograph(), "photo.pdf", "ends in “.pdf”"),
        (papers.photograph(), "photo.svg", "ends in “.svg”"),
        (HEIC, "photo.jpg", "Most compatible"),
        (b"GIF89a" + bytes(100), "moving.gif", "Taken in are"),
        (papers.word_document(macro=True), "letter.docx", "without macros"),
        (papers.letter(password="x"), "letter.pdf", "locked with a password"),
        (papers.bomb(), "photo.png", "60 million pixels"),
        (b"%PDF-1.7 nothing", "letter.pdf", "damaged"),
    ],
)
def test_what_is_not_on_the_list_is_refused_in_plain_words_and_what_was_typed_survives(
    given: bytes, name: str, said: str, case: Case, officers: Cast
) -> None:
    answer = visit(officers.social_worker).post(f"/cases/{case}/documents/new/", sending(given, name))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Canary title"' in answer.content.decode()
    with acting_as(officers.social_worker):
        assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_dropped_on_the_way_in(
    case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mooring.casework.documents.uploading.LARGEST_FILE", 100_000)
    answer = visit(officers.social_worker).post(
        f"/cases/{case}/documents/new/", sending(papers.photograph(size=(900, 900)))
    )
    assert answer.status_code == 422
    assert "larger than 25 MB" in answer.content.decode()
    assert 'value="Canary title"' in answer.content.decode()


def test_nothing_is_taken_in_from_who_is_not_signed_in(
    case: Case, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk",
        lambda self, raw, start: kept.append(raw),
    )
    answer = client.post(f"/cases/{case}/documents/new/", sending(papers.photograph()))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert kept == []


def test_two_files_in_one_are_shown_as_the_one_they_claim_and_the_copy_holds_only_that(
    case: Case, officers: Cast
) -> None:
    two = papers.photograph() + b"<script>alert('second')</script>" + papers.word_document()
    document = keep(officers.social_worker, case, given=two, named="photo.jpg")
    with acting_as(officers.social_worker):
        for part in ("copy", "page1"):
            out = storage.fetch(document, part)
            assert b"<script>" not in out
            assert b"PK\x03\x04" not in out
        assert storage.fetch(document, "original") == two


def test_plain_text_and_text_documents_are_kept_for_download_only(case: Case, officers: Cast) -> None:
    for given, media in ((b"A note, \xc3\xa6\xc3\xb8\xc3\xa5.\n", Media.TEXT), (papers.word_document(), Media.DOCX)):
        document = keep(officers.social_worker, case, given=given)
        assert (document.media_type, document.pages, document.has_copy) == (media, 0, True)
        assert "not shown here" in page(visit(officers.social_worker), address(case, document))


def test_where_nothing_can_be_held_in_the_file_is_kept_and_the_page_says_so(
    case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_run", lambda media, given: Made(error="unconfined"))
    document = keep(officers.social_worker, case)
    assert (document.pages, document.has_copy) == (0, False)
    browser = visit(officers.social_worker)
    assert "No preview could be made" in page(browser, address(case, document))
    assert browser.get(address(case, document, "copy/")).status_code == 404


WAYS = ["", "pages/1/", "copy/", "original/", "replace/", "withdraw/"]


@pytest.mark.parametrize("who", ["stranger", "caseworker", "police", "departure", "statistician", "administrator"])
def test_nobody_outside_the_team_can_tell_that_there_is_a_document(who: str, case: Case, officers: Cast) -> None:
    document = keep(officers.social_worker, case)
    browser = visit(getattr(officers, who))
    for way in WAYS:
        there = browser.get(address(case, document, way))
        nowhere = browser.get(f"/cases/{case}/documents/{'x' * 32}/{way}")
        assert there.status_code == nowhere.status_code == 404
        assert told(there) == told(nowhere)
    with acting_as(getattr(officers, who)):
        assert not Document.objects.exists()


def test_a_document_in_a_part_that_is_not_open_does_not_exist(case: Case, officers: Cast) -> None:
    lead, police = officers.social_worker, officers.police
    actions.give_access(by=lead, case=case, compartment=Compartment.POLICE, desk=police.desk)
    fresh = Case.objects.model(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at)
    theirs = keep(police, fresh, Compartment.POLICE)
    ours = keep(lead, case, Compartment.SUPPORT)
    for officer, shut in ((lead, theirs), (police, ours)):
        browser = visit(officer)
        for way in WAYS:
            answer = browser.get(address(case, shut, way))
            nothing = browser.get(f"/cases/{case}/documents/{'x' * 32}/{way}")
            assert answer.status_code == nothing.status_code == 404
            assert told(answer) == told(nothing)
        assert reference("document", shut.pk) not in page(browser, f"/cases/{case}/panels/documents/")
    assert visit(police).get(address(case, theirs)).status_code == 200
    assert visit(police).post(address(case, theirs, "original/")).status_code == 200


def test_a_document_of_the_police_is_an_event_of_the_police_alone(case: Case, officers: Cast, as_owner: Owner) -> None:
    lead, police = officers.social_worker, officers.police
    actions.give_access(by=lead, case=case, compartment=Compartment.POLICE, desk=police.desk)
    keep(police, Case(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at), Compartment.POLICE)
    with acting_as(lead):
        assert not Event.objects.filter(kind="document.write").exists()
    with acting_as(police):
        assert Event.objects.get(kind="document.write").compartment == Compartment.POLICE
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from casework_document")
            assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "part", [Compartment.POLICE, Compartment.ENTRY, Compartment.IDENTITY, Compartment.REMOVAL_HOLD]
)
def test_nobody_puts_a_document_where_she_may_not_write_or_where_none_belongs(
    part: str, case: Case, officers: Cast
) -> None:
    with pytest.raises(Refused):
        keep(officers.social_worker, case, part)
    answer = visit(officers.social_worker).post(
        f"/cases/{case}/documents/new/", sending(papers.photograph(), compartment=part)
    )
    assert answer.status_code == 422


def test_the_database_itself_keeps_documents_out_of_the_entry(case: Case, officers: Cast) -> None:
    document = Document(
        case=case, compartment="entry", kind="letter", recorded_by=officers.social_worker, storage_name="x"
    )
    with acting_as(officers.social_worker), pytest.raises(IntegrityError), transaction.atomic():
        document.save(force_insert=True)


def test_medical_papers_belong_to_health(case: Case, officers: Cast) -> None:
    browser = visit(officers.social_worker)
    answer = browser.post(f"/cases/{case}/documents/new/", sending(papers.photograph(), kind="medical"))
    assert answer.status_code == 422
    assert "belong to Health" in answer.content.decode()
    answer = browser.post(
        f"/cases/{case}/documents/new/", sending(papers.photograph(), kind="medical", compartment="health")
    )
    assert answer.status_code == 302


def test_who_may_only_read_does_not_write(case: Case, officers: Cast) -> None:
    lead, caseworker = officers.social_worker, officers.caseworker
    actions.give_access(by=lead, case=case, compartment=Compartment.CORE, desk=caseworker.desk, may_write=False)
    document = keep(lead, case)
    browser = visit(caseworker)
    assert browser.get(address(case, document)).status_code == 200
    assert "You may not write" in page(browser, f"/cases/{case}/documents/new/")
    for way in ("replace/", "withdraw/"):
        assert browser.get(address(case, document, way)).status_code == 404
    assert browser.post(f"/cases/{case}/documents/new/", sending(papers.photograph())).status_code == 422


def test_the_original_is_for_those_whose_work_needs_it(case: Case, officers: Cast) -> None:
    lead, assessor = officers.social_worker, officers.assessor
    actions.give_access(by=lead, case=case, compartment=Compartment.CORE, desk=assessor.desk)
    document = keep(lead, case)
    browser = visit(assessor)
    assert browser.get(address(case, document, "copy/")).status_code == 200
    assert "original/" not in page(browser, address(case, document))
    assert browser.get(address(case, document, "original/")).status_code in (403, 404)
    assert browser.post(address(case, document, "original/")).status_code in (403, 404)


def test_every_page_and_download_is_a_look_with_its_part(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    document = keep(lead, case, Compartment.SUPPORT)
    browser = visit(lead)
    for way in ("", "pages/1/", "copy/"):
        assert browser.get(address(case, document, way)).status_code == 200
    assert looks(as_owner, "document.look") == [("looked", "support")] * 3
    assert browser.post(address(case, document, "original/")).status_code == 200
    assert looks(as_owner, "document.original") == [("looked", "support")]
    page(browser, f"/cases/{case}/panels/documents/")
    assert ("looked", "support") in looks(as_owner, "document.list")
    assert looks(as_owner, "document.write") == [("done", "support")]


def test_a_later_document_takes_the_place_of_one_which_stays_to_be_seen(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    document = keep(lead, case)
    browser = visit(lead)
    sent = browser.post(address(case, document, "replace/"), sending(papers.letter(), "x.pdf", title="Second"))
    assert sent.status_code == 302
    with acting_as(lead):
        assert Document.objects.standing().get().words("title") == "Second"
    assert "later document" in page(browser, address(case, document))
    assert browser.get(address(case, document, "replace/")).status_code == 404
    with pytest.raises(AlreadySuperseded), acting_as(lead):
        keep(lead, case, instead_of=Document.objects.get(pk=document.pk))


def test_a_withdrawn_document_is_shown_no_more_and_its_original_stays(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    given = papers.photograph()
    document = keep(lead, case, given=given)
    browser = visit(lead)
    assert browser.post(address(case, document, "withdraw/"), {"because": "wrong_part"}).status_code == 302
    listed = page(browser, f"/cases/{case}/panels/documents/")
    assert "Canary title" not in listed
    assert "wrong part" in listed
    for way in ("", "pages/1/", "copy/", "replace/", "withdraw/"):
        assert browser.get(address(case, document, way)).status_code == 404
    assert browser.post(address(case, document, "original/")).content == given


def test_without_the_key_of_the_case_no_file_opens(case: Case, officers: Cast) -> None:
    document = keep(officers.social_worker, case)
    with acting_as(officers.social_worker):
        fresh = Document.objects.get(pk=document.pk)
        fresh.case = Case(id=1, pseudonym=case.pseudonym)
        with pytest.raises(CannotOpen):
            storage.fetch(fresh, "original")


@pytest.mark.parametrize(
    ("given", "media"),
    [
        (papers.photograph(), Media.JPEG),
        (papers.photograph("PNG"), Media.PNG),
        (papers.photograph("WEBP"), Media.WEBP),
        (papers.letter(), Media.PDF),
        (papers.word_document(), Media.DOCX),
        ("Æ".encode(), Media.TEXT),
    ],
)
def test_a_kind_is_told_by_content_whatever_the_name_leaves_out(given: bytes, media: Media) -> None:
    assert kinds.recognise(given, "") is media


def test_an_empty_and_an_enormous_file_are_told_apart() -> None:
    for given, said in ((b"", "empty"), (bytes(LARGEST_FILE + 1), "25 MB")):
        with pytest.raises(kinds.NotTaken, match=said):
            kinds.recognise(given, "x.pdf")


def test_a_packed_folder_with_an_endless_list_is_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "MOST_LISTED", 1)
    with pytest.raises(kinds.NotTaken, match="packed folder"):
        kinds.recognise(papers.word_document(), "x.docx")
