"""What waits, said on a screen that everybody passes: it must send nobody to the wrong person."""

import pytest

from ui.widgets.waiting_notice import WaitingNotice, WaitingShown


@pytest.mark.parametrize(
    "waiting",
    [
        WaitingShown(urgent=(17,), hours=1, find=("Ruth Okafor (01632 960001)",)),
        WaitingShown(urgent=(17, 18), hours=3),
        WaitingShown(late=(17,), find=("Ruth Okafor",)),
    ],
)
def test_the_writer_about_an_adult_is_not_sent_to_the_dsl(qtbot, waiting: WaitingShown) -> None:
    """The computer does not know what a letter is about; it may be about the very DSL it names."""
    notice = WaitingNotice()
    qtbot.addWidget(notice)
    assert notice.show_waiting(waiting)
    assert "about an adult who works here? Then tell the head instead" in notice.next_step()
    assert "about the head, the chair of governors" in notice.next_step()


def test_what_is_only_carried_later_names_nobody(qtbot) -> None:
    notice = WaitingNotice()
    qtbot.addWidget(notice)
    notice.show_waiting(WaitingShown(here=(17,)))
    assert "adult" not in notice.next_step()
