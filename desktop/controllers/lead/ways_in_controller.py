"""My way in: password, phone, printed codes, this computer, and the recovery code of the school."""

from enum import Enum

from PySide6.QtCore import QObject

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.own_password_controller import ChangePasswordController
from desktop.controllers.lead.people_shown import local_day
from desktop.controllers.lead.recovery_controller import (
    RecoveryCheckController,
    RenewRecoveryController,
)
from desktop.controllers.lead.slips import paper_of, secret_of
from desktop.controllers.paper_sheets import one_time_slip
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.rehearse_recovery import last_recovery_rehearsal
from desktop.usecases.lead.reminders import reminders
from desktop.usecases.lead.tie_device import may_tie, tie_device, untie_device
from desktop.usecases.lead.ways_in import (
    TelephoneSecret,
    WaysIn,
    new_one_time_codes,
    new_telephone_secret,
    replace_phone,
    ways_in,
)
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError
from ui import people_material as material
from ui.people_material import DeviceTie, Recovery
from ui.views.ways_in import WaysInView
from ui.views.ways_in_codes import NewCodesView
from ui.views.ways_in_phone import NewPhoneView
from ui.views.ways_in_recovery import Purpose

_REHEARSE = "reminder.recovery_rehearse"


class Arrival(Enum):
    """How somebody came here: to look, to do what a reminder asked for, or by the recovery code."""

    LOOKING = "looking"
    TO_DO = "to_do"
    RECOVERED = "recovered"


class WaysInController(QObject):
    """Shows how things stand; each change is a page or a question of its own."""

    def __init__(self, desk: Desk, *, arrival: Arrival = Arrival.LOOKING) -> None:
        self.view = WaysInView()
        super().__init__(self.view)
        self._desk, self._arrival = desk, arrival
        self._folder = desk.context.paths.casebook
        view = self.view
        view.password_requested.connect(lambda: self._open(ChangePasswordController(desk)))
        view.phone_requested.connect(lambda: self._open(NewPhoneController(desk)))
        view.codes_requested.connect(lambda: self._open(NewCodesController(desk)))
        view.device_confirmed.connect(self._tie)
        view.confirm_requested.connect(lambda: self._try_code(Purpose.CONFIRM))
        view.rehearse_requested.connect(lambda: self._try_code(Purpose.REHEARSE))
        view.renew_requested.connect(lambda: self._open(RenewRecoveryController(desk)))

    def begin(self) -> None:
        """Show how things stand."""
        casebook, folder = self._desk.casebook, self._folder
        secrets = self._desk.context.secret_store

        def work() -> material.WaysIn:
            found = ways_in(casebook, folder=folder)
            tried = last_recovery_rehearsal(casebook)
            return material.WaysIn(
                name=casebook.person.name,
                account=casebook.person.account,
                codes_left=found.one_time_codes_left,
                codes_few=found.few_left,
                device=_device(found, may_tie(casebook, folder=folder, secrets=secrets)),
                recovery=Recovery(found.recovery),
                rehearsed=local_day(tried or ""),
                rehearsal_due=_rehearsal_due(casebook),
            )

        self._desk.run(self.view, work, self._show)

    def _show(self, ways: material.WaysIn) -> None:
        self.view.show_ways(ways)
        if ways.recovery is Recovery.CONFIRMED:
            self._desk.shell.ask_for_recovery_code(False)
        arrival, self._arrival = self._arrival, Arrival.LOOKING
        if arrival is Arrival.RECOVERED:
            self.view.show_saved(
                self.tr("You are in again: new password, new phone, new printed codes."),
                self.tr(
                    "The recovery code still works. Put it back into the safe, or make a new one"
                    " below if somebody else may have read it."
                ),
            )
        elif arrival is Arrival.TO_DO and ways.recovery is Recovery.MISSING:
            self._open(RenewRecoveryController(self._desk))
        elif arrival is Arrival.TO_DO and ways.recovery is Recovery.UNCONFIRMED:
            self._try_code(Purpose.CONFIRM)
        elif arrival is Arrival.TO_DO and ways.rehearsal_due:
            self._try_code(Purpose.REHEARSE)

    def refresh(self) -> None:
        """Show what a page on top changed."""
        self.begin()

    def _open(self, controller: "_Page") -> None:
        self._desk.shell.open_page(controller.view)
        controller.begin()

    def _try_code(self, purpose: Purpose) -> None:
        controller = RecoveryCheckController(self._desk, purpose=purpose)
        controller.finished.connect(self._desk.shell.back)
        self._open(controller)

    def _tie(self, turn_on: bool, password: str) -> None:
        context = self._desk.context

        def work() -> None:
            change = tie_device if turn_on else untie_device
            change(
                self._desk.casebook,
                folder=self._folder,
                secrets=context.secret_store,
                password=password,
                kdf=calibrate(random_bytes=context.random_bytes),
            )

        self._desk.run(self.view, work, lambda _: self._tied(turn_on))

    def _tied(self, turn_on: bool) -> None:
        self.view.show_saved(
            self.tr("Your password now works on this computer only.")
            if turn_on
            else self.tr("Your password works anywhere again.")
        )
        self.begin()


