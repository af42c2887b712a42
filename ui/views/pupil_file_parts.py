"""The sections of a child's file that are short lists: body maps, risk assessments, documents."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from storage.records.casework import StoredFile
from storage.records.risk_assessment import RiskAssessment
from storage.records.times import for_people
from ui.lead_material import BodyMapRow, VolumeRow
from ui.lead_words import counted, day_for_people
from ui.theme import space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.row_list import RowItem, RowList


class ListSection(QWidget):
    """A list with one thing to add, or a sentence that there is nothing yet."""

    opened = Signal(str)

    def __init__(
        self,
        *,
        identifier: str,
        name: str,
        empty: tuple[str, str, str],
        add: Sequence[QPushButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.rows = RowList(identifier, name)
        self.rows.opened.connect(self.opened.emit)
        icon, title, text = empty
        self._empty = EmptyState(icon, title, text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        if add:
            line = FlowLayout(spacing=space(1))
            for button in add:
                line.addWidget(button)
            column.addLayout(line)
        column.addWidget(self.rows, 1)
        column.addWidget(self._empty, 1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[RowItem]) -> None:
        """Show these rows."""
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self._empty.setVisible(not rows)


class BodyMapsSection(ListSection):
    """Body maps in the order of their times; a new occasion is a new map."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            identifier="file.body_map_list",
            name=self.tr("Body maps"),
            empty=(
                "person-standing",
                self.tr("No body map"),
                self.tr("A body map comes with a concern when somebody saw a mark."),
            ),
            parent=parent,
        )

    def show_maps(self, maps: Sequence[BodyMapRow]) -> None:
        """Show these maps."""
        self.show_rows(
            [
                RowItem(
                    id=row.id,
                    title=row.when,
                    detail=" · ".join(part for part in (row.author, row.seen) if part),
                    trailing=counted(row.marks, self.tr("1 mark"), self.tr("{n} marks")),
                    icon="person-standing",
                )
                for row in maps
            ]
        )


class RisksSection(ListSection):
    """Risk assessments with the day they are looked at again."""

    def __init__(self, *, new: Callable[[], None], parent: QWidget | None = None) -> None:
        add = secondary_button(
            "file.new_risk_assessment", self.tr("New risk assessment"), icon="plus"
        )
        add.clicked.connect(lambda _=False: new())
        super().__init__(
            identifier="file.risk_list",
            name=self.tr("Risk assessments"),
            empty=(
                "shield-alert",
                self.tr("No risk assessment"),
                self.tr(
                    "Hazards, how likely, how bad, what is done about them, and when to look again."
                ),
            ),
            add=(add,),
            parent=parent,
        )

    def show_assessments(self, assessments: Sequence[RiskAssessment]) -> None:
        """Show these assessments."""
        self.show_rows([self._row(item) for item in assessments])

    def _row(self, item: RiskAssessment) -> RowItem:
        hazards = counted(len(item.draft.hazards), self.tr("1 hazard"), self.tr("{n} hazards"))
        version = self.tr("version {n}").format(n=item.version)
        written = self.tr("{who}, {when}").format(
            who=item.author, when=for_people(item.recorded_at)
        )
        if item.ended is not None:
            review = self.tr("ended {day}").format(day=day_for_people(item.ended.on))
        else:
            review = self.tr("review {day}").format(day=day_for_people(item.draft.review_date))
        return RowItem(
            id=item.id,
            title=item.draft.title,
            detail=" · ".join((hazards, version, written)),
            trailing=review,
            icon="shield-alert",
        )


class DocumentsSection(ListSection):
    """Scanned paper volumes, with where the paper itself lies."""

    file_opened = Signal(object)

    def __init__(
        self,
        *,
        attach: Callable[[], None],
        import_rows: Callable[[], None],
        left: Callable[[], None],
        moves: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        add = secondary_button(
            "file.attach_volume", self.tr("Attach a paper volume…"), icon="paperclip"
        )
        add.clicked.connect(lambda _=False: attach())
        paper = secondary_button(
            "file.import_chronology", self.tr("Import a paper chronology…"), icon="file-text"
        )
        paper.clicked.connect(lambda _=False: import_rows())
        school = secondary_button(
            "file.next_school", self.tr("For the next school…"), icon="school"
        )
        school.clicked.connect(lambda _=False: moves())
        gone = quiet_button("file.left", self.tr("Documents that left"), icon="file-check")
        gone.clicked.connect(lambda _=False: left())
        super().__init__(
            identifier="file.document_list",
            name=self.tr("Documents"),
            empty=(
                "archive",
                self.tr("No paper volume"),
                self.tr("Scan the old binder to one PDF and attach it here as paper volume 1."),
            ),
            add=(add, paper, school, gone),
            parent=parent,
        )
        self._files: dict[str, StoredFile | None] = {}
        self.opened.connect(self._open)

    def show_volumes(self, volumes: Sequence[VolumeRow]) -> None:
        """Show these volumes."""
        self._files = {row.id: row.file for row in volumes}
        self.show_rows([self._row(row) for row in volumes])

    def _row(self, row: VolumeRow) -> RowItem:
        pages = counted(row.pages, self.tr("1 page"), self.tr("{n} pages")) if row.pages else ""
        lies = self.tr("the paper lies: {where}").format(where=row.original_lies)
        attached = for_people(row.attached_at) if row.attached_at else ""
        return RowItem(
            id=row.id,
            title=self.tr("Paper volume {n}: {title}").format(n=row.volume, title=row.title),
            detail=" · ".join(part for part in (lies, attached) if part),
            trailing=pages,
            icon="archive",
        )

    def _open(self, identifier: str) -> None:
        file = self._files.get(identifier)
        if file is not None:
            self.file_opened.emit(file)
