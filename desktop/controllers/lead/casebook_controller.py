"""The lead's window: sections, pages on top, badges, the backup line; each page has a
controller of its own.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.controllers.lead.backup_controller import BackupController
from desktop.controllers.lead.care import Care
from desktop.controllers.lead.case_list_controller import CaseListController
from desktop.controllers.lead.concerns_controller import ConcernsController
from desktop.controllers.lead.desk import Desk, PageController, Refreshing, StartsEntries
from desktop.controllers.lead.entry_controller import EntryController
from desktop.controllers.lead.lists import lead_lists
from desktop.controllers.lead.own_password_controller import OwnPasswordController
from desktop.controllers.lead.pages import Pages
from desktop.controllers.lead.people_controller import PeopleController
from desktop.controllers.lead.pupils_controller import PupilsController
from desktop.controllers.lead.search_controller import SearchController
from desktop.controllers.lead.today_controller import TodayController
from desktop.controllers.lead.ways_in_controller import Arrival, WaysInController
from desktop.job_runner import JobRunner
from desktop.settings import load_settings
from desktop.usecases.lead.backup_round import BackupRound
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import Collected
from desktop.usecases.lead.letterbox_moved import collect_wherever
from desktop.usecases.lead.own_password import must_change
from desktop.usecases.lead.rehearse_recovery import needs_confirmation
from desktop.usecases.letterbox_place import plugged_in
from storage.database.connection import Connection, open_casebook, open_immutable
from storage.database.repositories import concerns, settings
from storage.records.errors import UserFacingError
from storage.records.times import SCHOOL_ZONE
from ui.lead_words import counted
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.casebook_window import (
    BACKUP,
    CASES,
    CONCERNS,
    NEW,
    PEOPLE,
    PUPILS,
    SEARCH,
    TODAY,
    WAY_IN,
    CasebookView,
)
from ui.views.new_entry import NewEntryView
from ui.views.today import TodayView

_ROUND_MS = 60_000


class CasebookController(Pages):
    """Builds the shell and moves between pages; pages are made when they are shown and
    deleted when left. ``asked`` says what is to be signed in for next, before it locks.
    """

    asked = Signal(str)

    def __init__(
        self,
        *,
        window: MainWindow,
        casebook: OpenCasebook,
        context: Context,
        jobs: JobRunner,
        made_up: bool,
        notices: Sequence[UserFacingError] = (),
        recovered: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recovered = recovered
        reader = open_reader(casebook)
        self._shell = CasebookView(
            school=settings.school(reader).name, person=casebook.person.name, made_up=made_up
        )
        self.care = Care(
            casebook=casebook,
            reading=self._reading,
            context=context,
            jobs=jobs,
            parent=self,
        )
        self._desk = Desk(
            casebook=casebook,
            reader=reader,
            jobs=jobs,
            shell=self._shell,
            context=context,
            lists=lead_lists(today=context.clock().astimezone(SCHOOL_ZONE).date()),
            go=self,
            care=self.care,
        )
        self.care.checks.changed.connect(self._shell.show_check_line)
        self.care.backups.ended.connect(self._say_backups)
        self._window = window
        self._fresh = True  # until the letters that waited at the sign-in are in
        self._rounds = QTimer(self)
        self._rounds.setInterval(_ROUND_MS)
        self._rounds.timeout.connect(self._collect)
        self._shell.section_chosen.connect(self.show_section)
        self._shell.returned.connect(self._refresh)
        self._shell.new_requested.connect(self._new_entry_from_here)
        self._shell.search_requested.connect(self.open_search)
        self._shell.lock_requested.connect(window.lock_requested)
        self._shell.curtain_requested.connect(window.cover)
        self._shell.backup_line_pressed.connect(lambda: self.show_section(BACKUP))
        self._shell.question.pressed.connect(lambda: self.open_way_in(Arrival.TO_DO))
        self._shell.check_line_pressed.connect(lambda: self.show_section(BACKUP))
        self._notices = notices
        if not casebook.read_only and must_change(reader, person_id=casebook.person.id):
            self._password = OwnPasswordController(self._desk, window=window, parent=self)
            self._password.changed.connect(self._enter)
        else:
            self._enter()

    def _reading(self) -> OpenCasebook:
        return self._desk.reading()

    def _enter(self) -> None:
        self._window.show_screen(self._shell)
        self.show_section(TODAY)
        self._say_notices(self._notices)
        self._collect()
        self._rounds.start()
        self.care.begin()
        if self._recovered:
            self.open_way_in(Arrival.RECOVERED)
        else:
            self._ask_for_recovery_code()

    def _ask_for_recovery_code(self) -> None:
        """A school made by the command line has not typed its code back yet."""
        casebook, folder = self._desk.casebook, self._desk.context.paths.casebook
        if casebook.read_only:
            return
        self._desk.jobs.run(
            lambda: needs_confirmation(casebook, folder=folder),
            receiver=self._shell,
            on_done=self._shell.ask_for_recovery_code,
            on_error=lambda _error: None,  # the page about one's way in says what is wrong
        )

    def show_section(self, key: str) -> None:
        """Show a section of the sidebar."""
        makers: dict[str, Callable[[Desk], PageController]] = {
            TODAY: TodayController,
            SEARCH: SearchController,
            CONCERNS: ConcernsController,
            CASES: CaseListController,
            PUPILS: PupilsController,
            NEW: EntryController,
            PEOPLE: PeopleController,
            BACKUP: BackupController,
            WAY_IN: WaysInController,
        }
        if key == WAY_IN and self._desk.casebook.read_only:
            self._shell.toast(self.tr("In a backup nobody’s way in is changed."), severity="info")
            key = TODAY
        self._show(key, makers[key](self._desk))

    def _show(self, key: str, controller: PageController) -> None:
        self._shell.show_section(key, controller.view)
        controller.begin()
        self._badges()

    def let_go(self) -> None:
        """Close the window's own connection; the window is gone, and nothing is shown any more."""
        self._rounds.stop()
        self.care.cancel()
        self._desk.reader.close()

    def show_today(self) -> None:
        """Show what waits today."""
        self.show_section(TODAY)

    def show_concerns(self) -> None:
        """Show the list of concerns."""
        self.show_section(CONCERNS)

    def _new_entry_from_here(self) -> None:
        """Begin an entry with the child or the case that the page is about."""
        page = self._shell.page()
        if page is None or isinstance(page, NewEntryView) or self._desk.casebook.read_only:
            return
        starts = [each for each in page.children() if isinstance(each, StartsEntries)]
        pupil_id, case_id = starts[0].entry_start() if starts else ("", "")
        self.open_new_entry(pupil_id, case_id)

    def _refresh(self, page: QWidget) -> None:
        """Show on ``page`` what has changed meanwhile; its controller is a child of the page."""
        for controller in page.children():
            if isinstance(controller, Refreshing):
                controller.refresh()
        self._badges()

    def _badges(self) -> None:
        waiting = concerns.counts(self._desk.reader).get("waiting", 0)
        self._shell.set_badge(CONCERNS, waiting)
        self._shell.set_badge(TODAY, waiting)

    def _say_notices(self, notices: Sequence[UserFacingError]) -> None:
        if self._desk.casebook.read_only:
            self._shell.show_backup_line(
                self.tr("This is a backup, opened to read. Nothing can be added or changed here."),
                severity="warning",
            )
            return
        if notices:
            sentences = " ".join(message_for(notice).text for notice in notices)
            self._shell.show_backup_line(sentences, severity="warning")

    def _say_backups(self, done: BackupRound) -> None:
        """What an unattended backup brought: Today's reminders follow, a fault is said at once."""
        page = self._shell.page()
        if done.failed:
            self._shell.toast(message_for(done.failed[0].error).text, severity="warning")
        if isinstance(page, TodayView):
            self._refresh(page)

    def _collect(self) -> None:
        """Open what waits in the letterbox, then show it; a letterbox that is away is said
        in one line.
        """
        if self._desk.casebook.read_only:
            return
        self._desk.jobs.run(
            self._collect_now,
            receiver=self._shell,
            on_done=self._collected,
            on_error=lambda error: self._shell.show_backup_line(
                message_for(error).text, severity="warning"
            ),
        )

    def _collect_now(self) -> Collected:
        paths = self._desk.context.paths
        stored = load_settings(paths.settings_file)
        return collect_wherever(
            self._desk.casebook,
            folder=Path(stored.letterbox) if stored.letterbox else paths.letterbox,
            stick=stored.letterbox_way == "stick",
            volumes=plugged_in,
        )

    def _collected(self, done: Collected) -> None:
        if done.kept:
            words = counted(
                len(done.kept),
                self.tr("1 letter could not be opened and was kept apart."),
                self.tr("{n} letters could not be opened and were kept apart."),
            )
            self._shell.toast(words, severity="warning")
        page = self._shell.page()
        if not done.concerns or page is None:
            self._badges()
        elif self._fresh and isinstance(page, TodayView):
            self.show_section(TODAY)
        else:
            self._refresh(page)
        self._fresh = False


def open_reader(casebook: OpenCasebook) -> Connection:
    """A read-only connection for the window's thread, beside the worker's own."""
    path = casebook.connection.path
    assert path is not None  # only a test's casebook lives in memory
    if casebook.read_only:
        return open_immutable(path, key=casebook.database_key)
    return open_casebook(path, key=casebook.database_key, read_only=True)