class NewPhoneController(QObject):
    """Draws a secret for a new phone; it counts once its first code was typed."""

    def __init__(self, desk: Desk) -> None:
        self.view = NewPhoneView()
        super().__init__(self.view)
        self._desk = desk
        self._drawn: TelephoneSecret | None = None
        self.view.code_given.connect(self._replace)

    def begin(self) -> None:
        """Show the picture."""
        self._desk.run(self.view, lambda: new_telephone_secret(self._desk.casebook), self._show)

    def _show(self, drawn: TelephoneSecret) -> None:
        self._drawn = drawn
        self.view.show_secret(
            material.PhoneSecret(otpauth=drawn.otpauth, text=secret_of(drawn.otpauth))
        )

    def _replace(self, code: str) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        self._desk.run(
            self.view,
            lambda: replace_phone(
                self._desk.casebook,
                folder=self._desk.context.paths.casebook,
                secret=drawn.secret,
                first_code=code,
            ),
            lambda _: self._done(),
        )

    def _done(self) -> None:
        self._drawn = None
        self._desk.shell.toast(self.tr("From now on this phone shows your codes."))
        self._desk.shell.back()


class NewCodesController(QObject):
    """Makes new printed codes; the old ones end with it."""

    def __init__(self, desk: Desk) -> None:
        self.view = NewCodesView()
        super().__init__(self.view)
        self._desk = desk
        self.view.kept.connect(desk.shell.back)
        self.view.print_requested.connect(self._print)

    def begin(self) -> None:
        """Make them and show them."""
        self._desk.run(
            self.view,
            lambda: new_one_time_codes(
                self._desk.casebook, folder=self._desk.context.paths.casebook
            ),
            self.view.show_codes,
        )

    def _print(self, codes: tuple[str, ...]) -> None:
        slip = one_time_slip(person=self._desk.casebook.person.name, codes=codes)
        paper_of(self._desk).print_slip(self.view, self.view, slip)


def _rehearsal_due(casebook: OpenCasebook) -> bool:
    return any(item.error.code == _REHEARSE for item in reminders(casebook))


def _device(found: WaysIn, refusal: UserFacingError | None) -> DeviceTie:
    if found.tied_to_device:
        return DeviceTie.ON
    if refusal is None:
        return DeviceTie.OFF
    if refusal.code == "keys.no_key_store":
        return DeviceTie.UNAVAILABLE
    return DeviceTie.NOT_YET


_Page = (
    ChangePasswordController
    | NewCodesController
    | NewPhoneController
    | RecoveryCheckController
    | RenewRecoveryController
)
