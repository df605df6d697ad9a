"""Mooring's settings: read from the environment only, and the reasons for which it will not start with them.

A key is never part of these settings; it is read when it is used. Without `MOORING_MODE` the mode is production,
which refuses to start without keys: forgetting it can never open a demo to the world.
"""

import hashlib
import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import parse_qs, unquote, urlsplit

from mooring.safeguards.sealing import NoMasterKey

from . import key_files, roles, sign_in_settings
from .key_sources import KeySource, Refused
from .login_rights import database_refusals
from .running_cluster import Running

__all__ = [
    "BadSetting",
    "Environment",
    "Refused",
    "database",
    "database_from_url",
    "database_refusals",
    "read",
    "refusals",
]

DENMARK = "denmark"
COUNTRY_FILE = "country"  # in the data folder of a demo: whose law it speaks
Mode = Literal["demo", "production", "test"]
Role = Literal["app", "owner"]
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class BadSetting(Exception):
    """A setting cannot be read; the message says which and what it may be."""


class NoMasterKeyAtHand(Refused, NoMasterKey):
    """The master key was not named, or cannot be had; the message says which."""


@dataclass(frozen=True)
class Environment:
    """How this process was asked to run."""

    mode: Mode
    data: Path
    role: Role
    host: str
    port: int
    debug: bool
    allowed_hosts: tuple[str, ...]
    country: str
    master: KeySource
    master_old: KeySource
    ledger: KeySource
    session: KeySource
    ledger_head: Path
    erasures: Path
    documents: Path
    sign_in: sign_in_settings.SignIn

    @property
    def keys(self) -> Path:
        """The folder of the keys that a demo makes for itself."""
        return self.data / "keys"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel by HTTPS only: always, but on this machine alone."""
        return self.mode == "production"

    def master_key(self) -> bytes:
        """The 32 bytes that wrap every data key. Raises `Refused` when there are none."""
        return self._key(self.master, "master.key")

    def master_keys(self) -> tuple[bytes, ...]:
        """The master key, and after it the one before while there is one: it only opens. Raises `Refused`."""
        try:
            present = self.master_key()
        except Refused as error:
            raise NoMasterKeyAtHand(str(error)) from error
        try:
            old = self.master_old.text(may_be_missing=True)
            before = key_files.decode_key(old, self.master_old.variable) if old and old.strip() else present
        except key_files.UnreadableKey as error:
            raise Refused(str(error)) from error
        return (present,) if before == present else (present, before)

    def ledger_key(self) -> bytes:
        """The 32 bytes (an Ed25519 seed) that sign the ledger. Raises `Refused` when there are none."""
        return self._key(self.ledger, "ledger.key")

    def secret_key(self) -> str:
        """What signs sessions. Without one each process makes its own, so settings can always be read."""
        if (text := self.session.text()) is not None:
            return text.strip()
        if self.mode == "demo":
            return key_files.make_key(self.keys / "secret.key").hex()
        return "only for tests" * 4 if self.mode == "test" else secrets.token_urlsafe(48)

    def _key(self, source: KeySource, name: str) -> bytes:
        try:
            if (text := source.text()) is not None:
                return key_files.decode_key(text, source.variable)
            if self.mode == "demo":
                return key_files.make_key(self.keys / name)
        except key_files.UnreadableKey as error:
            raise Refused(str(error)) from error
        if self.mode == "test":
            return hashlib.sha256(f"only for tests: {name}".encode()).digest()
        raise Refused(f"None of {source.variable}_FILE, {source.variable}_COMMAND and {source.variable} is set.")


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read the settings. Raises `BadSetting` for a value that cannot be understood."""
    data = Path(environ.get("MOORING_DATA") or project_folder() / ".var").expanduser().absolute()
    head = _path(environ, "MOORING_LEDGER_HEAD", data / "ledger" / "head.json")
    hosts = environ.get("MOORING_ALLOWED_HOSTS", "")
    mode: Mode = _choice(environ, "MOORING_MODE", "production", get_args(Mode))
    role: Role = _choice(environ, "MOORING_ROLE", "app", get_args(Role))
    named = tuple(name.strip() for name in hosts.split(",") if name.strip())
    return Environment(
        mode=mode,
        data=data,
        role=role,
        host=environ.get("MOORING_HOST") or "127.0.0.1",
        port=_number(environ, "MOORING_PORT", 8000),
        debug=_switch(environ, "MOORING_DEBUG"),
        allowed_hosts=named or (("testserver", *LOOPBACK_NAMES) if mode == "test" else LOOPBACK_NAMES[:3]),
        country=environ.get("MOORING_COUNTRY") or (remembered_country(data) if mode == "demo" else "") or DENMARK,
        master=KeySource.named(environ, "MOORING_MASTER_KEY"),
        master_old=KeySource.named(environ, "MOORING_MASTER_KEY_OLD"),
        ledger=KeySource.named(environ, "MOORING_LEDGER_KEY"),
        session=KeySource.named(environ, "MOORING_SECRET_KEY"),
        ledger_head=head,
        erasures=_path(environ, "MOORING_ERASURES", head.with_name("erasures")),
        documents=data / "documents",
        sign_in=_sign_in(environ),
    )


