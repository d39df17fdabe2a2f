"""Opaque references: what addresses, journals and exports show instead of database numbers."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that can be misread aloud
LENGTH = 12
_SYSTEM = secrets.SystemRandom()
_seeded: ContextVar[random.Random | None] = ContextVar("seeded_references", default=None)


def new_ref() -> str:
    """Twelve characters, about 59 bits: not guessable, and short enough to be read on the phone."""
    number, signs = (_seeded.get() or _SYSTEM).randrange(len(ALPHABET) ** LENGTH), []
    for _ in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Make references reproducible for the block (the demonstration city is the same twice)."""
    token = _seeded.set(random.Random(seed))  # noqa: S311  references of invented data only
    try:
        yield
    finally:
        _seeded.reset(token)
