"""The front sheet of a child's file: what must be known first, who the child is, whom to telephone,
what is under way.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from storage.records.times import for_people
from ui.file_material import FrontBox, FrontSheet, ShownStatus
from ui.lead_material import LeadLists
from ui.lead_words import day_for_people
from ui.theme import scaled, space
from ui.views.pupil_file_facts import (
    Rows,
    child_rows,
    contact_title,
    facts_card,
    needs_rows,
    responsible,
    standing_rows,
    status_line,
)
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

_CONTACTS_ASKED_FOR = 2


class FrontSheetPanel(QScrollArea):
    """Cards with facts; ``change_asked`` and ``status_asked`` open the forms."""

    change_asked = Signal()
    status_asked = Signal()

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists = lists
        self._sheet: FrontSheet | None = None
        self.setProperty("kind", "sheet")
        # Arrow keys scroll the sheet without a mouse.
        identify(self, "file.front_sheet_text", self.tr("Front sheet"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(scaled(240))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_sheet(self, sheet: FrontSheet) -> None:
        """Show this child."""
        self._sheet = sheet
        boxes = {box.code: box.value for box in sheet.boxes}
        left = (
            self._first(sheet, boxes),
            self._titled(self.tr("Where things stand"), standing_rows(sheet, boxes, self._lists)),
            self._titled(self.tr("The child"), child_rows(sheet, boxes)),
        )
        right = [self._contacts(sheet), self._titled(self.tr("Needs"), needs_rows(sheet, boxes))]
        agencies = self._agencies(sheet, boxes)
        if agencies:
            right.append(self._titled(self.tr("Who works with the child"), agencies))
        if sheet.actions:
            rows = [
                (day_for_people(item.due), f"{item.what} · {item.owner}") for item in sheet.actions
            ]
            right.append(self._titled(self.tr("Open actions"), rows))
        content = QWidget()
        content.setProperty("kind", "plain")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, space(1), 0)
        column.setSpacing(space(1.5))
        column.addWidget(self._buttons())
        column.addWidget(SideBySide(_stacked(left), _stacked(right), weights=(1, 1), gap=2))
        column.addStretch(1)
        self.setWidget(content)
        content.show()

    def _buttons(self) -> QWidget:
        change = secondary_button(
            "file.front_change", self.tr("Change the front sheet…"), icon="pencil"
        )
        change.clicked.connect(lambda _=False: self.change_asked.emit())
        status = secondary_button(
            "file.front_status", self.tr("Add a status or court order…"), icon="plus"
        )
        status.clicked.connect(lambda _=False: self.status_asked.emit())
        history = quiet_button("file.front_history", self.tr("Who wrote what, and when"))
        history.clicked.connect(lambda _=False: self._show_history())
        line = QWidget()
        line.setProperty("kind", "plain")
        row = FlowLayout(line, spacing=space(1))
        for button in (change, status, history):
            row.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        return line

    def _first(self, sheet: FrontSheet, boxes: dict[str, str]) -> SectionCard:
        card = SectionCard(self.tr("To know first"))
        rows: Rows = [(box.label, box.value) for box in sheet.boxes if box.first and box.value]
        rows += [
            (each.word, status_line(each)) for each in sheet.statuses if each.court and each.now
        ]
        rows.append((self.tr("Parental responsibility"), responsible(sheet.people, boxes)))
        if boxes.get("may_collect"):
            rows.append((self.tr("May collect"), boxes["may_collect"]))
        if len(rows) == 1:
            nothing = self.tr("No court order, and nobody to withhold anything from, is noted.")
            card.body.addWidget(PlainLabel(nothing, tone="muted"))
        grid = KeyValueGrid()
        grid.set_rows(rows)
        card.body.addWidget(grid)
        over = [each for each in sheet.statuses if each.court and not each.now]
        if over:
            card.body.addWidget(PlainLabel(self._over(over), tone="small"))
        return card

    def _over(self, over: Sequence[ShownStatus]) -> str:
        named = "; ".join(f"{each.word}, {status_line(each)}" for each in over)
        return self.tr("No longer in force: {orders}").format(orders=named)

    def _contacts(self, sheet: FrontSheet) -> SectionCard:
        card = SectionCard(self.tr("Contacts in an emergency"))
        reached = [one for one in sheet.people if one.telephones and not one.ended]
        reached.sort(key=lambda one: 99 if one.priority is None else one.priority)
        if len(reached) < _CONTACTS_ASKED_FOR:
            words = self.tr("Only one contact has a telephone number. Ask for a second one.")
            if not reached:
                words = self.tr(
                    "No contact has a telephone number. Ask the family, or import the contacts."
                )
            card.body.addWidget(PlainLabel(words, tone="warning"))
        for person in reached:
            card.body.addWidget(PlainLabel(contact_title(person), tone="strong"))
            rows = [
                (self.tr("Telephone"), "\n".join(person.telephones)),
                (self.tr("E-mail"), person.email),
                (self.tr("Address"), person.address),
            ]
            grid = KeyValueGrid()
            grid.set_rows([(label, value) for label, value in rows if value])
            card.body.addWidget(grid)
        return card

    def _agencies(self, sheet: FrontSheet, boxes: dict[str, str]) -> Rows:
        rows: Rows = [
            (self.tr("GP"), boxes.get("gp", "")),
            (self.tr("Social worker"), boxes.get("social_worker", "")),
        ]
        for one in sheet.professionals:
            if not one.until:
                said = (one.name, one.organisation, one.telephone)
                rows.append((one.role or self.tr("Agency"), " · ".join(p for p in said if p)))
        return [(label, value) for label, value in rows if value]

    @staticmethod
    def _titled(title: str, rows: Rows) -> SectionCard:
        return facts_card(title, rows)

    def _show_history(self) -> None:
        if self._sheet is not None:
            title = self.tr("Who wrote what, and when")
            HistoryDialog(title, self._sheet.boxes, parent=self).open()


class HistoryDialog(FittedDialog):
    """Every word that ever stood in a box, newest first, with who wrote it when and why."""

    def __init__(self, title: str, boxes: Sequence[FrontBox], *, parent: QWidget) -> None:
        super().__init__("front_history", title, width=680, parent=parent)
        written = [box for box in boxes if box.history]
        if not written:
            self.column.addWidget(
                PlainLabel(self.tr("Nothing was written here yet."), tone="muted")
            )
        for box in written:
            self.column.addWidget(PlainLabel(box.label, tone="strong"))
            grid = KeyValueGrid()
            grid.set_rows(
                [
                    (
                        f"{for_people(entry.at)} · {entry.by}",
                        " – ".join(
                            part
                            for part in (entry.value or self.tr("emptied"), entry.reason)
                            if part
                        ),
                    )
                    for entry in box.history
                ]
            )
            self.column.addWidget(grid)
        close = secondary_button("front_history.close", self.tr("Close"))
        close.clicked.connect(lambda _=False: self.accept())
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)


def _stacked(cards: Sequence[QWidget]) -> QWidget:
    side = QWidget()
    side.setProperty("kind", "plain")
    side.setMinimumWidth(scaled(360))
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space(2))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return side
