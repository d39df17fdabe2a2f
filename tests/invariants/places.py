"""Where things are, for the tests that read the whole repository."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "maillage"


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository: those that are followed, and those about to be."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        names = [name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # an archive without its history
        folders = ("src", "tests", "docs", "tools", "bench", "frontend/src")
        names = [str(p.relative_to(ROOT)) for f in folders for p in (ROOT / f).rglob("*") if p.is_file()]
    files = (ROOT / name for name in names)
    return tuple(file for file in files if file.is_file() and "__pycache__" not in file.parts)


def text_of(file: Path) -> str:
    """A file's text; empty when it is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
