"""The facts of a referral in the order of the council's form, each block with a button that copies
it; what was copied is kept with one press.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.work_material import FactShown


class FactCard(SectionCard):
    """One block: its words, what the record lacks, and the button that copies it."""

    copied = Signal(str)

    def __init__(self, fact: FactShown, *, parent: QWidget | None = None) -> None:
        super().__init__(fact.label, parent=parent)
        self.fact = fact
        self.mark = PlainLabel(tone="success", wrap=False)
        self.mark.hide()
        self.button = secondary_button(
            f"referral_facts.copy.{fact.code}",
            self.tr("Copy"),
            icon="copy",
            name=self.tr("Copy: {what}").format(what=fact.label),
        )
        self.button.setEnabled(bool(fact.text))
        self.button.clicked.connect(lambda: self.copied.emit(fact.code))
        self._head.addWidget(self.mark)
        self.add_header_action(self.button)
        words = identify(
            PlainLabel(fact.text or self.tr("The record says nothing."), selectable=True),
            f"referral_facts.text.{fact.code}",
            f"{fact.label}: {fact.text}",
        )
        if not fact.text:
            words.set_tone("muted")
        self.body.addWidget(words)
        if fact.missing:
            missing = PlainLabel(
                self.tr("Not in the record: {what}").format(what=fact.missing), tone="small"
            )
            self.body.addWidget(missing)

    def show_copied(self, at: str) -> None:
        """Mark the block as copied, in words."""
        self.mark.setText(self.tr("Copied {at}").format(at=at))
        self.mark.show()


class ReferralFactsView(Page):
    """``form_chosen`` carries a form's code; ``kept`` whether it was sent as well."""

    form_chosen = Signal(str)
    kept = Signal(bool)
    order_requested = Signal()

    def __init__(
        self, *, forms: Sequence[Choice], clock: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__("", identifier="referral_facts", max_width=1080, parent=parent)
        self.show_back(self.tr("Back"))
        self.set_subtitle(
            self.tr("Copy block by block into the council’s form; the clipboard is emptied soon.")
        )
        self._clock = clock
        self._copied: list[str] = []
        self.cards: dict[str, FactCard] = {}
        self.form = Combo("referral_facts.form", self.tr("In the order of"), forms)
        self.form.changed.connect(self._choose)
        self.warnings = MessageBar(identifier="referral_facts.warnings")
        row = FieldRow(self.tr("In the order of"), self.form)
        row.setMinimumWidth(scaled(360))
        self.body.addWidget(SideBySide(row, QWidget(), weights=(1, 1)))
        self.order = secondary_button(
            "referral_facts.order", self.tr("Our council’s own order…"), icon="list-checks"
        )
        self.order.clicked.connect(lambda _=False: self.order_requested.emit())
        self.add_action(self.order)
        self.body.addWidget(self.warnings)
        self._column = QVBoxLayout()
        self._column.setSpacing(space(1))
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self._count = PlainLabel("", tone="muted", wrap=False)
        self.add_footer(self._count, left=True)
        self.told = quiet_button("referral_facts.told", self.tr("Only keep what was copied"))
        self.told.clicked.connect(lambda: self.kept.emit(False))
        self.sent = primary_button(
            "referral_facts.sent", self.tr("It was sent: keep what was told"), icon="check"
        )
        self.sent.clicked.connect(lambda: self.kept.emit(True))
        self.add_footer(self.told)
        self.add_footer(self.sent)
        self.setFocusProxy(self.form)
        self._say()

    def show_facts(
        self, title: str, form: str, facts: Sequence[FactShown], warnings: Sequence[str]
    ) -> None:
        """Show the blocks in this order; what was copied stays marked."""
        self.set_title(title)
        self.form.blockSignals(True)
        self.form.set_value(form)
        self.form.blockSignals(False)
        marks = {code: card.mark.text() for code, card in self.cards.items()}
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        before: QWidget = self.form
        for fact in facts:
            card = FactCard(fact)
            card.copied.connect(self.copy)
            if marks.get(fact.code):
                card.mark.setText(marks[fact.code])
                card.mark.show()
            self.cards[fact.code] = card
            self._column.addWidget(card)
            QWidget.setTabOrder(before, card.button)
            before = card.button
        QWidget.setTabOrder(before, self.told)
        QWidget.setTabOrder(self.told, self.sent)
        if warnings:
            self.warnings.show_message(
                self.tr("Before you tell anybody:"),
                severity="warning",
                next_step="\n".join(warnings),
            )
        else:
            self.warnings.clear()

    def copy(self, code: str) -> None:
        """Put a block into the clipboard; it is taken out again after a while."""
        card = self.cards[code]
        QGuiApplication.clipboard().setText(card.fact.text)
        if code not in self._copied:
            self._copied.append(code)
        card.show_copied(self._clock())
        announce(card.button, self.tr("Copied: {what}").format(what=card.fact.label))
        self._say()

    def copied(self) -> tuple[str, ...]:
        """The codes of what was copied and not kept yet, in the order of copying."""
        return tuple(self._copied)

    def settle(self) -> None:
        """What was copied is kept."""
        self._copied = []
        self._say()

    def unsaved(self) -> bool:
        """Whether something was copied that has not been kept."""
        return bool(self._copied)

    def _choose(self, code: str) -> None:
        if code:
            self.form_chosen.emit(code)

    def _say(self) -> None:
        count = len(self._copied)
        self.told.setEnabled(count > 0)
        self.sent.setEnabled(count > 0)
        if not count:
            words = self.tr("Nothing copied yet")
        elif count == 1:
            words = self.tr("1 block copied")
        else:
            words = self.tr("{n} blocks copied").format(n=count)
        self._count.setText(words)
