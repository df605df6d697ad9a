"""What runs inside the sandbox: it reads one file from standard input, and answers with a copy without metadata and with its pages.

Started as a program of its own with nothing in its environment. It imports what it needs and tries it out on invented files, so that
nothing is loaded later; then it locks itself in; only then does it read the first byte of the file.
"""

from __future__ import annotations

import io
import os
import sys

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from mooring.casework.documents import cleaning, confinement
from mooring.casework.documents.framing import COPY, END, ERROR, PAGE, PAGES_IN_ALL, frame
from mooring.casework.documents.media import ALLOWED, IMAGES, LARGEST_FILE, LONGEST_SIDE, MOST_PAGES, Media

# Loaded now, because nothing can be loaded after locking: a telephone's photographs hold several pictures and notes in TIFF.
LOADED = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
OLD_LETTERS = ("cp437", "latin-1", "utf-16", "utf-8", "ascii")  # in which names within archives are written


def main(media: Media) -> None:
    """Read, make, answer. An error is answered as a code; a crash leaves the answer without its end."""
    _warm_up()
    try:
        confinement.lock()
    except confinement.CannotConfine:
        _say(ERROR, b"unconfined")
        _say(END)
        return
    try:
        _make(media, _read())
    except cleaning.CannotClean as why:
        _say(ERROR, str(why).encode())
    except MemoryError:
        _say(ERROR, b"toolarge")
    except Exception:
        # Whatever it was: it came of bytes that nobody trusts, and its words could carry some of them.
        _say(ERROR, b"broken")
    _say(END)


def _make(media: Media, given: bytes) -> None:
    copy = cleaning.clean(media, given)
    _say(COPY, copy)
    if not ALLOWED[media].shown:
        return
    if media in IMAGES:
        _say(PAGES_IN_ALL, b"1")
        with Image.open(io.BytesIO(copy), formats=[media.name]) as image:
            _say(PAGE, _page(image.convert("RGBA") if "A" in image.getbands() else image.convert("RGB")))
        return
    pages = pypdfium2.PdfDocument(copy)
    pages.init_forms()
    _say(PAGES_IN_ALL, str(min(len(pages), 999_999)).encode())
    if not len(pages):
        raise cleaning.CannotClean("broken")
    for number in range(min(len(pages), MOST_PAGES)):
        page = pages[number]
        longest = max(page.get_size())
        image = page.render(scale=min(2.0, LONGEST_SIDE / max(longest, 1.0))).to_pil()
        _say(PAGE, _page(image.convert("RGB")))
        page.close()


def _page(image: Image.Image) -> bytes:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    image.save(written, "WEBP", quality=80, method=2)
    return written.getvalue()


def _read() -> bytes:
    given = bytearray()
    while len(given) <= LARGEST_FILE and (chunk := os.read(0, 1 << 20)):
        given += chunk
    return bytes(given)


def _say(tag: bytes, content: bytes = b"") -> None:
    waiting = memoryview(frame(tag, content))
    while waiting:
        waiting = waiting[os.write(1, waiting) :]


def _warm_up() -> None:
    """Do everything once with invented files, silently: what a library loads late must be loaded before the doors close."""
    global _say
    aloud, _say = _say, lambda tag, content=b"": None
    for letters in OLD_LETTERS:
        "a".encode(letters).decode(letters)
    notes = Image.Exif()
    notes[0x0112], notes[0x010E] = 6, "a"
    for media in IMAGES:
        for colours in ("RGB", "P", "LA") if media is not Media.JPEG else ("RGB", "L", "CMYK"):
            written = io.BytesIO()
            Image.new(colours, (4, 4)).save(written, media.name, exif=notes)
            _make(media, written.getvalue())
    _make(Media.PDF, cleaning.invented_pdf())
    _make(Media.DOCX, cleaning.invented_archive())
    _say = aloud


if __name__ == "__main__":
    main(Media(sys.argv[1]))
