"""The database that comes along: PostgreSQL, started as our own child and stopped by whoever started it.

It listens on a socket in a private folder only, never on the network, and asks everybody for a password, its own
superuser included. Beside its folder lie `keys/database.json` (the passwords, readable by the owner only),
`running.json` (where the socket is) and `database.log`.
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from . import key_files, new_cluster, postmaster, roles, unprivileged
from .running_cluster import SUPERUSER, Running, find_running

__all__ = ["AlreadyRunning", "Cluster", "ClusterError", "Running", "find_running", "prepare", "test_cluster"]

LOGINS = (SUPERUSER, roles.OWNER, roles.APPLICATION)
START_PATIENCE = 60.0  # seconds; recovery after a crash is part of it
STOP_PATIENCE = 30.0  # seconds

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    # A statement or the detail of an error may hold what is known of a person: neither reaches the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "4GB"}


class ClusterError(Exception):
    """The database could not be made, started or stopped."""


class AlreadyRunning(ClusterError):
    """Another process of ours runs the database of this folder."""


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


class Cluster:
    """A PostgreSQL server of our own whose files lie in `folder`.

    `durable=False` is for tests: faster, and lost when the machine stops.
    Raises `AlreadyRunning` when two start on one folder, `ClusterError` with the end of the log otherwise.
    """

    def __init__(
        self,
        folder: Path,
        *,
        durable: bool = True,
        disposable: bool = False,
        say: Callable[[str], None] = _say,
    ) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self.disposable = disposable
        self.say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None
        self._made_home = False
        self._place = self.folder
        self._account = unprivileged.Account()
        self._socket: Path | None = None
        self._passwords: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the server we started is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The process number of the server, while it runs."""
        return self._process.pid if self._process is not None and self.running else None

    def url(self, login: str, database: str = roles.DATABASE) -> str:
        """The address of a database for this login, password included: never print it."""
        return self._seen().url(login, database)

    def start(self) -> None:
        """Start the server, and return when it answers.

        Call it from the main thread: on Linux the server dies with the thread that started it.
        """
        if self.running:
            return
        self._made_home = unprivileged.make_home(self.folder.parent)
        self._take_lock()
        try:
            self._start()
        except BaseException as error:
            self.stop()
            if isinstance(error, unprivileged.NoPlace | new_cluster.NotMade | TimeoutError):
                raise ClusterError(str(error)) from error
            raise

    def stop(self) -> None:
        """Stop the server in good order: clients are sent away, what was promised is on disk."""
        if self._process is not None:
            self._end(self._process)
            self._process = None
            self._state_file.unlink(missing_ok=True)
        if self._socket is not None:
            shutil.rmtree(self._socket, ignore_errors=True)
            self._socket = None
        if self._lock is not None:
            if self.disposable:
                self._remove_files()
                self._lock_file.unlink()
                for folder in (self._keys, self.folder.parent) if self._made_home else ():
                    with contextlib.suppress(OSError):  # not empty, so not ours alone
                        folder.rmdir()
            os.close(self._lock)
            self._lock = None

    def erase(self) -> None:
        """Remove the database and its passwords for good. Raises `AlreadyRunning` while somebody runs it."""
        if not self.folder.parent.exists():
            return
        self._take_lock()
        try:
            self._place = unprivileged.place_noted(self.folder)
            self._clear_the_last_run()
            self._remove_files()
        finally:
            assert self._lock is not None
            os.close(self._lock)
            self._lock = None

    @property
    def _keys(self) -> Path:
        return self.folder.parent / "keys"

    @property
    def _state_file(self) -> Path:
        return self.folder.parent / "running.json"

    @property
    def _lock_file(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.lock")

    @property
    def _log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def _seen(self) -> Running:
        if self._socket is None:
            raise ClusterError("The database is not running.")
        return Running(place=self._place, socket=self._socket, passwords=self._passwords)

    def _start(self) -> None:
        self._place, self._account = unprivileged.place_for(self.folder, self.say)
        programs = unprivileged.programs_for(self._place, self._account)
        self._clear_the_last_run()
        self._socket = unprivileged.socket_folder(self._account)
        is_new = not (self._place / "PG_VERSION").exists()
        try:
            self._passwords = key_files.database_passwords(self._keys, LOGINS, make=is_new)
        except FileNotFoundError as error:
            raise ClusterError(
                f"The passwords of the database in {self._place} are missing: {self._keys / 'database.json'}. "
                "Put the file back from your copy of the keys."
            ) from error
        if is_new:
            secret = self._passwords[SUPERUSER]
            new_cluster.make_files(
                self._place, programs, self._account, SUPERUSER, secret, scratch=self._socket, durable=self.durable
            )
        self._launch(programs)
        self._wait()
        key_files.replace_private(
            self._state_file, json.dumps({"place": str(self._place), "socket": str(self._socket)}) + "\n"
        )

    def _clear_the_last_run(self) -> None:
        postmaster.end_orphan(self._place, self.say)
        if (former := Running.read(self.folder.parent)) is not None:
            postmaster.remove_socket_folder(former.socket)

    def _take_lock(self) -> None:
        descriptor = os.open(self._lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(
                f"Another Mooring process already runs the database in {self.folder}. Stop it first, or set "
                "MOORING_DATA to another folder."
            ) from None
        self._lock = descriptor

    def _launch(self, programs: Path) -> None:
        command = [str(programs / "postgres"), "-D", str(self._place)]
        settings = SETTINGS | {"unix_socket_directories": str(self._socket)} | ({} if self.durable else HASTY)
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self._process = subprocess.Popen(
                command,
                cwd="/",
                env=new_cluster.clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                start_new_session=True,  # Ctrl-C reaches us, and we stop the server last
                preexec_fn=postmaster.die_with_parent(signal.SIGINT),
                **self._account.process(),
            )
        finally:
            os.close(descriptor)

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_PATIENCE
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise ClusterError(f"The database did not start. The end of its log:\n{self._end_of_log()}")
            if self._seen().answers(SUPERUSER, "postgres"):
                return
            time.sleep(0.02)
        raise ClusterError(f"The database did not answer in {START_PATIENCE:.0f} s:\n{self._end_of_log()}")

    def _end_of_log(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for number, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
            if process.poll() is None:
                process.send_signal(number)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            return

    def _remove_files(self) -> None:
        note = unprivileged.moved_note(self.folder)
        shutil.rmtree(self._place, ignore_errors=True)
        if note.exists() and self._place.parent.name.startswith("mooring-"):
            shutil.rmtree(self._place.parent, ignore_errors=True)
        for path in (note, self._log, self._state_file, self._keys / "database.json"):
            path.unlink(missing_ok=True)


def prepare(cluster: Cluster, *, create_databases: bool = False) -> None:
    """Make Mooring's logins, roles and database in a running cluster; safe to run twice."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        running = cluster._seen()
        verifiers = {
            login: connection.pgconn.encrypt_password(
                running.passwords[login].encode(), login.encode(), b"scram-sha-256"
            ).decode()
            for login in (roles.OWNER, roles.APPLICATION)
        }
        connection.execute(roles.roles_sql(verifiers, create_databases=create_databases))
        known = connection.execute("select 1 from pg_database where datname = %s", [roles.DATABASE]).fetchone()
        if known is None:
            connection.execute(f"create database {roles.DATABASE} owner {roles.OWNER}")
        connection.execute(roles.database_sql())
    with psycopg.connect(cluster.url(SUPERUSER)) as connection:
        connection.execute(roles.schema_sql())


def test_cluster(folder: Path) -> Cluster:
    """A cluster for tests, with all it needs in this folder: does not wait for the disk, leaves nothing behind."""
    return Cluster(folder / "database", durable=False, disposable=True)
