"""What to do when one cannot sign in, the nine boxes, and the way back in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.fakes.people_screens import CODE, ONE_TIME, PHONE, fits, recover, sign_in
from ui.people_material import RecoverDraft
from ui.views.recover_choices import RecoverChoicesView
from ui.views.start import StartView
from ui.widgets.recovery_code_edit import RecoveryCodeEdit

DIGITS = CODE.replace("-", "")


def seen(root: QWidget) -> str:
    """Every word that stands on the screen."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def boxes(qtbot) -> RecoveryCodeEdit:
    """Nine empty boxes with the keyboard in the first."""
    edit = RecoveryCodeEdit("code", "Recovery code", group_fits=fits)
    qtbot.addWidget(edit)
    edit.show()
    edit.activateWindow()
    edit.boxes[0].setFocus()
    return edit


@pytest.mark.parametrize("between", ["-", " ", "", "\n", " – "])
def test_a_pasted_code_fills_every_box(qtbot, boxes, between) -> None:
    QGuiApplication.clipboard().setText(between.join(CODE.split("-")))
    with qtbot.waitSignal(boxes.completed) as caught:
        qtbot.keyClick(boxes.boxes[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [DIGITS]
    assert [box.text() for box in boxes.boxes] == CODE.split("-")


def test_typing_goes_on_by_itself_and_backspace_comes_back(qtbot, boxes) -> None:
    for digit in DIGITS[:7]:
        qtbot.keyClicks(boxes.focusWidget(), digit)
    assert boxes.boxes[1].text() == DIGITS[6]
    assert boxes.focusWidget() is boxes.boxes[1]
    qtbot.keyClick(boxes.boxes[1], Qt.Key.Key_Backspace)
    qtbot.keyClick(boxes.boxes[1], Qt.Key.Key_Backspace)
    assert boxes.focusWidget() is boxes.boxes[0]
    assert boxes.boxes[0].text() == DIGITS[:5]


def test_a_slip_of_the_pen_is_shown_at_its_group_and_nothing_goes_on(qtbot, boxes) -> None:
    qtbot.keyClicks(boxes.boxes[0], "123457")
    assert boxes.boxes[0].property("wrong") == "true"
    assert "group 1" in seen(boxes)
    assert boxes.focusWidget() is boxes.boxes[0]
    assert boxes.first_problem() == 1
    boxes.set_code(CODE)
    assert boxes.first_problem() == 0
    assert "All nine" in seen(boxes)


def test_a_digit_in_the_middle_is_put_right_where_it_stands(qtbot, boxes) -> None:
    wrong = "0" + DIGITS[1:6] if DIGITS[0] != "0" else "9" + DIGITS[1:6]
    qtbot.keyClicks(boxes.boxes[0], wrong)
    boxes.boxes[0].setCursorPosition(1)
    qtbot.keyClick(boxes.boxes[0], Qt.Key.Key_Backspace)
    assert boxes.boxes[0].text() == DIGITS[1:6]
    qtbot.keyClicks(boxes.boxes[0], DIGITS[0])
    assert boxes.boxes[0].text() == DIGITS[:6]
    assert boxes.boxes[0].property("wrong") == "false"


def test_letters_are_not_taken(qtbot, boxes) -> None:
    qtbot.keyClicks(boxes.boxes[0], "1a2b")
    assert boxes.boxes[0].text() == "12"


def test_the_sign_in_leads_to_three_ways_out(qtbot) -> None:
    view = sign_in()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.help_requested):
        view.cannot.click()
    choices = RecoverChoicesView()
    qtbot.addWidget(choices)
    choices.show()
    choices.take_keyboard()
    for identifier, signal in (
        ("cannot.phone", choices.printed_code_chosen),
        ("cannot.password", choices.recovery_chosen),
        ("cannot.back", choices.back_requested),
    ):
        with qtbot.waitSignal(signal):
            choices.findChild(QPushButton, identifier).click()
    choices.findChild(QPushButton, "cannot.colleague").click()
    assert "New way in on paper" in seen(choices)


def test_without_the_phone_the_form_says_where_the_printed_code_goes(qtbot) -> None:
    view = sign_in()
    qtbot.addWidget(view)
    view.show()
    view.account.setText("ruth")
    view.use_printed_code()
    assert "printed one-time code" in view.message.text()
    assert view.account.text() == "ruth"
    view.offer_help(False)
    assert not view.cannot.isVisible()


def test_the_way_back_in_goes_screen_by_screen(qtbot) -> None:
    view = recover()
    qtbot.addWidget(view)
    view.show()
    with qtbot.assertNotEmitted(view.code_given):
        view.next.click()
    view.code.account.setText(" ruth ")
    view.code.code.set_code(CODE)
    with qtbot.waitSignal(view.code_given) as caught:
        qtbot.keyClick(view.code.code.boxes[8], Qt.Key.Key_Return)
    assert caught.args == [RecoverDraft(account="ruth", code=DIGITS)]
    assert not view.next.isEnabled()
    view.show_new_secrets(account="ruth", phone=PHONE, codes=ONE_TIME)
    assert "for the account ruth" in seen(view)
    view.password.password.line.setText("nine ferns by the wall")
    view.password.again.line.setText("nine ferns by the hall")
    with qtbot.assertNotEmitted(view.password_given):
        view.next.click()
    view.password.again.line.setText("nine ferns by the wall")
    with qtbot.waitSignal(view.password_given):
        view.next.click()
    view.accept_password()
    assert ONE_TIME[9] in seen(view)
    view.next.click()
    assert view.step() == 2, "the codes are not on paper yet"
    view.paper.kept.setChecked(True)
    view.next.click()
    view.phone.code.setText("123 456")
    with qtbot.waitSignal(view.finish_requested) as caught:
        view.next.click()
    assert caught.args == ["123456"]


@pytest.mark.parametrize(
    ("field", "step"), [("recovery", 0), ("account", 0), ("password", 1), ("code", 3)]
)
def test_a_refusal_comes_up_on_its_own_screen(qtbot, field, step) -> None:
    view = recover(3)
    qtbot.addWidget(view)
    view.show()
    view.set_busy(True)
    view.show_problem("This is wrong.", "Put it right.", field=field)
    assert view.step() == step
    assert "This is wrong." in seen(view)
    assert view.next.isEnabled()


def test_leaving_forgets_every_secret(qtbot) -> None:
    view = recover(3)
    qtbot.addWidget(view)
    view.show()
    for _ in range(3):
        view.findChild(QPushButton, "recover.previous").click()
    with qtbot.waitSignal(view.cancelled):
        view.findChild(QPushButton, "recover.previous").click()
    kept = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert view.code.code.code() == ""
    assert view.password.password.text() == ""
    assert view.phone.secret.text() == ""
    assert ONE_TIME[0] not in kept


def test_the_start_window_tells_of_the_new_key_until_it_is_done(qtbot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.show_casebook(school="Oakfield Primary")
    view.show()
    view.show_rotating(30, 120)
    assert "25 %" in seen(view)
    assert "nothing is lost" in seen(view)
    view.show_rotated()
    assert "25 %" not in seen(view)
