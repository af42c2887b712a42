"""The one question before an export or a change of people or keys: the code of the phone, anew."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine


class FreshCodeDialog(FittedDialog):
    """``given`` carries what was typed; the dialog stays until ``accept`` or ``show_problem``."""

    given = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("fresh_code", self.tr("Is it still you?"), width=480, parent=parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column.addWidget(
            PlainLabel(
                self.tr(
                    "Documents that leave the school, and changes of people and keys, need a code"
                    " that is less than five minutes old."
                )
            )
        )
        self.code = TextLine("fresh_code.code", self.tr("Code"))
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self._row = FieldRow(
            self.tr("Code"),
            self.code,
            hint=self.tr("The six digits on your phone, or a printed one-time code."),
        )
        self.column.addWidget(self._row)
        self.go = primary_button("fresh_code.go", self.tr("Continue"))
        self.go.clicked.connect(self._send)
        self.code.returnPressed.connect(self._send)
        stay = quiet_button("fresh_code.stay", self.tr("Cancel"))
        stay.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(stay)
        self.buttons.addWidget(self.go)
        self.code.setFocus()

    def show_problem(self, text: str) -> None:
        """Say why the code was not taken; it is typed anew."""
        self.go.setEnabled(True)
        self.code.clear()
        self._row.set_error(text)
        self.fit()
        self.code.setFocus()

    def _send(self) -> None:
        if not self.go.isEnabled():
            return
        self._row.clear_error()
        typed = self.code.text().strip()
        if not typed:
            self.show_problem(self.tr("Type the code."))
            return
        self.go.setEnabled(False)
        self.given.emit(typed)
