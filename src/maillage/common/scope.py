"""A query on a territory's data without its territory is impossible, not merely wrong.

The state is django-scopes'; the manager is a class of ours, so that types are known, and it also
refuses the few readings that the library lets through (``exists``, ``in_bulk``, ``contains``…).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, NoReturn, TypeVar, cast

from django.db import models
from django_scopes import get_scope, scope, scopes_disabled
from django_scopes.exceptions import ScopeError
from django_scopes.manager import DisabledQuerySet

__all__ = ["ScopeError", "ScopedManager", "all_territories", "current_key", "territory_scope"]

M = TypeVar("M", bound=models.Model)


class _Refusing(DisabledQuerySet):  # type: ignore[misc]  # the library is untyped
    """A queryset that refuses to be read in any way."""

    def refuse(self, *args: object, **kwargs: object) -> NoReturn:
        """Say what is missing."""
        del args, kwargs
        raise ScopeError("No territory is chosen here: wrap the query in territory_scope(territory.pk).")

    exclude = exists = contains = in_bulk = explain = alias = distinct = defer = refuse
    select_related = prefetch_related = intersection = difference = bulk_update = refuse
    aiterator = aexists = acount = afirst = aget = refuse


class ScopedManager(models.Manager[M]):
    """Only ever sees the current territory; the model's ``territory_path`` leads to its key."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Rows of the current territory; without one, a queryset that refuses to be read."""
        state = get_scope()
        if not state.get("_enabled", True):
            return super().get_queryset()
        if state.get("territory") is None:
            return cast(
                "models.QuerySet[M]", _Refusing(self.model, using=self._db, missing_scopes={"territory"})
            )
        path = getattr(self.model, "territory_path", "territory")
        return super().get_queryset().filter(**{path: state["territory"]})


def territory_scope(key: int) -> AbstractContextManager[Any]:
    """See the data of the territory with this primary key, and of no other, for the block."""
    return cast("AbstractContextManager[Any]", scope(territory=key))


def all_territories() -> AbstractContextManager[Any]:
    """See every territory: for set-up, for the worker's list of work, never for a screen."""
    return cast("AbstractContextManager[Any]", scopes_disabled())


def current_key() -> int:
    """Primary key of the current territory; raises ``ScopeError`` when there is none."""
    key = get_scope().get("territory")
    if key is None:
        raise ScopeError("No territory is chosen here: wrap the call in territory_scope(territory.pk).")
    return int(key)
