"""What every connector offers."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Connector(Protocol):
    """A service that tells of organisations."""

    def table(self, answer: Path) -> bytes:
        """The stored answer as a table: JSON list of flat objects, their names those of ``FieldName``."""
        ...
