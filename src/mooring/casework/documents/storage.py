"""Where files lie: in Django's storage under random names, sealed with the key of their case for one place each.

A file is never deleted by an officer; erasing the key of the case makes all its files unreadable, and `storage_names_of` says
which they are, so that an erasure, a backup and a restore can find them.
"""

from __future__ import annotations

import hashlib
import secrets

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mooring.casework.models.documents import KeptFile
from mooring.safeguards import keys

ORIGINAL, COPY = "original", "copy"


class Missing(Exception):
    """The storage does not hold a file that the database knows of: a restore went wrong, or somebody removed it."""


def new_name() -> str:
    """A random name that says nothing: 40 hexadecimal digits."""
    return secrets.token_hex(20)


def page(number: int) -> str:
    """The part of a file that is its preview of one page, counted from 1."""
    return f"page{number}"


def keep(row: KeptFile, part: str, content: bytes) -> bytes:
    """Seal one part of a file and put it into the storage. Answers the SHA-256 of what lies there."""
    sealed = keys.seal(row.case.data_key(), content, row.place(part))
    name = row.stored(part)
    kept = default_storage.save(name, ContentFile(sealed))
    if kept != name:
        default_storage.delete(kept)
        raise FileExistsError
    return hashlib.sha256(sealed).digest()


def fetch(row: KeptFile, part: str) -> bytes:
    """Open one part of a file. Raises `Missing`, and `CannotOpen` when it was erased, moved or changed."""
    if part not in row.parts():
        raise Missing
    try:
        with default_storage.open(row.stored(part)) as file:
            sealed = file.read()
    except FileNotFoundError:
        raise Missing from None
    return keys.unseal(row.case.data_key(), sealed, row.place(part))


def whole(row: KeptFile) -> bool:
    """Whether the sealed original lies in the storage as it was put there."""
    try:
        with default_storage.open(row.stored(ORIGINAL)) as file:
            return hashlib.sha256(file.read()).digest() == bytes(row.digest or b"")
    except FileNotFoundError:
        return False


def storage_names_of(case_key: int) -> list[str]:
    """The names in the storage of everything kept of a case, in every room, as far as the present role may see the rows."""
    return [
        row.stored(part)
        for model in apps.get_models()
        if issubclass(model, KeptFile)
        for row in model._default_manager.filter(case_id=case_key, storage_name__isnull=False)
        for part in row.parts()
    ]
