"""The coach's lines below the account: quiet, dismissible, and gone with the form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from storage.intake.coach_rules import load_coach_rules
from storage.records.writing_coach import Account, KnownPerson
from ui.widgets import coach_panel
from ui.widgets.coach_panel import CoachPanel
from ui.widgets.text_area import TextArea

PEOPLE = (
    KnownPerson(id="p1", kind="pupil", name="Jamie Smith", detail="Year 5 · Oak"),
    KnownPerson(id="p2", kind="pupil", name="Jodie Shaw", detail="Year 2 · Birch"),
    KnownPerson(id="p3", kind="pupil", name="Ann Lee", detail="Year 2 · Birch"),
    KnownPerson(id="p4", kind="pupil", name="Ann Lee", detail="Year 6 · Elm"),
)
TEXT = "JS told me that his dad is rude. There is a bruise on his arm. KM was there recently."
LONG = 30_000


class Form(QWidget):
    """The account and the panel, as the reporting form has them."""

    def __init__(self) -> None:
        super().__init__()
        self.area = TextArea("form.text", "What happened", lines=3)
        self.panel = CoachPanel("form.coach")
        column = QVBoxLayout(self)
        column.addWidget(self.area)
        column.addWidget(self.panel)
        column.addStretch(1)
        self.panel.set_rules(load_coach_rules())
        self.panel.set_reader(self.account)
        self.area.textChanged.connect(self.panel.touched)
        self.child_words = False

    def account(self) -> Account:
        return Account(
            what_happened=self.area.toPlainText(),
            has_child_words=self.child_words,
            people=PEOPLE,
        )

    def button(self, name: str) -> QPushButton:
        found = self.findChild(QPushButton, f"form.coach_{name}")
        assert isinstance(found, QPushButton)
        return found

    def codes(self) -> list[str]:
        return [advice.code for advice in self.panel.shown()]

    def write(self, text: str) -> None:
        self.area.setPlainText(text)
        self.panel.look()


@pytest.fixture
def form(shown: Callable[[QWidget], QWidget]) -> Form:
    view = shown(Form())
    assert isinstance(view, Form)
    return view


def test_it_takes_no_room_and_says_nothing_while_somebody_types(qtbot, form: Form) -> None:
    assert not form.panel.isVisible()
    form.area.setFocus()
    for letter in TEXT:
        qtbot.keyClick(form.area, letter)
    assert form.panel.shown() == ()
    assert not form.panel.isVisible()
    qtbot.waitUntil(form.panel.isVisible, timeout=4000)
    assert form.area.hasFocus()
    assert len(form.panel.shown()) == 3


def test_each_key_press_puts_the_look_off(qtbot, form: Form) -> None:
    looked = []

    def read() -> Account:
        looked.append(True)
        return form.account()

    form.panel.set_reader(read)
    for _ in range(4):
        form.area.insertPlainText("JS ran. ")
        qtbot.wait(150)
    assert looked == []


def test_lines_say_what_is_meant_and_most_useful_first(form: Form) -> None:
    form.write(TEXT)
    assert form.codes() == ["body_map", "no_child_words", "initials"]
    assert "“JS”" in form.panel.shown()[2].text


def test_a_line_that_is_not_needed_stays_away_until_the_form_is_cleared(qtbot, form: Form) -> None:
    form.write(TEXT)
    qtbot.mouseClick(form.button("1_not_needed"), Qt.MouseButton.LeftButton)
    assert "body_map" not in form.codes()
    assert len(form.panel.shown()) == 3
    form.write(TEXT + " More.")
    assert "body_map" not in form.codes()

    form.panel.clear()
    assert not form.panel.isVisible()
    assert form.panel.shown() == ()
    form.write(TEXT)
    assert "body_map" in form.codes()


def test_the_keyboard_sends_a_line_away_and_stays_where_it_was(qtbot, form: Form) -> None:
    form.write(TEXT)
    form.button("1_not_needed").setFocus()
    qtbot.keyClick(form.button("1_not_needed"), Qt.Key.Key_Return)
    assert form.button("1_not_needed").hasFocus()


def test_clearing_stops_what_was_pending(qtbot, form: Form) -> None:
    form.area.setPlainText(TEXT)
    form.panel.clear()
    qtbot.wait(load_coach_rules().pause_ms + 200)
    assert form.panel.shown() == ()


def test_initials_offer_people_and_say_where_the_name_belongs(qtbot, form: Form) -> None:
    form.child_words = True
    form.write("Today 😀 JS ran out of the hall.")
    assert form.button("1_person_1").text() == "Jamie Smith"
    assert form.button("1_person_1").accessibleName() == "Write Jamie Smith · Year 5 · Oak"
    with qtbot.waitSignal(form.panel.replace_requested) as signal:
        qtbot.mouseClick(form.button("1_person_2"), Qt.MouseButton.LeftButton)
    start, length, person = signal.args
    assert (start, length, person) == (8, 2, "p2")


def test_same_names_are_told_apart(form: Form) -> None:
    form.write("Today AL ran out of the hall.")
    assert form.button("1_person_1").text() == "Ann Lee · Year 2 · Birch"
    assert form.button("1_person_2").text() == "Ann Lee · Year 6 · Elm"


def test_initials_that_have_gone_since_are_not_replaced(qtbot, form: Form) -> None:
    form.child_words = True
    form.write("Today JS ran out of the hall.")
    form.area.setPlainText("Nobody ran out of the hall today.")
    with qtbot.assertNotEmitted(form.panel.replace_requested):
        qtbot.mouseClick(form.button("1_person_1"), Qt.MouseButton.LeftButton)
    assert form.panel.shown() == ()


def test_a_line_leads_to_its_box_and_to_the_body_map(qtbot, form: Form) -> None:
    form.write(TEXT)
    with qtbot.waitSignal(form.panel.body_map_requested):
        qtbot.mouseClick(form.button("1_go"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(form.panel.field_requested) as signal:
        qtbot.mouseClick(form.button("2_go"), Qt.MouseButton.LeftButton)
    assert signal.args == ["child_words"]


def test_without_rules_it_is_silent(form: Form) -> None:
    form.panel.set_rules(None)
    form.write(TEXT)
    assert form.panel.shown() == ()
    assert not form.panel.isVisible()


def test_a_new_line_is_announced_once_and_politely(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        coach_panel,
        "announce",
        lambda _widget, text, assertive=False: said.append((text, assertive)),
    )
    form.write(TEXT)
    form.write(TEXT + " ")
    assert len(said) == 1
    assert "body map" in said[0][0]
    assert not said[0][1]


def test_every_control_has_a_name_and_nothing_is_clipped(
    form: Form,
    nameless: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    qtbot,
) -> None:
    form.resize(560, 600)
    form.write(TEXT)
    qtbot.wait(50)
    assert nameless(form.panel) == []
    assert clipped(form.panel) == []
    for button in form.panel.findChildren(QPushButton):
        assert not button.isVisible() or min(button.width(), button.height()) >= 24


def test_nothing_is_clipped_in_large_text(
    large_text: None, form: Form, clipped: Callable[[QWidget], list[str]], qtbot
) -> None:
    form.resize(900, 700)
    form.write(TEXT)
    qtbot.wait(50)
    assert clipped(form.panel) == []


def test_a_very_long_account_does_not_hold_up_the_window(form: Form) -> None:
    """Time of the processor is held in test_writing_coach_speed; here it only has to come back."""
    form.write("He sat in the hall and read. " * (LONG // 29) + "JS ran.")
    assert "initials" in form.codes()
