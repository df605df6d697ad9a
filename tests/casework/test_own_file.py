"""The person's own file: asked for, looked through part by part, made in memory, handed over in person."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.test import Client
from django.urls import reverse

from mooring.casework import actions
from mooring.casework.actions import own_file as deeds
from mooring.casework.documents.framing import Made
from mooring.casework.documents.media import Media
from mooring.casework.documents.receiving import Received
from mooring.casework.models import Case, Deadline, OwnFilePrepared
from mooring.casework.own_file import made, printing, sections
from mooring.casework.pseudonym import new_pseudonym
from mooring.identification.actions import person
from mooring.names.actions import agree_safe_contact, keep_paper, write_identity
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.plan import write_plan
from tests.casework.test_retention import without_tokens
from tests.cast import Cast
from tests.visiting import page, visit

CANARY = "Zabrocanary"
MARKUP = '#panic("x") *bold* $x$ #read("/etc/passwd") <script>'


@pytest.fixture
def case(officers: Cast) -> Case:
    worker = officers.social_worker
    case = actions.open_case(by=worker)
    write_identity(by=worker, case=case, fields={"given_names": CANARY, "family_name": "Ødegård Łuksza"})
    agree_safe_contact(by=worker, case=case, channel="telephone", detail="12345678", threats_to_others="A sister")
    actions.write_note(by=worker, case=case, words=f"First line {MARKUP}\nSecond line")
    write_plan(by=worker, case=case, needs={"health": "A doctor"}, goals="To learn Danish")
    person.record_exploitation(by=worker, case=case, forms=["sexual"], crossing="internal", countries=[])
    return case


def keys_of(officers: Cast, case: Case) -> dict[str, str]:
    """The key of each kind of part, as its lead sees them."""
    with acting_as(officers.social_worker):
        return {part.kind: part.key for section in sections(officers.social_worker, case) for part in section.parts}


def prepare(officers: Cast, case: Case, **withheld: dict[str, str]) -> OwnFilePrepared:
    deeds.request_own_file(by=officers.social_worker, case=case, asked_on=clock.today(), asked_by="person")
    keys = keys_of(officers, case)
    return deeds.prepare_own_file(
        by=officers.social_worker,
        case=case,
        language="en",
        included=[key for kind, key in keys.items() if kind not in withheld],
        withheld={keys[kind]: entry for kind, entry in withheld.items()},
    )


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def downloaded(client: Client, name: str, case: Case) -> bytes:
    response = client.get(reverse(name, args=[case]))
    assert response.status_code == 200, response.status_code
    return bytes(response.content)


def test_every_room_says_what_it_holds(officers: Cast, case: Case) -> None:
    with acting_as(officers.social_worker):
        found = {section.code for section in sections(officers.social_worker, case)}
    assert {"who", "way", "person", "support", "work"} <= found


def test_asking_sets_the_day_that_the_law_sets(officers: Cast, case: Case) -> None:
    asked = deeds.request_own_file(by=officers.social_worker, case=case, asked_on=clock.today(), asked_by="person")
    assert timedelta(days=27) < asked.due_on - asked.asked_on < timedelta(days=32)
    with acting_as(officers.social_worker):
        assert Deadline.objects.open().get(case=case, kind="own_file").finding["question"] == "right_of_access"
    with pytest.raises(Refused):
        deeds.request_own_file(
            by=officers.social_worker, case=case, asked_on=clock.today() + timedelta(days=1), asked_by="person"
        )


def test_nobody_prepares_it_before_it_was_asked_for_nor_without_leading_the_case(officers: Cast, case: Case) -> None:
    for by in (officers.social_worker, officers.colleague, officers.stranger, officers.protector):
        with pytest.raises(Refused):
            deeds.prepare_own_file(by=by, case=case, language="en", included=[], withheld={})
    prepare(officers, case)
    with pytest.raises(Refused):
        deeds.prepare_own_file(by=officers.colleague, case=case, language="en", included=[], withheld={})


def test_the_document_holds_the_words_as_they_were_written(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    text = text_of(downloaded(visit(officers.social_worker), "own_file_pdf", case))
    for words in (CANARY, "Ødegård Łuksza", '#panic("x") *bold* $x$', "Second line", "A doctor", "To learn Danish"):
        assert words in text, words
    assert "root:" not in text
    for words in ("Who had access", "Test national centre", "How long it is kept", "Ask other authorities"):
        assert words in text, words


def test_what_is_withheld_is_counted_with_its_ground_and_is_not_in_the_file(officers: Cast, case: Case) -> None:
    told = {"ground": "rights_of_others", "words": "It tells about a relative."}
    prepare(officers, case, safe_contact=told, note={"ground": "safety_of_others", "words": ""})
    client = visit(officers.social_worker)
    text = text_of(downloaded(client, "own_file_pdf", case))
    assert "A sister" not in text
    assert "Second line" not in text
    assert "s. 22(1)" in text
    assert "It tells about a relative." in text
    data = json.loads(downloaded(client, "own_file_data", case))
    assert {entry["ground"]: entry["parts"] for entry in data["withheld"]} == {
        "rights_of_others": 1,
        "safety_of_others": 1,
    }
    assert "A sister" not in json.dumps(data)
    assert data["format"] == made.FORMAT


def test_the_data_have_the_same_keys_in_every_language(officers: Cast, case: Case) -> None:
    prepared = prepare(officers, case)

    def shape(language: str) -> list[tuple[str, str, list[str]]]:
        with acting_as(officers.social_worker):
            prepared.language = language
            file = made.content(officers.social_worker, case, prepared)
        return [
            (section["code"], part["kind"], [line["code"] for line in part["lines"]])
            for section in file["sections"]
            for part in section["parts"]
        ]

    assert shape("en") == shape("da")


def test_what_was_written_since_waits_until_somebody_has_looked(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    actions.write_note(by=officers.social_worker, case=case, words="Written too late")
    client = visit(officers.social_worker)
    assert "1 part was written since" in page(client, reverse("own_file", args=[case]))
    assert "Written too late" not in text_of(downloaded(client, "own_file_pdf", case))


def test_what_another_authority_holds_is_named_whether_or_not_there_is_any(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    client = visit(officers.social_worker)
    assert "Police information" in page(client, reverse("own_file_prepare", args=[case]))
    assert "Police information" in text_of(downloaded(client, "own_file_pdf", case))


def test_the_page_refuses_to_withhold_without_a_ground_and_keeps_what_was_typed(officers: Cast, case: Case) -> None:
    deeds.request_own_file(by=officers.social_worker, case=case, asked_on=clock.today(), asked_by="person")
    keys = keys_of(officers, case)
    client, at = visit(officers.social_worker), reverse("own_file_prepare", args=[case])
    sent = {f"in_{key}": "on" for kind, key in keys.items() if kind != "note"} | {"language": "en"}
    sent[f"words_{keys['note']}"] = "typed and kept"
    wrong = client.post(at, sent)
    assert wrong.status_code == 422
    assert "typed and kept" in wrong.content.decode()
    bad = client.post(at, sent | {f"ground_{keys['note']}": "awkward_for_us"})
    assert bad.status_code == 422
    right = client.post(at, sent | {f"ground_{keys['note']}": "rights_of_others"})
    assert (right.status_code, right["Location"]) == (302, reverse("own_file", args=[case]))


def test_handing_over_is_kept_and_meets_the_deadline(officers: Cast, case: Case) -> None:
    with pytest.raises(Refused):
        deeds.hand_over_own_file(by=officers.social_worker, case=case, identity_confirmed="known", given="paper")
    prepare(officers, case)
    client, at = visit(officers.social_worker), reverse("own_file_hand_over", args=[case])
    early = client.post(
        at,
        {
            "handed_over_at": "2020-01-01T10:00",
            "identity_confirmed": "known",
            "given": "paper",
            "words": "typed and kept",
        },
    )
    assert early.status_code == 422
    assert "typed and kept" in early.content.decode()
    deeds.hand_over_own_file(
        by=officers.social_worker, case=case, identity_confirmed="known", given="read_aloud", read_aloud_in="th"
    )
    with acting_as(officers.social_worker):
        assert not Deadline.objects.open().filter(case=case, kind="own_file").exists()
    assert "Handed over on" in page(client, f"/cases/{case}/panels/own_file/")


def test_the_download_says_nothing_by_its_name_and_is_not_kept(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    response = visit(officers.social_worker).get(reverse("own_file_pdf", args=[case]))
    assert response["Content-Disposition"] == 'attachment; filename="file.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert bytes(response.content).startswith(b"%PDF")


@pytest.mark.parametrize("who", ["stranger", "police", "statistician", "protector", "administrator", "assessor"])
@pytest.mark.parametrize(
    "name", ["own_file", "own_file_pdf", "own_file_data", "own_file_prepare", "own_file_hand_over"]
)
def test_to_everybody_else_there_is_no_such_case(officers: Cast, case: Case, who: str, name: str) -> None:
    prepare(officers, case)
    client = visit(getattr(officers, who))
    there = client.get(reverse(name, args=[case]))
    assert there.status_code in (403, 404)
    if who == "stranger":
        nowhere = client.get(reverse(name, args=[new_pseudonym("DK")]))
        assert there.status_code == nowhere.status_code == 404
        assert without_tokens(there) == without_tokens(nowhere)


def test_a_colleague_who_does_not_lead_opens_no_file(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    client = visit(officers.colleague)
    for name in ("own_file_pdf", "own_file_data", "own_file_prepare"):
        assert client.get(reverse(name, args=[case])).status_code == 403


def kept_files(officers: Cast, case: Case) -> None:
    worker = officers.social_worker
    copied = Received(b"As it came in.", Media.JPEG, Made(copy=b"A copy.", pages=[b"A page."], pages_in_all=1))
    bare = Received(b"As it came in.", Media.JPEG, Made())
    keep: dict[str, Any] = {"by": worker, "case": case, "compartment": "core", "kind": "letter"}
    actions.keep_document(**keep, title="Letter from a landlord", received=copied)
    gone = actions.keep_document(**keep, title="Letter for another case", received=bare)
    actions.withdraw_document(by=worker, document=gone, because="wrong_case")
    keep_paper(by=worker, case=case, kind="passport", title="Issued somewhere", received=bare)


def test_documents_and_papers_are_listed_with_whether_a_copy_is_handed_along(officers: Cast, case: Case) -> None:
    kept_files(officers, case)
    with acting_as(officers.social_worker):
        found = {section.code: section.parts for section in sections(officers.social_worker, case)}
    (document,), (paper,) = found["documents"], found["papers"]
    assert [line.words for line in document.lines][:2] == ["Letter", "Letter from a landlord"]
    assert "is handed along" in document.lines[2].words
    assert document.about_others
    assert [line.words for line in paper.lines][1] == "Issued somewhere"
    assert "no copy" in paper.lines[2].words
    prepare(officers, case)
    client = visit(officers.social_worker)
    assert "Take along the copy" in page(client, reverse("own_file", args=[case]))
    text = text_of(downloaded(client, "own_file_pdf", case))
    assert "Letter from a landlord" in text
    assert "Letter for another case" not in text


NOWHERE = "\ua015"  # a letter for which hardly any machine has a font


def test_letters_without_a_font_are_named_on_the_page_and_in_the_file_and_stand_in_the_data(
    officers: Cast, case: Case
) -> None:
    actions.write_note(by=officers.social_worker, case=case, words=f"She said {NOWHERE} {NOWHERE} to me, Łuksza.")
    prepare(officers, case)
    client = visit(officers.social_worker)
    ready = page(client, reverse("own_file", args=[case]))
    assert "No font for: Yi" in ready
    assert NOWHERE in ready
    text = " ".join(text_of(downloaded(client, "own_file_pdf", case)).split())
    assert "She said [not printed here: Yi] to me, Łuksza." in text
    assert "could not be printed here (Yi)" in text
    data = json.loads(downloaded(client, "own_file_data", case))
    assert data["not_printed"] == {"characters": [NOWHERE], "scripts": ["Yi"]}
    assert f"She said {NOWHERE} {NOWHERE} to me" in json.dumps(data, ensure_ascii=False)


def test_a_file_in_letters_of_this_machine_warns_of_nothing(officers: Cast, case: Case) -> None:
    prepare(officers, case)
    assert "cannot be printed" not in page(visit(officers.social_worker), reverse("own_file", args=[case]))


@pytest.mark.parametrize("odd", ["\ue000", "\ufeff", "\u200b", "\x07", '"\\', "e\u0301", "\U0001f642\u200d\u2642"])
def test_no_letter_keeps_the_file_from_being_made(odd: str) -> None:
    missing = printing.unprintable({"words": [f"a{odd}b"]})
    assert printing.typeset("letters.typ", [printing.without(f"a{odd}b", missing)]).startswith(b"%PDF")
    assert not missing & set("ab")
