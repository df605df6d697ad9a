"""Keys and passwords on disk: who may read them, and how they are made without ever being half written."""

import base64
import binascii
import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY_BYTES = 32


class UnreadableKey(Exception):
    """A key file does not hold what it should. The message never holds the key."""


def private_folder(folder: Path) -> Path:
    """The folder, made with mode 0700 when it is not there yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_once(path: Path, text: str) -> bool:
    """Write a file only its owner may read, unless it exists; say whether it was written.

    Two processes that start together agree on one content: the first link wins.
    """
    private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def replace_private(path: Path, text: str) -> None:
    """Write or replace a file only its owner may read; a reader sees the old or the new, never half."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def decode_key(text: str, called: str) -> bytes:
    """The 32 bytes of a key written as base64 or as hexadecimal digits. Raises `UnreadableKey`."""
    text = text.strip()
    with contextlib.suppress(ValueError):
        if len(text) == 2 * KEY_BYTES:
            return bytes.fromhex(text)
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise UnreadableKey(
            f"{called} is not 32 bytes in base64 or hexadecimal. Make one with: openssl rand -base64 32"
        )
    return key


def make_key(path: Path) -> bytes:
    """The key in this file, made first when there is none."""
    write_once(path, base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
    return decode_key(path.read_text(encoding="utf-8"), path.name)


def database_passwords(folder: Path, logins: tuple[str, ...], *, make: bool) -> Mapping[str, str]:
    """The passwords of the embedded database, by login; made when `make` says so. Raises `FileNotFoundError`."""
    path = folder / "database.json"
    if make:
        write_once(path, json.dumps({login: secrets.token_urlsafe(24) for login in logins}) + "\n")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found
