"""An error of the terminal: a sentence for the person who typed the command."""

from __future__ import annotations

MALFORMED = 2


class CommandError(Exception):
    """Stops a command; ``code`` is the exit code of the program."""

    def __init__(self, sentence: str, *, code: int = MALFORMED) -> None:
        super().__init__(sentence)
        self.code = code
