"""What was decided and why, calmly: after saving, and whenever a decided concern is opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import space
from ui.triage_material import DecidedShown, DecisionShown
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.scroll_card import ScrollCard


class DecidedPanel(ScrollCard):
    """The newest decision in full, earlier ones below it; a press decides again."""

    again_requested = Signal()
    case_opened = Signal(str)
    concern_opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(readable=True, parent=parent)
        self.area.setAccessibleIdentifier("triage.decided")
        self.area.setObjectName("triage.decided")
        self.area.setAccessibleName(self.tr("What was decided"))
        self.hide()

    def show_decided(self, shown: DecidedShown) -> None:
        """Put these decisions on the card."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(space(2.5), space(2), space(2.5), space(2))
        column.setSpacing(space(1.5))
        if shown.state:
            column.addWidget(PlainLabel(shown.state, tone="strong", selectable=True))
        if not shown.decisions:
            column.addLayout(self._buttons(shown))
        for place, decision in enumerate(shown.decisions):
            if place == 1:
                column.addWidget(PlainLabel(self.tr("Earlier decisions"), tone="section"))
            column.addWidget(self._decision(decision))
            if place == 0:
                column.addLayout(self._buttons(shown))
        column.addStretch(1)
        self.set_content(sheet)
        read = [shown.state]
        for decision in shown.decisions[:1]:
            read.append(decision.headline)
            read += [f"{label}: {words}" for label, words in decision.facts]
        self.area.setAccessibleDescription(". ".join(part for part in read if part))

    def _decision(self, decision: DecisionShown) -> QWidget:
        block = QWidget()
        block.setProperty("kind", "plain")
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(1))
        lines.addWidget(PlainLabel(decision.headline, tone="muted", selectable=True))
        grid = KeyValueGrid()
        grid.set_rows(decision.facts)
        lines.addWidget(grid)
        return block

    def _buttons(self, shown: DecidedShown) -> FlowLayout:
        row = FlowLayout(spacing=space(1))
        if shown.case is not None:
            case_id, words = shown.case
            opened = secondary_button(
                "triage.open_case", words.replace("&", "&&"), icon="folder-open", name=words
            )
            opened.clicked.connect(lambda _=False, key=case_id: self.case_opened.emit(key))
            row.addWidget(opened)
        for place, (concern_id, words) in enumerate(shown.twice, start=1):
            link = quiet_button(f"triage.twice.{place}", words.replace("&", "&&"), icon="link")
            link.clicked.connect(lambda _=False, key=concern_id: self.concern_opened.emit(key))
            row.addWidget(link)
        if not shown.closed:
            again = quiet_button("triage.again", self.tr("Decide again"), icon="pencil")
            again.clicked.connect(self.again_requested)
            row.addWidget(again)
        return row
