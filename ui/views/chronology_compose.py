"""The lead's own line about an entry, and what they make of it: typed beside it, kept by Enter."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_drafts import SignificanceDraft
from ui.theme import space
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine


class ComposeLines(QWidget):
    """Enter keeps what was typed and goes on; the arrows up and down keep it and go to the next
    entry; Escape takes it back. ``moved`` carries -1, 0 (to the list) or 1.
    """

    kept = Signal(object)
    moved = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._entry: ChronologyEntry | None = None
        self._stands = ("", "")  # what is kept, or on its way to be
        self.summary = TextLine(
            "file.summary",
            self.tr("In one line"),
            placeholder=self.tr("Stands for it in a one-page chronology"),
        )
        self.so_what = TextLine(
            "file.so_what",
            self.tr("So what?"),
            placeholder=self.tr("What you make of it, apart from the facts"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        for row, line in enumerate((self.summary, self.so_what)):
            label = PlainLabel(line.accessibleName(), tone="small", wrap=False)
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            line.installEventFilter(self)
        self.setFocusProxy(self.summary)
        self.show_entry(None)

    def show_entry(self, entry: ChronologyEntry | None) -> None:
        """Show what stands about this entry; what was typed about another one is kept first. Words
        still being typed about the same entry stay.
        """
        same = entry is not None and self._entry is not None and entry.id == self._entry.id
        unsaved = self._draft()
        if unsaved is not None and not same:
            self.kept.emit(unsaved)
        self._entry = entry
        self._stands = (entry.summary, entry.so_what) if entry else ("", "")
        if unsaved is None or not same:
            self._show_stands()
        self.setEnabled(entry is not None)

    def not_kept(self) -> None:
        """What was on its way could not be kept: it counts as typed again."""
        if self._entry is not None:
            self._stands = (self._entry.summary, self._entry.so_what)

    def _show_stands(self) -> None:
        for line, words in zip((self.summary, self.so_what), self._stands, strict=True):
            line.setText(words)
            line.setCursorPosition(0)

    def unsaved(self) -> bool:
        """Whether words stand here that are not kept yet."""
        return self._draft() is not None

    def hideEvent(self, event: QHideEvent) -> None:
        """Words are kept when the page is left."""
        self._keep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, the arrows and Escape."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = Qt.Key
        key = event.key()
        if key in (keys.Key_Return, keys.Key_Enter):
            self._keep()
            if watched is self.summary:
                self.so_what.setFocus()
            else:
                self.moved.emit(0)
            return True
        if key in (keys.Key_Up, keys.Key_Down):
            self._keep()
            self.moved.emit(1 if key == keys.Key_Down else -1)
            return True
        if key == keys.Key_Escape and self._entry is not None:
            self._show_stands()
            self.moved.emit(0)
            return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Keep what was typed; nothing where nothing changed."""
        self._keep()

    def _keep(self) -> None:
        draft = self._draft()
        if draft is not None:
            self._stands = self._typed()
            self.kept.emit(draft)

    def _typed(self) -> tuple[str, str]:
        return self.summary.text().strip(), self.so_what.text().strip()

    def _draft(self) -> SignificanceDraft | None:
        """What has changed; None where nothing has."""
        entry = self._entry
        if entry is None:
            return None
        said = self._typed()
        if said == self._stands:
            return None
        summary, so_what = (
            typed if typed != stands else None
            for typed, stands in zip(said, self._stands, strict=True)
        )
        return SignificanceDraft(
            target=entry.id, significant=entry.significant, summary=summary, so_what=so_what
        )
