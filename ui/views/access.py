"""Who has seen this: every opened file and concern, every document that left, every sign-in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from storage.records.times import for_people
from ui.care_material import AccessLine
from ui.lead_words import counted
from ui.models.paged_model import Column, PagedModel
from ui.theme import space
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable

EVERY = "all"


def _words(text: str) -> str:
    return QCoreApplication.translate("access", text)


class AccessModel(PagedModel):
    """When, who, what; ``whole_school`` says of each line whose file it was."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[AccessLine]],
        whole_school: bool,
        parent: QObject | None = None,
    ) -> None:
        columns = [
            Column(key="at", title=_words("When"), width_chars=18),
            Column(key="person", title=_words("Who"), width_chars=16),
            Column(key="what", title=_words("What"), width_chars=22),
        ]
        if whole_school:
            columns.append(Column(key="child", title=_words("Child"), stretch=True))
            columns.append(Column(key="detail", title=_words("More"), width_chars=32, spare=1))
        else:
            columns.append(Column(key="detail", title=_words("More"), stretch=True))
        super().__init__(tuple(columns), fetch=fetch, text=self._cell, parent=parent)

    @staticmethod
    def _cell(row: AccessLine, key: str) -> str:
        cells = {
            "at": for_people(row.at) if row.at else "",
            "person": row.person,
            "what": row.what,
            "child": row.child,
            "detail": row.detail,
        }
        return cells[key]


class AccessView(Page):
    """The list is read page by page from the record; below it stands what it cannot know.

    ``kinds`` are the filters of the whole school's list; without them it is one child's.
    """

    kind_chosen = Signal(str)

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[int]], Sequence[AccessLine]],
        child: str = "",
        back: str = "",
        kinds: Sequence[Choice] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="access", scroll=False, parent=parent)
        self._child = child
        self.set_title(
            self.tr("Who has seen this? – {name}").format(name=child)
            if child
            else self.tr("Who has seen what")
        )
        self.show_back(back or self.tr("Back"))
        self.kinds = ChoiceRow(
            "access.kind",
            self.tr("Show"),
            (Choice(value=EVERY, text=self.tr("Everything")), *kinds),
        )
        self.kinds.set_value(EVERY)
        self.kinds.setVisible(bool(kinds))
        self.kinds.changed.connect(self._choose)
        self.model = AccessModel(fetch=fetch, whole_school=not child, parent=self)
        self.table = RecordTable("access.list", self.tr("Who has seen what"), lines=2)
        self.table.set_model(self.model)
        self.table.set_empty(
            EmptyState(
                "eye",
                self.tr("Nothing to show"),
                self.tr("Nothing of this kind has been recorded."),
            )
        )
        self.body.setSpacing(space(1.5))
        self.body.addWidget(self.kinds)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(PlainLabel(self._limits(), tone="small"))

    def _limits(self) -> str:
        return self.tr(
            "It cannot know who read a backup on another computer, a printed page, a photograph of"
            " the screen, or the screen over somebody’s shoulder. Failed sign-ins are kept in a"
            " file until the next sign-in; whoever owns the disk can delete that file. Everything"
            " else here is part of the record and cannot be taken out unnoticed."
        )

    def show_total(self, total: int) -> None:
        """Show a list of so many lines; they are read when they come into sight."""
        self.model.set_ids(range(total))
        self.set_subtitle(
            counted(total, self.tr("1 line, newest first"), self.tr("{n} lines, newest first"))
            if total
            else ""
        )

    def _choose(self, kind: str) -> None:
        self.kind_chosen.emit("" if kind == EVERY else kind)
