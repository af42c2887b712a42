"""The body maps of one child beside each other, in order of date; never one over another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import scaled
from ui.widgets.body_map_compare import ComparedMaps
from ui.widgets.body_map_view import BodyMapView, ShownBodyMap
from ui.widgets.buttons import secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page

MOST_BESIDE = 3
_NARROWEST = 320  # pixels at 100 %: narrower, a map and its words are not read beside each other


class BodyMapsView(Page):
    """Shows one body map, or up to three side by side; Earlier and Later go through the others."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        title = self.tr("Body maps")
        super().__init__(title, identifier="file.body_map", scroll=False, parent=parent)
        self.show_back(self.tr("Back"))
        self._note = PlainLabel(
            self.tr(
                "Maps of different days stand beside each other. Compare what was seen; "
                "they say nothing about how old a mark was."
            ),
            tone="small",
        )
        self.earlier = secondary_button(
            "file.body_map.earlier", self.tr("Earlier"), icon="chevron-left"
        )
        self.later = secondary_button("file.body_map.later", self.tr("Later"), icon="chevron-right")
        for button, step in ((self.earlier, -1), (self.later, 1)):
            button.clicked.connect(lambda _=False, step=step: self._step(step))
            self.add_action(button)
        self._area = QScrollArea()
        self._area.setProperty("kind", "sheet")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        identify(self._area, "file.body_map.scroll", self.tr("Body maps, side by side"))
        self._area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._note)
        self.body.addWidget(self._area, 1)
        self._all: tuple[ShownBodyMap, ...] = ()
        self._first = self._shown_beside = 0
        self._maps: tuple[QWidget, ...] = ()

    def show_body_maps(self, shown: Sequence[ShownBodyMap], *, chosen: int = -1) -> None:
        """Show these maps, in the order given (the earliest first); ``chosen`` is the place of the
        one that must be among those in sight.
        """
        self._all = tuple(shown)
        self._shown_beside = self._beside()
        most = len(self._all) - self._shown_beside
        self._first = max(0, min(most, chosen - 1) if chosen >= 0 else most)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many beside each other as fit now."""
        super().resizeEvent(event)
        if self._all and self._beside() != self._shown_beside:
            self._shown_beside = self._beside()
            self._step(0)

    def body_map_views(self) -> tuple[QWidget, ...]:
        """The maps being shown."""
        return self._maps

    def _beside(self) -> int:
        """How many fit beside each other at this size of text, up to three."""
        room = (self.width() or 1074) // scaled(_NARROWEST)
        return max(1, min(MOST_BESIDE, room))

    def _step(self, step: int) -> None:
        self._first = max(0, min(len(self._all) - self._beside(), self._first + step))
        self._show()

    def _show(self) -> None:
        beside = self._beside()
        several = len(self._all) > 1
        self._note.setVisible(several)
        more = len(self._all) > beside
        for button, can in (
            (self.earlier, self._first > 0),
            (self.later, self._first + beside < len(self._all)),
        ):
            button.setVisible(more)
            button.setEnabled(can)
        shown = self._all[self._first : self._first + beside]
        self._area.setWidget(self._page(shown))

    def _page(self, shown: Sequence[ShownBodyMap]) -> QWidget:
        inner = QWidget()
        inner.setProperty("kind", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        if len(self._all) == 1:
            view = BodyMapView()
            view.show_body_map(shown[0])
            column.addWidget(view)
            self._maps = (view,)
        else:
            compared = ComparedMaps(shown)
            column.addWidget(compared)
            self._maps = compared.cards()
        column.addStretch(1)
        # Qt's minimum takes wrapped words at their narrowest; the real width's height rules.
        inner.setMinimumHeight(1)
        return inner
