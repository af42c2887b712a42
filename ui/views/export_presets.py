"""A chronology in one press: on one page, the significant entries, or all of them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.document_material import DocumentSubject
from ui.lead_words import counted
from ui.widgets.kind_tile import KindTile
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

PAGE, SIGNIFICANT, EVERY = "page", "significant", "all"
LOOK = "referral"  # the look that a preset has; any other is chosen among the documents below


class PresetCard(SectionCard):
    """``chosen`` carries the length, ``lettered`` a key that means nothing here: the documents
    below are found by their first letter.
    """

    chosen = Signal(str)
    lettered = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Chronology"))
        self._tiles = {
            PAGE: KindTile("export.preset.page", self.tr("One page"), ""),
            SIGNIFICANT: KindTile("export.preset.significant", self.tr("Significant entries"), ""),
            EVERY: KindTile("export.preset.all", self.tr("All entries"), ""),
        }
        self._pages: dict[str, int] = {}
        self._subject: DocumentSubject | None = None
        for length, tile in self._tiles.items():
            tile.clicked.connect(lambda _=False, chosen=length: self.chosen.emit(chosen))
        self.body.addWidget(SideBySide(*self._tiles.values(), weights=(1, 1, 1), gap=1))

    def show_subject(self, subject: DocumentSubject) -> None:
        """Say how many entries each length has."""
        self._subject = subject
        self._pages = {}
        self._say()

    def offered(self) -> bool:
        """Whether there is a chronology to be made."""
        subject = self._subject
        return (
            subject is not None
            and bool(subject.total)
            and LOOK in {kind.value for kind in subject.kinds}
        )

    def show_pages(self, pages: Mapping[str, int]) -> None:
        """Say how many pages the entries of each length fill."""
        self._pages = dict(pages)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass letters on."""
        self.lettered.emit(event)

    def begin(self) -> None:
        """Go to the first one."""
        self._tiles[PAGE].setFocus()

    def _say(self) -> None:
        subject = self._subject
        if subject is None:
            return
        amounts = {SIGNIFICANT: subject.significant, EVERY: subject.total}
        for length, tile in self._tiles.items():
            words = self.tr("The weightiest entries, as many as one page holds")
            if length in amounts:
                words = counted(amounts[length], self.tr("1 entry"), self.tr("{n} entries"))
            pages = self._pages.get(length)
            if pages and length in amounts:
                number = counted(pages, self.tr("1 page"), self.tr("{n} pages"))
                words = self.tr("{entries} on {pages}").format(entries=words, pages=number)
            if length == SIGNIFICANT:
                tile.setEnabled(bool(subject.significant))
                if not subject.significant:
                    words = self.tr("None is marked in the chronology yet")
            tile.set_text(words)
