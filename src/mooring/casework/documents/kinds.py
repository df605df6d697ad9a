"""What a file is, told by its content and never by its name; and in plain words why one is not taken in and what to do instead."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Any

import puremagic
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.documents.media import ALLOWED, LARGEST_FILE, LARGEST_FILE_WORDS, Media

HEADS = ((b"%PDF-", Media.PDF), (b"\xff\xd8\xff", Media.JPEG), (b"\x89PNG\r\n\x1a\n", Media.PNG))
APPLE_PHOTOGRAPH = re.compile(rb"^.{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)", re.DOTALL)
# What a browser could take for a page or a program, wherever it stands in a text.
RUNS = re.compile(
    rb"^\s*(<|#!|\{\\rtf|%!PS)|<\s*(html|script|svg|iframe|body|head|\?xml|!doctype|x:|object|embed)\b", re.IGNORECASE
)
# How each part of a packed folder is listed in it. The list is read here, outside the sandbox, so its length is counted before.
PART_LISTED, MOST_LISTED = b"PK\x01\x02", 10_000
NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")

MEDIA_WORDS: dict[Media, Any] = {
    Media.PDF: gettext_lazy("a PDF"),
    Media.JPEG: gettext_lazy("a JPEG photograph"),
    Media.PNG: gettext_lazy("a PNG picture"),
    Media.WEBP: gettext_lazy("a WebP picture"),
    Media.DOCX: gettext_lazy("a Word document"),
    Media.ODT: gettext_lazy("an OpenDocument text"),
    Media.TEXT: gettext_lazy("plain text"),
}


class NotTaken(Exception):
    """A file is not taken in. Its words say what it is and what to do, and nothing of what it holds."""


def recognise(content: bytes, named: str) -> Media:
    """What kind of file this is. `named` is the name it came with, whose ending must not claim something else.

    Raises `NotTaken`.
    """
    if not content:
        raise NotTaken(_("The file is empty. Choose it again, or take the photograph again."))
    if len(content) > LARGEST_FILE:
        raise NotTaken(too_large())
    media = _by_content(content)
    if media is None:
        raise NotTaken(_not_on_the_list(content))
    ending = PurePosixPath(named).suffix.lower()
    if ending and ending not in ALLOWED[media].claimed:
        raise NotTaken(
            _(
                "The name of the file ends in “%(ending)s”, but it holds %(what)s. If you trust it, give it the right ending"
                " (%(right)s) and choose it again; if you do not know where it came from, ask your security contact."
            )
            % {"ending": ending[:12], "what": MEDIA_WORDS[media], "right": ALLOWED[media].ending}
        )
    return media


def too_large() -> str:
    """What is said of a file that is too large."""
    return _(
        "The file is larger than %(most)s. Scan it with fewer dots per inch or in parts, or take a photograph of each page."
    ) % {"most": LARGEST_FILE_WORDS}


def _by_content(content: bytes) -> Media | None:
    for head, media in HEADS:
        if content.startswith(head):
            return media
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Media.WEBP
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return Media.TEXT if _is_text(content) else None


def _packed(content: bytes) -> Media | None:
    """A text document is a packed folder: only its list of parts is read here, nothing is unpacked."""
    if content[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text" and content[77:79] in (b"PK", b"-t"):
        return Media.ODT if content[77:79] == b"PK" else None
    if content.count(PART_LISTED) > MOST_LISTED:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    has_program = any("vbaproject" in name.lower() for name in names)
    return Media.DOCX if {"[Content_Types].xml", "word/document.xml"} <= names and not has_program else None


def _is_text(content: bytes) -> bool:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not NOT_IN_A_TEXT.search(words) and not RUNS.search(content)


def _not_on_the_list(content: bytes) -> str:
    if APPLE_PHOTOGRAPH.match(content):
        return _(
            "This photograph is of a kind (HEIC) that is not opened here. Take it with the button of this page, or on the"
            " telephone choose Settings, Camera, Formats, Most compatible; or send a screenshot of it."
        )
    if RUNS.search(content[:100_000]) or content.startswith(b"MZ"):
        return _("This is a web page or a program, and no such file is taken in. Print it as a PDF, and send that.")
    if content.startswith(b"PK"):
        return _(
            "This is a packed folder, or a document with programs in it. Unpack it and send its files one by one; save a"
            " document without macros, or print it as a PDF."
        )
    try:
        seems = str(puremagic.magic_string(content[:4096])[0].name)[:60]
    except (puremagic.PureError, ValueError, IndexError):
        seems = ""
    taken = _(
        "Taken in are: PDF, photographs and pictures (JPEG, PNG, WebP), Word (docx), OpenDocument (odt) and plain text."
    )
    if seems:
        return _("This seems to be: %(what)s. %(taken)s Print it as a PDF, and send that.") % {
            "what": seems,
            "taken": taken,
        }
    return _("It cannot be told what kind of file this is. %(taken)s Print it as a PDF, and send that.") % {
        "taken": taken
    }
