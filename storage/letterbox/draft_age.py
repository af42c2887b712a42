"""How long an unfinished concern has waited, on computers whose clocks jump.

The folder counts seconds that have certainly or probably passed. While the program runs, the
computer's steady counter decides, never its clock. Between two runs the clock is believed up to a
limit; one that was set back, or on by more, adds only what the steady counter proves. So a draft
is never deleted early because somebody put the clock right.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from storage.keys import durable_file, lined_file
from storage.keys.lined_file import LinedFileError
from storage.records import times
from storage.records.canonical_json import CanonicalJsonError
from storage.records.times import Clock

# Seconds since some moment before the program started; goes on while the computer sleeps.
Steady = Callable[[], float]


class AgeClock:
    """Counts for one folder of drafts; keep one while the program runs.

    ``believed`` is the longest time between two runs that the clock is believed about. ``odd`` is
    true when it was not believed.
    """

    def __init__(self, file: Path, *, clock: Clock, steady: Steady, believed: timedelta) -> None:
        self._file = file
        self._clock = clock
        self._steady = steady
        self._believed = believed.total_seconds()
        self._counted = 0.0
        self._last: float | None = None
        self._lost = False
        self.odd = False

    def at_least(self, counted: int) -> None:
        """The count may have been lost, but something was sealed at ``counted``.

        Not believed where the count is known and would leap: one planted file would make all the
        others too old.
        """
        if self._lost or counted - self.seconds() <= self._believed:
            self._counted = max(self._counted, float(counted))

    def seconds(self) -> int:
        """Return the count now."""
        steady = self._steady()
        if self._last is None:
            # worked out first: it also reads how far the last run had counted
            passed = self._since_last_run(steady)
            self._counted += passed
        else:
            self._counted += max(0.0, steady - self._last)
        self._last = steady
        return int(self._counted)

    def keep(self) -> None:
        """Write the count down for the next run; raises OSError."""
        counted = self.seconds()
        durable_file.make_folder(self._file.parent)
        durable_file.write_durably(
            self._file,
            lined_file.summed(
                {
                    "at": times.to_text(self._clock()),
                    "counted": counted,
                    "steady": int(self._last or 0),
                    "v": 1,
                }
            ),
        )
        self._lost = False

    def _since_last_run(self, steady: float) -> float:
        try:
            body = lined_file.read_summed(self._file.read_bytes())
            then = times.from_text(body["at"])
            counted, before = int(body["counted"]), int(body["steady"])
        except (OSError, LinedFileError, CanonicalJsonError, KeyError, TypeError, ValueError):
            self._lost = True
            return 0.0
        self._counted = max(self._counted, float(counted))
        by_clock = (self._clock() - then).total_seconds()
        # it began anew when the computer was switched on: what it shows has passed in any case
        proved = steady - before if steady >= before else steady
        if 0 <= by_clock <= self._believed:
            return by_clock
        self.odd = True
        return max(0.0, min(proved, self._believed))
