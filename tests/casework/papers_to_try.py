"""Files to try: honest ones with things in them that nobody should get, and ones that are not what they seem."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

CANARY = b"Canary-in-the-file"
PLACE = 55.6761  # a latitude, as a telephone writes it


def photograph(kind: str = "JPEG", *, size: tuple[int, int] = (90, 60)) -> bytes:
    """A picture with a place, a device and a comment in it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Testphone", CANARY.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (PLACE, 0.0, 0.0)})
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, exif=exif)
    return written.getvalue()


def bomb() -> bytes:
    """A PNG of a few thousand bytes that says it is 60,000 pixels square."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def letter(pages: int = 1, *, password: str = "") -> bytes:
    """A PDF with an author, a script, an attachment, a link, and a photograph that carries its place."""
    with pikepdf.new() as document:
        for _number in range(pages):
            page = document.add_blank_page(page_size=(200, 280))
        picture = photograph()
        placed = document.make_stream(
            picture,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=90,
            Height=60,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=placed))
        page.obj.Contents = document.make_stream(b"q 90 0 0 60 20 20 cm /P Do Q")
        script = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('" + CANARY.decode() + "')")
        )
        document.Root.OpenAction = document.make_indirect(script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 50, 50],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.invalid/" + CANARY.decode())),
        )
        page.obj.Annots = document.make_indirect(pikepdf.Array([document.make_indirect(link)]))
        document.attachments["note.txt"] = pikepdf.AttachedFileSpec(
            document, CANARY, description="", filename="note.txt", mime_type="", creation_date="", mod_date=""
        )
        document.docinfo["/Author"] = CANARY.decode()
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [CANARY.decode()]
        written = io.BytesIO()
        encryption = pikepdf.Encryption(owner=password, user=password) if password else None
        document.save(written, encryption=encryption, compress_streams=False)
    return written.getvalue()


def endless_pdf() -> bytes:
    """A small PDF whose one page draws itself in ever more copies."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 200))
        inner = document.make_stream(b"0 0 m 200 200 l S " * 2000)
        for _level in range(9):
            form = document.make_stream(b"/F Do " * 30)
            for stream in (inner,):
                stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
                stream.BBox = pikepdf.Array([0, 0, 200, 200])
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
            inner = form
        page.obj.Contents = inner
        page.obj.Resources = inner.Resources
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def word_document(*, macro: bool = False) -> bytes:
    """A text document with an author in it; with a program, when asked."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<w:document>What is written</w:document>")
        archive.writestr("docProps/core.xml", b"<dc:creator>" + CANARY + b"</dc:creator>")
        archive.writestr("word/media/image1.jpeg", photograph())
        if macro:
            archive.writestr("word/vbaProject.bin", CANARY)
    return written.getvalue()
