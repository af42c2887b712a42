"""My way in: everything one lead signs in with, and the recovery code of the school."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.people_material import DeviceTie, Recovery, WaysIn
from ui.theme import scaled, space
from ui.views.ways_in_device import DeviceDialog
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.notice_line import NoticeLine
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class WaysInView(Page):
    """Each card says how things stand, and offers one thing to do about it."""

    password_requested = Signal()
    phone_requested = Signal()
    codes_requested = Signal()
    device_confirmed = Signal(bool, str)
    confirm_requested = Signal()
    rehearse_requested = Signal()
    renew_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="ways_in", parent=parent)
        self.set_title(self.tr("My way in"))
        self._device = DeviceTie.OFF
        self.due = NoticeLine("ways_in.due")
        self.due.pressed.connect(self._do_what_is_due)
        self._known = Recovery.CONFIRMED
        self._password = self._state("ways_in.password_state")
        self._phone = self._state("ways_in.phone_state")
        self._codes = self._state("ways_in.codes_state")
        self._tie = self._state("ways_in.device_state")
        self._recovery = self._state("ways_in.recovery_state")
        self.change = self._button("password", self.tr("Change my password…"))
        self.change.clicked.connect(self.password_requested)
        self.replace = self._button("phone", self.tr("New phone…"))
        self.replace.clicked.connect(self.phone_requested)
        self.print = self._button("codes", self.tr("New printed codes…"))
        self.print.clicked.connect(self.codes_requested)
        self.tie = self._button("device", self.tr("Turn on…"))
        self.tie.clicked.connect(self._ask_device)
        self.rehearse = self._button("rehearse", self.tr("Try it now…"))
        self.rehearse.clicked.connect(self._try)
        self.renew = quiet_button("ways_in.renew", self.tr("Make a new one…"))
        self.renew.clicked.connect(self.renew_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        words = {
            "password": self.tr(
                "Only you know it. Backups made before a change keep the password of their day."
            ),
            "phone": self.tr("The six digits. It needs no signal and sends nothing."),
            "codes": self.tr("For days without your phone. Each works once."),
            "device": self.tr(
                "Then your password works on this computer alone. Whoever copies the casebook"
                " cannot even try passwords elsewhere. If this computer breaks, you need the"
                " recovery code from the safe."
            ),
            "recovery": self.tr(
                "The nine groups in the school’s safe. They open the casebook if everything else"
                " is lost. Once a year it should be tried."
            ),
        }
        left = _column(
            self._card(self.tr("Password"), self._password, words["password"], self.change),
            self._card(self.tr("Phone"), self._phone, words["phone"], self.replace),
            self._card(self.tr("Printed codes"), self._codes, words["codes"], self.print),
        )
        right = _column(
            self._card(
                self.tr("Recovery code"), self._recovery, words["recovery"], self.rehearse,
                self.renew,
            ),
            self._card(self.tr("This computer only"), self._tie, words["device"], self.tie),
        )  # fmt: skip
        self.body.addWidget(self.due)
        self.body.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        self.body.addStretch(1)

    def show_ways(self, ways: WaysIn) -> None:
        """Show how things stand."""
        self.set_subtitle(
            self.tr("{name} · signs in as {account}").format(name=ways.name, account=ways.account)
        )
        self._password.setText(self.tr("Set"))
        self._phone.setText(self.tr("Set"))
        self._show_codes(ways)
        self._show_recovery(ways)
        self._device = ways.device
        on = ways.device is DeviceTie.ON
        possible = ways.device in (DeviceTie.ON, DeviceTie.OFF)
        states = {
            DeviceTie.ON: self.tr("On: your password works here alone"),
            DeviceTie.OFF: self.tr("Off"),
            DeviceTie.UNAVAILABLE: self.tr("Off: this computer has no safe place for it"),
            DeviceTie.NOT_YET: self.tr("Off: first type the recovery code back once"),
        }
        self._tie.setText(states[ways.device])
        self._tie.set_tone("success" if on else "muted")
        self.tie.setText(self.tr("Turn off…") if on else self.tr("Turn on…"))
        self.tie.setAccessibleName(self.tr("This computer only: ") + self.tie.text())
        self.tie.setEnabled(possible)

    def _show_codes(self, ways: WaysIn) -> None:
        words = self.tr("1 left") if ways.codes_left == 1 else self.tr("{n} left")
        self._codes.setText(words.format(n=ways.codes_left))
        self._codes.set_tone("warning" if ways.codes_few else "success")

    def _show_recovery(self, ways: WaysIn) -> None:
        self._known = ways.recovery
        tried = (
            self.tr("Last tried on {day}").format(day=ways.rehearsed)
            if ways.rehearsed
            else self.tr("Typed back, not tried since")
        )
        states = {
            Recovery.CONFIRMED: tried,
            Recovery.UNCONFIRMED: self.tr("Nobody has typed it back yet"),
            Recovery.MISSING: self.tr("There is none"),
        }
        confirmed = ways.recovery is Recovery.CONFIRMED
        self._recovery.setText(states[ways.recovery])
        self._recovery.set_tone("success" if confirmed and not ways.rehearsal_due else "warning")
        self.rehearse.setVisible(ways.recovery is not Recovery.MISSING)
        if ways.recovery is Recovery.MISSING:
            self.due.say(
                self.tr("The casebook has no recovery code."),
                detail=self.tr("If passwords are lost, nobody can open it. Make a code today."),
                action=self.tr("Make one…"),
                severity="warning",
            )
        elif not confirmed:
            self.due.say(
                self.tr("Is the recovery code really in the safe?"),
                detail=self.tr("Type it back once, so that a misprint is noticed today."),
                action=self.tr("Type it back…"),
                severity="warning",
            )
        elif ways.rehearsal_due:
            self.due.say(
                self.tr("It is time to try the recovery code."),
                detail=self.tr("Fetch the paper from the safe. It takes two minutes."),
                action=self.tr("Try it now…"),
                severity="warning",
            )
        else:
            self.due.say("")

    def show_saved(self, text: str, next_step: str = "") -> None:
        """Say what was done."""
        self.message.show_message(text, severity="success", next_step=next_step)

    def _do_what_is_due(self) -> None:
        {
            Recovery.CONFIRMED: self.rehearse_requested,
            Recovery.UNCONFIRMED: self.confirm_requested,
            Recovery.MISSING: self.renew_requested,
        }[self._known].emit()

    def _try(self) -> None:
        confirmed = self._known is Recovery.CONFIRMED
        (self.rehearse_requested if confirmed else self.confirm_requested).emit()

    def _ask_device(self) -> None:
        turn_on = self._device is not DeviceTie.ON
        dialog = DeviceDialog(turn_on=turn_on, parent=self)
        dialog.confirmed.connect(lambda password: self.device_confirmed.emit(turn_on, password))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _state(self, identifier: str) -> PlainLabel:
        return identify(PlainLabel(tone="success", wrap=True), identifier, self.tr("State"))

    @staticmethod
    def _button(name: str, text: str) -> QPushButton:
        return secondary_button(f"ways_in.{name}", text)

    @staticmethod
    def _card(title: str, state: PlainLabel, words: str, *buttons: QPushButton) -> SectionCard:
        card = SectionCard(title)
        card.body.setSpacing(space(1))
        card.body.addWidget(state)
        card.body.addWidget(PlainLabel(words, tone="muted"))
        row = QHBoxLayout()
        row.setSpacing(space(1))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card


def _column(*cards: QWidget) -> QWidget:
    side = QWidget()
    side.setProperty("kind", "plain")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(2))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    side.setMinimumWidth(scaled(380))
    return side
