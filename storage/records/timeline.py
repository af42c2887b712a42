"""What stands on one axis of time about a child: concerns, absences, plans and statuses, referrals
and meetings. It only shows what was recorded, and weighs nothing.
"""

from dataclasses import dataclass

CONCERN, ABSENCE, SPAN, MARK = "concern", "absence", "span", "mark"
LANES = (CONCERN, ABSENCE, SPAN, MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One thing on the axis. ``lane`` is one of LANES, ``id`` a row of the chronology (empty where
    it has none), ``since`` and ``until`` are ISO days: without ``since`` it is not dated, a span
    without ``until`` goes on.

    ``words`` say all of it in one line. ``rank`` of a concern is that of its level, 0 where none
    was decided, of ``ranks`` there are. ``missed`` of ``possible`` sessions make an absence.
    """

    lane: str
    id: str
    since: str
    until: str
    words: str
    rank: int = 0
    ranks: int = 0
    possible: int = 0
    missed: int = 0

    @property
    def dated(self) -> bool:
        """Whether it can stand on the axis."""
        return bool(self.since)
