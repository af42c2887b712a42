"""The sheet of paper somebody takes away once: shown big, printed on request, then gone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.lead_material import PaperSlip
from ui.theme import space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.qr_view import QrView


class SlipDialog(FittedDialog):
    """Leaves only after the lead says that the paper was handed over."""

    done_with = Signal()
    print_requested = Signal()

    def __init__(self, *, slip: PaperSlip, parent: QWidget | None = None) -> None:
        super().__init__("slip", slip.title, width=600, parent=parent)
        self.slip = slip
        once = self.tr(
            "This is shown once. Print it or copy it by hand, and hand it over yourself."
        )
        self.column.addWidget(PlainLabel(once))
        self.column.addWidget(self._paper())
        self._handed = CheckLine(
            "slip.handed_over", self.tr("{name} has this now").format(name=slip.person)
        )
        self.column.addWidget(self._handed)
        self._message = MessageBar(identifier="slip.message")
        self.column.addWidget(self._message)
        self._add_buttons()

    def _paper(self) -> QWidget:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(space(3), space(2.5), space(3), space(2.5))
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(1.5))
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(self.slip.lines):
            grid.addWidget(PlainLabel(label, tone="muted", wrap=False), row, 0)
            words = PlainLabel(value, tone="mono", selectable=True)
            words.setAccessibleName(f"{label}: {value}")
            grid.addWidget(words, row, 1)
        below = len(self.slip.lines)
        if self.slip.qr:
            picture = QrView("slip.qr", self.tr("Picture to scan with the phone"), module=4)
            picture.set_text(self.slip.qr)
            grid.addWidget(picture, 0, 2, below, 1, Qt.AlignmentFlag.AlignTop)
        if self.slip.note:
            note = PlainLabel(self.slip.note, tone="small")
            grid.addWidget(note, below, 0, 1, 3)
        return sheet

    def _add_buttons(self) -> None:
        printed = secondary_button("slip.print", self.tr("Print…"), icon="printer")
        printed.clicked.connect(self.print_requested)
        done = primary_button("slip.done", self.tr("Done"))
        done.setEnabled(False)
        self._handed.toggled.connect(done.setEnabled)
        done.clicked.connect(self.accept)
        self.buttons.addWidget(printed)
        self.buttons.addStretch(1)
        self.buttons.addWidget(done)

    def accept(self) -> None:
        """Forget the sheet."""
        if self._handed.isChecked():
            self.done_with.emit()
            super().accept()

    def reject(self) -> None:
        """Esc does not throw away what is shown only once."""
        self._handed.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it is not printed."""
        self._message.show_message(text, severity="danger", next_step=next_step, assertive=True)
        self.fit()
