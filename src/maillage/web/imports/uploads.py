"""Files that are sent: written to disk as they come, and never more of them than an installation takes."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from maillage.imports.storage import MAX_BYTES


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Django's handler of long files, which stops writing beyond 200 MB and lets the form say so."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece; the rest of a file that is too long is read and thrown away."""
        self.size += len(raw_data)
        if self.size > MAX_BYTES:
            self.request.upload_was_too_large = True  # type: ignore[union-attr]  # ours, read below
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """True when a file of this request, whose form was read, was longer than what is taken."""
    return bool(getattr(request, "upload_was_too_large", False))
