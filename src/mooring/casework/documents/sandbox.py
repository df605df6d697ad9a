"""Starting the sandbox: a process with no environment, no files, no network and little time, that opens what nobody trusts."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import IO

from mooring.casework.documents.framing import Made, NotAFrame, read_frames
from mooring.casework.documents.media import Media

SECONDS = 40  # by the clock on the wall; its computing is limited within
LARGEST_ANSWER = 160 * 1024 * 1024  # bytes
AT_ONCE = 2  # in one process of the web server: each may take much memory
PATIENCE = 20  # seconds to wait for one's turn

_turns = threading.BoundedSemaphore(AT_ONCE)


def make(media: Media, given: bytes) -> Made:
    """Have a copy without metadata and previews made of a file.

    Answers with `error` set when nothing could be made: `unconfined` (this machine cannot hold the process in), `busy`, `toolong`,
    `toolarge`, `toomany`, `locked`, `acts`, `broken`.
    """
    if not _turns.acquire(timeout=PATIENCE):
        return Made(error="busy")
    try:
        return _run(media, given)
    finally:
        _turns.release()


def _run(media: Media, given: bytes) -> Made:
    with subprocess.Popen(
        [sys.executable, "-I", "-B", "-m", "mooring.casework.documents.previewing", media],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        too_long = threading.Event()

        def end() -> None:
            too_long.set()
            process.kill()

        clock = threading.Timer(SECONDS, end)
        feeding = threading.Thread(target=_feed, args=(process.stdin, given), daemon=True)
        clock.start()
        feeding.start()
        try:
            # Read no more than a decent answer holds, whatever comes.
            answer = process.stdout.read(LARGEST_ANSWER + 1)
        finally:
            if len(answer) > LARGEST_ANSWER:
                process.kill()
            code = process.wait()
            clock.cancel()
            feeding.join()
    if len(answer) > LARGEST_ANSWER:
        return Made(error="toolarge")
    return _judge(answer, code, ended_by_us=too_long.is_set())


def _feed(inlet: IO[bytes], given: bytes) -> None:
    try:
        with inlet:
            inlet.write(given)
    except BrokenPipeError:
        pass  # it ended early; its answer says why


def _judge(answer: bytes, code: int, *, ended_by_us: bool) -> Made:
    try:
        made = read_frames(answer)
    except NotAFrame:
        made = Made(error="toolong" if ended_by_us or code in (-9, -24) else "broken")
    else:
        if not made.error and not made.copy:
            made.error = "broken"
    return Made(error=made.error) if made.error else made
