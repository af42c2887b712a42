"""New one-time codes for days without the phone, shown once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.views.recover_steps import PaperCodesStep
from ui.widgets.buttons import primary_button
from ui.widgets.page import Page

WIDTH = 820


class NewCodesView(Page):
    """``kept`` when somebody says that the codes are on paper; there is no other way out."""

    kept = Signal()
    print_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="new_codes", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("New one-time codes"))
        self.set_subtitle(self.tr("They are shown only now."))
        self._codes: tuple[str, ...] = ()
        self.paper = PaperCodesStep(screen="new_codes")
        self.paper.print_requested.connect(lambda: self.print_requested.emit(self._codes))
        self.body.addWidget(self.paper)
        self.body.addStretch(1)
        self.done = primary_button("new_codes.done", self.tr("Done"))
        self.done.clicked.connect(self._leave)
        self.add_footer(self.done)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Show the codes that count from now on."""
        self._codes = tuple(codes)
        self.paper.show_codes(self._codes)

    def unsaved(self) -> bool:
        """Whether codes would be gone that nobody has said to have on paper."""
        return bool(self._codes) and not self.paper.kept.isChecked()

    def _leave(self) -> None:
        if not self.paper.show_missing():
            self.paper.show_codes(())
            self._codes = ()
            self.kept.emit()
