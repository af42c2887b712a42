"""The children of a file whom nobody is certain of: who each is, or why its rows are left out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_words import counted
from ui.log_material import LogChild, LogDecision
from ui.theme import scaled, space
from ui.widgets.buttons import secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.popup_search import Match, PopupSearch
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.side_by_side import SideBySide, beside
from ui.widgets.text_line import TextLine


class LogChildren(QWidget):
    """``decided`` carries {key: LogDecision} of one child, or of all that are still open."""

    decided = Signal(object)

    def __init__(
        self, *, search: Callable[[str], Sequence[PupilOption]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._search = search
        self._children: dict[str, LogChild] = {}
        self.rows = RowList("log.children", self.tr("Children to decide on"))
        self.rows.setMinimumHeight(scaled(140))
        self.child = PopupSearch(
            "log.child",
            self.tr("Who it is"),
            search=self._matches,
            placeholder=self.tr("A few letters of the name"),
        )
        self.reason = TextLine(
            "log.reason",
            self.tr("Why the rows are left out"),
            placeholder=self.tr("For example: left the school, file passed on"),
        )
        self._one = secondary_button("log.leave_one", self.tr("Leave this child out"))
        self._rest = secondary_button("log.leave_rest", self.tr("Leave out all still open"))
        self._lay_out()
        self.rows.selected.connect(lambda _id: self._show_which())
        self.rows.opened.connect(lambda _id: self.child.setFocus())
        self.child.taken.connect(self._take)
        self._one.clicked.connect(self._leave_one)
        self._rest.clicked.connect(self._leave_rest)

    def _lay_out(self) -> None:
        self._who = FieldRow(self.tr("This is"), self.child)
        self._why = FieldRow(self.tr("Or leave the rows out, because"), self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        column.addWidget(self.rows, 1)
        column.addWidget(SideBySide(self._who, self._why, weights=(2, 3), gap=2))
        column.addLayout(beside(self._one, self._rest))

    def show_children(self, children: Sequence[LogChild]) -> None:
        """Show everybody; the cursor goes to the first who is still open."""
        self._children = {child.key: child for child in children}
        self.rows.set_rows([self._row(child) for child in children])
        waiting = [child.key for child in children if not child.decided]
        if waiting or children:
            self.rows.set_current(waiting[0] if waiting else children[0].key)
        self._rest.setEnabled(bool(waiting))
        self._why.clear_error()
        self._show_which()

    def _row(self, child: LogChild) -> RowItem:
        rows = counted(child.rows, self.tr("1 row"), self.tr("{n} rows"))
        first = self.tr("{rows}, line {line}").format(rows=rows, line=child.line)
        return RowItem(
            id=child.key,
            title=child.said,
            detail=child.decided or child.why,
            trailing=first,
            icon="check" if child.decided else "circle-question-mark",
            tone="muted",
        )

    def _show_which(self) -> None:
        child = self._children.get(self.rows.current_id() or "")
        self._one.setEnabled(child is not None)
        self.child.setEnabled(child is not None)

    def _matches(self, typed: str) -> list[Match]:
        """With nothing typed those whom the file may mean."""
        child = self._children.get(self.rows.current_id() or "")
        if not typed:
            perhaps = child.perhaps if child else ()
            return [Match(id=pupil, text=words) for pupil, words in perhaps]
        return [Match(id=option.id, text=option.words()) for option in self._search(typed)]

    def _take(self, pupil: str) -> None:
        key = self.rows.current_id()
        if key:
            self.decided.emit({key: LogDecision(pupil=pupil)})

    def _leave_one(self) -> None:
        key = self.rows.current_id()
        if key and self._has_reason():
            self.decided.emit({key: LogDecision(reason=self.reason.text().strip())})

    def _leave_rest(self) -> None:
        if self._has_reason():
            left = LogDecision(reason=self.reason.text().strip())
            waiting = [key for key, child in self._children.items() if not child.decided]
            self.decided.emit(dict.fromkeys(waiting, left))

    def _has_reason(self) -> bool:
        said = bool(self.reason.text().strip())
        if said:
            self._why.clear_error()
        else:
            self._why.set_error(self.tr("Say why in a few words; it is kept."))
            self.reason.setFocus()
        return said
