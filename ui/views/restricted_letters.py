"""The letters of the head or the chair, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.restricted import LetterRow
from storage.records.times import for_people
from ui.restricted_drafts import POSTS
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList


class RestrictedLettersView(Page):
    """``opened`` carries the entry of a letter."""

    opened = Signal(int)
    care_requested = Signal()
    lock_requested = Signal()

    def __init__(self, *, post: str, school: str, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="restricted_letters", scroll=False, parent=parent)
        self.set_title(self.tr("Letters about adults"))
        self.set_subtitle(f"{POSTS[post]} · {school}")
        self.rows = RowList("restricted_letters.list", self.tr("Letters about adults"))
        self.rows.opened.connect(lambda number: self.opened.emit(int(str(number))))
        self._empty = EmptyState(
            "mail-open",
            self.tr("No letter for you"),
            self.tr("When somebody writes about an adult, it appears here by itself."),
        )
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self._empty, 1)
        care = secondary_button(
            "restricted_letters.care", self.tr("Adults, check, copy"), icon="shield-check"
        )
        care.clicked.connect(self.care_requested)
        lock = quiet_button("app.lock", self.tr("Lock"), icon="lock")
        lock.clicked.connect(self.lock_requested)
        self._open = primary_button("restricted_letters.open", self.tr("Read"))
        self._open.clicked.connect(self._read)
        self.add_action(care)
        self.add_action(lock)
        self.add_footer(self._open)

    def show_letters(self, rows: Sequence[LetterRow]) -> None:
        """Show these, newest first; the row that was chosen stays chosen."""
        chosen = self.rows.current_id()
        self._empty.setVisible(not rows)
        self.rows.setVisible(bool(rows))
        self._open.setVisible(bool(rows))
        self.rows.set_rows([self._row(row) for row in rows])
        if rows:
            known = [str(row.number) for row in rows]
            self.rows.set_current(str(chosen) if str(chosen) in known else known[0])
            self.rows.setFocus()

    def show_standing(self, standing: str, *, code: str = "") -> None:
        """Say what keeps letters from coming, where something does."""
        if standing == "waiting":
            self.message.show_message(
                self.tr("The DSL has not confirmed your key yet. Your code: {code}").format(
                    code=code
                ),
                severity="warning",
                next_step=self.tr("Read it to the DSL; the same must stand on the DSL’s screen."),
            )
        elif standing == "ended":
            self.message.show_message(
                self.tr("Another key takes these letters now; what you kept can still be read."),
                severity="info",
            )

    def show_notice(self, text: str, *, severity: str = "info") -> None:
        """Say what the last round brought."""
        self.message.show_message(text, severity=severity)

    def _row(self, row: LetterRow) -> RowItem:
        title = self.tr("About {adult}").format(adult=row.adult or self.tr("an adult"))
        if not row.readable:
            title = self.tr("A letter that this program did not make")
        if row.follows:
            title = self.tr("{title}, adds to letter {number}").format(
                title=title, number=row.follows
            )
        what = self.tr("Number {n}, from {who}, received {when}").format(
            n=row.concern, who=row.reporter or "?", when=for_people(row.received_at)
        )
        state = row.outcome or row.kind or self.tr("Not decided yet")
        return RowItem(
            id=str(row.number),
            title=title,
            detail=f"{what}\n{row.first_words}",
            trailing=state,
            icon="mail-open" if row.kind else "mail",
            tone="muted" if row.kind else "warning",
            whole=True,
        )

    def _read(self) -> None:
        number = self.rows.current_id()
        if number is not None:
            self.opened.emit(int(str(number)))
