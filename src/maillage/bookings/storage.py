"""Keeps the file of another calendar between its dry run and the yes to it: one a space, a day at most."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from maillage.bookings.connectors import MOST_BYTES, CalendarError
from maillage.common import clock

KEPT_SECONDS = 24 * 3600


def path_of(ref: str) -> Path:
    """Where the file for a space is kept."""
    return Path(settings.DATA_FOLDER) / "calendars" / ref


def keep(ref: str, chunks: Iterable[bytes]) -> str:
    """Write the file for a space in place of the one before, and return its SHA-256.

    Files older than a day, of any space, are removed. Raises CalendarError beyond 20 MB, and keeps nothing.
    """
    path = path_of(ref)
    path.parent.mkdir(parents=True, exist_ok=True)
    _forget_old(path.parent)
    digest, size = sha256(), 0
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise CalendarError("too_large")
                digest.update(chunk)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def digest_of(ref: str) -> str:
    """The SHA-256 of the file that waits for a space; empty when none does."""
    path = path_of(ref)
    if not path.exists():
        return ""
    with path.open("rb") as file:
        digest = sha256()
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def forget(ref: str) -> None:
    """Remove the file for a space; one that is gone already is no error."""
    path_of(ref).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    oldest = clock.now().timestamp() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
