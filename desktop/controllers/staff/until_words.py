"""Until when something can still be done, in the words of people at school."""

from datetime import datetime, timedelta

from desktop.usecases.staff.drafts import DraftsWaiting
from storage.records.times import SCHOOL_ZONE, short_date


def until_words(until: datetime, *, now: datetime) -> str:
    """``14:40``, ``14:40 tomorrow`` or ``14:40 on 24 Nov 2026``, by the school's own time."""
    then, today = until.astimezone(SCHOOL_ZONE), now.astimezone(SCHOOL_ZONE).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.date() == today + timedelta(days=1):
        return f"{then:%H:%M} tomorrow"
    return f"{then:%H:%M} on {short_date(then)}"


def waiting_words(found: DraftsWaiting, held: int, *, now: datetime) -> str:
    """What the first screen says to anybody about unfinished concerns; "" when none waits."""
    if not found.count and not held:
        return ""
    if found.count + held == 1:
        what = "An unfinished concern was put away. Its writer can open it again"
    else:
        what = (
            f"{found.count + held} unfinished concerns were put away. Their writers can open them"
        )
    if found.clock_odd:
        return f"{what}. This computer’s clock was wrong, so it is kept a day longer."
    if found.count and found.until is not None:
        words = f"{what} until {until_words(found.until, now=now)}."
        return words if not held else f"{words} {_IN_MEMORY}"
    return f"{what} until the program is closed."


_IN_MEMORY = "One of them is kept only until the program is closed."
