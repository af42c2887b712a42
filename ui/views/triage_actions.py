"""What is to be done, by whom and by when: one line pair for each action."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.lead_drafts import ActionDraft
from ui.plain_tip import plain_tip
from ui.theme import TARGET, space
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.enter_button import EnterButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.person_picker import PersonOption
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

DAYS = (0, 1, 7, 14)


class ActionRow(QWidget):
    """One action. ``number`` 1 keeps the plain identifiers, later rows carry their number."""

    changed = Signal()

    def __init__(
        self,
        *,
        screen: str,
        number: int,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        end = "" if number == 1 else f".{number}"
        self._today = today
        self.what = TextLine(
            f"{screen}.action{end}", self.tr("What is to be done"),
            placeholder=self.tr("To do – empty: as decided"),
        )  # fmt: skip
        names = [Choice(value=person.id, text=person.name) for person in people]
        self.owner = Combo(
            f"{screen}.owner{end}", self.tr("By whom"), names, placeholder=self.tr("By whom…")
        )
        self.due = DateEdit(f"{screen}.due{end}", self.tr("By when"))
        quick = QWidget()
        quick.setProperty("kind", "plain")
        second = FlowLayout(quick, spacing=space(0.25))
        for days, words in zip(
            DAYS,
            (self.tr("Today"), self.tr("Tomorrow"), self.tr("1 week"), self.tr("2 weeks")),
            strict=True,
        ):
            button = self._quick(f"{screen}.due{end}.in_{days}", words)
            button.clicked.connect(lambda _=False, days=days: self._set_due(days))
            second.addWidget(button)
        self._far_day = ""
        self._far = self._quick(f"{screen}.due{end}.half_term", "")
        self._far.clicked.connect(lambda: self.due.set_value(self._far_day))
        self._far.hide()
        second.addWidget(self._far)
        self.more = EnterButton()
        self.more.setProperty("kind", "quiet")
        self.more.setAutoDefault(False)
        self.more.setFixedSize(TARGET, TARGET)
        set_icon(self.more, "plus", tone="link", size=18)
        another = self.tr("Another action")
        identify(self.more, f"{screen}.more_actions{end}", another).setToolTip(plain_tip(another))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(SideBySide(self.what, self.owner, self.more, weights=(3, 2, 0), gap=0.5))
        column.addWidget(SideBySide(self.due, quick, weights=(1, 0), gap=0.25))
        self.what.textChanged.connect(self.changed)
        self.owner.changed.connect(self.changed)
        self.due.changed.connect(self.changed)

    def offer_far_day(self, words: str, day: str) -> None:
        """Offer a day that the school's calendar knows; empty takes the offer away."""
        self._far_day = day
        self._far.setText(words)
        self._far.setAccessibleName(self.tr("By when: {day}").format(day=words))
        self._far.setVisible(bool(day))

    def _quick(self, identifier: str, words: str) -> QPushButton:
        button = quiet_button(identifier, words, name=self.tr("By when: {day}").format(day=words))
        # several stand in one line: the roomy padding of single buttons would break it
        button.setStyleSheet("QPushButton { padding: 1px 6px; min-height: 24px; }")
        return button

    def started(self) -> bool:
        """Whether anything was said about this action."""
        return bool(self.what.text().strip() or self.owner.value() or self.due.line.text().strip())

    def missing(self) -> QWidget | None:
        """The first control that still needs an answer, None when there is none."""
        if not self.owner.value():
            return self.owner
        return None if self.due.value() else self.due

    def draft(self, *, decided: str) -> ActionDraft:
        """Return the action; without words of its own it says what was decided."""
        what = self.what.text().strip() or decided
        return ActionDraft(what=what, owner=self.owner.value(), due=self.due.value())

    def clear(self) -> None:
        """Empty the row."""
        self.what.clear()
        self.owner.set_value("")
        self.due.set_value("")

    def _set_due(self, days: int) -> None:
        self.due.set_value((self._today() + timedelta(days=days)).isoformat())


class ActionRows(QWidget):
    """The actions of one decision; one row at first, more on request."""

    changed = Signal()

    def __init__(
        self,
        *,
        screen: str,
        people: Sequence[PersonOption],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._screen, self._people, self._today = screen, tuple(people), today
        self._rows: list[ActionRow] = []
        self._far = ("", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1.25))
        self.add_row()

    def add_row(self) -> ActionRow:
        """Offer one more action."""
        row = ActionRow(
            screen=self._screen, number=len(self._rows) + 1, people=self._people, today=self._today
        )
        row.offer_far_day(*self._far)
        row.changed.connect(self.changed)
        row.more.clicked.connect(self._add_and_go)
        for earlier in self._rows:
            earlier.more.hide()
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def offer_far_day(self, words: str, day: str) -> None:
        """Offer a day that the school's calendar knows in every row, e.g. until half term."""
        self._far = (words, day)
        for row in self._rows:
            row.offer_far_day(words, day)

    def _add_and_go(self) -> None:
        self.add_row().what.setFocus()

    def first(self) -> ActionRow:
        """The row that is always there."""
        return self._rows[0]

    def started(self) -> bool:
        """Whether anything was said in any row."""
        return any(row.started() for row in self._rows)

    def missing(self) -> QWidget | None:
        """The first control that still needs an answer; the first action is always asked for."""
        for place, row in enumerate(self._rows):
            found = row.missing() if place == 0 or row.started() else None
            if found is not None:
                return found
        return None

    def drafts(self, *, decided: str) -> tuple[ActionDraft, ...]:
        """Return the actions that were given, in order."""
        return tuple(row.draft(decided=decided) for row in self._rows if row.started())

    def clear(self) -> None:
        """Go back to one empty row."""
        for row in self._rows[1:]:
            row.hide()
            row.deleteLater()
        self._rows = self._rows[:1]
        self._rows[0].clear()
        self._rows[0].more.show()
