"""What is shown while signing in takes longer: lists are made anew, or a change of key is ended."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.theme import space
from ui.widgets.centred import Centred
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

WIDTH = 520


class PreparingView(QWidget):
    """A title, a sentence that takes away the worry, and how far it is."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "preparing.page", self.tr("Preparing the casebook"))
        self._how_far = identify(PlainLabel(tone="muted"), "preparing.how_far", "")
        self._progress = identify(
            QProgressBar(), "preparing.progress", self.tr("Progress: preparing the casebook")
        )
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        middle = Centred(width=WIDTH)
        column = middle.column
        column.addWidget(PlainLabel(self.tr("Preparing the casebook…"), tone="title"))
        column.addWidget(
            PlainLabel(
                self.tr(
                    "This happens once after an update of the program, and after somebody’s access"
                    " has ended. The record itself is not changed."
                )
            )
        )
        column.addSpacing(space(1))
        column.addWidget(self._progress)
        column.addWidget(self._how_far)
        column.addWidget(
            PlainLabel(
                self.tr("It does no harm to switch the computer off: it goes on next time."),
                tone="small",
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(middle)

    def show_progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` entries have been read."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        words = self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        self._how_far.setText(words)
        self._how_far.setAccessibleName(words)
