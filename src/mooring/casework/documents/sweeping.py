"""Sweeping the storage: files that no row stands for, because what wrote them was rolled back, and the files of who was erased.

A file is written before its row, so only what is older than a day is looked at. Which names are still needed is asked of the
database as the machine, for no officer may see them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

OURS = re.compile(r"[0-9a-f]{2}/([0-9a-f]{40})\.(?:original|copy|page[1-9][0-9]*)")
LEFT_ALONE = timedelta(days=1)
AT_ONCE = 500
FEW = 200


class TooMuch(RuntimeError):
    """Most of the storage would go: rather the wrong database than so much that nobody needs. Nothing was deleted."""


def sweep() -> int:
    """Delete the files that nobody needs any more; answers how many. Running it twice does no harm.

    Raises `TooMuch` when they are more than `FEW` and more than half of all.
    """
    lying = list(_lying())
    needed = set(_needed({_stem(name) for name in lying}))
    swept = [name for name in lying if _stem(name) not in needed and _is_old(name)]
    if len(swept) > FEW and len(swept) * 2 > len(lying):
        raise TooMuch(f"{len(swept)} of {len(lying)} files in the storage are known to no row of the database.")
    for name in swept:
        default_storage.delete(name)
    return len(swept)


def _lying() -> Iterator[str]:
    """The names of all files in the storage that are Mooring's own; anything else is left alone."""
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:  # nothing was ever kept
        return
    for folder in folders:
        _folders, files = default_storage.listdir(folder)
        yield from (name for name in (f"{folder}/{file}" for file in files) if OURS.fullmatch(name))


def _stem(name: str) -> str:
    return name.partition("/")[2].partition(".")[0]


def _is_old(name: str) -> bool:
    try:
        # The storage's own time on both sides: the house's clock may stand elsewhere.
        return bool(default_storage.get_modified_time(name) < timezone.now() - LEFT_ALONE)
    except FileNotFoundError:
        return False


def _needed(stems: Iterable[str]) -> Iterator[str]:
    """Of these, the names that a row of somebody who was not erased stands for."""
    asked = sorted(stems)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_clock")
        for first in range(0, len(asked), AT_ONCE):
            cursor.execute("select mooring_files_needed(%s)", [asked[first : first + AT_ONCE]])
            yield from (name for (name,) in cursor.fetchall())
        cursor.execute("reset role")
