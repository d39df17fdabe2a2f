"""Keeps the search of the directory in step with the records."""

from __future__ import annotations

from collections.abc import Iterable

from maillage.actors.models import Actor


def reindex(actors: Iterable[Actor]) -> None:
    """Write what is searched of these actors again."""
    del actors
