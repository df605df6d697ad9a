"""Making a copy that holds what one sees and nothing else: no place, no author, no history, nothing that acts. Runs in the sandbox."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
from PIL import Image, ImageOps

from mooring.casework.documents.media import IMAGES, MOST_PIXELS, Media

# What a PDF may do when opened, clicked or printed.
ACTS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/ResetForm",
    "/GoToR",
    "/GoToE",
    "/URI",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/Hide",
    "/SetOCGState",
}
HOLD_MORE = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}  # annotations with something inside
TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/JS", "/AF", "/Thumb", "/SpiderInfo")
ROOT_TELLS = (
    "/OpenAction",
    "/AA",
    "/Collection",
    "/Perms",
    "/Legal",
    "/URI",
    "/Metadata",
    "/PieceInfo",
    "/AF",
    "/Requirements",
)

MOST_UNPACKED = 200 * 1024 * 1024  # bytes of a packed text document when it is unpacked
MOST_PARTS = 2000
LEFT_OUT = re.compile(
    r"^(docProps/|meta\.xml$|Thumbnails/|customXml/|Basic/|Scripts/|Configurations2/|Object |ObjectReplacements/"
    r"|word/(embeddings|activeX)/|word/(vbaProject|vbaData)\b)",
    re.IGNORECASE,
)
EMPTY_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>'
)
LEADS_OUT = re.compile(rb'<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")[^>]*?/>')


class CannotClean(Exception):
    """Why no copy can be made: `toomany` (pixels, parts), `locked` (by a password), `acts` (holds a program), `broken`."""


def clean(media: Media, given: bytes) -> bytes:
    """A copy without metadata and without anything that acts. Raises `CannotClean`."""
    if media in IMAGES:
        return clean_image(media, given)
    if media is Media.PDF:
        return clean_pdf(given)
    return given if media is Media.TEXT else clean_archive(given)


def clean_image(media: Media, given: bytes) -> bytes:
    """The picture alone, turned the way it was held, written anew. Of several frames the first."""
    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    with Image.open(io.BytesIO(given), formats=[media.name]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise CannotClean("toomany")
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    see_through = "A" in turned.getbands() or "transparency" in turned.info
    bare = turned.convert("RGBA" if see_through and media is not Media.JPEG else "RGB")
    bare.info.clear()
    written = io.BytesIO()
    bare.save(written, media.name, **({} if media is Media.PNG else {"quality": 92}))
    return written.getvalue()


def clean_pdf(given: bytes) -> bytes:
    """The pages alone: no scripts, actions, attachments, forms that send, metadata or earlier versions."""
    try:
        document = pikepdf.open(io.BytesIO(given))
    except pikepdf.PasswordError:
        raise CannotClean("locked") from None
    except pikepdf.PdfError:
        raise CannotClean("broken") from None
    with document:
        root = document.Root
        for name in ROOT_TELLS:
            _drop(root, name)
        if isinstance(names := root.get("/Names"), pikepdf.Dictionary):
            for name in ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations"):
                _drop(names, name)
        if isinstance(form := root.get("/AcroForm"), pikepdf.Dictionary):
            _drop(form, "/XFA")
        for thing in document.objects:
            _clean_thing(thing)
        for page in document.pages:
            _clean_page(page.obj)
        for name in ("/Info", "/ID"):
            _drop(document.trailer, name)
        written = io.BytesIO()
        document.save(written, static_id=True)
    return written.getvalue()


def _clean_page(page: pikepdf.Object) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept = [
        note for note in notes if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) not in HOLD_MORE
    ]
    for note in kept:
        _clean_thing(note)
    page.Annots = pikepdf.Array(kept)


def _clean_thing(thing: object, depth: int = 0) -> None:
    """Clean an object and what is written directly within it; what is referred to comes by itself."""
    if depth > 40:
        return
    if isinstance(thing, pikepdf.Array):
        for part in thing:
            if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
                _clean_thing(part, depth + 1)
        return
    if isinstance(thing, pikepdf.Stream):
        _clean_photograph(thing)
        described: pikepdf.Object | pikepdf.Dictionary = thing.stream_dict
    elif isinstance(thing, pikepdf.Dictionary):
        described = thing
    else:
        return
    if str(described.get("/S")) in ACTS:
        for name in list(described.keys()):
            _drop(described, name)
        return
    for name in TELLS:
        _drop(described, name)
    for name in list(described.keys()):
        within = described.get(name)
        if isinstance(within, pikepdf.Dictionary | pikepdf.Array) and not within.is_indirect:
            _clean_thing(within, depth + 1)


def _clean_photograph(stream: pikepdf.Stream) -> None:
    """A photograph inside a PDF carries its own place and time."""
    kind: object = stream.get("/Filter")
    if isinstance(kind, pikepdf.Array) and len(kind) == 1:
        kind = kind[0]
    if str(kind) != "/DCTDecode":
        return
    bare = without_segments(stream.read_raw_bytes())
    how = stream.get("/DecodeParms")
    how = how if isinstance(how, pikepdf.Dictionary | pikepdf.Array) else None
    stream.write(bare, filter=pikepdf.Name("/DCTDecode"), decode_parms=how)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without its notes (APP1 to APP13, APP15, comments). APP14 says how its colours are to be read, and stays."""
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:
            break
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept += jpeg[at : at + 2 + length]
        at += 2 + length
    return bytes(kept + jpeg[at:])


