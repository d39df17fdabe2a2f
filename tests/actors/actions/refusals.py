"""An action that refuses, by its code and its status."""

from __future__ import annotations

import pytest

from maillage.common.errors import Refusal


def refused(code: str, status: int = 422) -> pytest.RaisesExc[Refusal]:
    """The block ends with this refusal."""
    return pytest.RaisesExc(Refusal, check=lambda error: (error.code, error.status) == (code, status))
