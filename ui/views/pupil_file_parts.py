"""A section of a child's file that is a short list, and the list of body maps."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.lead_material import BodyMapRow
from ui.lead_words import counted
from ui.theme import space
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.row_list import RowItem, RowList


class ListSection(QWidget):
    """A list with one thing to add, or a sentence that there is nothing yet."""

    opened = Signal(str)

    def __init__(
        self,
        *,
        identifier: str,
        name: str,
        empty: tuple[str, str, str],
        add: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.rows = RowList(identifier, name)
        self.rows.opened.connect(self.opened.emit)
        icon, title, text = empty
        self._empty = EmptyState(icon, title, text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        if add:
            line = FlowLayout(spacing=space(1))
            for button in add:
                line.addWidget(button)
            column.addLayout(line)
        column.addWidget(self.rows, 1)
        column.addWidget(self._empty, 1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[RowItem]) -> None:
        """Show these rows."""
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)


class BodyMapsSection(ListSection):
    """Body maps in the order of their times; a new occasion is a new map."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            identifier="file.body_map_list",
            name=self.tr("Body maps"),
            empty=(
                "person-standing",
                self.tr("No body map"),
                self.tr("A body map comes with a concern when somebody saw a mark."),
            ),
            parent=parent,
        )

    def show_maps(self, maps: Sequence[BodyMapRow]) -> None:
        """Show these maps."""
        self.show_rows(
            [
                RowItem(
                    id=row.id,
                    title=row.when,
                    detail=" · ".join(part for part in (row.author, row.seen) if part),
                    trailing=counted(row.marks, self.tr("1 mark"), self.tr("{n} marks")),
                    icon="person-standing",
                )
                for row in maps
            ]
        )
