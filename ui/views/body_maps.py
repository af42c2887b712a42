"""The body maps of one child beside each other, in order of date; never one over another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from ui.theme import scaled, space
from ui.widgets.body_map_view import BodyMapView, ShownBodyMap
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page


class BodyMapsView(Page):
    """Shows one body map, or several side by side; the page scrolls, the maps do not shrink."""

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
        self._row = QHBoxLayout()
        self._row.setSpacing(space(2))
        inner = QWidget()
        inner.setProperty("kind", "plain")
        inner.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setProperty("kind", "page")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        identify(area, "file.body_map.scroll", self.tr("Body maps, side by side"))
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._note)
        self.body.addWidget(area, 1)
        self._maps: list[BodyMapView] = []

    def show_body_maps(self, shown: Sequence[ShownBodyMap]) -> None:
        """Show these maps, in the order given (the earliest first)."""
        for old in self._maps:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._maps = []
        self._note.setVisible(len(shown) > 1)
        for item in shown:
            view = BodyMapView()
            view.show_body_map(item)
            if len(shown) > 1:
                view.setMinimumWidth(scaled(420))
            self._row.addWidget(view, 1, Qt.AlignmentFlag.AlignTop)
            self._maps.append(view)

    def body_map_views(self) -> tuple[BodyMapView, ...]:
        """The maps being shown."""
        return tuple(self._maps)
