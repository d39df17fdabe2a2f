"""Services whose answers become imports: identical folders, one a service.

Adding one is copying the nearest: ``shape.py`` (the answer as a table), ``ask.py`` (the requests), and its
line in :data:`CONNECTORS`.
"""

from __future__ import annotations

from maillage.imports.connectors.base import Connector

CONNECTORS: dict[str, Connector] = {}


def connector_of(type: str) -> Connector | None:
    """The connector of a type of source; None for a file."""
    return CONNECTORS.get(type)
