"""Changing keys while the house works: every key wrapped anew by the present master key, and new versions of data keys.

Run as the owner of the tables, in small transactions, each of which leaves everything readable. A run that was killed is begun again
and does what is left. Nothing here opens or seals a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from mooring.safeguards import keys, master_key
from mooring.safeguards.master_key import WrongMasterKey
from mooring.safeguards.models import DataKey
from mooring.safeguards.sealing import fingerprint

BATCH = 500
NEW_KEYS_AT_ONCE = 100  # each takes a lock, of which the server has some thousands for everybody

COUNTS = """
select master_version, count(*) from (select master_version from safeguards_datakey
  union all select master_version from safeguards_housesecret) wrapped group by master_version order by 2 desc, 1"""
NEXT = """
select id, subject, version, wrapped, master_version from safeguards_datakey
where id > %s and master_version <> %s order by id limit %s for update"""
OLD_SUBJECTS = """
select subject, max(version) from safeguards_datakey where subject > %s
group by subject having max(made_at) < %s order by subject limit %s"""


@dataclass(frozen=True)
class WrappedBy:
    """How many keys one master key wraps, and whether it is the present one, or given at all."""

    fingerprint: int
    count: int
    present: bool
    given: bool


def status() -> list[WrappedBy]:
    """How many keys each master key wraps, the secret of the house among them. Tells nothing of any key."""
    given = [fingerprint(master) for master in master_key.masters()]
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return [WrappedBy(number, count, number == given[0], number in given) for number, count in cursor.fetchall()]


def rotate_master() -> Iterator[int]:
    """Wrap every key anew by the present master key. Gives the number done after each batch.

    Raises `WrongMasterKey` at the end when some are wrapped by a master key that was not given; those stay as they are.
    """
    present, *before = master_key.masters()
    _wrap_house_secret_anew((present, *before))
    left_out, done = 0, 0
    for batch, missing in _batches(present, (present, *before)):
        left_out += missing
        done += batch
        yield done
    if left_out:
        raise WrongMasterKey(
            f"{left_out} keys are wrapped by a master key that was not given (see `mooring keys status`); they stay as they are."
            " Give that key as MOORING_MASTER_KEY_OLD_FILE and run this again."
        )


def rotate_data_key(subject: int, newest: int) -> bool:
    """Give a subject a new version of its key after `newest`, for what is written from now on. Answers whether it was made."""
    row, _ = keys.new_data_key(subject, version=newest + 1)
    # Somebody else, or an erasure, may have come first.
    return bool(DataKey.objects.bulk_create([row], ignore_conflicts=True))


def rotate_data_keys(*, made_before: datetime) -> Iterator[int]:
    """Give every subject whose newest key is older than that a new version. Gives the number done after each batch."""
    last, done = 0, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(OLD_SUBJECTS, [last, made_before, NEW_KEYS_AT_ONCE])
            subjects = cursor.fetchall()
            for subject, newest in subjects:
                rotate_data_key(subject, newest)
        if not subjects:
            return
        last, done = subjects[-1][0], done + len(subjects)
        yield done


def _batches(present: bytes, among: tuple[bytes, ...]) -> Iterator[tuple[int, int]]:
    """How many keys were wrapped anew, and how many could not be, batch by batch. Each batch is a transaction of its own."""
    last = -1
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(NEXT, [last, fingerprint(present), BATCH])
            rows = cursor.fetchall()
            wrapped_anew, missing = [], 0
            for key, subject, version, wrapped, by in rows:
                place = keys.data_key_place(subject, version)
                try:
                    opened = master_key.unwrap(wrapped, by, place, among)
                except (WrongMasterKey, keys.CannotOpen):
                    missing += 1
                    continue
                wrapped_anew.append((*master_key.wrap(opened, place, present), key))
            cursor.executemany(
                "update safeguards_datakey set wrapped = %s, master_version = %s where id = %s", wrapped_anew
            )
        if not rows:
            return
        last = rows[-1][0]
        yield len(wrapped_anew), missing


def _wrap_house_secret_anew(among: tuple[bytes, ...]) -> None:
    keys.lay_house_secret()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select wrapped, master_version from safeguards_housesecret for update")
        wrapped, by = cursor.fetchone()
        secret = master_key.unwrap(wrapped, by, keys.HOUSE, among)
        cursor.execute(
            "update safeguards_housesecret set wrapped = %s, master_version = %s",
            [*master_key.wrap(secret, keys.HOUSE, among[0])],
        )
