"""Keeps the files of imports beside the database, for as long as their import can be resumed or redone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings

MAX_BYTES = 200_000_000


class TooLargeError(ValueError):
    """A file is longer than what an installation takes."""


def path_of(ref: str) -> Path:
    """Where the file of an import is kept."""
    return Path(settings.DATA_FOLDER) / "imports" / ref


def keep(ref: str, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file as it arrives; returns its SHA-256 and its length in bytes.

    Raises TooLargeError, and keeps nothing, beyond 200 MB.
    """
    path = path_of(ref)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MAX_BYTES:
                    raise TooLargeError(f"{size} bytes and more: at most {MAX_BYTES} are taken.")
                digest.update(chunk)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


def forget(ref: str) -> None:
    """Remove a file; one that is gone already is no error."""
    path_of(ref).unlink(missing_ok=True)
