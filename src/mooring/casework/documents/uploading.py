"""How a file travels in: in memory only, never by way of a temporary file, and no more of it than may be kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from mooring.casework.documents.media import LARGEST_FILE
from mooring.safeguards.models import Officer

HOPELESS = 8 * LARGEST_FILE  # of a whole request; beyond this the rest is not even read


class InMemoryOnly(MemoryFileUploadHandler):
    """Keeps files of a request in memory, up to the largest that is taken in; of what is larger, or a stranger's, nothing.

    A page to which anybody may send puts a handler in its place with `from_anybody` set.

    Files that were dropped for their size are told by `was_too_large(request)`, so that what was typed beside them survives.
    """

    from_anybody = False
    _received = 0
    _hopeless = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.activated = True
        self._hopeless = content_length > HOPELESS

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not self.from_anybody and not isinstance(getattr(self.request, "user", None), Officer):
            raise SkipFile
        if self._hopeless:
            self._drop()
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._received += len(raw_data)
        if self._received > LARGEST_FILE:
            self._drop()
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if self._received > LARGEST_FILE:
            return None
        return super().file_complete(file_size)

    def _drop(self) -> None:
        self.request.upload_was_too_large = True  # type: ignore[union-attr]


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped because it was too large."""
    _read_now = request.FILES  # the request is read when somebody first asks for what is in it
    return bool(getattr(request, "upload_was_too_large", False))
