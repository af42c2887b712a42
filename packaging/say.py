"""Says what is going on while a developer command works; keeps standard output for results."""

import sys
import time


class Stop(Exception):
    """A reason to end the command, in a sentence that says what to do next."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def heading(text: str) -> None:
    """Print one line about the step that begins now."""
    print(f"\n== {text}", file=sys.stderr, flush=True)


def line(text: str) -> None:
    """Print one line of news."""
    print(text, file=sys.stderr, flush=True)


class Stopwatch:
    """Measures how long a step took."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def seconds(self) -> float:
        """Return the seconds since the watch was made."""
        return time.monotonic() - self._started
