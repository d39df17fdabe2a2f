"""Builds what a wheel carries besides Python: the front end (npm) and the compiled translations."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Bundle the front end and compile the translations before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Skip for an editable install; use what is already built where npm is missing."""
        del build_data
        if version == "editable":
            return
        root = Path(self.root)
        self._translations(root)
        self._front_end(root)

    @staticmethod
    def _translations(root: Path) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for po in (root / "src/maillage/locale").glob("*/LC_MESSAGES/django.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))

    @staticmethod
    def _front_end(root: Path) -> None:
        marker = root / "src/maillage/web/static/maillage/dist/.ok"
        npm = shutil.which("npm")
        if npm is None:
            if not marker.exists():
                print("npm was not found: the wheel has no bundled font nor comfort scripts.")  # noqa: T201
            return
        front = root / "frontend"
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=front, check=True)
        subprocess.run([npm, "run", "build", "--silent"], cwd=front, check=True)
