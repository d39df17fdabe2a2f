"""Each test keeps the files of its imports in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def files_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never beside the database of the machine."""
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
