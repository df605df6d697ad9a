"""The head of the ledger in a file outside the database: a line `era number digest` for each seal, appended only."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def append(era: int, number: int, digest: bytes) -> None:
    """Write the newest head. Nothing happens when no file is named."""
    path: Path | None = settings.MOORING_LEDGER_HEAD
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{era} {number} {digest.hex()}\n")


def newest() -> tuple[int, int, bytes] | None:
    """The newest head outside: era, number, digest; none when nothing was written yet."""
    path: Path | None = settings.MOORING_LEDGER_HEAD
    if path is None or not path.exists():
        return None
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    heads = [(int(era), int(number), bytes.fromhex(digest)) for era, number, digest in lines]
    return max(heads, key=lambda known: known[:2]) if heads else None
