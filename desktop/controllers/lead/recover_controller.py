"""Back in with the recovery code: checks it, takes a new password and phone, opens the casebook."""

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.controllers.lead.slips import secret_of
from desktop.controllers.paper_sheets import PaperSheets, one_time_slip
from desktop.controllers.password_strength import strength
from desktop.job_runner import JobRunner
from desktop.usecases.lead.recover_access import (
    NewWayIn,
    Preparation,
    prepare_recovery,
    recover_access,
)
from desktop.usecases.lead.sign_in import SignedIn
from storage.keys.passwords import assess, calibrate
from storage.keys.recovery_code import group_fits
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for
from ui.people_material import PhoneSecret, RecoverDraft
from ui.views.recover import RecoverView

_FIELDS = {
    "keys.unknown_account": "account",
    "keys.wrong_recovery_code": "recovery",
    "keys.recovery_length": "recovery",
    "keys.recovery_check": "recovery",
    "keys.code_wrong": "code",
    "keys.code_used": "code",
    "keys.clock_ahead": "code",
    "keys.clock_behind": "code",
}


class RecoverController(QObject):
    """``recovered`` carries the opened casebook; nothing is stored before the phone's first code
    was right.
    """

    recovered = Signal(object)

    def __init__(
        self, *, window: MainWindow, context: Context, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._jobs = jobs
        self._code = ""
        self._prepared: Preparation | None = None
        self._password = ""
        self.view = RecoverView(strength=strength, group_fits=group_fits)
        self.view.code_given.connect(self._prepare)
        self.view.password_given.connect(self._judge)
        self.view.finish_requested.connect(self._recover)
        self.view.print_requested.connect(self._print)
        self.view.cancelled.connect(window.lock_requested)
        window.show_screen(self.view)

    def _say(self, error: UserFacingError) -> None:
        message = message_for(error)
        if error.code == "keys.recovery_group":
            self.view.show_group_problem(int(error.facts["group"]), message.text)
            return
        password = error.code.startswith("keys.password")
        field = "password" if password else _FIELDS.get(error.code, "")
        self.view.show_problem(message.message, message.next_step, field=field)

    def _prepare(self, draft: RecoverDraft) -> None:
        context = self._context
        self._code = draft.code

        def work() -> Preparation:
            return prepare_recovery(
                folder=context.paths.casebook,
                code=draft.code,
                account=draft.account,
                clock=context.clock,
                random_bytes=context.random_bytes,
            )

        self._jobs.run(work, receiver=self.view, on_done=self._show, on_error=self._say)

    def _show(self, prepared: Preparation) -> None:
        self._prepared = prepared
        otpauth = prepared.otpauth(school=self._context.settings.school_name)
        self.view.show_new_secrets(
            account=prepared.account,
            phone=PhoneSecret(otpauth=otpauth, text=secret_of(otpauth)),
            codes=prepared.one_time_codes,
        )

    def _print(self) -> None:
        prepared = self._prepared
        if prepared is not None:
            context = self._context
            paper = PaperSheets(context=context, school_name=context.settings.school_name)
            slip = one_time_slip(person=prepared.account, codes=prepared.one_time_codes)
            paper.print_slip(self.view, self.view, slip)

    def _judge(self, password: str) -> None:
        prepared = self._prepared
        problems = assess(password, banned_words=(prepared.account,) if prepared else ())
        if problems:
            self._say(problems[0])
            return
        self._password = password
        self.view.accept_password()

    def _recover(self, first_code: str) -> None:
        context, prepared = self._context, self._prepared
        if prepared is None:
            return
        way_in = NewWayIn(
            password=self._password,
            totp_secret=prepared.totp_secret,
            first_code=first_code,
            one_time_codes=prepared.one_time_codes,
        )
        code = self._code

        def work() -> SignedIn:
            return recover_access(
                folder=context.paths.casebook,
                letterbox=context.paths.letterbox,
                code=code,
                way_in=way_in,
                account=prepared.account,
                kdf=calibrate(random_bytes=context.random_bytes),
                host=context.host,
                user=context.user,
                clock=context.clock,
                random_bytes=context.random_bytes,
                app_version=context.app_version,
            )

        self._jobs.run(work, receiver=self.view, on_done=self._done, on_error=self._say)

    def _done(self, signed_in: SignedIn) -> None:
        self._code = self._password = ""
        self._prepared = None
        self.view.clear_secrets()
        self.recovered.emit(signed_in)
