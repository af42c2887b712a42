"""The model behind the list of cases."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from storage.records.cases import CaseRow
from ui.lead_words import day_for_people
from ui.models.paged_model import Column, PagedModel


def _words(text: str) -> str:
    return QCoreApplication.translate("case_rows", text)


class CaseModel(PagedModel):
    """Cases: child, title, next day, whose it is, how it stands."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[CaseRow]],
        word: Callable[[str], str],
        today: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        self._word, self._today = word, today
        columns = (
            Column(key="names", title=_words("Child"), width_chars=22),
            Column(key="title", title=_words("Case"), stretch=True),
            Column(key="next", title=_words("Next"), width_chars=20),
            Column(key="state", title=_words("State"), width_chars=16, spare=2),
            Column(key="level", title=_words("Level"), width_chars=20, spare=3),
            Column(key="owner", title=_words("Whose"), width_chars=15, spare=1),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)

    def _cell(self, row: CaseRow, key: str) -> str:
        cells = {
            "names": row.names,
            "title": row.title,
            "next": self._next(row),
            "state": self._state(row),
            "level": self._word(row.level) if row.level else "",
            "owner": row.owner,
        }
        return cells[key]

    def _next(self, row: CaseRow) -> str:
        if row.next_due:
            day = day_for_people(row.next_due)
            late = row.next_due < self._today()
            return _words("{day}, overdue").format(day=day) if late else day
        if row.status != "open":
            return ""
        return _words("Something is open") if row.has_step else _words("No next step")

    def _state(self, row: CaseRow) -> str:
        if row.waits_for_second:
            return _words("Closed, waits for a second signature")
        return {
            "open": _words("Open"),
            "monitoring": _words("Monitoring"),
            "closed": _words("Closed"),
            "merged": _words("Part of another case"),
        }[row.status]

    def colour_of(self, row: CaseRow, key: str) -> QColor | None:
        """What is over is set back; the words say it as well."""
        if row.status in ("closed", "merged") and key != "title":
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None
