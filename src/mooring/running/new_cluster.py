"""The first start: the files of a new database server, made whole or not at all."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from . import key_files
from .unprivileged import Account

ACCESS = "local all all scram-sha-256\n"


class NotMade(Exception):
    """PostgreSQL could not make the files of a new server."""


def clean_environment() -> dict[str, str]:
    """An environment for PostgreSQL's programs: no PG… variable of the caller's may change what they do."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def make_files(
    place: Path, programs: Path, account: Account, superuser: str, password: str, *, scratch: Path, durable: bool
) -> None:
    """Fill the empty folder `place`, by way of a draft beside it, so that half is never taken for whole.

    `scratch` is a private folder that the account can read: the first password passes through it.
    """
    for old in place.parent.glob(f"{place.name}.draft-*"):
        shutil.rmtree(old, ignore_errors=True)
    draft = place.with_name(f"{place.name}.draft-{secrets.token_hex(4)}")
    password_file = scratch / "initial"
    key_files.write_once(password_file, password)
    account.own(password_file)
    draft.mkdir(mode=0o700)
    account.own(draft)
    command = [str(programs / "initdb"), f"--pgdata={draft}", f"--username={superuser}", "--encoding=UTF8"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command += ["--auth-local=scram-sha-256", "--auth-host=reject", f"--pwfile={password_file}"]
    command += [] if durable else ["--no-sync"]
    done = subprocess.run(
        command, cwd="/", env=clean_environment(), capture_output=True, text=True, check=False, **account.process()
    )
    password_file.unlink()
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise NotMade(f"The database could not be made: {done.stderr.strip()}")
    (draft / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
    place.rmdir()
    draft.rename(place)
