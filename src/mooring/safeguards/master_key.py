"""The master key wraps every other key. It comes from outside the database; while it is being changed, the old one still opens."""

from __future__ import annotations

from django.conf import settings

from mooring.safeguards.sealing import derived, fingerprint, seal, unseal

BEFORE_FINGERPRINTS = 1  # what older rows say instead


class WrongMasterKey(Exception):
    """The keys of this database are wrapped by another master key. Nothing is lost: give back the right one."""


def named(number: int) -> str:
    """How a fingerprint is written for people: eight hexadecimal digits."""
    return f"{number:08x}"


def masters() -> tuple[bytes, ...]:
    """The master keys of now: the one that wraps, then those that only open, while keys are being wrapped anew."""
    keys: tuple[bytes, ...] = settings.MOORING_MASTER_KEYS()
    return keys


def wrap(key: bytes, place: str, master: bytes | None = None) -> tuple[bytes, int]:
    """Wrap a key of 32 bytes for one place. Answers it wrapped, and the fingerprint of the master key."""
    master = masters()[0] if master is None else master
    return seal(derived(master, "wrap"), key, place), fingerprint(master)


def unwrap(
    wrapped: bytes | memoryview, master_version: int, place: str, among: tuple[bytes, ...] | None = None
) -> bytes:
    """Open a wrapped key with the master key that has this fingerprint. Raises `WrongMasterKey`, `CannotOpen`."""
    known = masters() if among is None else among
    fitting = (
        known[:1] if master_version == BEFORE_FINGERPRINTS else [m for m in known if fingerprint(m) == master_version]
    )
    for master in fitting:
        return unseal(derived(master, "wrap"), wrapped, place)
    raise WrongMasterKey(
        f"A key is wrapped by the master key {named(master_version)}, and that one was not given: set MOORING_MASTER_KEY"
        " (or MOORING_MASTER_KEY_OLD, while keys are being wrapped anew) to it. Nothing is lost."
    )
