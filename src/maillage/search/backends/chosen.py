"""The backend of the database in use."""

from __future__ import annotations

from functools import cache

from django.db import connection

from maillage.search.backends.base import Backend
from maillage.search.backends.postgres import PostgresBackend
from maillage.search.backends.sqlite import SqliteBackend


def backend() -> Backend:
    """The backend of the database in use; ``LookupError`` when the search does not know it."""
    return _of_vendor(connection.vendor)


@cache
def _of_vendor(vendor: str) -> Backend:
    if vendor == "sqlite":
        return SqliteBackend()
    if vendor == "postgresql":
        return PostgresBackend()
    raise LookupError(
        f"The search does not know the database {vendor!r}: set MAILLAGE_DATABASE to PostgreSQL or SQLite."
    )