def _drop(described: pikepdf.Object, name: str) -> None:
    if name in described:
        del described[name]


def clean_archive(given: bytes) -> bytes:
    """A text document without author, history of editing, programs, embedded files, thumbnails or templates from elsewhere."""
    try:
        source = zipfile.ZipFile(io.BytesIO(given))
    except zipfile.BadZipFile:
        raise CannotClean("broken") from None
    parts = source.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotClean("toomany")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in parts:
            if part.flag_bits & 1:
                raise CannotClean("locked")
            if re.search(r"vbaProject|macroEnabled", part.filename, re.IGNORECASE):
                raise CannotClean("acts")
            if part.is_dir() or (LEFT_OUT.match(part.filename) and part.filename != "meta.xml"):
                continue
            # The declared size is a claim: no more is ever unpacked than it says.
            with source.open(part) as opened:
                content = opened.read(part.file_size + 1)
            fresh = zipfile.ZipInfo(part.filename)
            fresh.compress_type = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            copy.writestr(fresh, _clean_part(part.filename, content))
    return written.getvalue()


def _clean_part(name: str, content: bytes) -> bytes:
    if name == "meta.xml":
        return EMPTY_META
    if name.endswith(".rels"):
        content = LEADS_OUT.sub(b"", content)
        return re.sub(rb'<Relationship\b[^>]*Target="/?(docProps|customXml|word/embeddings)/[^>]*?/>', b"", content)
    if name == "[Content_Types].xml":
        return re.sub(rb'<Override\b[^>]*PartName="/(docProps|customXml|word/embeddings)/[^>]*?/>', b"", content)
    if name == "META-INF/manifest.xml":
        return re.sub(
            rb'<manifest:file-entry\b[^>]*full-path="(Thumbnails|Basic|Scripts|Configurations2)/[^>]*?/>', b"", content
        )
    for media, start in ((Media.JPEG, b"\xff\xd8\xff"), (Media.PNG, b"\x89PNG")):
        if content.startswith(start):
            return clean_image(media, content)
    return content


def invented_pdf() -> bytes:
    """A PDF of one page with a letter on it, made here."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(60, 60))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(b"BT /F1 20 Tf 10 10 Td (a) Tj ET")
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def invented_archive() -> bytes:
    """A packed document with one part, made here."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
    return written.getvalue()
