"""Going on with an unfinished concern: who is it, and which one, told by its time alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.drafts import WhoKind
from ui.views.report_who import WhoBox
from ui.widgets.buttons import danger_button, primary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page
from ui.widgets.person_picker import PersonOption
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedRow:
    """One of the person's own: ``id`` finds it again; the times are for people."""

    id: str
    kept_at: str
    until: str


class UnfinishedView(Page):
    """``asked`` carries a WhoDraft; ``chosen`` and ``thrown_away`` the id of one of the rows."""

    asked = Signal(object)
    chosen = Signal(str)
    thrown_away = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Go on with an unfinished concern"),
            identifier="unfinished",
            max_width=760,
            parent=parent,
        )
        self.set_subtitle(self.tr("Only its writer can open it."))
        self.show_back(self.tr("Back"))
        self.who = WhoBox("unfinished", ways=(WhoKind.MEMBER, WhoKind.GUEST))
        self._card = SectionCard()
        self._card.body.addWidget(self.who)
        self._open = primary_button("unfinished.open", self.tr("Open it"))
        self._open.clicked.connect(self._ask)
        for line in (self.who.pin, self.who.code, self.who.number):
            line.returnPressed.connect(self._ask)
        self.rows = RowList("unfinished.list", self.tr("Your unfinished concerns"))
        self.rows.setMinimumHeight(200)
        self.rows.opened.connect(lambda row: self.chosen.emit(str(row)))
        self._nothing = EmptyState(
            "mail-open",
            self.tr("Nothing of yours waits here"),
            self.tr("It was sent, thrown away, or written at another computer."),
        )
        self._go_on = primary_button("unfinished.go_on", self.tr("Go on writing"))
        self._go_on.clicked.connect(self._take)
        self._throw = danger_button("unfinished.throw_away", self.tr("Throw it away"))
        self._throw.clicked.connect(self._throw_away)
        for part in (self._card, self.rows, self._nothing):
            self.body.addWidget(part, 1 if part is self.rows else 0)
        # takes the room below while there is no list to fill the page
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._rest.setProperty("kind", "plain")
        self.body.addWidget(self._rest, 1)
        self.add_footer(self._throw)
        self.add_footer(self._open)
        self.add_footer(self._go_on)
        self.start(())

    def start(self, people: Sequence[PersonOption]) -> None:
        """Ask who it is."""
        self.who.clear()
        self.who.set_people(people)
        self._show(self._card, self._open)
        self.who.setFocus()

    def show_found(self, rows: Sequence[UnfinishedRow]) -> None:
        """Show the person's own ones, the newest first; none is said in a sentence."""
        self.message.clear()
        self.who.clear_secrets()
        if rows:
            self._show(self.rows, self._go_on, self._throw)
        else:
            self._show(self._nothing)
        self.rows.set_rows(
            [
                RowItem(
                    id=row.id,
                    title=self.tr("Kept at {when}").format(when=row.kept_at),
                    detail=self.tr("It can be opened until {when}.").format(when=row.until),
                    icon="pencil",
                )
                for row in rows
            ]
        )
        if rows:
            self.rows.set_current(rows[0].id)
            self.rows.setFocus()

    def show_warnings(self, begun: Sequence[str]) -> None:
        """Say that unfinished ones were deleted, unsent; told once."""
        if begun:
            self.message.show_message(
                self.tr(
                    "An unfinished concern of yours was deleted after its time: {when}."
                ).format(when="; ".join(begun)),
                severity="warning",
                next_step=self.tr("Nobody received it. If it was not sent since, write it again."),
            )

    def show_refusal(self, code: str, text: str, next_step: str = "") -> None:
        """Say what is wrong, beside the box it is about."""
        if not self.who.show_refusal(code, f"{text} {next_step}".strip()):
            self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _show(self, *parts: QWidget) -> None:
        everything: tuple[QWidget, ...] = (
            *(self._card, self._open, self.rows),
            *(self._nothing, self._go_on, self._throw),
        )
        for part in everything:
            part.setVisible(part in parts)
        self._rest.setVisible(self.rows not in parts)

    def _ask(self) -> None:
        self.message.clear()
        if not self.who.show_missing():
            self.asked.emit(self.who.draft())

    def _take(self) -> None:
        if (row := self.rows.current_id()) is not None:
            self.chosen.emit(str(row))

    def _throw_away(self) -> None:
        if (row := self.rows.current_id()) is not None:
            self.thrown_away.emit(str(row))
