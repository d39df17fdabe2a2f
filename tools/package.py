"""Build the wheel, install it in an empty environment, and run its demonstration from there.

    python tools/package.py

Shows the wheel's size and what it holds besides code; fails if the installed program does not answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = str(ROOT / ".venv" / "bin" / "uv")
MUST_HOLD = ("maillage/web/static/maillage/css/maillage.css", "maillage/locale/en/LC_MESSAGES/django.mo")


def main() -> int:
    """Build, install, run."""
    with tempfile.TemporaryDirectory(prefix="maillage-package-") as name:
        folder = Path(name)
        print("== Building the wheel", flush=True)
        subprocess.run([UV, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT)], check=True)
        wheel = next(folder.glob("*.whl"))
        if lacks := missing(wheel):
            print(f"The wheel lacks {', '.join(lacks)}.")
            return 1
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
        print("== Installing it in an empty environment", flush=True)
        python = folder / "env" / "bin" / "python"
        subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, str(folder / "env")], check=True)
        subprocess.run([UV, "pip", "install", "--quiet", "--python", str(python), str(wheel)], check=True)
        size = sum(f.stat().st_size for f in (folder / "env").rglob("*") if f.is_file())
        print(f"Installed: {size / 1e6:.0f} MB", flush=True)
        print("== Its demonstration", flush=True)
        ours = ("MAILLAGE_", "DJANGO_", "PYTHONPATH")
        env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        env["MAILLAGE_DATA"] = str(folder / "data")
        program = str(folder / "env" / "bin" / "maillage")
        return subprocess.run([program, "demo", "--check"], cwd=folder, env=env, check=False).returncode


def missing(wheel: Path) -> list[str]:
    """Files the wheel must hold and does not; the front end is wanted where npm can build it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [*MUST_HOLD]
    if (ROOT / "src/maillage/web/static/maillage/dist/.ok").exists():
        wanted.append("maillage/web/static/maillage/dist/maillage.js")
    return [name for name in wanted if name not in names]


if __name__ == "__main__":
    sys.exit(main())
