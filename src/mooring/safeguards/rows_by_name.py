"""A row that a page names: its key, or the answer that there is no such page."""

from __future__ import annotations

from django.http import Http404

from mooring.safeguards.references import NoSuchReference, key_of


def key_or_404(kind: str, named: str) -> int:
    """The key behind a name that a page gave to a row. Raises `Http404`."""
    try:
        return key_of(kind, named)
    except NoSuchReference:
        raise Http404 from None
