"""My concerns: whether what I sent from this computer was received, and the short reply."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import SentShown, WhoKind
from ui.views.report_who import WhoBox
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard

# The list takes all the room there is while it is shown.
_ALL = 1000


class ReceiptListView(Page):
    """Asks who it is (PIN), then lists numbers and states: never what was written."""

    asked = Signal(object)
    follow_up_requested = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("My concerns"), identifier="sent", max_width=760, parent=parent)
        self.set_subtitle(self.tr("What you sent from this computer, by its number."))
        self.show_back(self.tr("Back"))
        self.who = WhoBox("sent", ways=(WhoKind.MEMBER, WhoKind.FIRST_TIME))
        self._look = primary_button("sent.show", self.tr("Show my concerns"))
        self._look.clicked.connect(self._ask)
        self._card = SectionCard()
        self._card.body.addWidget(self.who)
        self.rows = RowList("sent.list", self.tr("My concerns"))
        self.rows.setMinimumHeight(280)
        self.rows.opened.connect(self._add)
        self._empty = EmptyState(
            "mail-open",
            self.tr("Nothing sent from here yet"),
            self.tr("Concerns you send from this computer are listed here by their number."),
        )
        self._more = secondary_button("sent.add", self.tr("Add to the concern chosen"), icon="plus")
        self._more.clicked.connect(self._add_current)
        for part in (self._card, self.rows, self._empty):
            self.body.addWidget(part, _ALL if part is self.rows else 0)
        self.body.addStretch(1)
        self.add_footer(self._more)
        self.add_footer(self._look)
        self.start(())

    def start(self, people: Sequence[PersonOption]) -> None:
        """Ask who it is."""
        self.who.set_people(people)
        self._card.show()
        self._look.show()
        self.who.setFocus()
        for part in (self.rows, self._empty, self._more):
            part.hide()

    def show_sent(self, rows: Sequence[SentShown]) -> None:
        """Show one person's concerns, newest first."""
        self.message.clear()
        self.who.clear_secrets()
        self._card.hide()
        self._look.hide()
        self._empty.setVisible(not rows)
        self.rows.setVisible(bool(rows))
        self._more.setVisible(bool(rows))
        self.rows.set_rows([self._row(row) for row in rows])
        if rows:
            self.rows.set_current(str(rows[0].number))
            self.rows.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what is wrong, e.g. a wrong PIN."""
        self.who.clear_secrets()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _row(self, row: SentShown) -> RowItem:
        detail = self.tr("Sent {when}").format(when=row.sent_at)
        if row.received_at:
            words = self.tr("Sent {when} · received {then}")
            detail = words.format(when=row.sent_at, then=row.received_at)
        if row.reply:
            detail = self.tr("{times}. Reply: {words}").format(times=detail, words=row.reply)
        if row.received_at:
            state = self.tr("Answered") if row.reply else self.tr("Received")
        else:
            state = self.tr("Waits on this computer") if row.here else self.tr("On its way")
        return RowItem(
            id=str(row.number),
            title=self.tr("Concern number {n}").format(n=row.number),
            detail=detail,
            trailing=state,
            icon="circle-check" if row.received_at else "hourglass",
            tone="success" if row.received_at else "warning",
            whole=True,
        )

    def _ask(self) -> None:
        if not self.who.show_missing():
            self.asked.emit(self.who.draft())

    def _add(self, number: object) -> None:
        self.follow_up_requested.emit(int(str(number)))

    def _add_current(self) -> None:
        number = self.rows.current_id()
        if number is not None:
            self._add(number)
