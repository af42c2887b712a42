"""Brings in pupils, or the rows of a paper chronology: choose, map columns, look, take."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.import_previews import (
    history_preview,
    pupil_preview,
    unknown_columns,
)
from desktop.controllers.read_files import read_bounded
from desktop.usecases.lead.import_history import HistoryPreview, preview_history, take_history
from desktop.usecases.lead.import_pupils import PupilPreview, preview_pupils, take_pupils
from storage.database.repositories import pupils
from storage.intake.log_csv import SIZE_LIMIT
from storage.records.errors import UserFacingError
from ui.lead_drafts import ImportChoice
from ui.views.import_chronology import ImportChronologyView
from ui.views.import_pupils import ImportPupilsView

_COLUMNS_UNKNOWN = (
    "intake.columns_unknown",
    "intake.columns_missing",
    "chronology.columns_unknown",
)


class PupilImportController(QObject):
    """Previews a CTF or CSV file and takes it whole."""

    def __init__(self, desk: Desk) -> None:
        self.view = ImportPupilsView(lists=desk.lists)
        super().__init__(self.view)
        self._desk = desk
        self._preview: PupilPreview | None = None
        self.view.file_chosen.connect(self._look)
        self.view.columns_chosen.connect(self._look)
        self.view.take_requested.connect(self._take)

    def begin(self) -> None:
        """Wait for a file."""

    def _look(self, choice: ImportChoice) -> None:
        self._desk.jobs.run(
            lambda: preview_pupils(
                self._desk.casebook,
                data=_read(choice.path),
                mapping=dict(choice.columns),
            ),
            receiver=self.view,
            on_done=lambda preview: self._show(choice, preview),
            on_error=lambda error: self._refused(choice, error),
        )

    def _show(self, choice: ImportChoice, preview: PupilPreview) -> None:
        self._preview = preview
        names = {
            row.id: row.name
            for row in pupils.rows(
                self._desk.reader, [changed.pupil_id for changed in preview.plan.changed]
            )
        }
        self.view.show_preview(
            pupil_preview(preview, file_name=Path(choice.path).name, names=names)
        )

    def _refused(self, choice: ImportChoice, error: UserFacingError) -> None:
        self._desk.say(self.view, error)
        if error.code in _COLUMNS_UNKNOWN:
            # The page asks what the columns mean; the refusal would only stand in the way.
            self.view.show_columns(unknown_columns(Path(choice.path)))

    def _take(self, _choice: ImportChoice) -> None:
        preview = self._preview
        if preview is None:
            return
        self._desk.run(
            self.view,
            lambda: take_pupils(self._desk.casebook, preview=preview),
            lambda _: self._taken(preview),
        )

    def _taken(self, preview: PupilPreview) -> None:
        plan = preview.plan
        self.view.show_taken(
            self.tr("{new} new, {changed} changed, {refused} not taken.").format(
                new=len(plan.new), changed=len(plan.changed), refused=len(plan.refused)
            )
        )


class HistoryImportController(QObject):
    """Previews the rows of a paper file and takes all of them."""

    def __init__(self, desk: Desk, *, pupil_id: str = "") -> None:
        self.view = ImportChronologyView(lists=desk.lists, search=desk.search_pupils)
        super().__init__(self.view)
        self._desk = desk
        self._pupil_id = pupil_id
        self._preview: HistoryPreview | None = None
        self.view.file_chosen.connect(self._look)
        self.view.columns_chosen.connect(self._look)
        self.view.take_requested.connect(self._take)

    def begin(self) -> None:
        """Wait for a file, with the child where one was given."""
        self.view.start(pupil=self._desk.pupil_option(self._pupil_id) if self._pupil_id else None)

    def _look(self, choice: ImportChoice) -> None:
        self._desk.jobs.run(
            lambda: preview_history(_read(choice.path), mapping=dict(choice.columns)),
            receiver=self.view,
            on_done=lambda preview: self._show(choice, preview),
            on_error=lambda error: self._refused(choice, error),
        )

    def _show(self, choice: ImportChoice, preview: HistoryPreview) -> None:
        self._preview = preview
        self.view.show_preview(history_preview(preview, file_name=Path(choice.path).name))

    def _refused(self, choice: ImportChoice, error: UserFacingError) -> None:
        self._desk.say(self.view, error)
        if error.code in _COLUMNS_UNKNOWN:
            # The page asks what the columns mean; the refusal would only stand in the way.
            self.view.show_columns(unknown_columns(Path(choice.path)))

    def _take(self, choice: ImportChoice) -> None:
        preview = self._preview
        if preview is None:
            return
        self._desk.run(
            self.view,
            lambda: take_history(self._desk.casebook, preview=preview, pupil_id=choice.pupil_id),
            lambda ids: self.view.show_taken(
                self.tr("{count} rows taken, each marked as transcribed from paper.").format(
                    count=len(ids)
                )
            ),
        )


def _read(path: str) -> bytes:
    return read_bounded(Path(path), limit=SIZE_LIMIT)
