"""The sheet of paper somebody takes away once: shown big, printed on request, then gone."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPaintDevice, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.lead_material import PaperSlip
from ui.theme import space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.qr_view import QrView


class SlipDialog(FittedDialog):
    """Leaves only after the lead says that the paper was handed over."""

    done_with = Signal()

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
        printed.clicked.connect(self._print)
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

    def _print(self) -> None:
        print_slip(self, self.slip)


def print_slip(parent: QWidget, slip: PaperSlip) -> bool:
    """Ask for a printer and print the sheet; False when nobody wanted to."""
    from PySide6.QtPrintSupport import (  # late: printing is rare, loading it costs 50 ms
        QPrintDialog,
        QPrinter,
    )

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    printed = bool(dialog.exec())
    if printed:
        draw_slip(printer, slip)
    dialog.deleteLater()
    return printed


def draw_slip(target: QPaintDevice, slip: PaperSlip) -> None:
    """Draw the sheet in large type on a printer (or any other paint device)."""
    painter = QPainter(target)
    area = QRectF(painter.viewport())
    unit = area.width() / 60
    font = QFont(painter.font())
    top = unit * 3
    lines = [(slip.title, True), (slip.person, False)]
    lines += [(f"{label}:  {value}", True) for label, value in slip.lines]
    lines += [(slip.note, False)] if slip.note else []
    for text, strong in lines:
        font.setPixelSize(max(1, round(unit * (1.9 if strong else 1.5))))
        font.setBold(strong)
        painter.setFont(font)
        room = QRectF(unit * 4, top, area.width() - unit * 8, area.height() - top)
        used = painter.drawText(
            room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), text
        )
        height = used.height() if isinstance(used, QRectF) else unit * 3
        top += height + unit * 1.5
    painter.end()
