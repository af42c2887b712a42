"""A few letters or one digit answer; every answer says what it means."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.digit_keys import DigitKeys
from ui.widgets.letter_combo import PATIENCE, LetterCombo


def choice(value: str, text: str, hint: str = "") -> Choice:
    return Choice(value=value, text=text, hint=hint)


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def combo(qtbot, watch: Watch) -> LetterCombo:
    """A few categories of two tiers."""
    made = LetterCombo("triage.category", "Category", clock=watch)
    made.set_tiers(
        [
            (
                choice("physical", "Physical abuse", "Harm done to a child’s body."),
                [choice("injury", "Injury seen", "A mark that is not explained.")],
            ),
            (
                choice("neglect", "Neglect", "Basic needs are not met."),
                [
                    choice("hunger", "Hunger", "Without breakfast or lunch."),
                    choice("home", "Home conditions"),
                ],
            ),
            (choice("honour", "So-called honour-based abuse", "FGM, forced marriage."), []),
        ]
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("ph", "physical"),
        ("inj", "injury"),
        ("hu", "hunger"),
        ("H", "hunger"),
        ("abu", "physical"),
        ("honour", "honour"),
        ("breakf", "hunger"),
        ("fgm", "honour"),
        ("ínj", "injury"),
        ("xyz", ""),
    ],
)
def test_letters_find_the_beginning_of_any_word_then_the_meaning(
    qtbot, combo: LetterCombo, typed: str, value: str
) -> None:
    for letter in typed:
        combo.view().keyboardSearch(letter)
    row = combo.view().currentIndex().row()
    assert (combo.itemData(row) if row >= 0 else "") == value


def test_typing_answers_while_it_is_closed(qtbot, combo: LetterCombo) -> None:
    qtbot.keyClicks(combo, "hung")
    assert combo.value() == "hunger"
    assert combo.currentText() == "Neglect – Hunger"
    assert combo.meaning() == "Without breakfast or lunch."


def test_letters_after_a_pause_begin_anew(qtbot, combo: LetterCombo, watch: Watch) -> None:
    qtbot.keyClicks(combo, "n")
    watch.now += PATIENCE + 0.1
    qtbot.keyClicks(combo, "i")
    assert combo.value() == "injury"
    qtbot.keyClicks(combo, "z")
    assert combo.value() == "injury", "a letter that fits nothing changes nothing"


def test_digits_answer_the_first_ten(qtbot, watch: Watch) -> None:
    answers = [choice(f"v{n}", f"Level {n}") for n in range(1, 13)]
    combo = LetterCombo("triage.level", "Level", answers, digits=True, clock=watch)
    qtbot.addWidget(combo)
    combo.show()
    qtbot.keyClicks(combo, "3")
    assert combo.value() == "v3"
    qtbot.keyClicks(combo, "0")
    assert combo.value() == "v10"
    few = LetterCombo("triage.level", "Level", answers[:2], digits=True, clock=watch)
    qtbot.addWidget(few)
    qtbot.keyClicks(few, "7")
    assert few.value() == "", "there is no seventh"


def test_every_answer_stands_with_its_meaning_in_the_open_list(qtbot, combo: LetterCombo) -> None:
    model = combo.model()
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.data(model.index(1, 0), role) == "A mark that is not explained."
    heights = [combo.view().sizeHintForRow(row) for row in (1, 4)]
    assert heights[0] > heights[1], "two lines where there is something to say"


def test_digits_answer_a_row_of_choices_and_other_keys_go_on(qtbot) -> None:
    page = QWidget()
    row = ChoiceRow("triage.response", "Response", [choice("a", "In school"), choice("b", "None")])
    DigitKeys(row)
    QVBoxLayout(page).addWidget(row)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    row.button("a").setFocus()
    qtbot.keyClick(row.button("a"), Qt.Key.Key_2)
    assert row.value() == "b"
    assert page.focusWidget() is row.button("b")
    for key in (Qt.Key.Key_9, Qt.Key.Key_0, Qt.Key.Key_X):
        qtbot.keyClick(row.button("b"), key)
    assert row.value() == "b"
    qtbot.keyClick(row.button("b"), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert row.value() == "b", "with Ctrl it is another key"
