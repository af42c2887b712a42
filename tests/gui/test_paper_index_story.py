"""The index of an old paper file, written from the child's file."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from storage.database.repositories import paper_index
from storage.records.paper_index import PaperPart
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.paper_index import parts_of
from ui.widgets.form_dialog import FormDialog


def test_what_a_paper_file_holds_is_written_down(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow, qtbot: Any
) -> None:
    lead = CasebookController(
        window=window, casebook=school.sign_in("ruth"), context=context, jobs=jobs, made_up=False,
        parent=window,
    )  # fmt: skip
    pupil = school.first_pupil
    lead.open_pupil(pupil, "documents")
    view = lead._shell.page()
    view.documents.paper_index_requested.emit()
    (dialog,) = view.findChildren(FormDialog)
    dialog.row("title").field.setText("Brown folder")
    dialog.row("original_lies").field.setText("Safe")
    dialog.row("parts").field.setPlainText("Contacts: Notes of calls; 1–14; 2015; 2017\n\nLetters")
    save = dialog.findChild(QPushButton, "paper_index.save")
    qtbot.keyClick(save, Qt.Key.Key_Space)
    reader = lead._desk.reader
    qtbot.waitUntil(lambda: bool(paper_index.of_pupil(reader, pupil)), timeout=10_000)
    (index,) = paper_index.of_pupil(reader, pupil)
    assert index.parts == (
        PaperPart(
            section="Contacts", what="Notes of calls", pages="1–14", since="2015", until="2017"
        ),
        PaperPart(what="Letters"),
    )


def test_nothing_of_a_line_is_lost() -> None:
    (part,) = parts_of("Letters; 3; 2015; 2016; torn; wet", scanned=True)
    assert part == PaperPart(
        what="Letters; torn; wet", pages="3", since="2015", until="2016", scanned=True
    )
