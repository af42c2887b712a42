"""What came of a rescue: what is back, what is missing with its number and time, and a list to
print."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.care_material import RescueSeen
from ui.models.paged_model import Column, PagedModel
from ui.theme import space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.section_card import SectionCard

_LIST_ROWS = 6


def _words(text: str) -> str:
    return QCoreApplication.translate("damage_result", text)


class _LostModel(PagedModel):
    """Entry numbers, and what is known of each entry that could not be read."""

    def __init__(self, rows: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        columns = (
            Column(key="number", title=_words("Entry"), width_chars=10),
            Column(key="known", title=_words("What is known of it"), stretch=True),
        )
        super().__init__(
            columns,
            fetch=lambda ids: [rows[number] for number in ids],
            text=lambda row, key: row[0] if key == "number" else row[1],
            parent=parent,
        )
        self.set_ids(range(len(rows)))


class RescueResultView(Page):
    """Calm numbers first, then the list of what is missing; one way on: sign in."""

    sign_in_requested = Signal()
    print_requested = Signal()

    def __init__(self, seen: RescueSeen, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="rescued", max_width=900, parent=parent)
        self.set_title(self.tr("What came back"))
        answer = MessageBar(identifier="rescued.sentence")
        self.body.addWidget(answer)
        card = SectionCard()
        facts = KeyValueGrid()
        facts.set_rows(seen.facts)
        card.body.addWidget(facts)
        self.body.addWidget(card)
        if seen.lost:
            self.body.addWidget(self._lost(seen))
        kept = PlainLabel(
            self.tr("The damaged casebook was not deleted. It lies here: {path}").format(
                path=seen.kept_file
            ),
            tone="small",
            selectable=True,
        )
        kept.setVisible(bool(seen.kept_file))
        self.body.addWidget(kept)
        self.body.addStretch(1)
        paper = secondary_button("rescued.print", self.tr("Print this list…"), icon="printer")
        paper.clicked.connect(self.print_requested)
        self.add_footer(paper, left=True)
        on = primary_button("rescued.sign_in", self.tr("Sign in"), icon="log-in")
        on.clicked.connect(self.sign_in_requested)
        self.add_footer(on)
        self.setFocusProxy(on)
        answer.show_message(
            seen.sentence,
            severity="success" if seen.whole else "warning",
            next_step=""
            if seen.whole
            else self.tr(
                "Write down from memory what you know of the missing entries, as new entries dated"
                " today, and tell the head. What staff sent is often still on their computer and"
                " comes again by itself."
            ),
        )

    def _lost(self, seen: RescueSeen) -> QWidget:
        card = SectionCard()
        card.set_title(self.tr("Missing entries ({n})").format(n=f"{len(seen.lost):,}"))
        table = RecordTable("rescued.lost", self.tr("Missing entries"), lines=2)
        table.set_model(_LostModel(seen.lost, parent=table))
        row = table.view.verticalHeader().defaultSectionSize()
        heads = table.view.horizontalHeader().sizeHint().height()
        table.setFixedHeight(heads + row * min(len(seen.lost), _LIST_ROWS) + space(0.5))
        card.body.addWidget(table)
        return card
