"""A refusal says what happened, why, and what to do next; it carries its decision as data."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not an accident
    """An action that a rule forbids, in words for the person who asked for it.

    ``code`` is stable and for machines; ``status`` is the HTTP status a screen answers with.
    """

    def __init__(self, code: str, what: str, *, why: str = "", todo: str = "", status: int = 409) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.why = why
        self.todo = todo
        self.status = status

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.todo) if part)
