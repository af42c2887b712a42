"""Whether the lead at the window showed a code lately: somebody else may sit there now."""

from collections.abc import Callable
from datetime import datetime, timedelta

import resources
from storage.records.times import Clock


class FreshCode:
    """One for each session at a window. ``ticks`` counts seconds whatever the clock is set to:
    whichever of the two has gone further counts, so that a clock put back prolongs nothing.
    """

    def __init__(self, *, clock: Clock, ticks: Callable[[], float]) -> None:
        self._clock, self._ticks = clock, ticks
        self._shown: tuple[datetime, float] | None = None

    def shown(self) -> None:
        """A code was accepted just now."""
        self._shown = (self._clock(), self._ticks())

    def counts(self) -> bool:
        """Whether the last code was accepted so lately that it still counts."""
        if self._shown is None:
            return False
        at, tick = self._shown
        lasts = timedelta(seconds=resources.read_toml("sign_in.toml")["fresh_code_seconds"])
        gone = self._clock() - at
        ticked = timedelta(seconds=self._ticks() - tick)
        if timedelta(0) <= gone <= lasts and ticked <= lasts:
            return True
        self._shown = None  # once over it stays over, whatever the clock says next
        return False
