"""What the person sees after sending: a number, what happens next, whom to find now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.drafts import ReceiptShown
from ui.icons import set_icon
from ui.theme import space
from ui.views.report_find import FindNowBox
from ui.widgets.announce import announce
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard


class ReceiptView(Page):
    """Nothing of the child is on it; the form behind it is gone."""

    done = Signal()
    print_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="receipt", max_width=760, parent=parent)
        self._number = identify(PlainLabel(tone="display", selectable=True), "report.receipt", "")
        self._sent = PlainLabel(tone="muted")
        picture = QLabel()
        set_icon(picture, "circle-check", tone="success", size=44)
        words = SectionCard()
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(picture)
        head.addWidget(self._number, 1)
        words.body.addLayout(head)
        words.body.addWidget(self._sent)
        self._find = FindNowBox()
        self._next = SectionCard(self.tr("What happens next"))
        self._lines = [PlainLabel() for _ in range(4)]
        for line in self._lines:
            self._next.body.addWidget(line)
        for part in (self._find, words, self._next):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._close = primary_button("receipt.done", self.tr("Done"))
        self._close.clicked.connect(self.done)
        paper = secondary_button("receipt.print", self.tr("Print a slip…"), icon="printer")
        paper.clicked.connect(self.print_requested)
        self.add_footer(paper, left=True)
        self.add_footer(self._close)

    def show_receipt(self, receipt: ReceiptShown) -> None:
        """Show one receipt and read it out."""
        self.set_title(self.tr("Sent") if receipt.carried else self.tr("Kept, and being sent"))
        number = self.tr("Concern number {n}").format(n=receipt.number)
        self._number.setText(number)
        self._number.setAccessibleName(number)
        self._sent.setText(
            self.tr("{when}. Note the number: with it you can add to what you wrote.").format(
                when=receipt.sent_at
            )
        )
        self._show_find(receipt)
        for label, words in zip(self._lines, self._words(receipt), strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        announce(self._number, number)
        self._close.setFocus()

    def _show_find(self, receipt: ReceiptShown) -> None:
        if receipt.told_dsl and not receipt.spare_key and not receipt.find_now:
            self._find.hide()
            return
        heading = self.tr("Nobody has read this yet.")
        if receipt.told_dsl:
            heading = self.tr("This way has not been tried out yet, so also telephone.")
        if receipt.spare_key:
            heading = self.tr("The school has no reader for this letter yet. Telephone now.")
        self._find.show_people(receipt.find_now, heading=heading, about_adult=receipt.about_adult)

    def _words(self, receipt: ReceiptShown) -> Sequence[str]:
        reader = (
            self.tr("the head or the chair of governors")
            if receipt.about_adult
            else (self.tr("the DSL"))
        )
        return (
            self.tr(
                "Only {reader} can open it. Nobody can read it on this computer, not even you."
            ).format(reader=reader),
            self.tr("Under “My concerns” you will see when it was received, and any reply."),
            ""
            if receipt.carried
            else self.tr(
                "The letterbox folder cannot be reached at the moment. The concern is kept here,"
                " and is sent by itself as soon as the folder is back."
            ),
            self.tr("If you see or hear more, send it under the same number."),
        )
