"""The DSL names who reads letters about adults, hands out the slip, compares the code."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.restricted_readers import reader_states
from desktop.usecases.restricted.letters import collect
from desktop.usecases.restricted.room import enrol_reader
from tests.fakes.restricted_readers import READER_PASSWORD, folder_of, room
from tests.fakes.small_school import SmallSchool, cheap_kdf
from ui.views.people_slip import SlipDialog
from ui.widgets.combo import Combo


def test_from_the_name_to_the_opened_test_letter(
    school: SmallSchool, context: Context, window: Any, jobs: Any, find: Any, qtbot: Any
) -> None:
    casebook = school.sign_in()
    CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )

    def press(identifier: str) -> None:
        control = find(identifier)
        qtbot.waitUntil(control.isEnabled, timeout=10_000)
        qtbot.keyClick(control, Qt.Key.Key_Space)

    def says(identifier: str, words: str) -> None:
        def there() -> bool:
            label = find(identifier)
            assert isinstance(label, QLabel)
            return words in label.text()

        qtbot.waitUntil(there, timeout=10_000)

    press("casebook.people")
    says("people.reader_head_state", "Nobody is named")
    chooser = find("people.reader_head_person")
    assert isinstance(chooser, Combo)
    chooser.setCurrentIndex(chooser.findText("Ruth Okafor"))
    says("people.reader_head_state", "No key yet")
    press("people.reader_head_slip")
    qtbot.waitUntil(lambda: bool(window.findChildren(SlipDialog)), timeout=10_000)
    (dialog,) = window.findChildren(SlipDialog)
    (line,) = dialog.slip.lines
    made = enrol_reader(
        folder=folder_of(school, "head"),
        letterbox=school.letterbox,
        post="head",
        code=line[1],
        password=READER_PASSWORD,
        kdf=cheap_kdf(school.random_bytes),
        clock=school.clock,
        random_bytes=school.random_bytes,
    )
    dialog.accept()
    done: list[object] = []
    jobs.run(
        lambda: collect_letterbox(casebook),
        receiver=window,
        on_done=done.append,
        on_error=done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    press("casebook.today")
    press("casebook.people")
    press("casebook.today")
    press("casebook.people")
    says("people.reader_head_code", made.code)
    press("people.reader_head_same")
    says("people.reader_head_state", "has not been opened yet")
    assert collect(room(school, "head")).tests == 1
    jobs.run(
        lambda: collect_letterbox(casebook),
        receiver=window,
        on_done=done.append,
        on_error=done.append,
    )
    qtbot.waitUntil(lambda: len(done) == 2, timeout=10_000)
    press("casebook.today")
    press("casebook.people")
    press("casebook.today")
    press("casebook.people")
    says("people.reader_head_state", "Works")
    assert reader_states(casebook)[1].stage == "nobody"
