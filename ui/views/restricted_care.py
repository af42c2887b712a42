"""Adults over time, the check of the store, and a copy of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.times import for_people
from ui.restricted_drafts import CareShown
from ui.widgets.buttons import danger_button, secondary_button
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList

WIDTH = 860


class RestrictedCareView(Page):
    """Nothing here changes a letter."""

    check_requested = Signal()
    copy_requested = Signal()
    go_on_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="restricted_care", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("Adults, check, copy"))
        self.show_back(self.tr("Back to my letters"))
        self.adults = SectionCard()
        self.adults.set_title(self.tr("Each adult over time"))
        self._found = SentenceList()
        self.check = secondary_button(
            "restricted_care.check", self.tr("Check this store"), icon="shield-check"
        )
        self.check.clicked.connect(self.check_requested)
        self.go_on = danger_button("restricted_care.go_on", self.tr("Go on with it as it is"))
        self.go_on.clicked.connect(self.go_on_requested)
        self.copy = secondary_button(
            "restricted_care.copy", self.tr("Copy to a stick…"), icon="usb"
        )
        self.copy.clicked.connect(self.copy_requested)
        care = SectionCard()
        care.set_title(self.tr("Is anything missing or changed?"))
        care.body.addWidget(
            PlainLabel(
                self.tr(
                    "Every letter and note is signed with your key and follows from the one before."
                )
            )
        )
        care.body.addWidget(self._found)
        care.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        care.body.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        copies = SectionCard()
        copies.set_title(self.tr("A copy for the safe"))
        copies.body.addWidget(
            PlainLabel(
                self.tr(
                    "The DSL’s backups do not hold these letters. A copy opens with your password"
                    " or printed code only, and is read back after it was written."
                )
            )
        )
        copies.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (self.adults, care, copies):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def show_care(self, shown: CareShown) -> None:
        """Show the adults and what the last check found."""
        _empty(self.adults.body)
        if not shown.patterns:
            self.adults.body.addWidget(
                PlainLabel(self.tr("Nobody has been named yet."), tone="muted")
            )
        for pattern in shown.patterns:
            self.adults.body.addWidget(PlainLabel(pattern.adult, tone="strong"))
            grid = KeyValueGrid(columns=1)
            grid.set_rows([(for_people(at), what) for at, what, _number in pattern.items])
            self.adults.body.addWidget(grid)
        self._found.set_sentences(shown.check)
        self.go_on.setVisible(shown.put_back)

    def show_done(self, text: str) -> None:
        """Say what was done."""
        self.message.show_message(text, severity="success")


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
