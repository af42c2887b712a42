"""The order in which the school's own council asks for facts: blocks up and down, called as its
form calls them.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.work_material import FormBlockLine, FormOrderDraft


class ReferralOrderView(Page):
    """``saved`` carries a FormOrderDraft; Alt+Up and Alt+Down move the block with the cursor."""

    saved = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="form_order", max_width=1080, parent=parent)
        self.set_title(self.tr("Your council’s form"))
        self.set_subtitle(
            self.tr("Put the blocks in the order of its pages; facts are then offered in it.")
        )
        self.show_back(self.tr("Back"))
        self._lines: list[FormBlockLine] = []
        self._changed = False
        self._showing = False
        self.rows = RowList("form_order.blocks", self.tr("Blocks of the form"))
        self.rows.setMinimumHeight(scaled(380))
        self.rows.selected.connect(self._show)
        self.title = TextLine("form_order.title", self.tr("Name of the form"))
        self.label = TextLine("form_order.label", self.tr("What the form calls this block"))
        self.reason = TextLine("form_order.reason", self.tr("Where the order comes from"))
        self.label.textEdited.connect(self._rename)
        for line in (self.title, self.reason):
            line.textEdited.connect(self._touch)
        self._lay_out()
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.move_block(step))
        self.setFocusProxy(self.rows)

    def _lay_out(self) -> None:
        blocks, words = SectionCard(self.tr("Blocks")), SectionCard(self.tr("The form"))
        up = secondary_button("form_order.up", self.tr("Earlier"), name=self.tr("Move earlier"))
        down = secondary_button("form_order.down", self.tr("Later"), name=self.tr("Move later"))
        self.take = secondary_button("form_order.take", self.tr("Leave out"))
        up.clicked.connect(lambda _=False: self.move_block(-1))
        down.clicked.connect(lambda _=False: self.move_block(1))
        self.take.clicked.connect(lambda _=False: self.turn_block())
        line = FlowLayout(spacing=space(1))
        for button in (up, down, self.take):
            line.addWidget(button)
        blocks.body.addWidget(self.rows, 1)
        blocks.body.addLayout(line)
        self._label_row = FieldRow(self.label.accessibleName(), self.label)
        self._title_row = FieldRow(self.title.accessibleName(), self.title)
        self._reason_row = FieldRow(self.reason.accessibleName(), self.reason)
        self._reason_row.set_hint(self.tr("Such as: the council’s portal, November 2026"))
        for row in (self._label_row, self._title_row, self._reason_row):
            words.body.addWidget(row)
        words.body.addStretch(1)
        for card in (blocks, words):
            card.setMinimumWidth(scaled(340))
        self.body.addWidget(SideBySide(blocks, words, weights=(1, 1), gap=2), 1)
        save = primary_button("form_order.save", self.tr("Save the order"), icon="check")
        save.clicked.connect(lambda _=False: self.save())
        self.add_footer(save)

    def show_form(self, title: str, blocks: Sequence[FormBlockLine]) -> None:
        """Show a form's blocks in its order, those left out after them."""
        self._lines = list(blocks)
        self.title.setText(title)
        self.reason.clear()
        self._changed = False
        self._fill(self._lines[0].code if self._lines else "")

    def move_block(self, step: int) -> None:
        """Move the block with the cursor by one place."""
        place = self._place()
        if place < 0 or not 0 <= place + step < len(self._lines):
            return
        line = self._lines.pop(place)
        self._lines.insert(place + step, line)
        self._touch()
        self._fill(line.code)
        words = self.tr("{what}: now number {n}")
        announce(self.rows, words.format(what=line.label, n=place + step + 1))

    def turn_block(self) -> None:
        """Leave the block with the cursor out, or put it in again."""
        place = self._place()
        if place >= 0:
            line = self._lines[place]
            self._lines[place] = replace(line, asked=not line.asked)
            self._touch()
            self._fill(line.code)

    def save(self) -> None:
        """Send the order, or say what is missing."""
        missing = False
        for row, field, words in (
            (self._title_row, self.title, self.tr("Give the form a name.")),
            (self._reason_row, self.reason, self.tr("Say where the order comes from.")),
        ):
            row.set_error("" if field.text().strip() else words)
            if not field.text().strip() and not missing:
                missing = True
                field.setFocus()
        if missing:
            return
        self.saved.emit(
            FormOrderDraft(
                title=self.title.text(),
                blocks=tuple((line.code, line.label) for line in self._lines if line.asked),
                reason=self.reason.text(),
            )
        )

    def settle(self) -> None:
        """What was changed is kept."""
        self._changed = False

    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return self._changed

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; what was changed stays."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _fill(self, chosen: str) -> None:
        left_out = self.tr("left out")
        self._showing = True
        self.rows.set_rows(
            [
                RowItem(
                    id=line.code,
                    title=line.label,
                    detail=line.usual if line.usual != line.label else "",
                    trailing="" if line.asked else left_out,
                )
                for line in self._lines
            ]
        )
        self._showing = False
        self.rows.set_current(chosen)

    def _show(self, code: object) -> None:
        if self._showing:
            return
        line = next(line for line in self._lines if line.code == code)
        self.label.setText(line.label)
        self.take.setText(self.tr("Leave out") if line.asked else self.tr("Put in"))

    def _rename(self, words: str) -> None:
        place = self._place()
        if place >= 0:
            line = self._lines[place]
            self._lines[place] = replace(line, label=words.strip() or line.usual)
            self._touch()
            position = self.label.cursorPosition()
            self._fill(line.code)
            self.label.setText(words)
            self.label.setCursorPosition(position)

    def _place(self) -> int:
        code = self.rows.current_id()
        codes = [line.code for line in self._lines]
        return codes.index(code) if code in codes else -1

    def _touch(self) -> None:
        self._changed = True
