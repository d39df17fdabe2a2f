"""Rows that are ordered and counted by light keys; whole ones are read for the page that is shown only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

K = TypeVar("K")
T = TypeVar("T")


class Later(Sequence[T], Generic[K, T]):
    """A sequence whose ``keys`` are known; a part of it (``rows[40:80]``) costs one ``read`` of these keys.

    ``read`` answers whole rows in the order of the keys. It may answer fewer: what was taken back in between
    no longer shows.
    """

    def __init__(self, keys: Sequence[K], read: Callable[[Sequence[K]], list[T]]) -> None:
        self.keys, self.read = keys, read

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        return self.read(self.keys[at]) if isinstance(at, slice) else self.read([self.keys[at]])[0]

    def __iter__(self) -> Iterator[T]:
        return iter(self[:])

    def backwards(self) -> Later[K, T]:
        """The same from the last to the first, still unread."""
        return Later(self.keys[::-1], self.read)
