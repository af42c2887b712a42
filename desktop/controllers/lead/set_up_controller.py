"""Sets up a school in five short screens: details, phone, recovery code, folders, done."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.controllers.paper_sheets import PaperSheets
from desktop.controllers.password_strength import strength
from desktop.disk_check import disk_state
from desktop.job_runner import JobRunner
from desktop.settings import load_settings, save_settings
from desktop.usecases.lead.create_school import (
    FirstLead,
    SchoolSecrets,
    check_school_details,
    create_school,
    new_school_secrets,
)
from storage.keys.passwords import calibrate
from storage.keys.recovery_code import parse_code
from storage.keys.totp import check_code, secret_text
from storage.records.errors import UserFacingError
from ui.drafts import DiskState, SetUpDraft, SetUpSecrets
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.views.setup import SetUpView

_FIELDS = {
    "school.name_missing": "school",
    "school.urn_wrong": "urn",
    "school.lead_missing": "name",
    "school.account_missing": "account",
}


class SetUpController(QObject):
    """Nothing is written before the phone's first code and the typed-back recovery code
    were right.
    """

    made = Signal()

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._jobs = jobs
        self._secrets: SchoolSecrets | None = None
        self._school = ""
        self.view = SetUpView(strength=strength)
        self.view.set_folders(
            letterbox=str(context.paths.letterbox), backup=str(context.backup_folder)
        )
        self.view.details_given.connect(self._details)
        self.view.code_given.connect(self._code)
        self.view.recovery_given.connect(self._recovery)
        self.view.place_shown.connect(self._disk)
        self.view.print_requested.connect(self._print)
        self.view.finish_requested.connect(self._finish)
        self.view.cancelled.connect(window.lock_requested)
        window.show_screen(self.view)

    def _say(self, error: UserFacingError) -> None:
        message = message_for(error)
        field = _FIELDS.get(
            error.code, "password" if error.code.startswith("keys.password") else ""
        )
        self.view.set_busy(False)
        self.view.show_problem(message.message, message.next_step, field=field)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserFacingError as error:
            self._say(error)

    def _details(self, draft: SetUpDraft) -> None:
        def work() -> None:
            check_school_details(name=draft.school, urn=draft.urn, lead=_lead(draft))
            self._school = draft.school.strip()
            self._secrets = self._secrets or new_school_secrets(self._context.random_bytes)
            self.view.show_secrets(
                SetUpSecrets(
                    otpauth=self._secrets.otpauth(account=draft.account, school=draft.school),
                    secret_text=secret_text(self._secrets.totp_secret),
                    recovery_code=self._secrets.recovery_code,
                    one_time_codes=self._secrets.one_time_codes,
                    spare_code=self._secrets.spare_code,
                )
            )

        self._guarded(work)

    def _code(self, code: str) -> None:
        def work() -> None:
            check_code(self._drawn().totp_secret, code, now=self._context.clock(), last_step=0)
            self.view.accept_code()

        self._guarded(work)

    def _recovery(self, typed: str) -> None:
        def work() -> None:
            if parse_code(typed) != self._drawn().recovery_secret:
                raise UserFacingError("school.recovery_differs")
            self.view.accept_recovery()

        self._guarded(work)

    def _disk(self) -> None:
        self._jobs.run(
            lambda: disk_state(self._context.paths.home),
            receiver=self.view,
            on_done=self._show_disk,
            on_error=self._say,
        )

    def _show_disk(self, encrypted: bool | None) -> None:
        if encrypted:
            state = DiskState(severity="success", sentence=self.tr("This disk is encrypted."))
        elif encrypted is None:
            state = DiskState(
                severity="warning",
                sentence=self.tr("Whether this disk is encrypted could not be found out."),
                next_step=self.tr(
                    "Ask whoever looks after the laptop to turn on BitLocker or FileVault."
                ),
            )
        else:
            state = DiskState(
                severity="warning",
                sentence=self.tr("This disk does not seem to be encrypted."),
                next_step=self.tr(
                    "The record itself is encrypted. What you export is not: turn on BitLocker,"
                    " FileVault or disk encryption."
                ),
            )
        self.view.show_disk(state)

    def _drawn(self) -> SchoolSecrets:
        if self._secrets is None:
            raise UserFacingError("school.name_missing")
        return self._secrets

    def _finish(self, draft: SetUpDraft) -> None:
        self.view.set_busy(True)
        secrets = self._drawn()
        context = self._context
        letterbox = Path(draft.letterbox) if draft.letterbox else context.paths.letterbox

        def work() -> None:
            create_school(
                casebook=context.paths.casebook,
                letterbox=letterbox,
                name=draft.school,
                urn=draft.urn,
                lead=_lead(draft),
                secrets=secrets,
                kdf=calibrate(random_bytes=context.random_bytes),
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
                recovery_confirmed=True,
            )
            file = context.paths.settings_file
            usual = letterbox == context.paths.home / "letterbox"
            save_settings(
                file,
                replace(
                    load_settings(file),
                    letterbox="" if usual else str(letterbox),
                    backup_folder=draft.backup,
                    school_name=draft.school.strip(),
                ),
            )

        self._jobs.run(work, receiver=self.view, on_done=lambda _: self._done(), on_error=self._say)

    def _done(self) -> None:
        self.view.clear_secrets()
        self._secrets = None
        self.made.emit()

    def _print(self) -> None:
        """Print the recovery sheet; the system's print queue may keep a copy, which the
        page says.
        """
        secrets = self._drawn()
        PaperSheets(context=self._context, school_name=self._school).print_recovery(
            self.view,
            self.view,
            code=secrets.recovery_code,
            one_time_codes=secrets.one_time_codes,
            restricted_code=secrets.spare_code,
        )


def _lead(draft: SetUpDraft) -> FirstLead:
    return FirstLead(
        name=draft.name,
        account=draft.account,
        password=draft.password,
        job_title=draft.job_title or "Designated safeguarding lead",
        telephone=draft.telephone,
    )
