"""Keeping several programs running as one: they start in order, and when one ends or a stop is asked, all end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from . import postmaster

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 15.0  # seconds for a program to finish what it is doing


class StopAsked(BaseException):
    """Somebody asked us to stop, by Ctrl-C or a signal. Not an error, so no `except Exception` may swallow it."""


@contextmanager
def stopping_in_good_order() -> Iterator[None]:
    """Turn the first request to stop into `StopAsked`; while things are being stopped, further ones wait.

    The block ends quietly after `StopAsked`, once every context manager within has done its work.
    """

    def on_signal(number: int, frame: FrameType | None) -> None:
        for other in STOP_SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        raise StopAsked(signal.Signals(number).name)

    before = {number: signal.signal(number, on_signal) for number in STOP_SIGNALS}
    try:
        yield
    except StopAsked:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Programs:
    """Programs that run side by side. Leaving the block stops those that still run, the last started first."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Programs":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a program that does not outlive us, even when we are killed (on Linux)."""
        self._running[name] = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone, and we choose the order
            preexec_fn=postmaster.die_with_parent(signal.SIGTERM),
        )

    def first_to_end(self, meanwhile: Callable[[], None] = lambda: None) -> tuple[str, int]:
        """Wait until one of them ends by itself; its name and how it ended. `meanwhile` is called now and then."""
        while True:
            for name, program in self._running.items():
                if (code := program.poll()) is not None:
                    return name, code
            meanwhile()
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask all to end, wait, and end those by force that do not."""
        for program in reversed(self._running.values()):
            if program.poll() is None:
                program.terminate()
        until = time.monotonic() + PATIENCE
        for name, program in reversed(self._running.items()):
            try:
                program.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"{name} did not end in {PATIENCE:.0f} s and is ended by force.", file=sys.stderr, flush=True)
                program.kill()
                program.wait()
            _end_group(program.pid)
        self._running.clear()


def _end_group(leader: int) -> None:
    """End what a program left behind when it was killed: its children, which would answer for a moment more."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
