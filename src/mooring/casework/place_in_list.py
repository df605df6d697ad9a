"""A place in a list, as the link to the next page carries it: a moment and a key, sealed, so that no key leaves the house."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from mooring.safeguards.references import NoSuchReference, key_of, reference


def written(kind: str, moment: datetime, key: int) -> str:
    """The place after (or before) a row of a list."""
    return f"{reference(kind, key)}.{moment.isoformat()}"


def read(kind: str, given: str) -> tuple[datetime, int] | None:
    """The moment and the key again; none when it was not written by us."""
    sealed, _dot, moment = given.partition(".")
    try:
        place = datetime.fromisoformat(moment)
        # In UTC, because the database refuses offsets that Python takes.
        return (place.astimezone(UTC), key_of(kind, sealed)) if timezone.is_aware(place) else None
    except (ValueError, OverflowError, NoSuchReference):
        return None
