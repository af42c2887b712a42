"""Stories of who may open the casebook, told from the start window and back to it."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.context import Context
from desktop.controllers import start_controller
from desktop.controllers.lead import recover_controller
from desktop.controllers.start_controller import StartController
from desktop.usecases.lead.rehearse_recovery import needs_confirmation, rehearse_recovery
from storage.database.repositories import settings
from storage.keys import key_epochs, key_file_store
from storage.records.errors import UserFacingError
from storage.records.people import Role
from tests.fakes.linked_process import LinkedProcess
from tests.fakes.small_school import DEPUTY_PASSWORD, PASSWORD, SmallSchool, cheap_kdf
from ui.main_window import MainWindow
from ui.views.start import StartView
from ui.widgets.row_list import RowList

Find = Callable[[str], QWidget]
NEW_PASSWORD = "nine ferns by the harbour wall"


class Program:
    """The whole program, driven as a person drives it: by keys where there is a field."""

    def __init__(self, window: MainWindow, *, school: SmallSchool, find: Find, qtbot: Any) -> None:
        self.window, self.school, self.find, self._qtbot = window, school, find, qtbot
        self.links: list[LinkedProcess] = []

    def press(self, identifier: str) -> None:
        """Press a button once it can be pressed."""
        control = self.find(identifier)
        self._qtbot.waitUntil(control.isEnabled, timeout=10_000)
        control.setFocus()
        self._qtbot.keyClick(control, Qt.Key.Key_Space)

    def write(self, identifier: str, words: str) -> QWidget:
        """Type into a field."""
        field = self.find(identifier)
        self._qtbot.keyClicks(field, words)
        return field

    def enter(self, field: QWidget) -> None:
        """Press Enter in a field."""
        self._qtbot.keyClick(field, Qt.Key.Key_Return)

    def sign_in(self, *, account: str = "ruth", password: str = PASSWORD, code: str = "") -> None:
        """From the start window; the code is the telephone's next one unless given."""
        self.press("start.sign_in")
        self.school.clock.advance(seconds=30)
        self.write("signin.account", account)
        self.write("signin.password", password)
        self.enter(self.write("signin.code", code or self.school.code(account)))

    def lock(self, identifier: str = "app.lock") -> None:
        """Lock, and wait until the casebook's half has ended and the start window stands there."""
        link = self.links[-1]
        self.press(identifier)
        self._qtbot.waitUntil(lambda: not link.is_running(), timeout=30_000)
        self._qtbot.waitUntil(lambda: isinstance(self.window.content(), StartView), timeout=10_000)
        QApplication.processEvents()

    def seen(self, identifier: str) -> bool:
        """Whether a control stands on any window now."""
        return any(
            widget.isVisible() and widget.accessibleIdentifier() == identifier
            for top in QApplication.topLevelWidgets()
            for widget in top.findChildren(QWidget)
        )

    def wait_to_read(self, identifier: str, words: str) -> None:
        """Wait until a label holds these words."""
        self._qtbot.waitUntil(lambda: words in self.read(identifier), timeout=10_000)

    def read(self, identifier: str) -> str:
        """The words of a label."""
        label = self.find(identifier)
        assert isinstance(label, QLabel)
        return label.text()


