"""The recording guide: the school's own text, who has read it, and the list on paper."""

from PySide6.QtCore import QObject

from desktop.controllers import page_printer
from desktop.controllers.lead.desk import Desk
from desktop.usecases.lead.recording_guide import (
    current_guide,
    guide_readers,
    readers_sheet,
    set_guide,
)
from desktop.usecases.shipped_guide import guide_title
from exports.document import Sheet
from storage.records.errors import UserFacingError
from storage.records.times import for_people
from ui.guide_material import GuideReaderShown, GuideShown
from ui.views.guide_readers import GuideReadersView

Found = tuple[GuideShown, list[GuideReaderShown]]


class GuideReadersController(QObject):
    """Shows the text and the table; a new text is sent to the workstations at once."""

    def __init__(self, desk: Desk) -> None:
        self.view = GuideReadersView()
        super().__init__(self.view)
        self._desk = desk
        self.view.back_requested.connect(desk.shell.back)
        self.view.text_saved.connect(self._save)
        self.view.print_requested.connect(self._print)

    def begin(self) -> None:
        """Read and show."""
        self._desk.run(self.view, self._read, self._show)
        self.view.begin()

    def refresh(self) -> None:
        """Who has read it may have changed meanwhile; a text being typed stays."""
        if not self.view.unsaved():
            self._desk.run(self.view, self._read, self._show)

    def _read(self) -> Found:
        guide = current_guide(self._desk.casebook)
        shown = GuideShown(
            title=guide_title(), version=guide.version, text=guide.text, own=guide.own
        )
        readers = [
            GuideReaderShown(
                person=reader.person,
                name=reader.name,
                job_title=reader.job_title,
                version=reader.version,
                at=for_people(reader.at) if reader.at else "",
                is_current=reader.is_current,
            )
            for reader in guide_readers(self._desk.casebook)
        ]
        return shown, readers

    def _show(self, found: Found) -> None:
        self.view.show_guide(*found)
        self.view.set_read_only(self._desk.casebook.read_only)

    def _save(self, text: str) -> None:
        def work() -> Found:
            set_guide(self._desk.casebook, text=text)
            return self._read()

        def done(found: Found) -> None:
            self._show(found)
            self.view.show_done(self.tr("This text holds now. Everybody is asked to read it."))

        self._desk.run(self.view, work, done)

    def _print(self) -> None:
        self._desk.run(self.view, lambda: readers_sheet(self._desk.casebook), self._send)

    def _send(self, sheet: Sheet) -> None:
        try:
            if page_printer.print_sheet(self.view, sheet):
                self.view.show_done(self.tr("Sent to the printer."))
        except UserFacingError as error:
            self._desk.say(self.view, error)
