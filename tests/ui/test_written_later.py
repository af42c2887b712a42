"""Who wrote something, and when that was on another day at school than it happened."""

from datetime import date

import pytest

from desktop.controllers.lead.work_shown import written
from storage.records.when import When

FIRST_OF_JUNE = When.on_day(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("recorded_at", "words"),
    [
        ("2026-06-01T14:00:00.000Z", "Ruth Okafor"),
        # half past midnight at school is the next day
        ("2026-06-01T23:30:00.000Z", "Ruth Okafor, written 2 Jun 2026, 00:30"),
        ("2026-05-31T23:30:00.000Z", "Ruth Okafor"),
    ],
)
def test_the_day_is_the_one_at_school(recorded_at: str, words: str) -> None:
    assert written("Ruth Okafor", recorded_at, FIRST_OF_JUNE) == words
