"""Services whose answers become imports: identical folders, one a service.

Adding one is copying the nearest: ``ask.py`` (the requests of a question), ``shape.py`` (the answer without
what must not be kept, and as a table), ``__init__.py`` (what it is), and its line in :data:`CONNECTORS`.
"""

from __future__ import annotations

from maillage.imports.connectors import companies, data_inclusion, gogocarto, overpass
from maillage.imports.connectors.base import Connector

CONNECTORS: dict[str, Connector] = {
    folder.CONNECTOR.type: folder.CONNECTOR for folder in (companies, overpass, gogocarto, data_inclusion)
}


def connector_of(type: str) -> Connector | None:
    """The connector of a type of source; None for a file."""
    return CONNECTORS.get(type)
