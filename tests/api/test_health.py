"""Is the service alive? Asked by machines, without a territory."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client


def test_it_answers_when_the_database_does(db: Any, client: Client) -> None:
    response = client.get("/api/health")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_it_says_so_when_the_database_does_not(
    db: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        response = client.get("/api/health")
    assert (response.status_code, response.json()) == (503, {"status": "database"})


def test_it_changes_nothing(db: Any, client: Client) -> None:
    assert client.post("/api/health").status_code == 405
