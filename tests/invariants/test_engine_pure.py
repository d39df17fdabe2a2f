"""The engines run where there is no Django, no database and nothing of the service: in a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

QUESTION = """
import importlib, pkgutil, sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth", "django_scopes", "csp"}:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Wall())
import maillage.engine
for module in pkgutil.walk_packages(maillage.engine.__path__, "maillage.engine."):
    importlib.import_module(module.name)
others = sorted(n for n in sys.modules if n.startswith("maillage.") and not n.startswith("maillage.engine"))
print(len([n for n in sys.modules if n.startswith("maillage.engine.")]), others)
"""


def test_every_module_of_the_engines_is_imported_without_django() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUESTION],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    count, others = done.stdout.split(maxsplit=1) if done.stdout else ("0", "")
    assert (done.stderr, others.strip()) == ("", "[]")
    assert int(count) > 20
