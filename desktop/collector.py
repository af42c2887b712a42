"""Keeps the collector of unused objects from stopping a window that is being scrolled."""

import gc


def keep_what_is_loaded() -> None:
    """Leave what is in memory now out of every later collection.

    Modules stay as long as the process does, and going through them takes some 50 ms each time.
    Call it before a casebook is opened: what is unused by then stays in memory for good.
    """
    gc.freeze()
