"""Inès at her screen, and files of imports kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests import factories, visits


@pytest.fixture(autouse=True)
def files_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never beside the database of the machine."""
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)


@pytest.fixture
def ines(city: factories.City) -> Client:
    """Inès's browser."""
    return visits.signed_in(city.ines)
