"""What kinds of files are taken in, and how large they may be. Plain data: it is read inside the sandbox too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGEST_FILE = 25 * 1024 * 1024  # bytes
LARGEST_FILE_WORDS = "25 MB"
MOST_PIXELS = 60_000_000  # of one image; a telephone's largest ordinary photograph is 50 million
MOST_PAGES = 60  # that are previewed; the copy to download holds all of them
LONGEST_SIDE = 1600  # of a preview, in pixels


class Media(StrEnum):
    """A kind of file by its content."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    TEXT = "text/plain"


@dataclass(frozen=True)
class Allowed:
    """One kind: the ending its copy bears, the endings a name may claim, and whether it can be shown page by page."""

    ending: str
    claimed: frozenset[str]
    shown: bool


ALLOWED: dict[Media, Allowed] = {
    Media.PDF: Allowed(".pdf", frozenset({".pdf"}), True),
    Media.JPEG: Allowed(".jpg", frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}), True),
    Media.PNG: Allowed(".png", frozenset({".png"}), True),
    Media.WEBP: Allowed(".webp", frozenset({".webp"}), True),
    Media.DOCX: Allowed(".docx", frozenset({".docx"}), False),
    Media.ODT: Allowed(".odt", frozenset({".odt"}), False),
    Media.TEXT: Allowed(".txt", frozenset({".txt", ".text"}), False),
}
IMAGES = (Media.JPEG, Media.PNG, Media.WEBP)
