"""Keeps Python's search for rings of values from running while a large document is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause the search for rings; what nobody holds any more is freed at once all the same.

    A document of thousands of entries is hundreds of thousands of small values that hold no rings.
    The search walks over all of them again and again, which took half of the time of a layout.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
