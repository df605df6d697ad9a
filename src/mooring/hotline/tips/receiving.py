"""Taking a tip in so that none is lost: sealed first, then put in by one statement that may be repeated as often as one likes.

The words come first and are safe before any file is opened; each file follows by itself. Sent again after a network, a browser or a
worker has failed, the same form gives the same receipt and adds nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework.documents.kinds import NotTaken
from mooring.casework.documents.receiving import Received, receive
from mooring.hotline.models.tips import tip_reference
from mooring.hotline.tips import sealing_to_the_hotline as sealing
from mooring.hotline.tips.limits import Limit
from mooring.hotline.tips.receipt import Receipt
from mooring.safeguards.random_keys import random_key

MOST_FILES = 5  # with one message


class Outcome(StrEnum):
    """What came of sending: it is there (now, or since before), or why not."""

    RECEIVED = "received"
    AGAIN = "again"
    TOO_MANY = "too_many"
    FULL = "full"
    NONE = "none"

    @property
    def is_there(self) -> bool:
        return self in (Outcome.RECEIVED, Outcome.AGAIN)


@dataclass(frozen=True)
class Message:
    """What is sent: the words, and the key of the form by which the same message sent twice is known."""

    receipt: Receipt
    form_key: str
    words: str

    @property
    def digest(self) -> bytes:
        return self.receipt.digest(self.form_key.encode(), self.words.encode())


def take_in(message: Message, *, limit: Limit, network: bytes, founds: bool, language: str) -> Outcome:
    """Seal a message to the hotline and put it in. `founds`: it begins a tip; else its tip must be there."""
    receipt, row, key = message.receipt, random_key(), sealing.hotline_key()
    at = sealing.place(receipt.hashed, row, sealing.TO_HOTLINE)
    given = [receipt.hashed, limit.scope, network, limit.most, limit.seconds, row, message.digest, key.number]
    given += [sealing.sealed_to(key.public, message.words.encode(), at), founds, random_key(), tip_reference()]
    given += [receipt.public() if founds else b"", language]
    return Outcome(_asked(f"select mooring_receive_tip({_places(given)})", given))


def take_in_file(message: Message, file: UploadedFile[Any]) -> str:
    """Clean a file and put it beside its message, which is there already. Answers why it was not taken, or nothing."""
    content = file.read()
    receipt, digest = message.receipt, message.receipt.digest(b"file", content)
    if _asked("select mooring_has_tip_file(%s, %s)", [receipt.hashed, digest]):
        return ""
    try:
        cleaned = receive(content, file.name or "")
    except NotTaken as why:
        return str(why)
    if not cleaned.made.copy:
        return _(
            "Files cannot be freed here of what they tell about where and when they were made, so none is taken in."
        )
    return _kept(message, digest, cleaned)


def _kept(message: Message, digest: bytes, cleaned: Received) -> str:
    receipt, row, key = message.receipt, random_key(), sealing.hotline_key()
    copy, pages = cleaned.made.copy, cleaned.made.pages
    at = sealing.place(receipt.hashed, row, sealing.TO_HOTLINE)
    preview = sealing.sealed_to(key.public, pages[0], at + b":preview") if pages else None
    given = [receipt.hashed, message.digest, row, digest, str(cleaned.media), len(copy), key.number]
    given += [sealing.sealed_to(key.public, copy, at), preview]
    came = Outcome(_asked(f"select mooring_receive_tip_file({_places(given)})", given))
    return "" if came.is_there else _("There are as many files with this receipt as can be kept.")


def _places(given: list[Any]) -> str:
    return ", ".join(["%s"] * len(given))


def _asked(statement: str, given: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        row = cursor.fetchone()
    return row[0] if row else None
