"""An action that refuses, by its code and its status."""

from __future__ import annotations

import pytest

from maillage.common.errors import Refusal


def refused(code: str, status: int = 422) -> pytest.RaisesExc[Refusal]:
    """The block ends with this refusal."""
    return pytest.RaisesExc(Refusal, check=lambda error: (error.code, error.status) == (code, status))


def plain(text: str) -> str:
    """A text of ours with its no-break spaces made ordinary."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
