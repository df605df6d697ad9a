"""The file of a backup: a tar archive, encrypted with age while it is being made, and a digest of the whole at its end.

Nothing passes through the disk in the clear. The end of the file is `TRAILER_BYTES` long: what stands before it is plain age, so
without Mooring a backup opens with `head --bytes=-90 FILE | age --decrypt --identity KEY | tar --extract`.
"""

import fcntl
import hashlib
import io
import os
import secrets
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage  # type: ignore[import-untyped]

KIND = b"\nmooring backup 1 sha256 "
TRAILER_BYTES = len(KIND) + 64 + 1
PIECE = 1 << 20
Write = Callable[[tarfile.TarFile], None]
Read = Callable[[Iterator[tuple[str, IO[bytes]]]], None]


class BadBackup(Exception):
    """A backup is damaged, cut short, not one, or not for this identity. The message says which."""


class _Hashing(io.RawIOBase):
    """Passes on what is written, or read up to an end, and keeps its digest."""

    def __init__(self, file: IO[bytes], length: int | None = None) -> None:
        self.file, self.left, self.digest = file, length, hashlib.sha256()

    def writable(self) -> bool:
        return self.left is None

    def readable(self) -> bool:
        return self.left is not None

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self.file.write(data)

    def read(self, size: int = -1) -> bytes:
        assert self.left is not None
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        self.digest.update(data)
        return data


def write_encrypted(folder: Path, name: str, recipients: list[str], write: Write) -> Path:
    """Make a file in a folder from what `write` puts into a tar archive: whole, or not at all.

    Raises `ValueError` for a recipient that is none, `OSError` when the disk is full; then nothing of it stays.
    """
    known = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_half_made(folder)
    draft = folder / f".{name}.{secrets.token_hex(4)}.half"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            hashing = _Hashing(file)
            with _through_a_pipe(lambda sink: _write_tar(sink, write)) as source:
                pyrage.encrypt_io(source, hashing, known)
            file.write(KIND + hashing.digest.hexdigest().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            if (path := folder / name).exists():
                raise FileExistsError(f"{path} is there already.")
            draft.rename(path)
        _sync_folder(folder)
    finally:
        draft.unlink(missing_ok=True)
    return path


def check_digest(path: Path) -> None:
    """Check, without any identity, that a file is whole. Raises `BadBackup`."""
    with path.open("rb") as file:
        hashing = _Hashing(file, _length(path))
        while hashing.read(PIECE):
            pass
        trailer = file.read()
    if trailer != KIND + hashing.digest.hexdigest().encode() + b"\n":
        raise BadBackup(f"{path.name} is damaged: its digest is not the one written at its end.")


def read_encrypted(path: Path, identity: str, read: Read) -> None:
    """Open a backup with an age identity and hand its members one after the other to `read`. Raises `BadBackup`."""
    try:
        known = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise BadBackup("The identity file does not hold an age identity (AGE-SECRET-KEY-1…).") from error
    length = _length(path)

    def decrypt(sink: IO[bytes]) -> None:
        with path.open("rb") as file:
            pyrage.decrypt_io(_Hashing(file, length), sink, [known])

    try:
        with _through_a_pipe(decrypt) as source:
            with tarfile.open(fileobj=source, mode="r|") as archive:
                read(_members(archive))
            while source.read(PIECE):  # the padding of the archive, so that the end is checked as well
                pass
    except (pyrage.DecryptError, tarfile.TarError, OSError) as error:
        raise BadBackup(f"{path.name} does not open with this identity, or is damaged.") from error


def identity_in(path: Path) -> str:
    """The age identity in a file, whose other lines are remarks. Raises `BadBackup`."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) != 1:
        raise BadBackup(f"{path} does not hold one age identity.")
    return found[0]


def add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Put bytes into the archive as a member."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _length(path: Path) -> int:
    length = path.stat().st_size - TRAILER_BYTES
    with path.open("rb") as file:
        file.seek(max(0, length))
        if length <= 0 or not file.read().startswith(KIND):
            raise BadBackup(f"{path.name} is not a backup of Mooring, or was cut short.")
    return length


def _write_tar(sink: IO[bytes], write: Write) -> None:
    with tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        write(archive)


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in archive:
        content = archive.extractfile(member)
        if not member.isfile() or content is None:
            raise BadBackup("The backup holds something that is no file.")
        yield member.name, content


@contextmanager
def _through_a_pipe(write: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Read here what another thread writes. An error of the writer is raised here at the end, so that half is never whole."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as sink:
                write(sink)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    with os.fdopen(reading, "rb") as source:
        thread.start()
        try:
            yield source
        except BaseException:
            source.close()  # the writer meets a closed pipe and ends
            thread.join()
            if failed and not isinstance(failed[0], BrokenPipeError):
                raise failed[0] from None
            raise
    thread.join()
    if failed:
        raise failed[0]


def _clear_half_made(folder: Path) -> None:
    """Remove what a killed backup left; one that is being made holds a lock on its file."""
    for path in folder.glob(".*.half"):
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
