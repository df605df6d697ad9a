"""PostgreSQL's own programs for copying a database out and in, told where to connect without a password anyone can see."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from . import postmaster
from .environment import Refused
from .new_cluster import clean_environment
from .unprivileged import PACKAGE, PROGRAMS


def program(name: str) -> str:
    """Where pg_dump or pg_restore lies: the one that comes along, else that of the machine. Raises `Refused`."""
    spec = find_spec(PACKAGE)
    if spec is not None and spec.origin is not None:
        along = Path(spec.origin).parent / PROGRAMS / "bin" / name
        if os.access(along, os.X_OK):
            return str(along)
    if found := shutil.which(name):
        return found
    raise Refused(f"{name} was found neither beside Mooring nor on this machine: install PostgreSQL's client programs.")


def environ_for(entry: dict[str, Any]) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find this database (an entry of Django's `DATABASES`)."""
    named = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    values = {variable: str(entry[name]) for name, variable in named.items() if entry.get(name)}
    options = {f"PG{name.upper().replace('_', '')}": str(value) for name, value in entry["OPTIONS"].items()}
    known = ("PGSSLMODE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY", "PGREQUIREAUTH", "PGCHANNELBINDING")
    return clean_environment() | {name: options[name] for name in known if name in options} | values


@contextmanager
def running(command: list[str], environ: dict[str, str], **pipes: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that does not outlive us. Leaving the block waits for it. Raises `Refused` when it failed."""
    with subprocess.Popen(
        command, env=environ, stderr=subprocess.PIPE, preexec_fn=postmaster.die_with_parent(signal.SIGTERM), **pipes
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        assert process.stderr is not None
        if process.stdin is not None:
            process.stdin.close()
        said = process.stderr.read().decode(errors="replace")
    if process.returncode != 0:
        # The first line names the fault; later ones may hold the row that met it.
        first = next((line for line in said.splitlines() if "error" in line.lower()), "no reason was given")
        raise Refused(f"{Path(command[0]).name} ended with code {process.returncode}: {first}")
