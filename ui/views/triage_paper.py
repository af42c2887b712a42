"""The concern as it was written: a calm sheet that nobody can change."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.body_map import BodyMap
from storage.records.casework import Concern, StoredFile
from storage.records.times import for_people
from ui.lead_material import LeadLists, ShownConcern
from ui.lead_words import counted
from ui.theme import space
from ui.views.chronology_parts import child_words
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.scroll_card import ScrollCard


class ConcernPaper(ScrollCard):
    """Shows one concern: the words, the child's own words, three times, who wrote it and how it
    was signed."""

    body_map_requested = Signal(int)
    file_requested = Signal(object)
    concern_requested = Signal(str)

    def __init__(self, *, identifier: str, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(readable=True, parent=parent)
        # The sheet takes the focus so that arrow keys scroll it without a mouse.
        identify(self.area, identifier, self.tr("The concern as it was written"))
        self._identifier, self._lists = identifier, lists

    def show_concern(self, shown: ShownConcern) -> None:
        """Put this concern on the sheet instead of the one before."""
        concern = shown.concern
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(space(2.5), space(2), space(2.5), space(2))
        column.setSpacing(space(1.5))
        column.addLayout(self._head(shown))
        column.addWidget(_facts(self._first_facts(concern)))
        column.addWidget(_words(self.tr("What happened"), concern.what_happened))
        if concern.child_words:
            column.addWidget(child_words(self.tr("The child’s own words"), concern.child_words))
        if concern.questions:
            column.addWidget(_words(self.tr("Questions the writer asked"), concern.questions))
        if concern.opinion:
            column.addWidget(_words(self.tr("Opinion of the writer"), concern.opinion))
        if concern.did_at_once:
            column.addWidget(_words(self.tr("Done at once"), concern.did_at_once))
        column.addLayout(self._extras(concern.body_maps, concern.files))
        column.addWidget(_facts(self._other_facts(shown)))
        column.addStretch(1)
        self.set_content(sheet)
        read = " ".join(part for part in (concern.what_happened, concern.child_words) if part)
        self.area.setAccessibleDescription(read)

    def _head(self, shown: ShownConcern) -> QVBoxLayout:
        concern = shown.concern
        lines = QVBoxLayout()
        lines.setSpacing(2)
        who = self.tr("Written by {name}").format(name=shown.reporter)
        lines.addWidget(PlainLabel(who, tone="strong", selectable=True))
        signed = {
            "own key": self.tr("Signed with their own PIN"),
            "paper": self.tr(
                "On paper; typed in by {name} on {day}. No key of theirs signed it."
            ).format(name=concern.typed_by, day=for_people(concern.recorded_at)),
            "workstation": self.tr("Name given at {place}, signed by that computer").format(
                place=concern.workstation
            ),
        }.get(concern.signature, "")
        if signed:
            lines.addWidget(PlainLabel(signed, tone="small"))
            if concern.paper is not None and concern.signature != "paper":
                copied = self.tr("On paper first; the writer typed it in later. The copy is signed")
                lines.addWidget(PlainLabel(copied, tone="small"))
        else:
            unknown = self.tr("Nobody this casebook knows signed it. Ask the writer.")
            lines.addWidget(PlainLabel(unknown, tone="warning"))
        if concern.told_dsl != "yes":
            lines.addWidget(PlainLabel(self.tr("No DSL was told in person"), tone="warning"))
        for place, (identifier, words) in enumerate(shown.together, start=1):
            if not identifier:
                lines.addWidget(PlainLabel(words, tone="warning"))
                continue
            link = quiet_button(f"{self._identifier}.together.{place}", words, icon="link")
            link.setProperty("flush", "true")
            link.clicked.connect(lambda _=False, id_=identifier: self.concern_requested.emit(id_))
            lines.addWidget(link)
        for check in concern.checks:
            lines.addWidget(PlainLabel(self._lists.word(check), tone="warning"))
        return lines

    def _first_facts(self, concern: Concern) -> list[tuple[str, str]]:
        """What a DSL asks before reading: when, where, and who knows already."""
        word = self._lists.word
        place = ", ".join(part for part in (word(concern.place_kind), concern.place) if part)
        told = self.tr("Yes, {whom}") if concern.told_whom else self.tr("Yes")
        rows = [
            (self.tr("Happened"), concern.happened.for_people()),
            (self.tr("Where"), place),
        ]
        if concern.told_dsl == "yes":
            rows.append((self.tr("Told a DSL"), told.format(whom=concern.told_whom)))
        return [(label, value) for label, value in rows if value]

    def _other_facts(self, shown: ShownConcern) -> list[tuple[str, str]]:
        concern, word = shown.concern, self._lists.word
        rows = [
            (self.tr("Written"), self._written(concern)),
            (self.tr("In the casebook"), for_people(concern.recorded_at)),
            (self.tr("How they know"), word(concern.source)),
            (self.tr("Told by"), concern.told_by),
            (self.tr("Who else"), concern.who_else),
            (self.tr("Names chosen from the list"), self._named(shown)),
            (self.tr("Child not on the list"), concern.unlisted_pupil),
            (self.tr("First written on paper"), self._paper(concern)),
        ]
        return [(label, value) for label, value in rows if value]

    def _named(self, shown: ShownConcern) -> str:
        """Whom the writer chose while writing: class or post tells two of one name apart."""
        children = dict(shown.pupils)
        staff = self.tr("{name} (staff)")
        named = {each.id: each for each in shown.concern.mentions}.values()
        return "; ".join(
            staff.format(name=each.text)
            if each.kind == "staff"
            else children.get(each.id, each.text)
            for each in named
        )

    def _written(self, concern: Concern) -> str:
        """The computer's own moment; of a sheet there is only what stands on it."""
        return "" if concern.signature == "paper" else for_people(concern.written_at)

    def _paper(self, concern: Concern) -> str:
        """Which sheet, when it was written, and where it lies."""
        paper = concern.paper
        if paper is None:
            return ""
        sheet = self.tr("sheet {n}").format(n=paper.form) if paper.form else ""
        return ", ".join(part for part in (sheet, paper.written.for_people(), paper.kept) if part)

    def _extras(self, maps: Sequence[BodyMap], files: Sequence[StoredFile]) -> FlowLayout:
        row = FlowLayout(spacing=space(1))
        for index, body_map in enumerate(maps):
            text = self.tr("Body map · {marks}").format(
                marks=counted(len(body_map.marks), self.tr("1 mark"), self.tr("{n} marks"))
            )
            self._add(
                row, f"{self._identifier}.body_map.{index + 1}", text, "person-standing"
            ).connect(lambda _=False, index=index: self.body_map_requested.emit(index))
        for index, file in enumerate(files):
            self._add(row, f"{self._identifier}.file.{index + 1}", file.name, "paperclip").connect(
                lambda _=False, file=file: self.file_requested.emit(file)
            )
        return row

    def _add(self, row: FlowLayout, identifier: str, text: str, icon: str) -> Any:
        shown = text if len(text) <= 36 else f"{text[:20]}…{text[-12:]}"
        # An ampersand in a file's name must not become a shortcut key.
        button = secondary_button(identifier, shown.replace("&", "&&"), icon=icon, name=text)
        row.addWidget(button)
        return button.clicked


def _facts(rows: Sequence[tuple[str, str]]) -> KeyValueGrid:
    grid = KeyValueGrid()
    grid.set_rows(rows)
    return grid


def _words(title: str, text: str) -> QWidget:
    block = QWidget()
    block.setProperty("kind", "plain")
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(PlainLabel(title, tone="small"))
    column.addWidget(PlainLabel(text, selectable=True))
    return block
