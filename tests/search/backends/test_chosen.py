"""The backend of the database in use."""

from __future__ import annotations

import pytest
from django.db import connection

from maillage.search.backends.chosen import _of_vendor, backend
from maillage.search.backends.postgres import PostgresBackend
from maillage.search.backends.sqlite import SqliteBackend


def test_each_database_has_its_backend() -> None:
    assert isinstance(_of_vendor("sqlite"), SqliteBackend)
    assert isinstance(_of_vendor("postgresql"), PostgresBackend)
    assert backend() is _of_vendor(connection.vendor)


def test_another_database_is_refused_with_the_cure() -> None:
    with pytest.raises(LookupError) as refusal:
        _of_vendor("oracle")
    assert str(refusal.value) == (
        "The search does not know the database 'oracle': set MAILLAGE_DATABASE to PostgreSQL or SQLite."
    )
