"""Taking a file in: it is recognised, opened in the sandbox, and only then kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.documents import sandbox
from mooring.casework.documents.framing import Made
from mooring.casework.documents.kinds import NotTaken, recognise
from mooring.casework.documents.media import Media

WHY_NOT: dict[str, Any] = {
    "busy": gettext_lazy(
        "Too many files are being opened at this moment. Wait a minute, choose the file and send again."
    ),
    "toolong": gettext_lazy(
        "Opening this file takes too long, so it is not taken in. Print it as a PDF, or send it in smaller parts."
    ),
    "toolarge": gettext_lazy(
        "Opening this file takes too much memory, so it is not taken in. Save it smaller, or send it in parts."
    ),
    "toomany": gettext_lazy(
        "This file unpacks to more than it should: a picture may have 60 million pixels at most. Save it smaller, and send that."
    ),
    "locked": gettext_lazy("This file is locked with a password. Save it without one, and send that."),
    "acts": gettext_lazy("This document holds a program (macros). Save it without, or print it as a PDF."),
    "broken": gettext_lazy(
        "This file is damaged, or not what it says. Open it yourself, print it as a PDF or take a photograph of it, and send that."
    ),
}


@dataclass(frozen=True)
class Received:
    """A file as it came in, what it is, and what the sandbox made of it."""

    content: bytes
    media: Media
    made: Made


def receive(content: bytes, named: str) -> Received:
    """Recognise a file and open it in the sandbox. Raises `NotTaken` with words for the officer.

    Where the machine cannot hold a process in, nothing is opened: the file is kept without previews and without a copy.
    """
    media = recognise(content, named)
    made = sandbox.make(media, content)
    if made.error and made.error != "unconfined":
        raise NotTaken(WHY_NOT.get(made.error) or _("This file cannot be opened."))
    return Received(content, media, made)
