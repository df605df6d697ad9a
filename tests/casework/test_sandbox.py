"""What opens a file that nobody trusts can do nothing but think; and what cannot be opened ends in plain words."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile

import pikepdf
import pytest
from PIL import Image

from mooring.casework.documents import framing, sandbox
from mooring.casework.documents.media import MOST_PAGES, Media
from mooring.casework.documents.receiving import WHY_NOT
from tests.casework import papers_to_try as papers

KILLED_BY_THE_FILTER = -31  # SIGSYS


def inside(attempt: str, *, before: str = "") -> subprocess.CompletedProcess[bytes]:
    """Lock a process in as the sandbox does, and have it attempt something. It says `did it` when it could."""
    program = (
        f"import ctypes, os, socket, subprocess, sys\n{before}\nfrom mooring.casework.documents import confinement\n"
        f"confinement.lock()\nos.write(1, b'locked. ')\n"
        f"try:\n    {attempt}\nexcept BaseException as why:\n    os.write(1, type(why).__name__.encode())\n"
        "else:\n    os.write(1, b'did it')"
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", program],
        env={},
        stdin=subprocess.PIPE,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_thinking_is_allowed() -> None:
    assert inside("sorted(str(n) for n in range(100_000))").stdout == b"locked. did it"


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.socketpair()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "ctypes.CDLL(None).ptrace(0, 0, 0, 0)",
        "os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_reaching_for_the_network_or_another_program_ends_it(attempt: str) -> None:
    ended = inside(attempt)
    assert ended.returncode == KILLED_BY_THE_FILTER
    assert ended.stdout == b"locked. "


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "os.open('/etc/passwd', os.O_RDONLY)",
        "os.listdir('/')",
        "subprocess.run(['/bin/true'])",
        "os.stat('/etc/passwd')",
        "os.readlink('/proc/self/exe')",
        "open('/tmp/left-behind', 'w')",
        "os.open('/dev/shm/left-behind', os.O_CREAT | os.O_WRONLY)",
        "os.mkdir('/tmp/left-behind')",
        "os.unlink('/tmp/left-behind')",
        "os.memfd_create('hidden')",
        "os.chmod('/tmp', 0o777)",
        "os.kill(os.getppid(), 0)",
        "os.write(2, b'elsewhere')",
        "import mooring.safeguards.keys",
        "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)",
    ],
)
def test_it_reads_and_writes_no_file(attempt: str) -> None:
    ended = inside(attempt, before="import mmap")
    assert ended.stdout in (b"locked. PermissionError", b"locked. ModuleNotFoundError")


def test_what_was_open_before_is_closed(tmp_path: object) -> None:
    ended = inside("os.read(3, 10)", before="held = open('/etc/passwd', 'rb', buffering=0); assert held.fileno() == 3")
    assert ended.stdout == b"locked. PermissionError"


def test_it_gets_only_so_much_memory() -> None:
    assert b"did it" not in inside("x = bytearray(4 * 1024 ** 3)").stdout


def test_the_real_one_starts_with_nothing_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    real = subprocess.Popen

    class Watched(real):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **kwargs: object) -> None:
            started.append(kwargs)
            super().__init__(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setenv("MOORING_MASTER_KEY", "secret")
    assert not sandbox.make(Media.JPEG, papers.photograph()).error
    assert started[0]["env"] == {}
    assert started[0]["close_fds"] is True


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_out_without_its_place_and_device(kind: str) -> None:
    given = papers.photograph(kind)
    assert b"Testphone" in given
    made = sandbox.make(Media[kind], given)
    assert (made.error, len(made.pages), made.pages_in_all) == ("", 1, 1)
    for out in (made.copy, *made.pages):
        assert b"Testphone" not in out
        assert papers.CANARY not in out
        with Image.open(io.BytesIO(out)) as picture:
            assert not picture.getexif()
    with Image.open(io.BytesIO(made.copy)) as copy:
        assert (copy.format, copy.size) == (kind, (90, 60))


def test_a_pdf_comes_out_without_author_script_attachment_link_and_the_place_of_its_photographs() -> None:
    given = papers.letter()
    assert b"Testphone" in given
    made = sandbox.make(Media.PDF, given)
    assert (made.error, len(made.pages)) == ("", 1)
    with pikepdf.open(io.BytesIO(made.copy)) as copy:
        assert "/OpenAction" not in copy.Root
        assert "/Metadata" not in copy.Root
        assert not list(copy.attachments)
        assert "/Info" not in copy.trailer
        everything = b"".join(
            repr(thing).encode() + (thing.read_raw_bytes() if isinstance(thing, pikepdf.Stream) else b"")
            for thing in copy.objects
        )
    for told in (b"Testphone", papers.CANARY, b"JavaScript", b"example.invalid"):
        assert told not in everything + made.copy
    with Image.open(io.BytesIO(made.pages[0])) as page:
        assert len(page.convert("L").getcolors() or []) > 10  # the photograph is still seen


def test_a_long_pdf_shows_its_first_pages_and_says_how_many_there_are() -> None:
    made = sandbox.make(Media.PDF, papers.letter(MOST_PAGES + 5))
    assert (made.error, len(made.pages), made.pages_in_all) == ("", MOST_PAGES, MOST_PAGES + 5)


def test_a_text_document_comes_out_without_its_author() -> None:
    made = sandbox.make(Media.DOCX, papers.word_document())
    with zipfile.ZipFile(io.BytesIO(made.copy)) as copy:
        assert set(copy.namelist()) == {"[Content_Types].xml", "word/document.xml", "word/media/image1.jpeg"}
        assert b"Testphone" not in copy.read("word/media/image1.jpeg")


@pytest.mark.parametrize(
    ("media", "given", "error"),
    [
        (Media.PNG, papers.bomb(), "toomany"),
        (Media.PDF, papers.letter(password="x"), "locked"),
        (Media.PDF, b"%PDF-1.7\nnothing", "broken"),
        (Media.JPEG, b"\xff\xd8\xff\xe0nothing", "broken"),
        (Media.PNG, papers.photograph("JPEG"), "broken"),
        (Media.DOCX, papers.word_document(macro=True), "acts"),
    ],
)
def test_what_cannot_be_opened_ends_in_plain_words(media: Media, given: bytes, error: str) -> None:
    made = sandbox.make(media, given)
    assert (made.error, made.copy, made.pages) == (error, b"", [])
    assert str(WHY_NOT[error])


def test_a_pdf_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 4)
    began = time.monotonic()
    made = sandbox.make(Media.PDF, papers.endless_pdf())
    assert time.monotonic() - began < 20
    assert made.error in ("toolong", "broken")


def test_where_nothing_can_be_held_in_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same program, on a machine whose kernel knows no filter."""
    program = (
        "import platform; platform.machine = lambda: 'another'\n"
        "from mooring.casework.documents import previewing\n"
        "previewing.main(previewing.Media('image/jpeg'))"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-c", program],
        env={},
        input=papers.photograph(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert framing.read_frames(ended.stdout).error == "unconfined"
    assert framing.read_frames(ended.stdout).copy == b""


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        framing.frame(framing.PAGE, b"<script>alert(1)</script>") + framing.frame(framing.END),
        framing.frame(framing.COPY, b"x"),
        framing.frame(b"Z", b"x") + framing.frame(framing.END),
        framing.frame(framing.ERROR, b"<b>words</b>") + framing.frame(framing.END),
        framing.HEAD.pack(framing.COPY, 4_000_000_000) + b"x",
    ],
)
def test_an_answer_that_is_not_of_the_form_is_not_believed(answer: bytes) -> None:
    with pytest.raises(framing.NotAFrame):
        framing.read_frames(answer)


def test_no_more_is_read_than_a_decent_answer_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "LARGEST_ANSWER", 100)
    assert sandbox.make(Media.JPEG, papers.photograph()).error == "toolarge"


def test_nobody_waits_for_ever_for_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE", 0.01)
    for _turn in range(sandbox.AT_ONCE):
        assert sandbox._turns.acquire(timeout=1)
    try:
        assert sandbox.make(Media.JPEG, papers.photograph()).error == "busy"
    finally:
        sandbox._turns.release(sandbox.AT_ONCE)
