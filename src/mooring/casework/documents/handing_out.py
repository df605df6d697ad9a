"""How a file leaves the house: a preview as a picture, anything else as bytes to be saved that no browser opens or runs."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mooring.casework.documents import storage
from mooring.casework.models import KeptFile
from mooring.safeguards.keys import CannotOpen

NOTHING_RUNS = "sandbox; default-src 'none'"


def picture(row: KeptFile, number: int) -> HttpResponse | None:
    """The preview of one page, or none when there is no such page."""
    content = _fetched(row, storage.page(number))
    return _answer(content, "image/webp") if content is not None else None


def download(row: KeptFile, part: str) -> HttpResponse | None:
    """The copy without metadata, or the original, under a name that says nothing; or none when there is none."""
    content = _fetched(row, part)
    if content is None:
        return None
    answer = _answer(content, "application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="document-1{row.ending}"'
    return answer


def why_not_shown(row: KeptFile) -> str:
    """Why a file has no preview, in words for the page; empty when it has one."""
    if row.pages:
        return ""
    if not row.has_copy:
        return _(
            "No preview could be made: this machine cannot hold a process in safely, and nothing is opened outside of one."
            " The file is kept sealed, and its original can be downloaded by who may."
        )
    return _("Files of this kind are not shown here. Download the copy and open it on your own machine.")


def _fetched(row: KeptFile, part: str) -> bytes | None:
    try:
        return storage.fetch(row, part)
    except (storage.Missing, CannotOpen):
        return None


def _answer(content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store, private"
    return answer
