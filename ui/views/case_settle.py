"""What a case still has open when it is closed: each is finished, dropped, or goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from storage.records.casework import Action
from ui.case_material import ClosingShown, SettledDraft
from ui.lead_words import day_for_people
from ui.theme import space
from ui.widgets.buttons import secondary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

DONE, DROPPED, STAYS, OTHER = "done", "dropped", "stays", "other"


class SettleRow(QWidget):
    """One action: a press says what becomes of it."""

    def __init__(
        self, action: Action, *, people: tuple[Choice, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.action = action
        name = f"case_close.action.{action.id}"
        self.how = ChoiceRow(
            name,
            self.tr("What becomes of “{what}”").format(what=action.what),
            (
                Choice(value=DONE, text=self.tr("Done")),
                Choice(value=DROPPED, text=self.tr("No longer needed")),
                Choice(value=STAYS, text=self.tr("Goes on")),
                Choice(value=OTHER, text=self.tr("Goes on with somebody else")),
            ),
        )
        self.words = TextLine(f"{name}.words", self.tr("What came of it"))
        self.words.hide()
        self.owner = Combo(f"{name}.owner", self.tr("By whom"), people)
        self.owner.hide()
        due = day_for_people(action.due)
        detail = ", ".join(part for part in (action.owner, due) if part)
        self._row = FieldRow(f"{action.what} ({detail})", self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(self._row)
        column.addWidget(self.words)
        column.addWidget(self.owner)
        self.setFocusProxy(self.how)
        self.how.changed.connect(self._choose)

    def draft(self) -> SettledDraft:
        """Return what becomes of it."""
        how = self.how.value()
        return SettledDraft(
            action=self.action.id,
            how=STAYS if how == OTHER else how,
            words=self.words.text().strip(),
            owner=self.owner.value() if how == OTHER else "",
        )

    def missing(self) -> QWidget | None:
        """What still needs an answer here."""
        how = self.how.value()
        self._row.clear_error()
        if not how:
            self._row.set_error(self.tr("Say what becomes of it."))
            return self.how
        if how in (DONE, DROPPED) and not self.words.text().strip():
            self._row.set_error(self.tr("Say what came of it, or why it is not needed."))
            return self.words
        if how == OTHER and not self.owner.value():
            self._row.set_error(self.tr("Choose somebody."))
            return self.owner
        return None

    def _choose(self, how: str) -> None:
        self.words.setVisible(how in (DONE, DROPPED))
        self.owner.setVisible(how == OTHER)
        name = self.tr("What came of it") if how == DONE else self.tr("Why it is not needed")
        self.words.setPlaceholderText(name)
        self.words.setAccessibleName(f"{self.action.what}: {name}")


class SettleRows(QWidget):
    """Actions, concerns that wait for a decision, and what is open outside the school."""

    concern_opened = Signal(str)
    thing_opened = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._rows: dict[str, SettleRow] = {}
        self._others: list[QWidget] = []
        self._ticks: dict[str, tuple[QCheckBox, str]] = {}
        self._waiting = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1.5))

    def show_open(self, shown: ClosingShown) -> None:
        """Show what is open now; what was said about an action that is still open stays."""
        ticked = {key for key, (tick, _words) in self._ticks.items() if tick.isChecked()}
        for widget in self._others:
            self._drop(widget)
        self._others, self._ticks = [], {}
        wanted = {action.id: action for action in shown.actions}
        for key in [key for key in self._rows if key not in wanted]:
            self._drop(self._rows.pop(key))
        for key, action in wanted.items():
            if key not in self._rows:
                self._rows[key] = SettleRow(action, people=shown.people)
                self._column.addWidget(self._rows[key])
        self._waiting = len(shown.waiting)
        for concern, words in shown.waiting:
            self._add_waiting(concern, words)
        for item in shown.going_on:
            self._add_thing(item.kind, item.id, item.words, f"{item.kind} {item.id}" in ticked)
        first = next(iter(self._rows.values()), None) or next(iter(self._others), None)
        if first is not None:
            self.setFocusProxy(first)

    def drafts(self) -> tuple[SettledDraft, ...]:
        """What becomes of each action."""
        return tuple(row.draft() for row in self._rows.values())

    def going_on(self) -> tuple[str, ...]:
        """The words of what goes on outside after the closing."""
        return tuple(words for tick, words in self._ticks.values() if tick.isChecked())

    def missing(self) -> QWidget | None:
        """The first thing that nothing was said about."""
        found = [row.missing() for row in self._rows.values()]
        first = next((widget for widget in found if widget is not None), None)
        unsaid = next((tick for tick, _w in self._ticks.values() if not tick.isChecked()), None)
        return first or unsaid

    def _add_waiting(self, concern: str, words: str) -> None:
        line = PlainLabel(self.tr("Nothing was decided yet: {words}").format(words=words))
        decide = secondary_button(f"case_close.concern.{concern}", self.tr("Decide now"))
        decide.clicked.connect(lambda: self.concern_opened.emit(concern))
        self._put(SideBySide(line, decide, weights=(1, 0), gap=2))

    def _add_thing(self, kind: str, thing: str, words: str, ticked: bool) -> None:
        kinds = {
            "referral": self.tr("Referral"),
            "disagreement": self.tr("Professional disagreement"),
            "plan": self.tr("Plan"),
            "meeting": self.tr("Meeting"),
        }
        whole = f"{kinds[kind]}: {words}" if words else kinds[kind]
        tick = QCheckBox(self.tr("Goes on after the closing"))
        spoken = self.tr("{what}: goes on after the closing").format(what=whole)
        identify(tick, f"case_close.goes_on.{thing}", spoken)
        tick.setChecked(ticked)
        finish = secondary_button(f"case_close.open.{thing}", self.tr("Finish it now"))
        finish.clicked.connect(lambda: self.thing_opened.emit(kind, thing))
        self._ticks[f"{kind} {thing}"] = (tick, whole)
        self._put(SideBySide(PlainLabel(whole), tick, finish, weights=(1, 0, 0), gap=2))

    def _put(self, widget: QWidget) -> None:
        self._others.append(widget)
        self._column.addWidget(widget)

    @staticmethod
    def _drop(widget: QWidget) -> None:
        widget.hide()
        widget.deleteLater()
