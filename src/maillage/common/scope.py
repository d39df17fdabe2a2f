"""A query on a territory's data without its territory is impossible, not merely wrong.

django-scopes refuses any query on a scoped model outside ``territory_scope``.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django_scopes import ScopedManager, get_scope, scope, scopes_disabled
from django_scopes.exceptions import ScopeError

__all__ = ["ScopeError", "all_territories", "current_key", "scoped", "territory_scope"]


def scoped(path: str = "territory") -> Any:
    """A manager that only ever sees the current territory; ``path`` leads to its key."""
    return ScopedManager(territory=path)


def territory_scope(key: int) -> AbstractContextManager[None]:
    """See the data of the territory with this primary key, and of no other, for the block."""
    return scope(territory=key)


def all_territories() -> AbstractContextManager[None]:
    """See every territory: for set-up, for the worker's list of work, never for a screen."""
    return scopes_disabled()


def current_key() -> int:
    """Primary key of the current territory; raises ``ScopeError`` when there is none."""
    key = get_scope().get("territory")
    if key is None:
        raise ScopeError("No territory is chosen here: wrap the call in territory_scope(territory.pk).")
    return int(key)
