"""The models behind the lead's lists: columns, and the words of each cell."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from storage.records.casework import ConcernRow, PupilRow
from storage.records.chronology import ChronologyEntry
from storage.records.log_rows import MIGRATED
from storage.records.times import for_people
from ui.lead_words import day_for_people, first_words
from ui.models.paged_model import Column, Index, PagedModel

STAR = "★"
_NEAR = 100


def _words(text: str) -> str:
    return QCoreApplication.translate("lead_rows", text)


class ConcernModel(PagedModel):
    """Concerns: child, when written, by whom, how far it is."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[ConcernRow]],
        word: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        self._word = word
        columns = (
            Column(key="status", title=_words("State"), width_chars=9),
            Column(key="pupils", title=_words("Child"), width_chars=22),
            Column(key="written", title=_words("Written"), width_chars=18, spare=1),
            Column(key="words", title=_words("First words"), stretch=True),
            Column(key="level", title=_words("Level"), width_chars=16, spare=2),
            Column(key="reporter", title=_words("Written by"), width_chars=14, spare=3),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)

    def _cell(self, row: ConcernRow, key: str) -> str:
        cells = {
            "status": self._word(row.status),
            "pupils": row.pupils,
            "written": for_people(row.written_at),
            "words": first_words(row.first_words),
            "level": self._word(row.level),
            "reporter": row.reporter,
        }
        return cells[key]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A concern that waits stands out by its weight."""
        waits = role == Qt.ItemDataRole.FontRole and self.columns[index.column()].key == "status"
        if waits and self.row_value(index.row()).status == "waiting":
            font = QFont(QGuiApplication.font())
            font.setWeight(QFont.Weight.Bold)
            return font
        return super().data(index, role)


class PupilModel(PagedModel):
    """Children: name, year, class, birthday, open concerns, last entry."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[PupilRow]],
        parent: QObject | None = None,
    ) -> None:
        columns = (
            Column(key="name", title=_words("Name"), stretch=True),
            Column(key="year", title=_words("Year"), width_chars=6),
            Column(key="class", title=_words("Class"), width_chars=12, spare=1),
            Column(key="born", title=_words("Born"), width_chars=12, spare=3),
            Column(key="open", title=_words("Open concerns"), width_chars=10),
            Column(key="last", title=_words("Last entry"), width_chars=18, spare=2),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, parent=parent)

    def _cell(self, row: PupilRow, key: str) -> str:
        cells = {
            "name": row.name,
            "year": row.year_group,
            "class": row.class_name,
            "born": day_for_people(row.date_of_birth),
            "open": str(row.open_concerns) if row.open_concerns else "",
            "last": for_people(row.last_entry) if row.last_entry else "",
        }
        return cells[key]


class ChronologyModel(PagedModel):
    """A child's chronology: the date as told, what it is, the words, who says so."""

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[ChronologyEntry]],
        word: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        self._word = word
        self._places: Mapping[str, tuple[int, int]] = {}
        self._whose: Callable[[str], str] = lambda _: ""
        columns = (
            Column(key="significant", title=STAR, width_chars=1),
            Column(key="happened", title=_words("Happened"), width_chars=22),
            Column(key="kind", title=_words("Kind"), width_chars=12, spare=1),
            Column(key="text", title=_words("What"), stretch=True),
            Column(key="author", title=_words("By"), width_chars=12, spare=2),
        )
        super().__init__(columns, fetch=fetch, text=self._cell, page_size=_NEAR, parent=parent)

    def _cell(self, row: ChronologyEntry, key: str) -> str:
        cells = {
            "significant": STAR if row.significant else "",
            "happened": row.happened.for_people(),
            "kind": self._kind(row),
            "text": self._text_of(row) if key == "text" else "",
            "author": row.author,
        }
        return cells[key]

    def show_places(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Say of these rows which telling of one event they are: (number, of so many)."""
        self._places = places

    def show_whose(self, whose: Callable[[str], str]) -> None:
        """Say before a row's words whose file it stands in."""
        self._whose = whose

    def ids_near(self, row: int) -> list[str]:
        """The identifiers around a row, for whoever reads something of many at once."""
        first = max(0, row - _NEAR)
        return [self.id_at(each) for each in range(first, min(row + _NEAR, self.rowCount()))]

    def _text_of(self, row: ChronologyEntry) -> str:
        whose, told = self._whose(row.id), ""
        if row.id in self._places:
            number, of = self._places[row.id]
            told = _words("One event, told {number} of {of}").format(number=number, of=of)
        head = " · ".join(part for part in (whose, told) if part)
        words = first_words(row.summary or row.text, limit=160)
        return f"{head}: {words}" if head else words

    def _kind(self, row: ChronologyEntry) -> str:
        """What it is in one or two words: the whole of it stands beside the list."""
        if row.kind == "transcribed":
            migrated = row.category == MIGRATED
            return _words("Migrated") if migrated else _words("From paper")
        short = {
            "action": _words("Action"),
            "reply": _words("Reply"),
            "risk_assessment": _words("Risk assessed"),
        }
        return short.get(row.kind) or self._word(row.kind)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The star is said in words, and significant rows are set in a heavier weight."""
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.AccessibleTextRole and key == "significant":
            significant = self.row_value(index.row()).significant
            return _words("Significant") if significant else _words("Not significant")
        return super().data(index, role)

    def colour_of(self, row: ChronologyEntry, key: str) -> QColor | None:
        """Dates nobody knows are set back, the words never are."""
        if key == "happened" and not row.happened.dated:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None
