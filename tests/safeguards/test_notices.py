"""Notices: they say that something waits, never who or what; each is sent once, in the way its officer wishes."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import http_ece
import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from mooring.safeguards import actions, clock, notices
from mooring.safeguards.models import Digest, Notice, NoticeWishes, Officer, Urgency
from mooring.safeguards.notices import push, sending
from mooring.safeguards.notices.when import goes_out_at
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.visiting import visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
KIND = "test.waits"


@pytest.fixture(autouse=True)
def a_kind_of_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(notices.KINDS, KIND, "Something waits")


@pytest.fixture
def letter_box(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A real mail server on this machine, and the folder in which it keeps what it gets."""
    box = tmp_path / "letters"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Mailbox(box), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.MOORING_MAIL_CONFIGURED = True
        yield box
    finally:
        controller.stop()


def letters_in(box: Path) -> list[str]:
    return [path.read_text() for path in (box / "new").iterdir()]


def tell(by: Officer, to: Officer, urgency: str = Urgency.ORDINARY, address: str = "/day/") -> None:
    with acting_as(by):
        notices.tell(KIND, to=[to], address=address, urgency=urgency)


def of(officer: Officer) -> list[Notice]:
    with acting_as(officer):
        return list(Notice.objects.filter(officer=officer))


def always_awake(officer: Officer) -> None:
    actions.choose_how_told(by=officer, quiet=None)


def test_a_notice_reaches_whom_it_is_for_and_is_seen_by_nobody_else(officers: Cast) -> None:
    tell(officers.social_worker, officers.colleague)
    assert [str(one.words) for one in of(officers.colleague)] == ["Something waits"]
    with acting_as(officers.stranger):
        assert not Notice.objects.exists()


def test_all_who_serve_at_a_desk_are_told_but_not_the_one_who_did_it(officers: Cast) -> None:
    with acting_as(officers.social_worker):
        notices.tell(KIND, to=[officers.social_worker.desk])
    assert len(of(officers.colleague)) == 1
    assert of(officers.social_worker) == []
    assert of(officers.stranger) == []


def test_a_kind_without_words_and_an_address_with_a_name_in_it_are_not_told(officers: Cast) -> None:
    with pytest.raises(KeyError):
        notices.tell("nobody.knows", to=[officers.colleague])
    tell(officers.social_worker, officers.colleague, address="/cases/?q=Testina Nordlys")
    tell(officers.social_worker, officers.colleague, address="https://elsewhere.invalid/")
    assert of(officers.colleague) == []


def test_a_letter_says_that_something_waits_and_never_what(officers: Cast, letter_box: Path) -> None:
    always_awake(officers.colleague)
    tell(officers.social_worker, officers.colleague, address="/referrals/R-7Q4M-9T2X/")
    assert sending.send_due() == 1
    (letter,) = letters_in(letter_box)
    assert "Something waits for you" in letter
    assert "R-7Q4M" not in letter
    assert "/referrals" not in letter
    assert officers.social_worker.name not in letter


def test_what_waits_together_goes_out_as_one_letter_and_only_once(officers: Cast, letter_box: Path) -> None:
    always_awake(officers.colleague)
    for _ in range(3):
        tell(officers.social_worker, officers.colleague)
    assert sending.send_due() == 1
    assert sending.send_due() == 0
    (letter,) = letters_in(letter_box)
    assert "3 things wait" in letter


def test_what_was_seen_meanwhile_is_not_mailed(officers: Cast, letter_box: Path) -> None:
    always_awake(officers.colleague)
    tell(officers.social_worker, officers.colleague)
    with acting_as(officers.colleague):
        Notice.objects.update(seen_at=clock.now())
    assert sending.send_due() == 0


def test_a_mail_server_that_is_away_is_tried_again_and_then_left(
    officers: Cast, letter_box: Path, settings: Any
) -> None:
    always_awake(officers.colleague)
    tell(officers.social_worker, officers.colleague)
    there = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    assert sending.send_due() == 0
    settings.EMAIL_PORT = there
    assert sending.send_due() == 1
    assert len(letters_in(letter_box)) == 1


def test_two_workers_at_once_send_one_letter(own_database: str, letter_box: Path) -> None:
    always_awake(Cast().colleague)
    tell(Cast().social_worker, Cast().colleague)
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        sending.send_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(letters_in(letter_box)) == 1


def test_nobody_is_woken_but_by_an_escalation_in_a_role_that_may_be(officers: Cast, letter_box: Path) -> None:
    night = datetime.combine(clock.today() + timedelta(days=1), time(2, 30), COPENHAGEN)
    with clock.at(night):
        tell(officers.social_worker, officers.colleague, Urgency.ESCALATION)
        tell(officers.social_worker, officers.night_hotline, Urgency.URGENT)
        assert sending.send_due() == 0
        tell(officers.social_worker, officers.night_hotline, Urgency.ESCALATION)
        assert sending.send_due() == 1
    (letter,) = letters_in(letter_box)
    assert "night_hotline@test.invalid" in letter
    with clock.at(night + timedelta(hours=5)):
        assert sending.send_due() == 2


MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
HOURS = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(MOMENTS, st.sampled_from(list(Digest)), HOURS, HOURS, HOURS, st.sampled_from(list(Urgency)))
def test_nothing_goes_out_before_it_was_told_nor_in_quiet_hours_nor_more_than_two_days_late(
    told_at: datetime, digest: Digest, morning: time, quiet_from: time, until: time, urgency: Urgency
) -> None:
    wishes = NoticeWishes(digest=digest, morning=morning, quiet_from=quiet_from, quiet_until=until)
    out = goes_out_at(told_at, urgency, wishes, may_wake=False, zone=COPENHAGEN)
    assert timedelta(0) <= out - told_at <= timedelta(days=2, hours=1)
    shown = out.astimezone(COPENHAGEN).time()
    if quiet_from < until:
        assert not quiet_from <= shown < until
    elif until < quiet_from:
        assert until <= shown < quiet_from


