"""Two versions of a plan side by side in a table that the arrow keys move through."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from storage.records.risk_assessment import Control, Hazard, RiskAssessment
from storage.records.risk_compare import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    HazardPair,
    RiskComparison,
    compare,
)
from ui.lead_words import day_for_people
from ui.risk_material import RiskLists, RiskScale
from ui.theme import scaled, space
from ui.widgets.identify import identify

Index = QModelIndex | QPersistentModelIndex
# The padding of the style sheet, the border of the focus and Qt's own margin, on both sides.
_PADDING = 2 * (8 + 2 + 4)
_ENDLESS = 100_000


class _CompareModel(QAbstractTableModel):
    """Rows of four texts; the first and the last stand in heavier letters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, str, str, str], ...] = ()

    def replace(self, heads: Sequence[str], rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """What, both versions, what became of it."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, where they stand, how heavy they are."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if role == Qt.ItemDataRole.FontRole and index.column() in (0, 3):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The heads of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section] if section < len(self._heads) else ""
        return None


class CompareTable(QTableView):
    """A row for each hazard and each text: what it is, both versions, and what became of it.

    What became of it is said in words; heavier letters only repeat it.
    """

    def __init__(self, *, lists: RiskLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _CompareModel(self)
        self.setModel(self._model)
        identify(self, "risk_kept.compare", self.tr("Versions side by side"))
        self._lists = lists
        self.setProperty("kind", "records")
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(4):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def show_versions(
        self, earlier: RiskAssessment, later: RiskAssessment, *, everything: bool
    ) -> str:
        """Compare two versions; ``everything`` shows also what is the same. Returns what became of
        the hazards, in one line.
        """
        found = compare(earlier.draft, later.draft)
        heads = (
            self.tr("What"),
            self.tr("Version {n}").format(n=earlier.version),
            self.tr("Version {n}").format(n=later.version),
            self.tr("What became of it"),
        )
        scales = (
            self._lists.scale(earlier.draft.scale),
            self._lists.scale(later.draft.scale),
        )
        rows = [
            *(
                self._hazard(number, pair, scales)
                for number, pair in enumerate(found.hazards, start=1)
            ),
            *self._texts(found, earlier, later),
        ]
        shown = [row for row in rows if everything or row[3] != self._states()[SAME]]
        self._model.replace(heads, shown)
        if shown:
            self.setCurrentIndex(self._model.index(0, 0))
        self._fit()
        return self._summary(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab leaves the table, arrows move in it."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        room = max(self.viewport().width(), 4 * scaled(60))
        for column, share in enumerate((17, 33, 33, 17)):
            self.setColumnWidth(column, room * share // 100)
        high = self.horizontalHeader().height() + 4
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, self._high(row))
            high += self.rowHeight(row)
        self.setMinimumHeight(min(max(high, scaled(120)), scaled(460)))

    def _high(self, row: int) -> int:
        """What the words of a row need. Qt's own measure leaves the style sheet's padding out of
        the width and cuts the last line, which says how high the risk is.
        """
        most = 0
        for column in range(self._model.columnCount()):
            index = self._model.index(row, column)
            given = self._model.data(index, Qt.ItemDataRole.FontRole)
            letters = QFontMetrics(given if isinstance(given, QFont) else self.font())
            room = QRect(0, 0, max(1, self.columnWidth(column) - _PADDING), _ENDLESS)
            words = str(self._model.data(index))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            most = max(most, letters.boundingRect(room, flags, words).height())
        return most + space(2)

    def _states(self) -> dict[str, str]:
        return {
            SAME: self.tr("The same"),
            CHANGED: self.tr("Changed"),
            ADDED: self.tr("Added"),
            REMOVED: self.tr("Taken out"),
        }

    def _summary(self, found: RiskComparison) -> str:
        words = self.tr(
            "Hazards: {added} added, {gone} taken out, {changed} changed, {same} the same."
        )
        said = words.format(
            added=found.count(ADDED),
            gone=found.count(REMOVED),
            changed=found.count(CHANGED),
            same=found.count(SAME),
        )
        if found.same_scale:
            return said
        return said + " " + self.tr("The two are rated on different scales.")

    def _hazard(
        self, number: int, pair: HazardPair, scales: tuple[RiskScale | None, RiskScale | None]
    ) -> tuple[str, str, str, str]:
        return (
            self.tr("Hazard {n}").format(n=number),
            self._whole(pair.before, scales[0]),
            self._whole(pair.after, scales[1]),
            self._became(pair),
        )

    def _became(self, pair: HazardPair) -> str:
        state = self._states()[pair.state]
        names = dict(
            hazard=self.tr("words"),
            setting=self.tr("place"),
            times=self.tr("time"),
            where=self.tr("place"),
            likelihood=self.tr("risk now"),
            severity=self.tr("risk now"),
            controls=self.tr("what is done"),
            likelihood_after=self.tr("risk then"),
            severity_after=self.tr("risk then"),
        )
        parts = list(dict.fromkeys(names[name] for name in pair.changed))
        return f"{state}: {', '.join(parts)}" if parts else state

    def _whole(self, hazard: Hazard | None, scale: RiskScale | None) -> str:
        if hazard is None:
            return "–"
        setting, times = self._lists.setting_words, self._lists.time_words
        place = (setting(hazard.setting), times(hazard.times), hazard.where)
        lines = [
            hazard.hazard,
            ", ".join(part for part in place if part),
            *(self._control(each) for each in hazard.controls),
            self.tr("Now: {rating}").format(
                rating=self._rating(hazard.likelihood, hazard.severity, scale)
            ),
        ]
        if hazard.likelihood_after and hazard.severity_after:
            after = self._rating(hazard.likelihood_after, hazard.severity_after, scale)
            lines.append(self.tr("With this done: {rating}").format(rating=after))
        return "\n".join(line for line in lines if line)

    def _control(self, control: Control) -> str:
        said = control.control
        if control.owner:
            said = self.tr("{what} – {owner}").format(what=said, owner=control.owner)
        if control.by_when:
            day = day_for_people(control.by_when)
            said = self.tr("{what}, by {day}").format(what=said, day=day)
        return f"• {said}"

    def _rating(self, likelihood: int, severity: int, scale: RiskScale | None) -> str:
        score = likelihood * severity
        band = scale.band(score) if scale is not None else None
        word = f"{band.word} " if band is not None else ""
        return f"{word}{score} ({likelihood} × {severity})"

    def _texts(
        self, found: RiskComparison, earlier: RiskAssessment, later: RiskAssessment
    ) -> list[tuple[str, str, str, str]]:
        names = _text_names(self, self._lists, (later, earlier))
        rows = []
        for pair in found.texts:
            before, after = pair.before, pair.after
            if pair.name == "review_date":
                before, after = day_for_people(before), day_for_people(after)
            rows.append(
                (
                    names.get(pair.name, pair.name),
                    before or "–",
                    after or "–",
                    self._states()[pair.state],
                )
            )
        return rows


def _text_names(
    widget: QWidget, lists: RiskLists, versions: Sequence[RiskAssessment]
) -> dict[str, str]:
    names = {
        "title": widget.tr("What it is about"),
        "review_date": widget.tr("Look at it again on"),
        "facts": widget.tr("What is known"),
        "allegation": widget.tr("Where the allegation stands"),
        "needs": widget.tr("Support for the child"),
        "supervision": widget.tr("Level of supervision"),
        "staff_briefed": widget.tr("Staff who were told what to do"),
        "families": widget.tr("How each family is kept informed"),
        "contingency": widget.tr("If the plan cannot be kept"),
        "agencies": widget.tr("Agencies"),
        "child_view": widget.tr("The child’s view"),
        "parent_view": widget.tr("The parents’ view"),
    }
    for version in versions:
        template = lists.template(version.draft.template)
        for question in template.consider if template else ():
            names.setdefault(f"considered.{question.code}", question.label)
    return names
