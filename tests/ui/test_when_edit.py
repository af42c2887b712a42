"""A time as far as people know it: near midnight, ahead of the clock, half typed, kept, shown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from storage.records.when import When
from ui.drafts import WhenTyped
from ui.widgets.when_edit import WhenEdit


def now() -> datetime:
    return datetime(2026, 7, 22, 9, 10, tzinfo=UTC)


@pytest.fixture
def when_edit(qtbot) -> WhenEdit:
    edit = WhenEdit("a.happened", "When", now=now)
    qtbot.addWidget(edit)
    edit.show()
    return edit


@pytest.mark.parametrize(
    "when",
    [
        When.about(datetime(2026, 3, 3, 0, 10), as_told="after bed"),  # noqa: DTZ001 (local by design)
        When.about(datetime(2026, 7, 22, 9, 30)),  # noqa: DTZ001 (local by design)
    ],
)
def test_about_a_time_close_to_midnight_is_no_range(when_edit: WhenEdit, when: When) -> None:
    when_edit.set_when(when)
    assert when_edit.value() == when


def test_a_time_that_has_not_come_is_said(when_edit: WhenEdit) -> None:
    when_edit.kind.set_value("today")
    when_edit.time.setText("10:11")
    assert when_edit.problem() == ""
    when_edit.time.setText("10:12")
    assert "not come yet" in when_edit.problem()
    assert when_edit.as_typed() == "10:12"
    when_edit.kind.set_value("day")
    when_edit.day.line.setText("22/07/2026")
    assert "not come yet" in when_edit.problem()
    when_edit.day.line.setText("31/06/2026")
    assert "not a date" in when_edit.problem()
    assert when_edit.as_typed() == "31/06/2026, 10:12"


@given(
    st.builds(
        WhenTyped,
        kind=st.sampled_from(("day", "between", "unknown")),
        day=st.sampled_from(("", "22/07/2026", "22.7.26", "21/07/2026", "31/02/2026", "soon")),
        last_day=st.sampled_from(("", "21/07/2026", "99")),
        time=st.sampled_from(("", "9.30", "9am", "25:00", "23:59")),
        about=st.booleans(),
        words=st.text(alphabet="aé ’", max_size=5),
    )
)
def test_boxes_come_back_as_they_were_typed(qapp: QApplication, typed: WhenTyped) -> None:
    edit = WhenEdit("a.happened", "When", now=now)
    edit.set_typed(typed)
    assert edit.typed() == typed
    again = WhenEdit("a.happened", "When", now=now)
    again.set_typed(edit.typed())
    assert again.problem() == edit.problem()
    assert again.problem() or again.value() == edit.value()


def test_now_is_kept_as_the_minute_it_was(qapp: QApplication) -> None:
    edit = WhenEdit("a.happened", "When", now=now)
    kept = edit.typed()
    later = WhenEdit("a.happened", "When", now=lambda: now() + timedelta(hours=3))
    later.set_typed(kept)
    assert later.value() == edit.value()
    assert later.kind.value() == "today"
    tomorrow = WhenEdit("a.happened", "When", now=lambda: now() + timedelta(days=1))
    tomorrow.set_typed(kept)
    assert tomorrow.value() == edit.value()
    assert tomorrow.kind.value() == "day"
