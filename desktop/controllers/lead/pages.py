"""Every page a lead can be sent to: made when it is opened, deleted when it is left."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance

from desktop.controllers.lead.access_controller import AccessController
from desktop.controllers.lead.backup_controller import BackupController
from desktop.controllers.lead.case_close_controller import CaseCloseController
from desktop.controllers.lead.case_controller import CaseController
from desktop.controllers.lead.certificate_controller import CertificateController
from desktop.controllers.lead.checks_controller import CodesController, CompareController
from desktop.controllers.lead.desk import Desk, PageController
from desktop.controllers.lead.entry_controller import EntryController
from desktop.controllers.lead.export_controller import ExportController
from desktop.controllers.lead.file_controller import FileController
from desktop.controllers.lead.guide_controller import GuideReadersController
from desktop.controllers.lead.hand_over_controller import HandOverController
from desktop.controllers.lead.import_attendance_controller import AttendanceImportController
from desktop.controllers.lead.import_controller import (
    HistoryImportController,
    PupilImportController,
)
from desktop.controllers.lead.import_log_controller import LogImportController
from desktop.controllers.lead.letterbox_controller import LetterboxController
from desktop.controllers.lead.move_controller import MoveController
from desktop.controllers.lead.next_school_controller import NextSchoolController
from desktop.controllers.lead.paper_controller import PaperEntryController, PaperFormsController
from desktop.controllers.lead.register_controller import RegisterController
from desktop.controllers.lead.risk_controller import RiskController
from desktop.controllers.lead.risk_kept_controller import RiskKeptController
from desktop.controllers.lead.search_controller import SearchController
from desktop.controllers.lead.sheets_controller import SheetsController
from desktop.controllers.lead.triage_controller import TriageController
from desktop.controllers.lead.ways_in_controller import Arrival, WaysInController
from desktop.controllers.lead.work_pages import WorkPages
from ui.views.casebook_window import BACKUP, CASES, PEOPLE, WAY_IN, CasebookView
from ui.views.search import SearchView


class Pages(WorkPages):
    """The window's controller is one of these: it sets ``_desk`` and ``_shell`` first."""

    asked: SignalInstance
    _desk: Desk
    _shell: CasebookView

    def show_section(self, key: str) -> None:
        """Show a section of the sidebar; the window's controller knows how."""

    def _show(self, key: str, controller: PageController) -> None:
        """Show the only page of a section."""

    def _badges(self) -> None:
        """Count anew what waits."""

    def open_concern(self, concern_id: str) -> None:
        """Open a concern for triage."""
        controller = TriageController(self._desk, concern_id=concern_id)
        controller.decided.connect(self._badges)
        self._open(controller)

    def open_case(self, case_id: str) -> None:
        """Open a case."""
        self._open(CaseController(self._desk, case_id=case_id))

    def open_cases(self) -> None:
        """Show the list of cases."""
        self.show_section(CASES)

    def open_case_close(self, case_id: str) -> None:
        """Open the closing of a case."""
        self._open(CaseCloseController(self._desk, case_id=case_id))

    def open_pupil(self, pupil_id: str, section: str = "") -> None:
        """Open a child's file, on one of its sections."""
        self._open(FileController(self._desk, pupil_id=pupil_id, section=section))

    def open_search(self, text: str = "") -> None:
        """Search from wherever somebody is; the page below stays as it is."""
        page = self._shell.page()
        if isinstance(page, SearchView):
            page.take_keyboard()
        else:
            controller = SearchController(self._desk, text=text)
            controller.view.show_back(self.tr("Back"))
            self._open(controller)

    def open_row(self, row_id: str, pupil_id: str) -> None:
        """Open a child's file at one row of its chronology."""
        self._open(FileController(self._desk, pupil_id=pupil_id, section="chronology", row=row_id))

    def open_new_entry(self, pupil_id: str = "", case_id: str = "") -> None:
        """Open a new entry, for a child or a case where one is given."""
        self._open(EntryController(self._desk, pupil_id=pupil_id, case_id=case_id, returns=True))

    def open_move(self, row_id: str, pupil_id: str = "") -> None:
        """Open the putting of a record into the right children's files."""
        self._open(MoveController(self._desk, row_id=row_id, pupil_id=pupil_id))

    def open_export(self, pupil_id: str, *, exports: Sequence[str] = ()) -> None:
        """Open the documents of a child, or the papers for a court about what left before."""
        self._open(ExportController(self._desk, pupil_id=pupil_id, exports=exports))

    def open_register(self, pupil_id: str = "") -> None:
        """Open the documents that left, of one child where one is given."""
        self._open(RegisterController(self._desk, pupil_id=pupil_id))

    def open_sheets(self) -> None:
        """Open the forms and posters."""
        self._open(SheetsController(self._desk))

    def open_paper_forms(self) -> None:
        """Open the numbered forms on paper."""
        self._open(PaperFormsController(self._desk))

    def open_paper_entry(self, number: str = "") -> None:
        """Open the typing in of a sheet, of the form with this number where one is given."""
        self._open(PaperEntryController(self._desk, number=number))

    def open_next_school(self, pupil_id: str) -> None:
        """Open the making of a child's file for the next school."""
        self._open(NextSchoolController(self._desk, pupil_id=pupil_id))

    def open_risk(self, pupil_id: str, risk_id: str = "", *, like: str = "") -> None:
        """Open a risk assessment to change it, or a new one, begun like another child's."""
        self._open(RiskController(self._desk, pupil_id=pupil_id, risk_id=risk_id, like=like))

    def open_risk_kept(self, risk_id: str) -> None:
        """Open the versions of a risk assessment, who agreed, and its end."""
        self._open(RiskKeptController(self._desk, risk_id=risk_id))

    def open_pupil_import(self) -> None:
        """Open the import of pupils."""
        self._open(PupilImportController(self._desk))

    def open_log_import(self) -> None:
        """Open the import of a log of all children."""
        self._open(LogImportController(self._desk))

    def open_attendance_import(self) -> None:
        """Open the import of attendance."""
        self._open(AttendanceImportController(self._desk))

    def open_history_import(self, pupil_id: str = "") -> None:
        """Open the import of a paper chronology."""
        self._open(HistoryImportController(self._desk, pupil_id=pupil_id))

    def open_access(self, pupil_id: str = "") -> None:
        """Open who has seen a child's file, or anything in the school."""
        self._open(AccessController(self._desk, pupil_id=pupil_id))

    def open_codes(self) -> None:
        """Open the check codes that were given out."""
        self._open(CodesController(self._desk))

    def open_compare(self) -> None:
        """Open the comparison with what lies outside."""
        self._open(CompareController(self._desk))

    def open_certificate(self) -> None:
        """Open the termly certificate."""
        self._open(CertificateController(self._desk))

    def act_on(self, action: str) -> None:
        """Do what a reminder offers: in one press where that is possible, else where it is done."""
        if action == "people":
            self.show_section(PEOPLE)
        elif action in ("recovery", "codes"):
            self.open_way_in(Arrival.TO_DO)
        elif action == "certificate":
            self.open_certificate()
        elif action == "receipts":
            self.open_register()
        else:
            controller = BackupController(self._desk)
            self._show(BACKUP, controller)
            controller.act_on(action)

    def mend(self) -> None:
        """Lock, and ask for the sign-in that leads to the rescue of a damaged casebook."""
        self.asked.emit("rescue")

    def open_way_in(self, arrival: Arrival = Arrival.LOOKING) -> None:
        """Show what the signed-in lead signs in with."""
        self._show(WAY_IN, WaysInController(self._desk, arrival=arrival))

    def open_letterbox(self) -> None:
        """Open the ways in which concerns reach this laptop."""
        self._open(LetterboxController(self._desk))

    def open_guide(self) -> None:
        """Open the recording guide: the text, and who has read it."""
        self._open(GuideReadersController(self._desk))

    def open_hand_over(self) -> None:
        """Open the hand-over to a new DSL."""
        self._open(HandOverController(self._desk))

    def _open(self, controller: PageController) -> None:
        self._shell.open_page(controller.view)
        controller.begin()
