"""What was loaded before a casebook is opened is no work for the collector; what comes later is."""

import gc
import weakref

from desktop.collector import keep_what_is_loaded


class _Ring:
    """Refers to itself, so that only the collector can take it away."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_loaded_is_left_out_and_what_comes_later_is_still_collected():
    try:
        keep_what_is_loaded()
        assert gc.get_freeze_count() > 0
        assert len(gc.get_objects()) < gc.get_freeze_count()
        ring = weakref.ref(_Ring())
        assert ring() is not None
        gc.collect()
        assert ring() is None
    finally:
        gc.unfreeze()
