"""Something in the casebook is damaged: what, in words, and the ways that lead on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.care_material import DamageSeen
from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.centred import Centred
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList
from ui.widgets.side_by_side import beside
from ui.widgets.tile import Tile

WIDTH = 720
RESCUE, RESTORE, LOOK = "rescue", "restore", "look"


class DamageView(QWidget):
    """First it looks, then it says what it saw; one way is recommended, none deletes anything."""

    rescue_requested = Signal()
    restore_requested = Signal()
    look_requested = Signal()
    leave_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "damage.page", self.tr("Something in the casebook is damaged"))
        self._middle = Centred(width=WIDTH)
        picture = QLabel()
        set_icon(picture, "triangle-alert", tone="warning", size=40)
        self._title = PlainLabel(self.tr("Something in the casebook is damaged"), tone="title")
        self._sentence = identify(PlainLabel(), "damage.sentence", "")
        self._parts = SentenceList()
        self._parts_card = SectionCard(self.tr("What is damaged"))
        self._parts_card.body.addWidget(self._parts)
        self.message = MessageBar(identifier="damage.message")
        self._progress = identify(QProgressBar(), "damage.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._how_far = PlainLabel(tone="muted")
        self._ways = QVBoxLayout()
        self._ways.setSpacing(space(1.5))
        self._calm = PlainLabel(
            self.tr(
                "Nothing is deleted, whichever way you take: the damaged casebook stays on this"
                " computer as it is."
            ),
            tone="strong",
        )
        self._leave = quiet_button("damage.leave", self.tr("Leave it for now"))
        self._leave.clicked.connect(self.leave_requested)
        head = QVBoxLayout()
        head.setSpacing(space(0.5))
        head.addWidget(self._title)
        head.addWidget(self._sentence)
        words = QWidget()
        words.setProperty("kind", "plain")
        words.setLayout(head)
        line = beside(picture, stretch_last=False)
        line.addWidget(words, 1)
        column = self._middle.column
        column.addLayout(line)
        column.addWidget(self.message)
        column.addWidget(self._parts_card)
        column.addWidget(self._progress)
        column.addWidget(self._how_far)
        column.addLayout(self._ways)
        column.addWidget(self._calm)
        column.addLayout(beside(self._leave))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._middle)
        self.show_looking()

    def show_looking(self) -> None:
        """Say that the casebook is being looked at."""
        self._sentence.setText(self.tr("Looking at what can be read…"))
        self._parts_card.hide()
        self._busy(0, 0, "")

    def show_damage(self, seen: DamageSeen) -> None:
        """Say what is damaged and offer the ways, the recommended one first."""
        self._rest()
        self._sentence.setText(seen.sentence)
        self._sentence.setAccessibleName(seen.sentence)
        self._parts.set_sentences([("warning", part) for part in seen.parts])
        self._parts_card.setVisible(bool(seen.parts))
        self._clear_ways()
        for key in sorted(self._offered(seen), key=lambda key: key != seen.best):
            tile = self._tile(key, seen)
            self._ways.addWidget(tile)
        first = self._ways.itemAt(0)
        tile_widget = first.widget() if first is not None else None
        if tile_widget is not None:
            tile_widget.setFocus()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show what is being done and how far it is; nothing else can be pressed meanwhile."""
        self.message.clear()
        self._busy(done, total, words)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it did not work; the ways can be tried again."""
        self._rest()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    @staticmethod
    def _offered(seen: DamageSeen) -> list[str]:
        return [RESCUE, RESTORE, LOOK] if seen.backup else [RESCUE, LOOK]

    def _tile(self, key: str, seen: DamageSeen) -> Tile:
        best = self.tr("{title} (recommended)")
        titles = {
            RESCUE: self.tr("Rescue what can be read"),
            RESTORE: self.tr("Go back to the backup of {day}").format(day=seen.backup),
            LOOK: self.tr("Only look, change nothing"),
        }
        texts = {
            RESCUE: " ".join(
                part
                for part in (
                    self.tr(
                        "Brings every readable entry into a new casebook, fills gaps from backups,"
                        " and names what is missing."
                    ),
                    seen.fills,
                )
                if part
            ),
            RESTORE: seen.behind or self.tr("Nothing that was written since would be in it."),
            LOOK: self.tr("To read something at once. Nothing can be added; some may be missing."),
        }
        icons = {RESCUE: "shield-check", RESTORE: "history", LOOK: "eye"}
        signals = {
            RESCUE: self.rescue_requested,
            RESTORE: self.restore_requested,
            LOOK: self.look_requested,
        }
        main = key == seen.best
        title = best.format(title=titles[key]) if main else titles[key]
        tile = Tile(f"damage.{key}", title, texts[key], icon=icons[key], primary=main)
        tile.clicked.connect(signals[key])
        return tile

    def _busy(self, done: int, total: int, words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        numbers = (
            self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
            if total
            else ""
        )
        self._how_far.setText(" – ".join(part for part in (words, numbers) if part))
        self._how_far.setVisible(bool(words or numbers))
        self._enable(False)

    def _rest(self) -> None:
        self._progress.hide()
        self._how_far.hide()
        self._enable(True)

    def _enable(self, enabled: bool) -> None:
        self._leave.setEnabled(enabled)
        for place in range(self._ways.count()):
            item = self._ways.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(enabled)

    def _clear_ways(self) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
