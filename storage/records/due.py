"""What is due by a day, of whatever kind: one shape for the day's list and a child's file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """``kind`` is "action", "risk", "referral", "disagreement", "plan", "meeting", "case" or
    "monitoring"; ``id`` is of that thing. ``pupils`` are the children's ids, ``names`` their names
    in a line. ``words`` says what is due, ``due`` the ISO day, ``owner`` a name or empty.
    """

    kind: str
    id: str
    pupils: tuple[str, ...]
    names: str
    words: str
    due: str
    owner: str = ""

    def overdue(self, today: str) -> bool:
        """Whether the day is over; ``today`` is an ISO day."""
        return self.due < today