@given(MOMENTS, HOURS, HOURS)
def test_who_may_be_woken_hears_of_an_escalation_at_once(told_at: datetime, quiet_from: time, until: time) -> None:
    wishes = NoticeWishes(digest=Digest.DAILY, quiet_from=quiet_from, quiet_until=until)
    assert goes_out_at(told_at, Urgency.ESCALATION, wishes, may_wake=True, zone=COPENHAGEN) == told_at


class Browser:
    """A browser's own side of Web Push: its keys, and its maker's service on this machine, which answers as it is told."""

    def __init__(self, status: int = 201) -> None:
        self.private, self.auth = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
        self.got: list[tuple[dict[str, str], bytes]] = []
        browser = self

        class Service(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                browser.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None: ...

        self.service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=self.service.serve_forever, daemon=True).start()

    def subscription(self) -> dict[str, Any]:
        def written(raw: bytes) -> str:
            return base64.urlsafe_b64encode(raw).decode().rstrip("=")

        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        endpoint = f"http://127.0.0.1:{self.service.server_port}/push/1"
        return {"endpoint": endpoint, "keys": {"p256dh": written(point), "auth": written(self.auth)}}

    def read(self) -> dict[str, str]:
        (_headers, body) = self.got[-1]
        opened = http_ece.decrypt(body, private_key=self.private, auth_secret=self.auth, version="aes128gcm")
        told: dict[str, str] = json.loads(opened)
        return told


@pytest.fixture
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.service.shutdown()


def enter(officer: Officer, browser: Browser) -> int:
    answer = visit(officer).post("/notices/browsers/", {"subscription": browser.subscription()}, "application/json")
    return answer.status_code


def test_a_closed_browser_is_told_one_encrypted_sentence(officers: Cast, browser: Browser) -> None:
    always_awake(officers.colleague)
    assert enter(officers.colleague, browser) == 200
    tell(officers.social_worker, officers.colleague, address="/referrals/R-7Q4M-9T2X/")
    assert sending.send_due() == 1
    assert browser.read() == {"words": "Something waits for you in Mooring.", "language": "en"}
    headers, body = browser.got[-1]
    assert headers["authorization"].startswith("vapid t=")
    assert b"waits" not in body


def test_a_browser_that_is_gone_is_forgotten(officers: Cast) -> None:
    gone = Browser(status=410)
    always_awake(officers.colleague)
    enter(officers.colleague, gone)
    tell(officers.social_worker, officers.colleague)
    sending.send_due()
    with acting_as(officers.colleague):
        assert not officers.colleague.push_subscriptions.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.invalid/x",
        "https://10.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_the_house_sends_nothing_to_an_address_that_somebody_else_chose(endpoint: str) -> None:
    assert not push.is_a_service(endpoint)


def test_where_a_browser_can_be_reached_lies_sealed(officers: Cast, browser: Browser) -> None:
    enter(officers.colleague, browser)
    with acting_as(officers.colleague):
        row = officers.colleague.push_subscriptions.get()
    assert b"127.0.0.1" not in bytes(row.sealed) + bytes(row.endpoint_key)


def test_the_page_opens_a_notice_once_and_leads_on(officers: Cast) -> None:
    tell(officers.social_worker, officers.colleague, address="/cases/")
    client = visit(officers.colleague)
    assert b"Something waits" in client.get("/notices/").content
    (row,) = of(officers.colleague)
    answer = client.post(f"/notices/{reference('notice', row.pk)}/")
    assert answer["Location"] == "/cases/"
    assert of(officers.colleague)[0].seen_at is not None


def test_a_notice_of_another_is_no_page(officers: Cast) -> None:
    tell(officers.social_worker, officers.colleague)
    (row,) = of(officers.colleague)
    client = visit(officers.stranger)
    assert client.post(f"/notices/{reference('notice', row.pk)}/").status_code == 404
    assert client.get("/notices/nonsense/").status_code == 404
    assert of(officers.colleague)[0].seen_at is None


def test_quiet_hours_with_one_end_are_asked_for_again_and_what_was_typed_stays(officers: Cast) -> None:
    client = visit(officers.colleague)
    answer = client.post("/notices/how/", {"digest": "daily", "morning": "08:15", "quiet_from": "22:00"})
    assert answer.status_code == 422
    assert b"08:15" in answer.content
    assert b"neither" in answer.content


def test_what_one_wishes_is_kept(officers: Cast) -> None:
    client = visit(officers.colleague)
    wished = {"digest": "daily", "morning": "08:15", "quiet_from": "", "quiet_until": "", "by_mail": "on"}
    assert client.post("/notices/how/", wished).status_code == 302
    with acting_as(officers.colleague):
        wishes = NoticeWishes.objects.get()
    assert (wishes.digest, wishes.morning, wishes.quiet_from) == ("daily", time(8, 15), None)


def test_nobody_writes_a_notice_or_reads_wishes_past_the_house(officers: Cast) -> None:
    always_awake(officers.colleague)
    with acting_as(officers.stranger):
        assert not NoticeWishes.objects.exists()
        with pytest.raises(Exception, match="permission denied"):
            Notice(officer=officers.colleague, kind=KIND).save(force_insert=True)
