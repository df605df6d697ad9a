"""Finding the embedded database that another process of ours already runs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlencode

import psycopg

from . import key_files, roles

SUPERUSER = "postgres"
ANSWER_PATIENCE = 5  # seconds


@dataclass(frozen=True)
class Running:
    """Where a database server listens, and the passwords of its logins."""

    place: Path
    socket: Path
    passwords: Mapping[str, str] = field(repr=False)

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """What the last start wrote down; it may be old, so prove it with `answers` before relying on it."""
        try:
            state = json.loads((data / "running.json").read_text(encoding="utf-8"))
            passwords = key_files.database_passwords(data / "keys", (), make=False)
            return cls(place=Path(state["place"]), socket=Path(state["socket"]), passwords=passwords)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def url(self, login: str, database: str = roles.DATABASE) -> str:
        """The address of a database for this login, password included: never print it."""
        return (
            f"postgresql://{login}:{quote(self.passwords[login])}@/{database}?{urlencode({'host': str(self.socket)})}"
        )

    def answers(self, login: str, database: str) -> bool:
        """Whether the server lets this login in and answers. SCRAM also proves that the server knows the password."""
        try:
            with psycopg.connect(
                self.url(login, database), connect_timeout=ANSWER_PATIENCE, require_auth="scram-sha-256"
            ) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False


def find_running(data: Path) -> Running | None:
    """The embedded database at work in this data folder, proven by logging in; None when there is none."""
    running = Running.read(data)
    return running if running is not None and running.answers(roles.APPLICATION, roles.DATABASE) else None
