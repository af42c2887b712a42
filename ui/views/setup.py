"""Setting up a school in five screens: school, you, phone, paper, safe keeping."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.drafts import DiskState, SetUpDraft, SetUpSecrets
from ui.views.setup_codes import PaperStep, PhoneStep
from ui.views.setup_people import SchoolStep, YouStep
from ui.views.setup_place import PlaceStep
from ui.views.setup_step import SetUpStep
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.page import Page
from ui.widgets.password_edit import Strength

WIDTH = 820


class SetUpView(Page):
    """The controller answers ``details_given``, ``code_given``, ``recovery_given`` to go on."""

    details_given = Signal(object)
    code_given = Signal(str)
    recovery_given = Signal(str)
    place_shown = Signal()
    print_requested = Signal()
    finish_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, *, strength: Strength, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="setup", max_width=WIDTH, parent=parent)
        self.school, self.you = SchoolStep(), YouStep(strength=strength)
        self.phone, self.paper, self.place = PhoneStep(), PaperStep(), PlaceStep()
        self._steps: tuple[SetUpStep, ...] = (
            self.school,
            self.you,
            self.phone,
            self.paper,
            self.place,
        )
        self._titles = (
            self.tr("Your school"),
            self.tr("You, the first DSL"),
            self.tr("Your phone as the second key"),
            self.tr("The recovery code on paper"),
            self.tr("Where it is kept"),
        )
        self._at = 0
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pages.addWidget(step)
            step.entered.connect(self._go_on)
        self.paper.print_requested.connect(self.print_requested)
        self.body.addWidget(self._pages, 1)
        self._previous = secondary_button("setup.back", self.tr("Back"))
        self._previous.clicked.connect(self._go_back)
        self._next = primary_button("setup.next", self.tr("Next"))
        self._next.clicked.connect(self._go_on)
        self._finish = primary_button("setup.finish", self.tr("Make the school"))
        self._finish.clicked.connect(self._go_on)
        self.add_footer(self._previous, left=True)
        self.add_footer(self._next)
        self.add_footer(self._finish)
        self._show(0)

    def draft(self) -> SetUpDraft:
        """What was typed on all screens."""
        return SetUpDraft(
            school=self.school.name.text().strip(),
            urn=self.school.urn.text().strip(),
            telephone=self.school.telephone.text().strip(),
            name=self.you.name.text().strip(),
            account=self.you.account.text().strip(),
            job_title=self.you.job_title.text().strip(),
            password=self.you.password.text(),
            letterbox=self.place.letterbox.path(),
            backup=self.place.backup.path(),
        )

    def step(self) -> int:
        """The number of the screen being shown, from 0."""
        return self._at

    def set_folders(self, *, letterbox: str, backup: str) -> None:
        """Suggest folders; empty means the person must choose."""
        self.place.letterbox.set_path(letterbox)
        self.place.backup.set_path(backup)

    def show_secrets(self, secrets: SetUpSecrets) -> None:
        """The details can be used: go on to the phone, with the codes that were drawn."""
        self.phone.show_secret(otpauth=secrets.otpauth, text=secrets.secret_text)
        self.paper.show_codes(secrets)
        self._show(2)

    def accept_code(self) -> None:
        """The first code from the phone was right."""
        self._show(3)

    def accept_recovery(self) -> None:
        """The recovery code was typed back without a mistake."""
        self._show(4)

    def show_disk(self, disk: DiskState) -> None:
        """Say whether this computer's disk is encrypted."""
        self.place.show_disk(disk)

    def show_problem(self, text: str, next_step: str = "", *, field: str = "") -> None:
        """Say what must be put right; ``field`` ("urn", "password", …) brings up its screen."""
        self.set_busy(False)
        for number, step in enumerate(self._steps):
            if field and step.show_error(field, f"{text} {next_step}".strip()):
                self._show(number, keep_errors=True)
                step.focus_on(field)
                return
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def set_busy(self, busy: bool) -> None:
        """Show that the school is being made."""
        for button in (self._previous, self._next, self._finish):
            button.setEnabled(not busy)
        self._finish.setText(self.tr("Making it…") if busy else self.tr("Make the school"))

    def clear_secrets(self) -> None:
        """Forget the password and every code (call when the wizard is left)."""
        self.you.password.clear_secret()
        self.phone.clear()
        self.paper.clear()

    def _go_on(self) -> None:
        self.message.clear()
        step = self._steps[self._at]
        if step.show_missing():
            return
        if self._at == 0:
            self._show(1)
        elif step is self.you:
            self.details_given.emit(self.draft())
        elif step is self.phone:
            self.code_given.emit(self.phone.code.code())
        elif step is self.paper:
            self.recovery_given.emit(self.paper.recovery.code())
        else:
            self.finish_requested.emit(self.draft())

    def _go_back(self) -> None:
        if self._at == 0:
            self.cancelled.emit()
        else:
            # Beyond the second screen the codes are drawn; going back there draws new ones.
            self._show(self._at - 1)

    def _show(self, number: int, *, keep_errors: bool = False) -> None:
        self._at = number
        self.message.clear()
        self.set_title(self._titles[number])
        count = self.tr("Screen {n} of {all}").format(n=number + 1, all=len(self._steps))
        self.set_subtitle(count)
        last = number == len(self._steps) - 1
        self._next.setVisible(not last)
        self._finish.setVisible(last)
        self._previous.setText(self.tr("Back") if number else self.tr("Cancel"))
        self._previous.setAccessibleName(self._previous.text())
        step = self._steps[number]
        if not keep_errors:
            step.clear_errors()
        self._pages.setCurrentWidget(step)
        step.begin()
        self.scroll_area.verticalScrollBar().setValue(0)
        if last:
            self.place_shown.emit()
