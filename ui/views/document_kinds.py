"""Which document: a dozen kinds in four groups, each with a line that says what it is for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document_material import DocumentKind
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.kind_tile import KindTile
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class KindPicker(QWidget):
    """``chosen`` carries the kind; papers for a court stay behind the question who asked."""

    changed = Signal(str)

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setProperty("kind", "plain")
        self._identifier, self._value = identifier, ""
        self._kinds: dict[str, DocumentKind] = {}
        self._tiles: dict[str, KindTile] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._box = QWidget()
        self._column.addWidget(self._box)
        self._column.addStretch(1)
        self.asker = ChoiceRow(f"{identifier}.asker", self.tr("Who asked for it"), ())

    def show_kinds(
        self,
        groups: Sequence[Choice],
        kinds: Sequence[DocumentKind],
        askers: Sequence[Choice] = (),
    ) -> None:
        """Offer these; nothing is chosen."""
        self._value = ""
        self._kinds = {kind.value: kind for kind in kinds}
        self._tiles = {}
        columns: tuple[list[QWidget], list[QWidget]] = ([], [])
        lengths = [0, 0]
        for group in groups:
            inside = [kind for kind in kinds if kind.group == group.value]
            if inside:
                shorter = lengths.index(min(lengths))
                lengths[shorter] += 2 + sum(not kind.when_asked for kind in inside)
                columns[shorter].append(self._group(group, inside, askers))
        filled = [_stack(cards) for cards in columns if cards]
        box = SideBySide(*filled, weights=(1,) * len(filled), gap=2) if filled else QWidget()
        self._column.replaceWidget(self._box, box)
        self._box.deleteLater()
        self._box = box
        box.show()  # at once, so that the keyboard can go there

    def value(self) -> str:
        """The kind that was chosen, empty while there is none."""
        return self._value

    def kind(self) -> DocumentKind | None:
        """What is known of the chosen kind."""
        return self._kinds.get(self._value)

    def requested_by(self) -> str:
        """Who asked, where the chosen kind is offered only then."""
        kind = self.kind()
        return self.asker.value() if kind is not None and kind.when_asked else ""

    def set_value(self, value: str) -> None:
        """Choose a kind; an unknown one chooses none."""
        self._value = value if value in self._kinds else ""
        if self._value:
            self.changed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes on to the next document that begins with it."""
        letter = event.text().casefold()
        shown = [tile for tile in self._tiles.values() if tile.isVisible()]
        here = next(
            (place for place, tile in enumerate(shown) if tile is self.window().focusWidget()), -1
        )
        turned = shown[here + 1 :] + shown[: here + 1]
        for tile in turned if letter.strip() else ():
            if tile.accessibleName().casefold().startswith(letter):
                tile.setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def begin(self) -> None:
        """Go to the kind that was chosen before, to the first one, or to who asked."""
        shown = (tile for tile in self._tiles.values() if tile.isVisibleTo(self))
        chosen = self._tiles.get(self._value) or next(shown, None)
        (chosen or self.asker).setFocus()

    def _group(
        self, group: Choice, kinds: Sequence[DocumentKind], askers: Sequence[Choice]
    ) -> SectionCard:
        card = SectionCard(group.text)
        card.setMinimumWidth(scaled(300))
        card.body.setSpacing(space(0.75))
        for kind in kinds:
            if not kind.when_asked:
                card.body.addWidget(self._tile(kind))
        held = [kind for kind in kinds if kind.when_asked]
        if held and askers:
            card.body.addWidget(self._question(held, askers))
        card.body.addStretch(1)
        return card

    def _tile(self, kind: DocumentKind) -> KindTile:
        tile = KindTile(f"{self._identifier}.{kind.value}", kind.text, kind.hint)
        tile.clicked.connect(lambda _=False, value=kind.value: self.set_value(value))
        self._tiles[kind.value] = tile
        return tile

    def _question(self, kinds: Sequence[DocumentKind], askers: Sequence[Choice]) -> QWidget:
        """Papers that nobody makes unasked: first who asked, then what they asked for."""
        box = QWidget()
        box.setProperty("kind", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        opened = quiet_button(
            f"{self._identifier}.asked",
            self.tr("A lawyer, the police or a court has asked for papers…"),
        )
        self.asker = ChoiceRow(f"{self._identifier}.asker", self.tr("Who asked for it"), askers)
        row = FieldRow(self.tr("Who asked for it"), self.asker)
        tiles = [self._tile(kind) for kind in kinds]
        column.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(row)
        for tile in tiles:
            column.addWidget(tile)
            tile.hide()
        row.hide()

        def ask() -> None:
            opened.hide()
            row.show()
            self.asker.setFocus()

        def offer(_who: str) -> None:
            for tile in tiles:
                tile.show()

        opened.clicked.connect(ask)
        self.asker.changed.connect(offer)
        if len(kinds) == len(self._kinds):  # nothing else is offered: that is what was asked for
            opened.hide()
            row.show()
        return box


def _stack(cards: Sequence[QWidget]) -> QWidget:
    box = QWidget()
    box.setProperty("kind", "plain")
    box.setMinimumWidth(scaled(300))
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(2))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return box
