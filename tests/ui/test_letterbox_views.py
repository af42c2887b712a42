"""The guide to the letterbox and the code to compare: what is offered, checked and said."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from storage.records.people import Workstation
from ui.drafts import PairingShown, SentShown
from ui.letterbox_ways import PlaceChecked, ways
from ui.people_material import ComputerShown
from ui.spoken_code import spoken
from ui.views.letterbox_way import LetterboxWayView
from ui.views.pairing import PairingView
from ui.views.receipt_list import ReceiptListView
from ui.views.workstations import ComputersCard


def reach(view: QWidget, name: str) -> QAbstractButton:
    """A control by its identifier."""
    found = view.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("lead", [True, False])
def test_each_way_has_four_to_six_steps(lead: bool) -> None:
    assert [way.id for way in ways(lead=lead)] == ["folder", "stick", "accounts"]
    for way in ways(lead=lead):
        assert 4 <= len(way.steps) <= 6, way.id
        assert all(step.endswith(".") for step in way.steps)


@pytest.mark.parametrize("way", ["folder", "stick", "accounts"])
def test_a_folder_is_used_only_after_it_passed_the_check(qtbot, way: str) -> None:
    view = LetterboxWayView(lead=True)
    qtbot.addWidget(view)
    view.show()
    reach(view, f"letterbox.{way}").click()
    use = reach(view, "letterbox.use")
    assert not use.isEnabled()
    reach(view, "letterbox.check").click()
    assert view.message.text() == "Choose the letterbox folder first."
    view.folder.line.setText("S:\\Letterbox")
    with qtbot.waitSignal(view.check_requested) as caught:
        reach(view, "letterbox.check").click()
    assert caught.args == [way, "S:\\Letterbox"]
    view.show_checked(PlaceChecked(problem=("It cannot be found.", "Connect it.")))
    assert not use.isEnabled()
    view.show_checked(PlaceChecked(problem=None, notes=("It lies on this laptop.",)))
    assert use.isEnabled()
    with qtbot.waitSignal(view.chosen) as caught:
        use.click()
    assert caught.args == [way, "S:\\Letterbox"]
    view.folder.line.setText("T:\\Other")
    assert not use.isEnabled(), "another folder is checked for itself"
    reach(view, "letterbox.other_way").click()
    assert reach(view, "letterbox.stick").isVisible()
    view.start(way=way, folder="T:\\Other")
    assert not reach(view, "letterbox.stick").isVisible()


def test_a_code_is_read_out_so_that_nobody_mishears_it() -> None:
    assert spoken("K7P2-9XQM") == "Read out: Kilo seven Papa two · nine X-ray Quebec Mike"


def test_the_codes_are_the_same_or_it_stops(qtbot) -> None:
    view = PairingView()
    qtbot.addWidget(view)
    view.show()
    view.show_pairing(PairingShown(school="Larch Lane", code="K7P2-9XQM", confirmed=False))
    differs = reach(view, "pairing.differs")
    assert differs.isVisible()
    with qtbot.waitSignal(view.differs):
        differs.click()
    view.show_different(gone=True)
    assert view.message.text().startswith("Stop:")
    assert not reach(view, "pairing.done").isVisible()
    view.show_too_late()
    assert "in time" in view.message.text()
    view.show_pairing(PairingShown(school="Larch Lane", code="K7P2-9XQM", confirmed=True))
    assert not differs.isVisible()


def test_my_concerns_say_where_each_one_is(qtbot) -> None:
    view = ReceiptListView()
    qtbot.addWidget(view)
    sent = "22 Nov 2026, 12:40"
    view.show_sent(
        [
            SentShown(number=4, sent_at=sent, received_at="", reply="", here=True),
            SentShown(number=3, sent_at=sent, received_at="", reply=""),
            SentShown(number=2, sent_at=sent, received_at=sent, reply=""),
            SentShown(number=1, sent_at=sent, received_at=sent, reply="Thank you."),
        ]
    )
    assert [row.trailing for row in view.rows.rows()] == [
        "Waits on this computer",
        "On its way",
        "Received",
        "Answered",
    ]


def test_a_revoked_computer_is_shown_and_cannot_be_revoked_twice(qtbot) -> None:
    card = ComputersCard()
    qtbot.addWidget(card)
    stations = [
        Workstation(id="w-1", name="Staff room", key_id="k", active=True),
        Workstation(id="w-2", name="Old laptop", key_id="k", active=False),
    ]
    card.show_computers(
        [ComputerShown(station=station, last_number=3, last_at="today") for station in stations],
        ("Number 2 from a computer never let in has not arrived; written before today.",),
    )
    end = reach(card, "people.end_computer")
    card.rows.set_current("w-2")
    assert not end.isEnabled()
    card.rows.set_current("w-1")
    assert end.isEnabled()
    assert card.rows.rows()[1].trailing == "revoked"
