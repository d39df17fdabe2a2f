"""Every measure, one after the other; ``python -m bench matching`` runs one."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

MEASURES = ("matching", "text", "pages", "tabular", "imports", "linkage", "search", "history", "quarter")


def main() -> int:
    """Run what is named on the line, or everything."""
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}", flush=True)
    failed = 0
    for name in sys.argv[1:] or MEASURES:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
