"""How the sandbox answers: a row of frames on its standard output, each a tag, a length and bytes. Read with mistrust.

    tag (1 byte) ‖ length (4 bytes, big-endian) ‖ bytes

`C` the copy without metadata, `P` one page as WebP, `N` how many pages there are in all, `E` why nothing could be made, `.` the end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

HEAD = struct.Struct(">cI")
COPY, PAGE, PAGES_IN_ALL, ERROR, END = b"C", b"P", b"N", b"E", b"."


class NotAFrame(ValueError):
    """What came out of the sandbox does not follow the form."""


def frame(tag: bytes, content: bytes = b"") -> bytes:
    return HEAD.pack(tag, len(content)) + content


@dataclass
class Made:
    """What came out: the copy (empty when none), the pages, how many there are in all, or an error's code."""

    copy: bytes = b""
    pages: list[bytes] = field(default_factory=list)
    pages_in_all: int = 0
    error: str = ""


def read_frames(answer: bytes) -> Made:
    """Put the frames together. Raises `NotAFrame` when the answer breaks off or is not of this form."""
    made = Made()
    for tag, content in _frames(answer):
        if tag == COPY:
            made.copy = content
        elif tag == PAGE:
            if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
                raise NotAFrame
            made.pages.append(content)
        elif tag == PAGES_IN_ALL and content.isdigit() and len(content) < 7:
            made.pages_in_all = int(content)
        elif tag == ERROR and content.isalpha() and len(content) < 20:
            made.error = content.decode("ascii")
        else:
            raise NotAFrame
    return made


def _frames(answer: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + HEAD.size <= len(answer):
        tag, length = HEAD.unpack_from(answer, at)
        at += HEAD.size
        if tag == END:
            return
        content = answer[at : at + length]
        if len(content) != length:
            break
        at += length
        yield tag, content
    raise NotAFrame
