"""The pages of a document as they will be printed: to read, to turn, to have read aloud."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page_canvas import WHOLE, WIDTH, PageCanvas, PagePicture, PageSize
from ui.widgets.text_line import TextLine


class PagesPanel(QWidget):
    """``wanted`` asks for a page's picture. The same pages can be read as plain text."""

    wanted = Signal(int, float)

    def __init__(self, prefix: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._prefix = prefix
        self.canvas = PageCanvas(f"{prefix}.pages", self.tr("Pages of the document"))
        self.canvas.wanted.connect(self.wanted)
        self.canvas.turned.connect(self._turned)
        self.words = identify(
            QPlainTextEdit(), f"{prefix}.page_text", self.tr("The words of this page")
        )
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.words.setTextInteractionFlags(
            flags.TextSelectableByKeyboard | flags.TextSelectableByMouse
        )
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(scaled(160))
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.words)
        self.number = TextLine(f"{prefix}.page", self.tr("Page"))
        self.number.setValidator(QIntValidator(1, 99999, self))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setMaximumWidth(scaled(64))
        self.number.returnPressed.connect(self._jump)
        self._all = PlainLabel(wrap=False)
        self._lay_out()

    def _lay_out(self) -> None:
        before = self._button("page_before", self.tr("Page before"), "chevron-left")
        before.clicked.connect(lambda: self.turn(-1))
        after = self._button("page_after", self.tr("Next page"), "chevron-right")
        after.clicked.connect(lambda: self.turn(1))
        wide = self._button("zoom_width", self.tr("Page width"))
        wide.clicked.connect(lambda: self.canvas.set_zoom(WIDTH))
        whole = self._button("zoom_whole", self.tr("Whole page"))
        whole.clicked.connect(lambda: self.canvas.set_zoom(WHOLE))
        smaller = self._button("zoom_smaller", self.tr("Smaller"))
        smaller.clicked.connect(self.canvas.smaller)
        larger = self._button("zoom_larger", self.tr("Larger"))
        larger.clicked.connect(self.canvas.larger)
        self.as_text = self._button("as_text", self.tr("Read as text"))
        self.as_text.setCheckable(True)
        self.as_text.toggled.connect(self._show_text)
        self._zooms = (wide, whole, smaller, larger)
        place = QWidget()
        place.setProperty("kind", "plain")
        inside = QHBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space(0.5))
        for widget in (before, self.number, self._all, after):
            inside.addWidget(widget)
        row = FlowLayout(spacing=space(0.5))
        row.addWidget(place)
        for button in (*self._zooms, self.as_text):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _button(self, key: str, text: str, icon: str = "") -> QPushButton:
        button = quiet_button(f"{self._prefix}.{key}", "" if icon else text, name=text)
        button.setToolTip(plain_tip(text))
        if icon:
            set_icon(button, icon, tone="link", size=20)
        return button

    def show_pages(self, sizes: tuple[PageSize, ...]) -> None:
        """Show a document from its first page on."""
        self._all.setText(self.tr("of {all}").format(all=f"{len(sizes):,}"))
        self.as_text.setChecked(False)
        self.words.clear()
        self.canvas.set_pages(sizes)

    def show_picture(self, picture: PagePicture) -> None:
        """Take a page that was asked for."""
        self.canvas.show_picture(picture)
        if picture.number == self.canvas.current():
            self.words.setPlainText(picture.text)

    def begin(self) -> None:
        """Go to the pages themselves; what changes their size stands before them."""
        self._shown().setFocus()

    def forget(self) -> None:
        """Nothing of the document stays here."""
        self.canvas.set_pages(())
        self.words.clear()

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        self.canvas.go_to(self.canvas.current() + by)

    def _turned(self, number: int) -> None:
        self.number.setText(str(number))
        self.words.setPlainText(self.canvas.text(number))

    def _jump(self) -> None:
        self.canvas.go_to(int(self.number.text() or "1"))
        self.number.setText(str(self.canvas.current()))
        self._shown().setFocus()

    def _shown(self) -> QWidget:
        return self.words if self.as_text.isChecked() else self.canvas

    def _show_text(self, on: bool) -> None:
        self.words.setPlainText(self.canvas.text(self.canvas.current()))
        self._stack.setCurrentWidget(self._shown())
        for button in self._zooms:
            button.setEnabled(not on)
        if not self.as_text.hasFocus():
            self._shown().setFocus()
