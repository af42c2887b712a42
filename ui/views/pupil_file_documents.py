"""Everything attached anywhere in a child's file in one list, beside the index of the file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from storage.records.casework import StoredFile
from storage.records.file_contents import FileDocument, IndexLine
from storage.records.times import for_people
from ui.lead_material import LeadLists, VolumeRow
from ui.lead_words import counted, day_for_people, first_words
from ui.theme import scaled, space
from ui.views.pupil_file_head import day_of
from ui.views.pupil_file_parts import ListSection
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.labels import PlainLabel
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.side_by_side import SideBySide


class DocumentsSection(QWidget):
    """``file_opened`` carries the stored file, ``part_opened`` the section or page of a line of the
    index.
    """

    file_opened = Signal(object)
    part_opened = Signal(str)
    paper_index_requested = Signal()

    def __init__(
        self,
        *,
        lists: LeadLists,
        attach: Callable[[], None],
        import_rows: Callable[[], None],
        left: Callable[[], None],
        moves: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lists = lists
        self._files: dict[str, StoredFile | None] = {}
        self._volumes: tuple[VolumeRow, ...] = ()
        self._documents: tuple[FileDocument, ...] = ()
        self._opens: dict[str, str] = {}
        self.index = RowList("file.index_list", self.tr("What the file holds"))
        self.index.opened.connect(lambda code: self.part_opened.emit(self._opens[code]))
        self.list = ListSection(
            identifier="file.document_list",
            name=self.tr("Documents"),
            empty=(
                "archive",
                self.tr("No document"),
                self.tr(
                    "What is attached to a concern or an entry stands here. Scan the old binder to"
                    " one PDF and attach it as paper volume 1."
                ),
            ),
            add=self._buttons(attach, import_rows, left, moves),
        )
        self.list.opened.connect(self._open)
        beside = QWidget()
        beside.setProperty("kind", "plain")
        beside.setMinimumWidth(scaled(300))
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(PlainLabel(self.tr("What the file holds"), tone="section"))
        self.index.setMinimumHeight(scaled(200))
        column.addWidget(self.index, 1)
        self.list.setMinimumWidth(scaled(360))
        self.list.setMinimumHeight(scaled(220))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(SideBySide(self.list, beside, weights=(3, 2), gap=2), 1)

    def show_volumes(self, volumes: Sequence[VolumeRow]) -> None:
        """Show these paper volumes, before the other documents."""
        self._volumes = tuple(volumes)
        self._show()

    def show_documents(self, documents: Sequence[FileDocument]) -> None:
        """Show what is attached to rows of the file; a volume's own scan stands with the volume."""
        self._documents = tuple(each for each in documents if each.kind != "volume")
        self._show()

    def show_index(self, lines: Sequence[IndexLine]) -> None:
        """Show what the file holds, in its order."""
        self._opens = {line.code: line.opens for line in lines}
        self.index.set_rows([self._index_row(line) for line in lines])

    def count(self) -> int:
        """How many documents there are."""
        return len(self._volumes) + len(self._documents)

    def _show(self) -> None:
        self._files = {row.id: row.file for row in self._volumes}
        names = {f"{each.row}/{each.file.number}": each for each in self._documents}
        self._files |= {name: each.file for name, each in names.items()}
        rows = [self._volume(row) for row in self._volumes]
        rows += [self._document(name, each) for name, each in names.items()]
        self.list.show_rows(rows)

    def _index_row(self, line: IndexLine) -> RowItem:
        days = ""
        if line.first and line.last and line.first != line.last:
            days = self.tr("{first} to {last}").format(
                first=day_for_people(line.first), last=day_for_people(line.last)
            )
        elif line.first or line.last:
            days = day_for_people(line.first or line.last)
        count = f"{line.count:,}" if line.count else self.tr("none")
        return RowItem(id=line.code, title=line.label, detail=days, trailing=count)

    def _document(self, name: str, each: FileDocument) -> RowItem:
        kind = self._lists.word(each.category if each.kind == "entry" else each.kind)
        said = (kind, day_of(each.happened), each.by, first_words(each.words, limit=60))
        return RowItem(
            id=name,
            title=each.file.name,
            detail=" · ".join(part for part in said if part),
            trailing=_size(each.file.size),
            icon="paperclip",
        )

    def _volume(self, row: VolumeRow) -> RowItem:
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

    def _buttons(
        self,
        attach: Callable[[], None],
        import_rows: Callable[[], None],
        left: Callable[[], None],
        moves: Callable[[], None],
    ) -> tuple[QPushButton, ...]:
        add = secondary_button(
            "file.attach_volume", self.tr("Attach a paper volume…"), icon="paperclip"
        )
        add.clicked.connect(lambda _=False: attach())
        paper = secondary_button(
            "file.import_chronology", self.tr("Import a paper chronology…"), icon="file-text"
        )
        paper.clicked.connect(lambda _=False: import_rows())
        index = secondary_button(
            "file.index_paper", self.tr("List what a paper file holds…"), icon="clipboard-list"
        )
        index.clicked.connect(self.paper_index_requested)
        school = secondary_button(
            "file.next_school", self.tr("For the next school…"), icon="school"
        )
        school.clicked.connect(lambda _=False: moves())
        gone = quiet_button("file.left", self.tr("Documents that left"), icon="file-check")
        gone.clicked.connect(lambda _=False: left())
        return (add, paper, index, school, gone)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000):,} kB"
