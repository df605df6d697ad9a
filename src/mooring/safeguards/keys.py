"""Keys: what is written about a person lies sealed with keys of that case, wrapped by a master key; the house has one secret of its own.

The master key comes from a file, the environment or a program, never from the database. The secret of the house lies wrapped like
any other key, so that what is derived from it (references, drafts, one-time codes) outlives a change of the master key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.db import ProgrammingError, connection

from mooring.safeguards import master_key
from mooring.safeguards.master_key import WrongMasterKey, named
from mooring.safeguards.models import DataKey
from mooring.safeguards.sealing import KEY_BYTES, CannotOpen, Keyring, derived, fingerprint, seal, unseal

__all__ = [
    "CannotOpen",
    "Keyring",
    "WrongMasterKey",
    "data_key",
    "house_key",
    "keyrings",
    "lay_house_secret",
    "make_data_key",
    "new_data_key",
    "refusals",
    "seal",
    "unseal",
]

HOUSE = "house-secret"
_house_secrets: dict[tuple[str, str, str], bytes] = {}


def house_key(purpose: str) -> bytes:
    """A key of the house for one purpose, derived from its secret (HKDF-SHA256). Never stored. Raises `WrongMasterKey`."""
    return derived(_house_secret(), purpose)


def lay_house_secret() -> None:
    """See that the house has its secret, which nothing replaces once it is there. Raises `WrongMasterKey`."""
    _house_secret()


def forget_house_secret() -> None:
    """Read the secret of the house anew when it is next needed (tests, and a restore)."""
    _house_secrets.clear()


def refusals() -> list[str]:
    """Why the keys of this database cannot be used with the master key that was given; none when they can."""
    forget_house_secret()
    try:
        lay_house_secret()
    except ProgrammingError:
        return ["The tables of this database are not there, or older than this Mooring: run `mooring migrate` first."]
    except (WrongMasterKey, CannotOpen) as error:
        return [str(error) or "The secret of the house does not open: its row was changed. Restore it from a backup."]
    return []


def data_key_place(subject: int, version: int) -> str:
    """The place for which a data key is wrapped. The first version keeps the name it had before there were versions."""
    return f"data-key:{subject}" if version == 1 else f"data-key:{subject}:{version}"


def new_data_key(subject: int, version: int = 1) -> tuple[DataKey, Keyring]:
    """A fresh key for a subject, with its row (not yet saved). Raises `WrongMasterKey` rather than start a second world."""
    _house_secret()
    key = os.urandom(KEY_BYTES)
    wrapped, master_version = master_key.wrap(key, data_key_place(subject, version))
    row = DataKey(subject=subject, version=version, wrapped=wrapped, master_version=master_version)
    return row, Keyring({version: key})


def make_data_key(subject: int) -> Keyring:
    """Make and save the first key of a subject. Answers it as a keyring, for `seal` and `unseal`."""
    row, ring = new_data_key(subject)
    row.save(force_insert=True)
    return ring


def data_key(subject: int) -> Keyring:
    """The keys of a subject, for `seal` and `unseal`. Raises `CannotOpen` when erased or not this officer's to use."""
    try:
        return keyrings([subject])[subject]
    except KeyError:
        raise CannotOpen from None


def keyrings(subjects: Iterable[int]) -> dict[int, Keyring]:
    """The keys of many subjects, in one query. Those that were erased, or are not this officer's to use, are not in it."""
    opened: dict[int, dict[int, bytes]] = {}
    among = None
    rows = DataKey.objects.filter(subject__in=list(subjects))
    for subject, version, wrapped, by in rows.values_list("subject", "version", "wrapped", "master_version"):
        among = master_key.masters() if among is None else among
        key = master_key.unwrap(wrapped, by, data_key_place(subject, version), among)
        opened.setdefault(subject, {})[version] = key
    return {subject: Keyring(by_version) for subject, by_version in opened.items()}


def _house_secret() -> bytes:
    """The secret of the house, 32 bytes, kept in this process once it was read. Made when the house has none."""
    at = connection.settings_dict
    database = (str(at["HOST"]), str(at["PORT"]), str(at["NAME"]))
    if database not in _house_secrets:
        _house_secrets[database] = _read_or_make()
    return _house_secrets[database]


def _read_or_make() -> bytes:
    """On a connection of its own, so that neither a rollback nor the role of the present transaction comes in between."""
    apart = connection.copy()
    try:
        with apart.cursor() as cursor:
            cursor.execute("select wrapped, master_version from safeguards_housesecret")
            if (row := cursor.fetchone()) is None:
                wrapped, by = master_key.wrap(os.urandom(KEY_BYTES), HOUSE)
                # Two that start together agree on one: the second waits here for the first, and then reads what it made.
                cursor.execute(
                    "insert into safeguards_housesecret (only_row, wrapped, master_version, made_at)"
                    " values (true, %s, %s, now()) on conflict (only_row) do nothing",
                    [wrapped, by],
                )
                cursor.execute("select wrapped, master_version from safeguards_housesecret")
                row = cursor.fetchone()
    finally:
        apart.close()
    try:
        return master_key.unwrap(row[0], row[1], HOUSE)
    except WrongMasterKey as error:
        given = ", ".join(named(fingerprint(master)) for master in master_key.masters())
        raise WrongMasterKey(
            f"This is not the master key of this database: its keys are wrapped by {named(row[1])}, and {given} was given."
            " Nothing was changed. Give the right one with MOORING_MASTER_KEY_FILE, or as MOORING_MASTER_KEY_OLD_FILE"
            " while keys are being wrapped anew."
        ) from error
