"""What an earlier run left behind: a database server without its parent, or a note of one that is gone.

After a `kill -9` the server dies with its parent on Linux; elsewhere it may live on. It is recognised by what it is
and where it stands, never by a number in a file alone, because numbers are given out again.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What a child does before it becomes another program: ask the kernel for a signal when its parent is gone.

    Linux only. The kernel counts the thread that started the child as the parent.
    """
    if sys.platform != "linux":
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None, use_errno=True).prctl  # looked up before the fork, where it is safe

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def is_server_of(pid: int, place: Path) -> bool:
    """Whether this process is a database server at work in this folder."""
    if sys.platform == "linux":
        try:
            program = Path(f"/proc/{pid}/exe").readlink().name
            return program.startswith("postgres") and Path(f"/proc/{pid}/cwd").samefile(place)
        except OSError:
            return False
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in shown.stdout and str(place) in shown.stdout


def end_orphan(place: Path, say: Callable[[str], None]) -> None:
    """Stop a server that an earlier run left in this folder, and clear a note that misleads the next one.

    Call it only while holding the lock of the folder, so that no living parent can be robbed of its server.
    """
    note = place / "postmaster.pid"
    try:
        pid = int(note.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if pid > 1 and is_server_of(pid, place):
        say("An earlier run left its database server behind; stopping it.")
        for number, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if _gone(pid, place, patience):
                return
        raise TimeoutError(f"The database server {pid} in {place} does not stop.")
    with contextlib.suppress(OSError):
        os.kill(pid, 0)
        # The number belongs to another program by now, and PostgreSQL would take that one for its server.
        note.unlink(missing_ok=True)


def remove_socket_folder(folder: Path) -> None:
    """Remove the folder of a socket that nobody listens on any more; anything else is left alone."""
    if folder.name.startswith("mooring-") and folder.is_dir() and not folder.is_symlink():
        strangers = [entry for entry in folder.iterdir() if not entry.name.startswith(".s.PGSQL.")]
        if not strangers:
            shutil.rmtree(folder, ignore_errors=True)


def _gone(pid: int, place: Path, patience: float) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if not is_server_of(pid, place):
            return True
        time.sleep(0.05)
    return False
