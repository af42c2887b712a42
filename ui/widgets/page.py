"""The scaffold of every screen: title, one line of help, message bar, body, actions."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar


class Page(QWidget):
    """One screen: ``body`` takes the content, ``add_footer`` the buttons that stay in sight."""

    back_requested = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        identifier: str,
        scroll: bool = True,
        max_width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page_width = max_width
        self._centred_widgets: list[QWidget] = []
        identify(self, identifier, title)
        self._title = PlainLabel(title, tone="title")
        self._subtitle = PlainLabel(subtitle, tone="subtitle")
        self._subtitle.setVisible(bool(subtitle))
        self.message = MessageBar(identifier=f"{identifier}.message")
        self.body = QVBoxLayout()
        self.body.setSpacing(space(2))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(space(1))
        self._back = quiet_button(f"{identifier}.back", self.tr("Back"), icon="arrow-left")
        self._back.setProperty("flush", "true")
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._footer = QFrame()
        self._footer.setProperty("kind", "footer")
        self._footer_row = QHBoxLayout()
        self._footer_row.setContentsMargins(space(4), space(1.25), space(4), space(1.25))
        self._footer_row.setSpacing(space(1))
        self._footer_row.addStretch(1)
        self._fill_footer()
        self._footer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._middle(scroll=scroll), 1)
        column.addWidget(self._footer)

    def _middle(self, *, scroll: bool) -> QWidget:
        content = QWidget()
        content.setProperty("kind", "plain")
        lines = QVBoxLayout(content)
        lines.setContentsMargins(space(4), space(2.5), space(4), space(2.5))
        lines.setSpacing(space(1.5))
        lines.addLayout(self._header())
        lines.addWidget(self.message)
        lines.addLayout(self.body, 1)
        outer = QWidget()
        outer.setProperty("kind", "plain")
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        self._centre(row, content)
        if not scroll:
            return outer
        self.scroll_area = QScrollArea()
        self.scroll_area.setProperty("kind", "page")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Qt's minimum takes wrapped words at their narrowest; the real width's height rules.
        outer.setMinimumHeight(1)
        self.scroll_area.setWidget(outer)
        self.scroll_area.viewport().setAutoFillBackground(False)
        return self.scroll_area

    def _fill_footer(self) -> None:
        line = QWidget()
        line.setProperty("kind", "plain")
        line.setLayout(self._footer_row)
        row = QHBoxLayout(self._footer)
        row.setContentsMargins(0, 0, 0, 0)
        self._centre(row, line)

    def _centre(self, row: QHBoxLayout, widget: QWidget) -> None:
        if self._page_width is None:
            row.addWidget(widget)
            return
        widget.setMaximumWidth(scaled(self._page_width))
        self._centred_widgets.append(widget)
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Let the column grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._page_width is not None:
            for widget in self._centred_widgets:
                widget.setMaximumWidth(scaled(self._page_width))

    def _header(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(space(0.5))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addLayout(words, 1)
        row.addLayout(self._actions)
        head = QVBoxLayout()
        head.setSpacing(space(0.5))
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(row)
        return head

    def set_title(self, text: str) -> None:
        """Change the title, also the one that is read out."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; empty hides it."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def show_back(self, text: str) -> None:
        """Offer the way back, e.g. "Back to pupils"; empty hides it."""
        self._back.setText(text.replace("&", "&&"))  # no letter of it is a shortcut
        self._back.setAccessibleName(text)
        self._back.setVisible(bool(text))

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say above the content what went wrong; everything typed or chosen stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def add_action(self, button: QPushButton) -> None:
        """Put a button at the right of the title; the primary one comes last."""
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def add_footer(self, widget: QWidget, *, left: bool = False) -> None:
        """Put a button (or a note) in the bar at the bottom; the primary one comes last."""
        if left:
            self._footer_row.insertWidget(0, widget)
        else:
            self._footer_row.addWidget(widget)
        widget.installEventFilter(self)
        self._show_footer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The bar at the bottom comes and goes with what stands in it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_footer()
        return super().eventFilter(watched, event)

    def _show_footer(self) -> None:
        items = (self._footer_row.itemAt(place) for place in range(self._footer_row.count()))
        parts = [item.widget() for item in items if item is not None]
        self._footer.setVisible(any(part is not None and not part.isHidden() for part in parts))
