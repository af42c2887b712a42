"""Reminders at the workstation: hourly until received, otherwise after a school day."""

from datetime import UTC, datetime

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.staff.receipts import deliver, my_receipts
from tests.fakes.small_school import SmallSchool

FRIDAY = datetime(2026, 11, 27, 12, 40, tzinfo=UTC)
LAST_DAY_OF_TERM = datetime(2026, 12, 18, 12, 40, tzinfo=UTC)


def test_told_nobody_is_named_each_hour_until_received(school: SmallSchool) -> None:
    sent = school.send(told_dsl="no")
    assert deliver(school.station()).reminding.urgent == ()
    for hour in (1, 2, 3):
        school.clock.advance(hours=1)
        now = deliver(school.station()).reminding  # each time as after a restart
        assert (now.urgent, now.hours, now.late) == ((sent.number,), hour, ())
        assert [contact.name for contact in now.find] == ["Ruth Okafor", "Dan Whitcombe"]
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    done = deliver(school.station())
    assert (done.received, done.reminding.urgent, done.reminding.find) == ((sent.number,), (), ())


@pytest.mark.parametrize(
    ("written", "quiet_until", "late_at"),
    [
        (FRIDAY, datetime(2026, 11, 30, 12, 0, tzinfo=UTC), datetime(2026, 11, 30, 13, tzinfo=UTC)),
        (
            LAST_DAY_OF_TERM,
            datetime(2027, 1, 3, 23, tzinfo=UTC),
            datetime(2027, 1, 6, 13, tzinfo=UTC),
        ),
    ],
)
def test_anything_else_is_named_after_a_school_day(
    school: SmallSchool, written: datetime, quiet_until: datetime, late_at: datetime
) -> None:
    school.clock.moment = written
    sent = school.send(told_dsl="yes", told_whom="Ruth Okafor")
    school.clock.moment = quiet_until
    assert deliver(school.station()).reminding.late == ()
    school.clock.moment = late_at
    now = deliver(school.station()).reminding
    assert (now.late, now.urgent) == ((sent.number,), ())


def test_a_clock_that_was_set_back_hides_nothing(school: SmallSchool) -> None:
    sent = school.send(told_dsl="no")
    other = school.send(told_dsl="yes", told_whom="Ruth Okafor")
    school.clock.advance(days=-400)
    now = deliver(school.station()).reminding
    assert (now.urgent, now.late) == ((sent.number,), (other.number,))


def test_what_waits_here_is_told_apart_from_what_is_on_its_way(school: SmallSchool) -> None:
    away = school.letterbox.rename(school.root / "stick in a pocket")
    sent = school.send()
    station = school.station()
    assert deliver(station).reminding.here == (sent.number,)
    (row, *_) = my_receipts(station, author=school.megan(station))
    assert (row.number, row.state) == (sent.number, "here")
    away.rename(school.letterbox)
    assert deliver(station).reminding.here == ()
    assert my_receipts(station, author=school.megan(station))[0].state == "on_its_way"
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
    deliver(station)
    assert my_receipts(station, author=school.megan(station))[0].state == "received"
