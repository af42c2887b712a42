"""A clock for tests: it stands still until it is moved."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


class FakeClock:
    """Callable like any Clock; returns an aware UTC moment."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.moment

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's keywords, e.g. ``advance(minutes=5)``; negative goes back."""
        self.moment += timedelta(**span)
