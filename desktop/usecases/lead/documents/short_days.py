"""Days as tables print them: short, and the same everywhere."""

from datetime import date

from desktop.usecases.row_times import happened_words
from storage.records import times
from storage.records.when import When


def short_date(iso: str) -> str:
    """Return an ISO day as ``3 Mar 2026``; empty for an empty one."""
    return times.short_date(date.fromisoformat(iso[:10])) if iso else ""


def short_day(moment: str) -> str:
    """Return the day at school of a UTC text as ``3 Mar 2026``."""
    return times.short_date(times.school_day(moment))


def day_of_when(when: When) -> str:
    """Return a time without its hour, for lists: the day, or what says how vague it is."""
    if when.precision in ("minute", "about"):
        # never the earliest: ten past midnight, give or take half an hour, is not the day before
        return when.for_people().removeprefix("About ").partition(",")[0]
    return happened_words(when)
