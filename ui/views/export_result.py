"""What came out of an export: the file, its pages, its check code, and how to check it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.lead_material import ExportMade
from ui.theme import space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard


class ExportResult(SectionCard):
    """The check code is shown as it is printed, in groups to read aloud."""

    open_requested = Signal(str)
    folder_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        identify(self, "export.result", self.tr("The document is ready"))
        self._path = ""
        self._code = identify(
            PlainLabel(tone="mono", selectable=True), "export.check_code", self.tr("Check code")
        )
        self._code_title = PlainLabel(self.tr("Check code"), tone="muted")
        self._facts = KeyValueGrid()
        self._how = PlainLabel()
        self._warnings = PlainLabel(tone="warning")
        buttons = FlowLayout(spacing=space(1))
        opened = primary_button("export.open", self.tr("Open the document"), icon="file-text")
        opened.clicked.connect(lambda: self.open_requested.emit(self._path))
        folder = secondary_button("export.folder", self.tr("Show in folder"), icon="folder-open")
        folder.clicked.connect(lambda: self.folder_requested.emit(self._path))
        buttons.addWidget(opened)
        self.setFocusProxy(opened)
        buttons.addWidget(folder)
        for part in (self._facts, self._code_title, self._code, self._how, self._warnings):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    def show_made(self, made: ExportMade) -> None:
        """Show this document."""
        self._path = made.path
        ready = self.tr("The signed copy is ready") if made.signed else self.tr("The copy is ready")
        self.set_title(ready)
        shown = self.tr("{n} of {all}").format(n=f"{made.shown:,}", all=f"{made.total:,}")
        self._facts.set_rows(
            (
                (self.tr("File"), made.path),
                (self.tr("Pages"), str(made.pages) if made.pages else ""),
                (self.tr("Entries shown"), shown),
                (self.tr("Export"), made.export_id),
            )
        )
        self._code.setText(made.check_code)
        self._code.setAccessibleName(self.tr("Check code {code}").format(code=made.check_code))
        for part in (self._code, self._code_title):
            part.setVisible(bool(made.check_code))
        self._how.setText(self._advice(made))
        self._warnings.setText("\n".join(made.warnings))
        self._warnings.setVisible(bool(made.warnings))
        facts = (ready, made.path, shown, made.check_code)
        self.setAccessibleDescription(". ".join(part for part in facts if part))

    def _advice(self, made: ExportMade) -> str:
        if not made.signed:
            return self.tr("A working copy can be changed by anybody. It is not evidence.")
        return self.tr(
            "Tell the receiver the check code by another way than the document itself, for example"
            " by telephone. Whoever has Holdfast can check the file with the command “verify”,"
            " without signing in."
        )
