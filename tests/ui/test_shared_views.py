"""The screens of the shared computer: named, reachable by Tab, nothing cut off, nobody named."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.drafts import WhoKind
from ui.views.curtain import CurtainView
from ui.views.sign_setup import SignSetupView
from ui.views.start import StartView
from ui.views.unfinished import UnfinishedRow, UnfinishedView
from ui.views.workstation_policy import PolicyPart
from ui.widgets.person_picker import PersonOption

PEOPLE = (PersonOption(id="megan", name="Megan Price"), PersonOption(id="tom", name="Tom Hill"))


@pytest.fixture
def settled(shown: Callable) -> Callable[[QWidget], QWidget]:
    """Shows a page until its words have found their lines."""

    def show(view: QWidget) -> QWidget:
        shown(view)
        for _ in range(10):
            QApplication.processEvents()
        return view

    return show


def start() -> StartView:
    view = StartView()
    view.show_workstation(school="Larch Lane Primary")
    view.show_unfinished("An unfinished concern was put away. Its writer can open it until 14:40.")
    view.show_deleted(2)
    view.show_put_away()
    return view


def unfinished(kind: WhoKind = WhoKind.MEMBER) -> UnfinishedView:
    view = UnfinishedView()
    view.start(PEOPLE)
    view.who.set_policy("pin_and_code")
    view.who.set_kind(kind)
    return view


def rows() -> UnfinishedView:
    view = unfinished()
    view.show_found((UnfinishedRow(id="1", kept_at="22 Nov 2026, 12:52", until="14:40 tomorrow"),))
    view.show_warnings(("20 Nov 2026, 14:02",))
    return view


def codes() -> SignSetupView:
    view = SignSetupView()
    view.ask_code(
        otpauth="otpauth://totp/x?secret=ABCDEFGH",
        secret_text="ABCDEFGHABCDEFGH",
        printed=[f"{place:04d} 7294" for place in range(10)],
    )
    return view


def password() -> SignSetupView:
    view = SignSetupView()
    view.ask_password()
    return view


def curtain() -> CurtainView:
    view = CurtainView()
    view.ask("A second screen or projector is connected. Whoever can see it could read this.")
    return view


def policy() -> PolicyPart:
    part = PolicyPart()
    part.show_policy(sign_with="pin", lock_seconds=120, draft_hours=24)
    return part


SCREENS = {
    "start": start,
    "unfinished": unfinished,
    "guest": lambda: unfinished(WhoKind.GUEST),
    "rows": rows,
    "codes": codes,
    "password": password,
    "curtain": curtain,
    "policy": policy,
}


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_named(name: str, shown: Callable, nameless: Callable) -> None:
    assert nameless(shown(SCREENS[name]())) == []


@pytest.mark.parametrize("name", SCREENS)
def test_no_words_are_cut(name: str, settled: Callable, clipped: Callable) -> None:
    assert clipped(settled(SCREENS[name]())) == []


@pytest.mark.parametrize("name", SCREENS)
def test_no_words_are_cut_at_twice_the_size(
    name: str, large_text: None, settled: Callable, clipped: Callable
) -> None:
    assert clipped(settled(SCREENS[name]())) == []


def test_what_waits_comes_after_reporting_and_goes_again(shown: Callable) -> None:
    view = shown(start())
    tiles = [view._tiles.itemAt(place).widget() for place in range(3)]
    names = [tile.accessibleIdentifier() for tile in tiles]
    assert names == ["start.report", "start.unfinished", "start.sent"]
    view.show_unfinished("")
    assert view._tiles.itemAt(1).widget().accessibleIdentifier() == "start.sent"


def test_the_words_follow_the_policy(shown: Callable) -> None:
    who = shown(unfinished()).who
    for wanted, label in (("password", "Password"), ("pin", "PIN")):
        who.set_policy(wanted)
        assert who.pin.accessibleName() == label
        assert not who.code.isVisible()
    who.set_policy("pin_and_code")
    assert who.code.isVisible()


def test_a_wrong_code_leaves_the_pin(shown: Callable) -> None:
    view = shown(unfinished())
    view.who.pin.setText("7294")
    view.show_refusal("keys.code_wrong", "This code is not right.")
    assert view.who.pin.text() == "7294"
    assert view.who._rows["code"].has_error()
    view.show_refusal("keys.wrong_pin", "This is not the PIN.")
    assert view.who.pin.text() == ""


def test_nothing_of_the_codes_stays_when_it_is_done(shown: Callable) -> None:
    view = shown(codes())
    view.show_done()
    texts = [str(part.text()) for part in view.findChildren(QWidget) if hasattr(part, "text")]
    assert not [text for text in texts if "7294" in text or "ABCD" in text]


def test_a_lock_warning_counts_down_and_takes_no_keyboard(shown: Callable, qtbot) -> None:
    from ui.widgets.lock_warning import LockWarning  # late: only this test needs it

    view = shown(start())
    warning = LockWarning(view)
    warning.show_left(20)
    assert "20" in warning.text()
    warning.show_left(19)
    assert "19" in warning.text()
    assert view.focusWidget() is not warning
    assert view.rect().contains(warning.geometry())
    warning.end()
    assert not warning.isVisible()
