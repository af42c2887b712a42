"""Restore from a backup, in the process that holds the keys: prepare, show side by side, swap."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.job_runner import JobRunner
from desktop.usecases.lead.restore_backup import (
    PreparedRestore,
    Restored,
    complete_restore,
    prepare_restore,
)
from desktop.usecases.lead.sign_in import Credentials
from storage.records.errors import UserFacingError
from storage.records.times import for_people
from ui.care_drafts import RestoreDraft
from ui.care_material import RestoreDone, RestorePlan
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.restore import RestoreView


class RestoreController(QObject):
    """``ready`` once the page can be shown, ``refused`` where the sign-in itself was refused,
    ``left`` with what comes next ("sign_in" or empty)."""

    ready = Signal()
    refused = Signal(object)
    left = Signal(str)
    _progressed = Signal(int, int)

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._context = context
        self._jobs = jobs
        self._prepared: PreparedRestore | None = None
        self._view: RestoreView | None = None
        self._progressed.connect(self._show_progress)

    def begin(self, *, path: Path, credentials: Credentials) -> None:
        """Open the backup with its own keys and check every entry; show the page when it opens."""
        context = self._context
        self._path = path
        self._jobs.run(
            lambda: prepare_restore(
                path=path,
                folder=context.paths.casebook,
                letterbox=context.paths.letterbox,
                credentials=credentials,
                host=context.host,
                user=context.user,
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
                progress=self._progressed.emit,
            ),
            receiver=self,
            on_done=self._planned,
            on_error=self._not_prepared,
        )

    def close(self) -> None:
        """Take away what was prepared and not used; called off the window's thread."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.close()

    def _shown(self) -> RestoreView:
        if self._view is None:
            self._view = RestoreView(path=str(self._path))
            self._view.restore_requested.connect(self._complete)
            self._view.leave_requested.connect(lambda: self.left.emit(""))
            self._view.sign_in_requested.connect(lambda: self.left.emit("sign_in"))
            self._window.show_screen(self._view)
            self.ready.emit()
        return self._view

    def _show_progress(self, done: int, total: int) -> None:
        words = self.tr("Checking every entry of the backup: {done} of {total}")
        text = words.format(done=f"{done:,}", total=f"{total:,}")
        self._shown().show_progress(text, done, total)

    def _not_prepared(self, error: UserFacingError) -> None:
        if self._view is None:
            self.refused.emit(error)
            return
        message = message_for(error)
        self._view.show_problem(message.message, message.next_step)
        self._view.forbid()

    def _planned(self, prepared: PreparedRestore) -> None:
        self._prepared = prepared
        plan, live = prepared.plan, prepared.plan.live
        here = live.entries is not None
        self._shown().show_plan(
            RestorePlan(
                made_at=for_people(plan.made_at),
                children=f"{plan.pupils:,}",
                entries=f"{plan.entries:,}",
                last_entry=_moment(plan.last_at),
                children_now=f"{live.pupils:,}" if here and live.pupils is not None else "",
                entries_now=f"{live.entries:,}" if here else "",
                last_entry_now=_moment(live.last_at) if here else "",
                sentence=self.tr("The backup opens and every entry in it is as it was written."),
                missing=tuple(message_for(line).text for line in plan.sentences),
                replaces=plan.needs_a_word,
            )
        )

    def _complete(self, draft: RestoreDraft) -> None:
        prepared, view = self._prepared, self._shown()
        if prepared is None:
            return
        view.show_progress(self.tr("Putting the backup in its place…"), 0, 0)
        self._jobs.run(
            lambda: complete_restore(prepared, replace=draft.replace, reason=draft.reason),
            receiver=view,
            on_done=self._restored,
            on_error=self._not_completed,
        )

    def _not_completed(self, error: UserFacingError) -> None:
        message = message_for(error)
        self._shown().show_problem(message.message, message.next_step)

    def _restored(self, done: Restored) -> None:
        self._prepared = None
        plan = done.plan
        self._shown().show_done(
            RestoreDone(
                sentence=self.tr("The backup is the casebook of this computer now."),
                facts=(
                    (self.tr("Children"), f"{plan.pupils:,}"),
                    (self.tr("Entries"), f"{plan.entries:,}"),
                    (self.tr("Last entry"), _moment(plan.last_at)),
                    (self.tr("Check code"), done.check_code),
                ),
                missing=tuple(message_for(line).text for line in plan.sentences),
                kept_file=str(done.replaced) if done.replaced is not None else "",
            )
        )


def _moment(text: str) -> str:
    return for_people(text) if text else ""