def remembered_country(data: Path) -> str:
    """The country of the demo that lies in a data folder; empty when there is none yet."""
    kept = data / COUNTRY_FILE
    if kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    return DENMARK if (data / "keys" / "master.key").exists() else ""


def project_folder() -> Path:
    """The checkout this code lies in, or the current folder when it is installed elsewhere."""
    for folder in Path(__file__).resolve().parents:
        if (folder / "pyproject.toml").is_file():
            return folder
    return Path.cwd()


def database(role: Role | None = None) -> dict[str, Any]:
    """The database of this process, as Django writes it: an outside server when one is named, else our own.

    Settings must be readable without a database (type checks, translations), so a missing one shows on connecting.
    """
    environment = read()
    role = role or environment.role
    variable = "MOORING_OWNER_DATABASE_URL" if role == "owner" else "MOORING_DATABASE_URL"
    url = os.environ.get(variable)
    if not url and (running := Running.read(environment.data)) is not None:
        url = running.url(roles.OWNER if role == "owner" else roles.APPLICATION)
    return database_from_url(url or f"postgresql:///{roles.DATABASE}?host=/no-database-runs-here", pool=role == "app")


def database_from_url(url: str, *, pool: bool) -> dict[str, Any]:
    """A `postgresql://…` address in the shape of an entry of Django's `DATABASES`. Raises `BadSetting`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise BadSetting("A database address begins with postgresql:// ; no other database is supported.")
    options: dict[str, Any] = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    options.setdefault("application_name", "mooring")
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # the pool keeps connections, and Django wants this at nought beside it
    }


def refusals(environment: Environment) -> list[str]:
    """Why Mooring will not start like this, one sentence a reason; none when it may."""
    found: list[str] = []
    public = not is_loopback(environment.host)
    beyond = [name for name in environment.allowed_hosts if name not in (*LOOPBACK_NAMES, "testserver")]
    if environment.debug and (public or environment.mode == "production"):
        found.append("Debug pages show what nobody may see: unset MOORING_DEBUG in production or on a public address.")
    if environment.mode != "production" and (public or beyond):
        where = environment.host if public else ", ".join(beyond)
        found.append(
            f"In {environment.mode} mode anyone may sign in as anyone, so it answers on this machine only and not on "
            f"{where}: set MOORING_HOST=127.0.0.1 and unset MOORING_ALLOWED_HOSTS, or set MOORING_MODE=production."
        )
    if environment.mode == "production":
        found += _production_refusals(environment, beyond)
        found += sign_in_settings.refusals(environment.sign_in)
    return found


def _production_refusals(environment: Environment, hosts: list[str]) -> list[str]:
    found: list[str] = []
    inside = {"the data folder": environment.data, "the repository": project_folder()}
    for source in (environment.master, environment.ledger, environment.session, environment.master_old):
        if not source.known:
            if source is not environment.master_old:
                found.append(f"Production needs a key of its own: set {source.variable}_FILE.")
            continue
        for name, folder in inside.items():
            if source.file is not None and source.file.resolve().is_relative_to(folder.resolve()):
                found.append(f"{source.variable}_FILE lies in {name}, beside what it protects: keep it elsewhere.")
                break
        found += _readable(source, environment)
    if environment.ledger_head.resolve().is_relative_to(environment.data.resolve()):
        found.append("The head of the ledger lies beside the ledger: set MOORING_LEDGER_HEAD to a file elsewhere.")
    if environment.erasures.resolve().is_relative_to(environment.data.resolve()):
        found.append("The list of erasures lies beside the data: set MOORING_ERASURES to a file elsewhere.")
    if not hosts or "*" in hosts:
        found.append("Production must know its own names: set MOORING_ALLOWED_HOSTS to the host names it answers to.")
    if (environment.keys / "master.key").exists():
        found.append(f"A master key lies beside the data ({environment.keys}): this was a demo. Use another folder.")
    return found


def _readable(source: KeySource, environment: Environment) -> list[str]:
    try:
        if source is environment.master_old:
            environment.master_keys()
            return []
        if source is environment.session:
            return [] if len(source.text() or "") >= 32 else [f"{source.variable} is shorter than 32 characters."]
        key_files.decode_key(source.text() or "", source.variable)
    except (Refused, key_files.UnreadableKey) as error:
        return [str(error)]
    return []


def is_loopback(host: str) -> bool:
    """Whether this address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _path(environ: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(value).expanduser().absolute() if (value := environ.get(name)) else default


def _sign_in(environ: Mapping[str, str]) -> sign_in_settings.SignIn:
    try:
        return sign_in_settings.read(environ)
    except sign_in_settings.BadSignInSetting as error:
        raise BadSetting(str(error)) from error


def _choice(environ: Mapping[str, str], name: str, default: str, choices: tuple[str, ...]) -> Any:
    value = environ.get(name) or default
    if value not in choices:
        raise BadSetting(f"{name} is '{value}'; it may be {', '.join(choices)}.")
    return value


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise BadSetting(f"{name} is '{value}'; it must be a port number between 1 and 65535.")
    return int(value)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").lower()
    if value not in TRUE + FALSE:
        raise BadSetting(f"{name} is '{value}'; it may be 1 or 0.")
    return value in TRUE
