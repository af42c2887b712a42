"""First time at this computer: the slip of paper from the DSL becomes a PIN of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import WhoKind
from ui.views.report_who import WhoBox
from ui.widgets.buttons import primary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.section_card import SectionCard


class EnrolView(Page):
    """``submitted`` carries a WhoDraft of the kind FIRST_TIME."""

    submitted = Signal(object)
    done = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="enrol", max_width=640, parent=parent)
        self.show_back(self.tr("Back"))
        self.who = WhoBox("enrol", ways=(WhoKind.FIRST_TIME,))
        self._card = SectionCard()
        self._card.body.addWidget(self.who)
        self._finished = primary_button("enrol.done", self.tr("Done"))
        self._finished.clicked.connect(self.done)
        self._ready = EmptyState(
            "circle-check",
            self.tr("Your PIN is set"),
            self.tr("Use it here whenever you report a concern. Tear up the slip of paper."),
        )
        self._save = primary_button("enrol.save", self.tr("Set my PIN"))
        self._save.clicked.connect(self._submit)
        self.who.new_pin.returnPressed.connect(self._submit)
        self.body.addWidget(self._card)
        self.body.addWidget(self._ready)
        self.body.addStretch(1)
        self.add_footer(self._save)
        self.add_footer(self._finished)
        self.start(())

    def start(self, people: Sequence[PersonOption]) -> None:
        """Ask for name, slip code and PIN."""
        self.set_title(self.tr("Set your PIN"))
        self.set_subtitle(self.tr("You need the slip of paper that the DSL gave you."))
        self.message.clear()
        self.who.clear()
        self.who.set_people(people)
        self._card.show()
        self._save.show()
        self._ready.hide()
        self._finished.hide()
        self.who.setFocus()

    def show_done(self) -> None:
        """Say that the PIN works from now on."""
        self.who.clear()
        self._card.hide()
        self._save.hide()
        self._ready.show()
        self._finished.show()
        self._finished.setFocus()

    def _submit(self) -> None:
        self.message.clear()
        if not self.who.show_missing():
            self.submitted.emit(self.who.draft())
