"""The demo's letter box: what the demo would have mailed, for everybody to see. In any other mode there is no such page."""

from __future__ import annotations

import mailbox
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

SHOWN = 50


@require_safe
def demo_letters(request: HttpRequest) -> HttpResponse:
    """The newest letters of the demo."""
    if settings.MOORING_MODE != "demo":
        raise Http404
    folder = settings.MOORING_DATA / "letters"
    letters = list(mailbox.Maildir(folder, create=False)) if (folder / "new").is_dir() else []
    rows: list[dict[str, Any]] = [
        {
            "to": str(make_header(decode_header(letter["To"] or ""))),
            "subject": str(make_header(decode_header(letter["Subject"] or ""))),
            "at": parsedate_to_datetime(letter["Date"]) if letter["Date"] else None,
            "words": _words(letter),
        }
        for letter in letters
    ]
    rows.sort(key=lambda row: row["at"].timestamp() if row["at"] else 0, reverse=True)
    return render(request, "web/demo_letters.html", {"rows": rows[:SHOWN]})


def _words(letter: mailbox.MaildirMessage) -> str:
    given = letter.get_payload(decode=True)
    return given.decode("utf-8", "replace") if isinstance(given, bytes) else ""
