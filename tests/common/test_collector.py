"""The collector is set once, at the start of the server."""

import gc

from maillage.common.collector import THRESHOLDS, settle


def test_settle_freezes_what_is_loaded_and_spaces_the_full_walks() -> None:
    before = gc.get_threshold()
    try:
        settle()
        assert gc.get_threshold() == THRESHOLDS
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
