"""Where a key comes from: a file, the environment, or a program that asks a key service for it."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

COMMAND_PATIENCE = 20.0  # seconds
LONGEST = 4096  # characters; a key is far shorter


class Refused(Exception):
    """Mooring does not start, or does not go on, because it would be unsafe. The message says what to do."""


@dataclass(frozen=True)
class KeySource:
    """Where one key comes from. Never holds the key, so it may be printed."""

    variable: str
    file: Path | None = None
    given: bool = False  # in the environment variable itself
    command: tuple[str, ...] = ()

    @classmethod
    def named(cls, environ: Mapping[str, str], variable: str) -> Self:
        """What the operator named: VARIABLE, VARIABLE_FILE or VARIABLE_COMMAND, the first of them that is set."""
        file = environ.get(f"{variable}_FILE")
        return cls(
            variable,
            Path(file).expanduser().absolute() if file else None,
            bool(environ.get(variable)),
            tuple(shlex.split(environ.get(f"{variable}_COMMAND", ""))),
        )

    @property
    def known(self) -> bool:
        """Whether the operator named the key at all."""
        return self.given or self.file is not None or bool(self.command)

    def text(self, *, may_be_missing: bool = False) -> str | None:
        """What the operator gave, or None. Raises `Refused` when the file cannot be read or the program fails.

        `may_be_missing` is for a file that is only there while keys are being changed.
        """
        if self.given:
            return os.environ.get(self.variable)
        if self.file is not None:
            if may_be_missing and not self.file.exists():
                return None
            return self._read(self.file)
        return _asked(self.variable, self.command) if self.command else None

    def _read(self, file: Path) -> str:
        try:
            seen = file.stat()
            return _content(file, seen.st_ino, seen.st_mtime_ns, seen.st_size)
        except OSError as error:
            raise Refused(f"{self.variable}_FILE names {file}, which cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise Refused(f"{self.variable}_FILE names {file}, which does not hold a key written as text.") from error


@cache
def _content(file: Path, inode: int, changed: int, size: int) -> str:
    """The text of a file, read again only when the file is another: a key is asked for at every page."""
    return file.read_text(encoding="utf-8")


@cache
def _asked(variable: str, command: tuple[str, ...]) -> str:
    """What the program prints, asked once in a process. Neither its output nor its errors are shown or logged anywhere."""
    called = f"{variable}_COMMAND"
    by_hand = "Run it by hand, as the user Mooring runs as, to see why."
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=COMMAND_PATIENCE, check=False, cwd="/"
        )
    except OSError as error:
        raise Refused(f"{called} names {command[0]}, which cannot be started: {error.strerror}.") from None
    except subprocess.TimeoutExpired:
        raise Refused(f"{called} did not answer in {COMMAND_PATIENCE:.0f} s. {by_hand}") from None
    if done.returncode != 0:
        raise Refused(f"{called} ended with code {done.returncode}. {by_hand}")
    try:
        text = done.stdout.decode("ascii").strip()
    except UnicodeDecodeError:
        text = ""
    if not text or len(text) > LONGEST:
        raise Refused(f"{called} must print the key, in base64 or hexadecimal, and nothing else. {by_hand}")
    return text
