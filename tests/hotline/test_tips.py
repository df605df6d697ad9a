"""A tip without a name: it arrives once and whole, only the hotline reads it, and the receipt alone leads back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from mooring.hotline.actions import tips as actions
from mooring.hotline.models import Tip, TipFigure, TipFile, TipKey, TipMessage, TipStep
from mooring.hotline.tips import by_itself, limits, proof_of_work, reading
from mooring.hotline.tips import sealing_to_the_hotline as sealing
from mooring.hotline.tips.receipt import NotAReceipt, Receipt, new_form_key
from mooring.hotline.tips.states import STATE_TABLE
from mooring.identification.models import Signal
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Notice, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.hotline.tips_to_try import BACK, WRITE, came_back, hidden, opened, photograph, receipt_in, tip_of, told
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
OTHERS = ["social_worker", "stranger", "police", "administrator", "coordinator", "statistician", "unposted"]
WORDS = "Two people sleep in the workshop behind the canary's cage."


@pytest.fixture
def somebody() -> Client:
    return Client()


def test_a_receipt_has_twenty_digits_and_is_the_same_for_the_same_form(officers: Cast) -> None:
    form = new_form_key()
    receipt = Receipt.of_form(form)
    assert re.fullmatch(r"\d{20}", receipt.digits)
    assert Receipt.of_form(form) == receipt
    assert Receipt.of_form(new_form_key()) != receipt
    assert Receipt.typed(f" {receipt.written.replace(' ', '-')} ") == receipt
    assert receipt.digits not in repr(receipt)


@pytest.mark.parametrize("words", ["", "1234", "1" * 21, "1" * 19 + "x", "x" * 20])
def test_what_is_no_receipt_is_said_to_be_none(words: str) -> None:
    with pytest.raises(NotAReceipt):
        Receipt.typed(words)


def test_a_receipt_may_be_typed_in_the_digits_of_another_script() -> None:
    assert Receipt.typed("٠١٢٣٤ ٥٦٧٨٩ ٠١٢٣٤ ٥٦٧٨٩").digits == "01234567890123456789"


def test_the_public_pages_know_nobody_and_keep_nothing_on_the_device(officers: Cast, somebody: Client) -> None:
    answers = [
        somebody.get("/report/"),
        somebody.get(WRITE),
        somebody.get(BACK),
        somebody.post(WRITE, opened(somebody) | {"words": WORDS}),
        somebody.post(BACK, {"receipt": "1" * 20}),
        somebody.post(WRITE, {"words": WORDS}),
    ]
    for answer in answers:
        assert not answer.cookies
        assert "no-store" in answer.headers.get("Cache-Control", "")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "sessionid" not in answer.content.decode()
    assert not somebody.cookies


def test_the_public_pages_are_the_same_for_an_officer_who_is_signed_in(officers: Cast) -> None:
    text = page(visit(officers.hotline), WRITE)
    assert "hotline Test" not in text
    assert "data-quick-exit" in text


def test_a_tip_reaches_the_hotline_with_its_words(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody, WORDS)
    tip = tip_of(officers.hotline, receipt)
    client = visit(officers.hotline)
    assert tip.reference in page(client, "/tips/")
    assert "behind the canary&#x27;s cage" in page(client, f"/tips/{tip.reference}/")


@pytest.mark.parametrize("who", OTHERS)
def test_to_everybody_else_there_is_no_tip(who: str, officers: Cast, somebody: Client) -> None:
    tip = tip_of(officers.hotline, told(somebody))
    client = visit(getattr(officers, who))
    for address in ("", "answer/", "signal/", "close/", "police/", "person/", "files/x/"):
        assert client.get(f"/tips/{tip.reference}/{address}").status_code in (403, 404)
        assert client.post(f"/tips/{tip.reference}/{address}", {"words": "x"}).status_code in (403, 404, 405)
    assert client.get("/tips/").status_code == 403
    with acting_as(getattr(officers, who)):
        for model in (Tip, TipMessage, TipFile, TipStep, TipKey, TipFigure):
            assert not model._default_manager.exists()
    with pytest.raises(Refused):
        actions.answer_tip(by=getattr(officers, who), tip=tip, words="No.")


def test_a_tip_that_does_not_exist_is_answered_like_one_that_is_not_hers(officers: Cast) -> None:
    assert visit(officers.hotline).get("/tips/T-AAAA-AAAA/").status_code == 404


def test_whoever_takes_a_tip_in_can_read_neither_it_nor_the_key(officers: Cast, somebody: Client) -> None:
    told(somebody)
    for statement in (
        "select count(*) from hotline_tip",
        "select count(*) from hotline_tipmessage",
        "select count(*) from hotline_tipkey",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.fetchone()[0] == 0, statement
    assert sealing.private_keys() == {}
    for forbidden in (
        "select number from hotline_tipcount",
        "select salt from hotline_tipsalt",
        "insert into hotline_tip (id, reference, receipt_hash, public, language, state, short_life, received_at, last_at)"
        " values (1, 'T', 'x', 'x', 'en', 'new', false, now(), now())",
        "update hotline_tip set state = 'closed'",
        "delete from hotline_tip",
        "update hotline_tipmessage set sealed = 'x'",
        "select mooring_count_tip('proven', 'x', 1, 1)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forbidden)


def test_nothing_of_it_lies_in_the_database_in_clear(officers: Cast, somebody: Client, as_owner: Owner) -> None:
    receipt = told(somebody, WORDS)
    tip = tip_of(officers.hotline, receipt)
    actions.answer_tip(by=officers.hotline, tip=tip, words="The canary answers too.")
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    with acting_as(officers.hotline):
        rows = [
            bytes(value) if isinstance(value, memoryview) else str(value).encode()
            for model in (Tip, TipMessage)
            for row in model._default_manager.values_list()
            for value in row
        ]
    everything = b"\n".join(rows)
    for words in (b"canary", receipt.digits.encode(), receipt.written.encode()):
        assert words not in everything


def test_the_same_form_sent_twice_arrives_once_and_gives_the_same_receipt(officers: Cast, somebody: Client) -> None:
    sent = opened(somebody) | {"words": "Once.\r\nOnly once."}
    first = receipt_in(somebody.post(WRITE, sent))
    again = receipt_in(somebody.post(WRITE, sent | {"words": "Once.\nOnly once."}))
    assert again == first
    assert tip_of(officers.hotline, first).messages.count() == 0  # seen without an officer
    with acting_as(officers.hotline):
        assert TipMessage.objects.count() == 1


def test_the_same_form_with_other_words_is_a_further_message(officers: Cast, somebody: Client) -> None:
    sent = opened(somebody)
    first = receipt_in(somebody.post(WRITE, sent | {"words": "First."}))
    assert receipt_in(somebody.post(WRITE, sent | {"words": "Second."})) == first
    tip = tip_of(officers.hotline, first)
    with acting_as(officers.hotline):
        assert sorted(entry.words for entry in reading.entries(tip)) == ["First.", "Second."]


def test_only_whoever_holds_the_receipt_reads_the_answer(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody)
    tip = tip_of(officers.hotline, receipt)
    message = actions.answer_tip(by=officers.hotline, tip=tip, words="Thank you. Is there a door at the back?")
    text = came_back(somebody, receipt).content.decode()
    assert "Is there a door at the back?" in text
    assert "Two people sleep" not in text
    other = Receipt.of_form(new_form_key())
    assert came_back(somebody, other).status_code == 404
    with pytest.raises(CannotOpen):
        sealing.opened_with(
            other.key(), message.answer_sealed or b"", sealing.place(tip.receipt_hash, message.pk, sealing.TO_TIP)
        )


def test_one_writes_back_and_it_waits_for_the_hotline_again(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody)
    actions.answer_tip(by=officers.hotline, tip=tip_of(officers.hotline, receipt), words="Where?")
    shown = came_back(somebody, receipt).content.decode()
    key = hidden(shown, "form_key")
    for _retry in range(2):
        answer = came_back(somebody, receipt, form_key=key, words="Behind the harbour.")
        assert "We have received it." in answer.content.decode()
    tip = tip_of(officers.night_hotline, receipt)
    assert tip.state == "written_again"
    with acting_as(officers.night_hotline):
        told_so_far = sorted(entry.words for entry in reading.entries(tip))  # within one transaction no time passes
        assert told_so_far[0] == "Behind the harbour."
        assert told_so_far[-1] == "Where?"
        assert len(told_so_far) == 3


def test_the_same_words_may_be_written_twice_on_two_pages(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody, "Yes.")
    for _page in range(2):
        key = hidden(came_back(somebody, receipt).content.decode(), "form_key")
        came_back(somebody, receipt, form_key=key, words="Yes.")
    with acting_as(officers.hotline):
        assert TipMessage.objects.count() == 3


def test_a_photograph_loses_what_it_tells_about_place_and_maker(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody, attached=[photograph()])
    tip = tip_of(officers.hotline, receipt)
    with acting_as(officers.hotline):
        (file,) = TipFile.objects.filter(tip=tip).select_related("tip")
        content = reading.content_of(file, preview=False)
        name = reading.entries(tip)[0].files[0].name
    assert content.startswith(b"\xff\xd8")
    for tells in (b"Quxcam", b"Quxley", b"Exif", b"GPS"):
        assert tells not in content
    client = visit(officers.hotline)
    shown = client.get(f"/tips/{tip.reference}/files/{name}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    copy = client.get(f"/tips/{tip.reference}/files/{name}/?copy")
    assert copy.content == content
    assert "Quxley" not in copy["Content-Disposition"]
    assert visit(officers.social_worker).get(f"/tips/{tip.reference}/files/{name}/").status_code == 403


def test_a_file_that_cannot_be_cleaned_does_not_cost_the_words(officers: Cast, somebody: Client) -> None:
    bad = SimpleUploadedFile("list.jpg", b"\xff\xd8\xff broken", "image/jpeg")
    answer = somebody.post(WRITE, opened(somebody) | {"words": WORDS, "attached": [bad, photograph()]})
    receipt = receipt_in(answer)
    text = answer.content.decode()
    assert "File 1:" in text
    assert "File 2:" not in text
    with acting_as(officers.hotline):
        assert (TipMessage.objects.count(), TipFile.objects.count()) == (1, 1)
    answer = somebody.post(BACK, {"receipt": receipt.digits, "form_key": new_form_key(), "attached": [photograph()]})
    assert "We have received it." in answer.content.decode()


def test_a_message_without_words_and_files_is_not_sent(officers: Cast, somebody: Client) -> None:
    answer = somebody.post(WRITE, opened(somebody) | {"words": "  "})
    assert answer.status_code == 422
    assert "Write something" in answer.content.decode()


def test_a_class_behind_one_address_is_told_when_to_try_and_keeps_its_text(
    officers: Cast, somebody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = limits.Limit("proven", 2, 600)
    monkeypatch.setitem(limits.SENDING, proof_of_work.Lane.PROVEN, narrow)
    kept = [told(somebody, f"Trainee {number}") for number in range(2)]
    sent = opened(somebody) | {"words": "Trainee three <keeps> this."}
    answer = somebody.post(WRITE, sent)
    text = answer.content.decode()
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "in the same house or class" in text
    assert "in 10 minutes" in text
    assert "Trainee three &lt;keeps&gt; this." in text
    # What is sent again that is there already is not counted.
    elsewhere = somebody.post(WRITE, opened(somebody) | {"words": "From home."}, REMOTE_ADDR="198.51.100.7")
    assert receipt_in(elsewhere) not in kept
    fresh = hidden(text, "task")
    assert Receipt.of_form(proof_of_work.form_key_of(fresh)) == Receipt.of_form(proof_of_work.form_key_of(sent["task"]))


def test_what_is_there_already_is_never_answered_with_a_limit(
    officers: Cast, somebody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.SENDING, proof_of_work.Lane.PROVEN, limits.Limit("proven", 1, 600))
    sent = opened(somebody) | {"words": "Once."}
    first = receipt_in(somebody.post(WRITE, sent))
    assert [receipt_in(somebody.post(WRITE, sent)) for _ in range(3)] == [first] * 3


def test_without_a_script_time_takes_the_place_of_work(officers: Cast, somebody: Client) -> None:
    task = hidden(somebody.get(WRITE).content.decode(), "task")
    soon = somebody.post(WRITE, {"task": task, "words": WORDS})
    assert soon.status_code == 429
    assert "canary" in soon.content.decode()
    assert hidden(soon.content.decode(), "task") == task


def test_who_waits_needs_no_script(officers: Cast, somebody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_of_work, "WITHOUT_SCRIPT", 0)
    task = hidden(somebody.get(WRITE).content.decode(), "task")
    receipt_in(somebody.post(WRITE, {"task": task, "words": WORDS}))


@pytest.mark.parametrize("task", ["", "x", "e30=", "W10=", "x" * 9999])
def test_a_form_that_is_not_ours_is_given_back_with_its_text(task: str, officers: Cast, somebody: Client) -> None:
    answer = somebody.post(WRITE, {"task": task, "words": WORDS})
    assert answer.status_code == 422
    assert "canary" in answer.content.decode()


def test_the_work_grows_while_many_come(officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_of_work, "_seen", {})
    monkeypatch.setattr(proof_of_work, "SEEN_FOR", -1.0)
    monkeypatch.setattr(proof_of_work, "HARDER", ((1, 8), (0, 2)))
    client, tasks = Client(), []
    for _ in range(3):
        tasks.append(proof_of_work._read(proof_of_work.new_task()).parameters.cost // proof_of_work.ROUNDS)
        told(client)
    assert tasks == [1, 2, 8]


def test_receipts_cannot_be_tried_out(officers: Cast, somebody: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mooring.hotline.tips.coming_back.GUESSING", limits.Limit("guessing", 3, 600))
    receipt = told(somebody)
    assert came_back(somebody, receipt).status_code == 200
    tries = [somebody.post(BACK, {"receipt": f"{number:020}"}).status_code for number in range(4)]
    assert tries == [404, 404, 404, 429]
    assert came_back(somebody, receipt).status_code == 429
    other = somebody.post(BACK, {"receipt": receipt.digits}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200


def test_a_tip_becomes_a_signal_in_words_that_were_looked_through(officers: Cast, somebody: Client) -> None:
    tip = tip_of(officers.hotline, told(somebody, WORDS))
    client = visit(officers.hotline)
    assert "Two people sleep" in page(client, f"/tips/{tip.reference}/signal/")
    sent = {"danger_now": "no", "region": "unknown", "words": "Two people at a workplace."}
    answer = client.post(f"/tips/{tip.reference}/signal/", sent)
    assert answer.status_code == 302
    with acting_as(officers.hotline):
        signal = Signal.objects.get()
        assert signal.words() == "Two people at a workplace."
        assert TipStep.objects.get().signal == signal
    assert signal.reference in page(client, f"/tips/{tip.reference}/")
    assert client.post(f"/tips/{tip.reference}/signal/", sent).status_code == 422


def test_a_closed_tip_is_not_answered_and_opens_when_somebody_writes_again(officers: Cast, somebody: Client) -> None:
    receipt = told(somebody)
    tip = tip_of(officers.hotline, receipt)
    actions.close_tip(by=officers.hotline, tip=tip, because="practice")
    with pytest.raises(Refused) as refused:
        actions.answer_tip(by=officers.hotline, tip=tip, words="Late.")
    assert refused.value.refusal.why is Why.HOUSE_RULE
    came_back(somebody, receipt, form_key=new_form_key(), words="It was no practice.")
    assert tip_of(officers.hotline, receipt).state == "written_again"


def test_the_police_get_nothing_of_a_tip_but_on_one_of_three_grounds(officers: Cast, somebody: Client) -> None:
    tip = tip_of(officers.hotline, told(somebody))
    for ground, words in (("curiosity", "All of it."), ("", "All."), ("danger_to_life", " ")):
        with pytest.raises(Refused):
            actions.note_passed_to_police(by=officers.hotline, tip=tip, ground=ground, words=words)
    step = actions.note_passed_to_police(by=officers.hotline, tip=tip, ground="danger_to_life", words="The street.")
    assert b"street" not in bytes(step.words_sealed or b"")
    assert "The street." in page(visit(officers.hotline), f"/tips/{tip.reference}/")


MOVES = [move for move in STATE_TABLE.moves if move.source in ("new", "answered", "written_again", "signal", "closed")]


def brought_to(state: str, client: Client, officer: Officer) -> tuple[Tip, Receipt]:
    receipt = told(client)
    tip = tip_of(officer, receipt)
    if state in ("answered", "written_again"):
        actions.answer_tip(by=officer, tip=tip, words="An answer.")
    if state == "written_again":
        came_back(client, receipt, form_key=new_form_key(), words="More.")
    if state == "signal":
        actions.make_signal_of_tip(by=officer, tip=tip, region="unknown", danger_now="no", words="Words.")
    if state == "closed":
        actions.close_tip(by=officer, tip=tip, because="answered")
    return tip, receipt


def moved(verb: str, tip: Tip, receipt: Receipt, client: Client, officer: Officer) -> None:
    if verb == "tip.answer":
        actions.answer_tip(by=officer, tip=tip, words="An answer.")
    elif verb == "tip.become_signal":
        actions.make_signal_of_tip(by=officer, tip=tip, region="unknown", danger_now="no", words="Words.")
    elif verb == "tip.close":
        actions.close_tip(by=officer, tip=tip, because="answered")
    elif verb == "tip.write":
        assert came_back(client, receipt, form_key=new_form_key(), words="Again.").status_code == 200
    else:
        with clock.at(clock.now() + timedelta(days=91)):
            assert by_itself.erase() == 1


@pytest.mark.parametrize("state", ["new", "answered", "written_again", "signal", "closed"])
@pytest.mark.parametrize("verb", ["tip.answer", "tip.become_signal", "tip.close", "tip.write", "tip.erase"])
def test_every_lawful_move_of_a_tip_is_made_and_every_other_is_refused(
    state: str, verb: str, officers: Cast, somebody: Client
) -> None:
    officer = officers.hotline
    tip, receipt = brought_to(state, somebody, officer)
    assert tip_of(officer, receipt).state == state
    lawful = [move for move in MOVES if (move.source, move.verb) == (state, verb)]
    if not lawful:
        with pytest.raises(Refused):
            moved(verb, tip, receipt, somebody, officer)
        return
    moved(verb, tip, receipt, somebody, officer)
    with acting_as(officer):
        after = Tip.objects.filter(pk=tip.pk).values_list("state", flat=True).first() or "erased"
    assert after == lawful[0].target


def test_the_table_of_states_is_whole() -> None:
    assert STATE_TABLE.faults() == []


def test_tips_are_erased_when_their_time_is_over_and_only_how_many_remains(officers: Cast, somebody: Client) -> None:
    about = told(somebody, attached=[photograph()])
    actions.mark_that_it_names_a_person(by=officers.hotline, tip=tip_of(officers.hotline, about))
    told(somebody)
    start = clock.now()
    with clock.at(start + timedelta(days=29)):
        assert by_itself.erase() == 0
    with clock.at(start + timedelta(days=31)):
        assert by_itself.erase() == 1
        assert came_back(somebody, about).status_code == 404
    with clock.at(start + timedelta(days=91)):
        assert by_itself.erase() == 1
        assert by_itself.erase() == 0
    with acting_as(officers.hotline):
        assert not Tip.objects.exists()
        assert not TipMessage.objects.exists()
        assert not TipFile.objects.exists()
        assert [number for _month, _state, number in reading.figures()] == [2]


def test_the_key_is_renewed_by_an_administrator_who_reads_nothing(officers: Cast, somebody: Client) -> None:
    before = told(somebody, "Before.")
    with acting_as(officers.hotline):
        assert TipKey.objects.count() == 1
    assert visit(officers.administrator).post("/tips/key/", {}).status_code == 302
    after = told(somebody, "After.")
    with acting_as(officers.hotline):
        assert TipKey.objects.count() == 2
    for receipt, words in ((before, "Before."), (after, "After.")):
        tip = tip_of(officers.hotline, receipt)
        with acting_as(officers.hotline):
            assert reading.entries(tip)[0].words == words
    with pytest.raises(Refused):
        actions.renew_tip_key(by=officers.hotline)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(officers.hotline):
        sealing.lay_key(anew=True)


def test_the_hotline_is_told_that_a_tip_waits_and_nothing_more(officers: Cast, somebody: Client) -> None:
    told(somebody, WORDS)
    by_itself.tell_the_hotline(int(clock.now().timestamp()) + 1)
    with acting_as(officers.night_hotline):
        notice = Notice.objects.get(officer=officers.night_hotline)
        assert (notice.kind, notice.address) == ("tip.waiting", "/tips/")


def test_when_the_database_does_not_answer_the_words_stay(
    officers: Cast, somebody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = opened(somebody) | {"words": WORDS}

    def fails(*_args: object, **_more: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("mooring.hotline.views.tips_public.take_in", fails)
    answer = somebody.post(WRITE, sent)
    assert answer.status_code == 503
    assert "canary" in answer.content.decode()
    assert hidden(answer.content.decode(), "task") == sent["task"]