@pytest.fixture
def program(
    school: SmallSchool,
    context: Context,
    window: MainWindow,
    find: Find,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The start window of the lead's laptop."""
    made = Program(window, school=school, find=find, qtbot=qtbot)

    def link(words: list[str], *, parent: Any) -> LinkedProcess:
        made.links.append(LinkedProcess(words, context=context, parent=parent))
        return made.links[-1]

    def cheap(*, random_bytes: Any) -> Any:
        return cheap_kdf(random_bytes)

    monkeypatch.setattr(start_controller, "CasebookLink", link)
    monkeypatch.setattr(recover_controller, "calibrate", cheap)
    controller = StartController(window=window, context=context, made_up=False)
    controller.show_start()
    yield made
    controller.finish()


def test_a_lead_leaves_and_the_casebook_gets_a_new_key(program: Program, qtbot: Any) -> None:
    """Removed with a reason; locked; Ruth is in again, Dan is not, and his name still stands."""
    school = program.school
    program.sign_in()
    program.press("casebook.people")
    people = program.find("people.list")
    assert isinstance(people, RowList)
    qtbot.waitUntil(lambda: bool(people.rows()), timeout=10_000)
    dan = next(row.id for row in people.rows() if row.title == "Dan Whitcombe")
    people.set_current(dan)
    program.press("people.end")
    program.enter(program.write("person_step.reason", "left the school"))
    assert "new key when you lock" in program.read("people.key_changes")
    assert "Only one person" in program.read("people.few")
    assert not program.find("people.list").hasFocus() or dan not in [
        row.id for row in people.rows()
    ]
    program.press("people.show_ended")
    ended = program.find("people.ended")
    assert isinstance(ended, RowList)
    assert [(row.title, row.trailing) for row in ended.rows()] == [
        ("Dan Whitcombe", "Access ended")
    ]
    program.lock("people.key_changes_action")
    assert "rotating" in program.links[-1].seen
    file = key_file_store.load_key_file(school.casebook_folder).file
    assert key_epochs.epochs(file) == (2,)
    program.sign_in(account="dan", password=DEPUTY_PASSWORD)
    qtbot.waitUntil(lambda: program.read("signin.message") != "", timeout=10_000)
    program.press("signin.back")
    program.sign_in()
    program.find("today.new")
    program.lock()


def test_a_school_made_by_command_line_is_asked_for_its_recovery_code(
    program: Program, qtbot: Any
) -> None:
    """Asked at the sign-in; put off, asked again; typed back, never more."""
    with program.school.signed_in() as casebook:
        settings.put(casebook.connection, "recovery_confirmed", False)
    program.sign_in()
    assert "recovery code on paper" in program.read("casebook.recovery")
    program.press("casebook.recovery_later")
    assert not program.seen("casebook.recovery")
    program.lock()
    program.sign_in()
    program.press("casebook.recovery_action")
    program.find("recovery.code.group1").setFocus()
    wrong = program.school.secrets.recovery_code.replace("-", "")
    program.write("recovery.code.group1", f"{(int(wrong[:6]) + 1) % 1_000_000:06}")
    assert "group 1" in program.read("recovery.code.state")
    QGuiApplication.clipboard().setText(program.school.secrets.recovery_code)
    first = program.find("recovery.code.group1")
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    program.enter(program.find("recovery.code.group9"))
    program.wait_to_read("ways_in.recovery_state", "not tried since")
    assert not program.seen("casebook.recovery")
    program.lock()
    with program.school.signed_in() as casebook:
        assert not needs_confirmation(casebook, folder=program.school.casebook_folder)


def test_the_deputy_takes_over_and_makes_a_new_recovery_code(program: Program, qtbot: Any) -> None:
    """Gone through with ticks and a note; the old paper opens nothing afterwards."""
    school = program.school
    program.sign_in(account="dan", password=DEPUTY_PASSWORD)
    program.press("casebook.people")
    program.press("people.hand_over")
    ruth = program.find("hand_over.from")
    ruth.setCurrentIndex(ruth.findText("Ruth", Qt.MatchFlag.MatchStartsWith))
    dan = program.find("hand_over.to")
    dan.setCurrentIndex(dan.findText("Dan", Qt.MatchFlag.MatchStartsWith))
    program.press("hand_over.next")
    program.press("hand_over.all")
    program.press("hand_over.item.paper_files")
    program.write("hand_over.note.paper_files", "with the head until January")
    program.press("hand_over.next")
    program.press("hand_over.next")
    page = program.read("hand_over.summary")
    assert "From Ruth Okafor to Dan Whitcombe" in page
    assert "with the head until January" in page
    program.press("hand_over.next")
    qtbot.waitUntil(lambda: program.read("renew.recovery_code.group1") != "", timeout=10_000)
    shown = [program.read(f"renew.recovery_code.group{number}") for number in range(1, 10)]
    QGuiApplication.clipboard().setText("-".join(shown))
    first = program.find("renew.typed.group1")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    program.enter(program.find("renew.typed.group9"))
    qtbot.waitUntil(lambda: not program.seen("renew.typed.group1"), timeout=10_000)
    program.lock()
    with school.signed_in("dan") as casebook:
        assert casebook.person.role is Role.LEAD
        folder = school.casebook_folder
        rehearse_recovery(casebook, folder=folder, code="-".join(shown))
        with pytest.raises(UserFacingError) as refused:
            rehearse_recovery(casebook, folder=folder, code=school.secrets.recovery_code)
    assert refused.value.code == "keys.wrong_recovery_code"


def test_a_forgotten_password_is_won_back_with_the_paper_in_the_safe(
    program: Program, qtbot: Any
) -> None:
    """From the start window to the casebook with keys alone; the old password ends."""
    school = program.school
    program.press("start.sign_in")
    program.press("signin.cannot")
    program.press("cannot.password")
    program.write("recover.account", "ruth")
    first = program.find("recover.recovery.group1")
    QGuiApplication.clipboard().setText(school.secrets.recovery_code)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    last = program.find("recover.recovery.group9")
    assert last.hasFocus()
    program.enter(last)
    program.write("recover.password", NEW_PASSWORD)
    program.enter(program.write("recover.again", NEW_PASSWORD))
    program.press("recover.next")  # the codes have not been put on paper yet
    assert program.find("recover.codes_kept").isVisible()
    program.press("recover.codes_kept")
    program.press("recover.next")
    secret = program.find("recover.secret").accessibleDescription().replace(" ", "")
    school.secrets.totp["ruth"] = base64.b32decode(secret)
    wrong = f"{(int(school.code()) + 1) % 1_000_000:06}"
    program.enter(program.write("recover.code", wrong))
    qtbot.waitUntil(program.find("recover.next").isEnabled, timeout=10_000)
    code = program.find("recover.code")
    code.clear()
    program.enter(program.write("recover.code", school.code()))
    assert "You are in again" in program.read("ways_in.message")
    program.press("casebook.today")
    program.find("today.new")
    program.lock()
    with pytest.raises(UserFacingError) as refused:
        school.try_sign_in()
    assert refused.value.code == "keys.wrong_password"
    school.clock.advance(minutes=5)
    program.sign_in(password=NEW_PASSWORD)
    program.find("today.new")
    program.lock()


def test_whoever_sits_there_later_is_asked_for_a_code(program: Program, qtbot: Any) -> None:
    """Six minutes on, nobody ends a colleague's access without the phone."""
    school = program.school
    program.sign_in()
    program.press("casebook.people")
    people = program.find("people.list")
    assert isinstance(people, RowList)
    qtbot.waitUntil(lambda: bool(people.rows()), timeout=10_000)
    people.set_current(next(row.id for row in people.rows() if row.title == "Dan Whitcombe"))
    school.clock.advance(minutes=6)
    program.press("people.end")
    program.enter(program.write("person_step.reason", "left the school"))
    program.press("fresh_code.stay")
    program.wait_to_read("people.message", "Nothing was changed")
    people.set_current(next(row.id for row in people.rows() if row.title == "Dan Whitcombe"))
    program.press("people.end")
    program.enter(program.write("person_step.reason", "left the school"))
    program.enter(program.write("fresh_code.code", "000000"))
    qtbot.waitUntil(program.find("fresh_code.go").isEnabled, timeout=10_000)
    assert not program.seen("people.key_changes")
    program.enter(program.write("fresh_code.code", school.code()))
    program.wait_to_read("people.key_changes", "new key when you lock")
    program.lock()
