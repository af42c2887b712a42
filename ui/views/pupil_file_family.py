"""The brothers and sisters in a child's file: who they are, and who may be."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.file_material import OfferedChild
from ui.theme import space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.popup_search import Match, PopupSearch
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.section_card import SectionCard


class FamilyCard(SectionCard):
    """Each name opens that child's file. ``chosen`` carries who is to be linked, found by name or
    offered; ``unwanted`` who is to be taken out again; ``refused`` the id and name of who is
    offered and is none. ``searching``: the line for a name has come.
    """

    opened = Signal(str)
    chosen = Signal(str)
    unwanted = Signal(str)
    refused = Signal(str, str)
    searching = Signal()

    def __init__(
        self, *, find: Callable[[str], Sequence[PupilOption]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        title = self.tr("Brothers and sisters")
        self.set_title(title)
        identify(self, "file.siblings", title)
        self._find, self._searching = find, False
        self.add = quiet_button("file.sibling_add", "")
        self.add.clicked.connect(lambda _=False: self._turn(searching=not self._searching))
        self.add_header_action(self.add)
        name = self.tr("Name of the brother or sister")
        self.search = PopupSearch("file.sibling_search", name, search=self._matches)
        self.search.taken.connect(self._taken)
        hint = self.tr("A few letters; children who have left are found too.")
        self._row = FieldRow(name, self.search, hint=hint)
        self.body.addWidget(self._row)
        self._people = QVBoxLayout()
        self._people.setSpacing(space(1))
        self.body.addLayout(self._people)
        self._shown: list[QWidget] = []
        self._turn(searching=False)

    def show_family(
        self, siblings: Sequence[tuple[str, str]], offered: Sequence[OfferedChild]
    ) -> None:
        """Show these brothers and sisters, and below them who may be; what is typed stays."""
        for widget in self._shown:
            self._people.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._linked(key, name) for key, name in siblings]
        if not siblings:
            self._shown.append(PlainLabel(self.tr("Nobody is linked yet."), tone="muted"))
        self._shown += [self._offer(child) for child in offered]
        for widget in self._shown:
            self._people.addWidget(widget)

    def settle(self) -> None:
        """After a change: the search goes, and the keyboard is where the next one starts."""
        self._turn(searching=False)
        self.add.setFocus()

    def _linked(self, key: str, name: str) -> QWidget:
        line, row = _plain(), FlowLayout(spacing=space(0.5))
        line.setLayout(row)
        opens = quiet_button(f"file.sibling.{key}", name.replace("&", "&&"), name=name)
        opens.clicked.connect(lambda _=False: self.opened.emit(key))
        named = self.tr("Remove {name}").format(name=name)
        away = quiet_button(f"file.sibling_remove.{key}", self.tr("Remove"), icon="x", name=named)
        away.clicked.connect(lambda _=False: self.unwanted.emit(key))
        row.addWidget(opens)
        row.addWidget(away)
        return line

    def _offer(self, child: OfferedChild) -> QWidget:
        line = _plain()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        words = self.tr("May be: {name}, {why}.").format(name=child.name, why=child.why)
        named = self.tr("Link {name}, {why}").format(name=child.name, why=child.why)
        link = secondary_button(f"file.sibling_offer.{child.id}", self.tr("Link"), name=named)
        link.clicked.connect(lambda _=False: self.chosen.emit(child.id))
        named = self.tr("{name} is no brother or sister").format(name=child.name)
        away = quiet_button(f"file.sibling_refuse.{child.id}", self.tr("Not so…"), name=named)
        away.clicked.connect(lambda _=False: self.refused.emit(child.id, child.name))
        row.addWidget(PlainLabel(words), 1)
        row.addWidget(link)
        row.addWidget(away)
        return line

    def _turn(self, *, searching: bool) -> None:
        self._searching = searching
        self._row.setVisible(searching)
        words = self.tr("Cancel") if searching else self.tr("Link…")
        self.add.setText(words)
        named = self.tr("Cancel linking") if searching else self.tr("Link a brother or sister")
        self.add.setAccessibleName(named)
        self.search.clear()
        if searching:
            self.search.setFocus()
            self.searching.emit()

    def _matches(self, typed: str) -> list[Match]:
        if not typed:
            return []
        return [Match(id=option.id, text=option.words()) for option in self._find(typed)]

    def _taken(self, identifier: str) -> None:
        self.chosen.emit(identifier)


def _plain() -> QWidget:
    widget = QWidget()
    widget.setProperty("kind", "plain")
    return widget
