"""Beside a case: whose it is, what is sought, what is to be done, and what else is open."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.casework import Action
from storage.records.due import DueItem
from storage.records.times import for_people
from ui.case_material import ShownCase
from ui.lead_words import day_for_people
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard


class CaseFacts(QWidget):
    """Each child, action and open thing is one press away."""

    action_opened = Signal(str)
    pupil_opened = Signal(str)
    case_opened = Signal(str)
    thing_opened = Signal(str, str)

    def __init__(self, *, today: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._today = today
        self._shown: ShownCase | None = None
        self._about = SectionCard(self.tr("About"))
        self._files = QWidget()
        self._files.setProperty("kind", "plain")
        FlowLayout(self._files, spacing=space(0.5))
        self._facts = KeyValueGrid()
        self._about.body.addWidget(self._files)
        self._about.body.addWidget(self._facts)
        self._tasks = SectionCard(self.tr("Actions"))
        self.tasks = self._rows("case.actions", self.tr("Actions"))
        self._no_actions = PlainLabel(self.tr("Nothing is to be done."), tone="muted")
        self._tasks.body.addWidget(self.tasks)
        self._tasks.body.addWidget(self._no_actions)
        self._open = SectionCard(self.tr("Still open"))
        self.things = self._rows("case.things", self.tr("Still open"))
        self._open.body.addWidget(self.things)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        for card in (self._about, self._tasks, self._open):
            column.addWidget(card)
        column.addStretch(1)
        self.tasks.opened.connect(self.action_opened.emit)
        self.things.opened.connect(self._open_thing)

    @staticmethod
    def _rows(identifier: str, name: str) -> RowList:
        rows = RowList(identifier, name)
        rows.setStyleSheet("QListView { border: none; border-radius: 0; }")
        return rows

    def show_case(self, shown: ShownCase) -> None:
        """Show a case's facts."""
        self._shown = shown
        case = shown.case
        self._show_links(shown)
        self._facts.set_rows(
            [
                (self.tr("Whose"), shown.owner),
                (self.tr("Level"), shown.level),
                (self.tr("Next date"), day_for_people(case.next_review)),
                (self.tr("Sought"), case.sought),
                (self.tr("Opened"), f"{for_people(case.opened_at)}, {case.opened_by}"),
            ]
        )
        self.tasks.set_rows([self._action(action) for action in _open_first(shown.actions)])
        self._fit(self.tasks, len(shown.actions))
        self._no_actions.setVisible(not shown.actions)
        self.things.set_rows([self._thing(item) for item in shown.going_on])
        self._fit(self.things, len(shown.going_on))
        self._open.setVisible(bool(shown.going_on))

    def open_related(self) -> None:
        """Open the case that this one became part of."""
        if self._shown is not None and self._shown.case.merged_into:
            self.case_opened.emit(self._shown.case.merged_into)

    def _show_links(self, shown: ShownCase) -> None:
        layout = self._files.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for pupil, name in shown.children:
            words = self.tr("File of {name}").format(name=name)
            button = quiet_button(f"case.child.{pupil}", name, icon="user", name=words)
            button.clicked.connect(lambda _=False, pupil=pupil: self.pupil_opened.emit(pupil))
            layout.addWidget(button)
        for case, words in shown.related:
            button = quiet_button(f"case.related.{case}", words, icon="link")
            button.clicked.connect(lambda _=False, case=case: self.case_opened.emit(case))
            layout.addWidget(button)

    @staticmethod
    def _fit(rows: RowList, count: int) -> None:
        """As high as its rows, up to six; a longer list scrolls."""
        rows.setVisible(count > 0)
        if count:
            height = rows.sizeHintForRow(0)
            rows.setFixedHeight(height * min(count, 6) + 4)

    def _action(self, action: Action) -> RowItem:
        if action.dropped:
            trailing, tone = self.tr("no longer needed"), "muted"
        elif action.done_at:
            trailing, tone = self.tr("done"), "success"
        else:
            day = day_for_people(action.due)
            late = bool(action.due) and action.due < self._today()
            trailing = self.tr("overdue, {day}").format(day=day) if late else day
            tone = "danger" if late else "muted"
        detail = action.owner if not action.done_at else action.outcome
        return RowItem(id=action.id, title=action.what, detail=detail, trailing=trailing, tone=tone)

    def _thing(self, item: DueItem) -> RowItem:
        kinds = {
            "referral": self.tr("Referral"),
            "disagreement": self.tr("Disagreement"),
            "plan": self.tr("Plan"),
            "meeting": self.tr("Meeting"),
        }
        day = day_for_people(item.due)
        return RowItem(
            id=f"{item.kind} {item.id}", title=kinds[item.kind], detail=item.words, trailing=day
        )

    def _open_thing(self, key: str) -> None:
        kind, _, thing = key.partition(" ")
        self.thing_opened.emit(kind, thing)


def _open_first(actions: tuple[Action, ...]) -> list[Action]:
    return sorted(actions, key=lambda action: (action.done_at or "", action.due or "9999"))
