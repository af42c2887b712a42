"""What holds for every screen of the lead: names, identifiers, nothing cut, people's words stay
words."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QWidget

from tests.fakes import lead_school as school
from tests.fakes.lead_screens import SCREENS, casebook, pupil_file, triage
from ui.main_window import MainWindow

# Stories from outside find the controls by these names; they are fixed.
PROMISED = {
    "today": "today.letters today.actions today.reviews today.new",
    "triage": "triage.letter triage.level triage.category triage.response triage.decision"
    " triage.reason triage.owner triage.due triage.save",
    "pupils": "pupils.search pupils.list",
    "pupil_file": "file.front_sheet file.chronology file.body_maps file.risk_assessments"
    " file.export",
    "front_sheet": "file.front_change file.front_status file.front_history file.decision",
    "file_people": "file.siblings file.sibling_add file.sibling_search file.family_tree"
    " file.relation_add file.professional_add file.status_add",
    "file_documents": "file.document_list file.index_list",
    "export": "export.profile export.purpose export.recipient export.make",
    "exported": "export.result",
    "import_pupils": "import.file import.take",
    "import_chronology": "import.file import.take",
    "risk": "risk.hazard risk.likelihood risk.severity risk.review risk.save",
    "casebook": "app.lock app.curtain",
}
SCREEN = pytest.mark.parametrize("name", list(SCREENS))


@SCREEN
def test_every_control_that_tab_reaches_has_a_name_and_an_identifier(qtbot, nameless, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    screen.show()
    assert nameless(screen) == []


@SCREEN
def test_no_identifier_stands_twice(qtbot, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    given = Counter(
        widget.accessibleIdentifier()
        for widget in screen.findChildren(QWidget)
        if widget.accessibleIdentifier()
    )
    assert [identifier for identifier, times in given.items() if times > 1] == []


@pytest.mark.parametrize("name", list(PROMISED))
def test_the_promised_identifiers_are_there(qtbot, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    given = {widget.accessibleIdentifier() for widget in screen.findChildren(QWidget)}
    assert set(PROMISED[name].split()) - given == set()


@SCREEN
def test_nothing_is_cut_on_a_small_laptop(qtbot, clipped, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    _show(qtbot, screen)
    assert clipped(screen) == []


@SCREEN
def test_nothing_is_cut_at_twice_the_text_size(qtbot, large_text, clipped, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    _show(qtbot, screen)
    assert clipped(screen) == []


@SCREEN
def test_labels_never_read_markup(qtbot, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    for label in screen.findChildren(QLabel):
        rich = label.textFormat() != Qt.TextFormat.PlainText and bool(label.text())
        assert not rich, label.text()


@SCREEN
def test_at_most_one_primary_button_is_in_sight(qtbot, name) -> None:
    screen = SCREENS[name]()
    qtbot.addWidget(screen)
    _show(qtbot, screen)
    primary = [
        button.accessibleIdentifier()
        for button in screen.findChildren(QAbstractButton)
        if button.property("kind") == "primary" and button.isVisible() and button.isEnabled()
    ]
    # A computer that asks to be let in is a question on its own, above the page.
    assert len(primary) <= (2 if name == "people" else 1), primary


def test_markup_in_people_s_words_is_shown_as_typed(qtbot) -> None:
    nasty = "<b>bold</b> <img src=x onerror=1> &amp; %s {0}"
    view = triage()
    qtbot.addWidget(view)
    view.show_concern(school.shown_concern(what_happened=nasty, child_words=nasty))
    shown = [label.text() for label in view.findChildren(QLabel)]
    assert nasty in shown
    assert any(nasty in text and text != nasty for text in shown)


def test_the_concern_itself_cannot_be_changed(qtbot) -> None:
    view = triage()
    qtbot.addWidget(view)
    assert view.paper.findChildren(QLineEdit) == []


def test_a_child_s_name_never_stands_in_the_title_of_the_window(qtbot) -> None:
    window, shell = MainWindow(), casebook()
    qtbot.addWidget(window)
    window.show_screen(shell)
    shell.open_page(pupil_file())
    assert window.windowTitle() == "Holdfast"


def _show(qtbot, screen: QWidget) -> None:
    if isinstance(screen, QDialog):
        screen.adjustSize()
    else:
        screen.resize(1366 if screen.objectName() == "casebook" else 1138, 728)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.wait(1)
