"""What came out of an export: the file, how it is opened, and how anybody can check it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.document_material import DocumentMade
from ui.theme import space
from ui.views.export_password import PasswordWords
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard


class ExportResult(SectionCard):
    """The check code is shown as it is printed, in groups to read aloud."""

    open_requested = Signal(str)
    folder_requested = Signal(str)
    again_requested = Signal()
    print_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        identify(self, "export.result", self.tr("The document is ready"))
        self._path = ""
        self.password = PasswordWords()
        self._code = identify(
            PlainLabel(tone="mono", selectable=True), "export.check_code", self.tr("Check code")
        )
        self._code_title = PlainLabel(self.tr("Check code"), tone="muted")
        self._facts = KeyValueGrid(columns=2)
        self._how = PlainLabel()
        self._warnings = PlainLabel(tone="warning")
        self._more = quiet_button("export.more", self.tr("The file’s own number (SHA-256)"))
        self._more.setProperty("flush", "true")
        self._more.clicked.connect(self._show_more)
        self._sha = identify(
            PlainLabel(tone="small", selectable=True), "export.sha256", self.tr("SHA-256")
        )
        for part in (self.password, self._facts, self._code_title, self._code, self._how):
            self.body.addWidget(part)
        self.body.addWidget(self._warnings)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._sha)
        self.body.addLayout(self._buttons())
        self.body.addStretch(1)

    def _buttons(self) -> FlowLayout:
        opened = primary_button("export.open", self.tr("Open the document"), icon="file-text")
        opened.clicked.connect(lambda: self.open_requested.emit(self._path))
        folder = secondary_button("export.folder", self.tr("Show in folder"), icon="folder-open")
        folder.clicked.connect(lambda: self.folder_requested.emit(self._path))
        again = secondary_button("export.again", self.tr("Make another copy…"), icon="copy")
        again.clicked.connect(self.again_requested)
        self._print = secondary_button("export.print_it", self.tr("Print…"), icon="printer")
        self._print.clicked.connect(self.print_requested)
        buttons = FlowLayout(spacing=space(1))
        for button in (opened, folder, self._print, again):
            buttons.addWidget(button)
        self._opened = opened
        return buttons

    def show_made(self, made: DocumentMade) -> None:
        """Show this document."""
        self._path = made.path
        ready = {
            "locked": self.tr("The locked copy is ready"),
            "signed": self.tr("The signed copy is ready"),
        }.get(made.product, self.tr("The copy is ready"))
        self.set_title(ready)
        shown = self.tr("{n} of {all}").format(n=f"{made.shown:,}", all=f"{made.total:,}")
        rows = [(self.tr("File"), made.path)]
        if made.pages:
            rows.append((self.tr("Pages"), str(made.pages)))
        if made.total:
            rows.append((self.tr("Entries shown"), shown))
        rows.append((self.tr("Export"), made.export_id))
        self._facts.set_rows(rows)
        self.password.show_password(made.password, made.recipient)
        self._code.setText(made.check_code)
        self._code.setAccessibleName(self.tr("Check code {code}").format(code=made.check_code))
        for part in (self._code, self._code_title):
            part.setVisible(bool(made.check_code))
        self._how.setText(self._advice(made))
        self._warnings.setText("\n".join(made.warnings))
        self._warnings.setVisible(bool(made.warnings))
        self._sha.setText(made.sha256)
        self._sha.setAccessibleName(self.tr("SHA-256 {number}").format(number=made.sha256))
        self._sha.hide()
        self._print.setVisible(bool(made.pages))
        self._more.setVisible(bool(made.sha256))
        facts = (ready, made.path, shown if made.total else "", made.check_code)
        self.setAccessibleDescription(". ".join(part for part in facts if part))

    def begin(self) -> None:
        """Go to what is usually done next."""
        self._opened.setFocus()

    def forget(self) -> None:
        """The password goes with the result."""
        self.password.forget()

    def _show_more(self) -> None:
        self._more.hide()
        self._sha.show()

    def _advice(self, made: DocumentMade) -> str:
        if not made.check_code:
            return self.tr("A working copy can be changed by anybody. It is not evidence.")
        return self.tr(
            "Tell the receiver the check code by another way than the document itself, for example"
            " by telephone. Whoever has Holdfast can check the file under “Check a document”,"
            " without signing in."
        )
