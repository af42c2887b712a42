"""A child's file: what must be known first and the last decision, and below it the sections."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from storage.records.chronology import ChronologyEntry
from storage.records.file_contents import FileDocument, IndexLine
from storage.records.risk_assessment import RiskAssessment
from ui.file_material import FrontSheet
from ui.lead_drafts import VolumeDraft
from ui.lead_material import BodyMapRow, LeadLists, VolumeRow
from ui.theme import space
from ui.views.chronology import ChronologyPanel
from ui.views.pupil_file_documents import DocumentsSection
from ui.views.pupil_file_front import FrontSheetPanel
from ui.views.pupil_file_head import FileHead
from ui.views.pupil_file_parts import BodyMapsSection
from ui.views.pupil_file_people import PeopleSection
from ui.views.pupil_file_risks import RisksSection
from ui.views.pupil_file_voice import VoiceSection
from ui.views.pupil_file_volume import VolumeDialog
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.text_tabs import TextTabs

FRONT, CHRONOLOGY, VOICE, MAPS, RISKS, PEOPLE, DOCUMENTS = (
    *("front_sheet", "chronology", "voice", "body_maps", "risk_assessments"),
    *("people", "documents"),
)


class PupilFileView(Page):
    """Opens on the chronology; each section is one press away.

    ``section_shown`` is said each time a section comes into sight, ``row_opened`` carries a row of
    the chronology that is to be shown there.
    """

    section_shown = Signal(str)
    row_opened = Signal(str)
    concern_opened = Signal(str)
    body_map_opened = Signal(str)
    risk_opened = Signal(str)
    risk_requested = Signal()
    volume_attached = Signal(object)
    volume_opened = Signal(object)
    export_requested = Signal(str)
    register_requested = Signal(str)
    next_school_requested = Signal(str)
    new_entry_requested = Signal(str)
    chronology_import_requested = Signal(str)
    pupil_opened = Signal(str)
    seen_requested = Signal(str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        fetch: Callable[[Sequence[str]], Sequence[ChronologyEntry]],
        now: Callable[[], datetime],
        find_children: Callable[[str], Sequence[PupilOption]] = lambda _: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="file", parent=parent)
        self._pupil_id, self._volumes = "", 0
        self._lists = lists
        self.show_back(self.tr("Children"))
        self.chronology = ChronologyPanel(lists=lists, fetch=fetch, now=now)
        self.head = FileHead()
        self.front = FrontSheetPanel(lists=lists)
        self.voice = VoiceSection(lists=lists)
        self.people = PeopleSection(find=find_children)
        self.maps = BodyMapsSection()
        self.risks = RisksSection(new=self.risk_requested.emit)
        self.documents = DocumentsSection(
            lists=lists,
            attach=self._ask_for_volume,
            import_rows=lambda: self.chronology_import_requested.emit(self._pupil_id),
            left=lambda: self.register_requested.emit(self._pupil_id),
            moves=lambda: self.next_school_requested.emit(self._pupil_id),
        )
        self._sections: dict[str, QWidget] = {
            FRONT: self.front,
            CHRONOLOGY: self.chronology,
            VOICE: self.voice,
            MAPS: self.maps,
            RISKS: self.risks,
            PEOPLE: self.people,
            DOCUMENTS: self.documents,
        }
        self._add_buttons()
        self.tabs = TextTabs(
            "file",
            self.tr("Sections of the file"),
            (
                (FRONT, self.tr("Front sheet")),
                (CHRONOLOGY, self.tr("Chronology")),
                (VOICE, self.tr("Voice")),
                (MAPS, self.tr("Body maps")),
                (RISKS, self.tr("Risk and plans")),
                (PEOPLE, self.tr("Family and people")),
                (DOCUMENTS, self.tr("Documents")),
            ),
        )
        self._stack = QStackedWidget()
        for widget in self._sections.values():
            self._stack.addWidget(widget)
        self.body.setSpacing(space(1.25))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.head)
        self.body.addWidget(self._stack, 1)
        self._current = ""
        self._connect()
        self.show_section(CHRONOLOGY)

    def _add_buttons(self) -> None:
        new = secondary_button("file.new_entry", self.tr("New entry"), icon="plus")
        new.clicked.connect(lambda: self.new_entry_requested.emit(self._pupil_id))
        export = primary_button("file.export", self.tr("Export…"), icon="file-check")
        export.clicked.connect(lambda: self.export_requested.emit(self._pupil_id))
        seen = quiet_button("file.seen", self.tr("Who has seen this?"), icon="eye")
        seen.clicked.connect(lambda: self.seen_requested.emit(self._pupil_id))
        for button in (seen, new, export):
            self.add_action(button)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_section)
        self.head.row_opened.connect(self.row_opened)
        self.voice.row_opened.connect(self.row_opened)
        self.people.row_opened.connect(self.row_opened)
        panel = self.chronology
        panel.concern_opened.connect(self.concern_opened)
        panel.body_map_opened.connect(self.body_map_opened)
        self.people.pupil_opened.connect(self.pupil_opened)
        self.maps.opened.connect(self.body_map_opened)
        self.risks.opened.connect(self.risk_opened)
        self.documents.file_opened.connect(self.volume_opened)

    @property
    def section(self) -> str:
        """The section in sight."""
        return self._current

    def show_whose(self, sheet: FrontSheet) -> None:
        """Show whose file it is, what must be known first and the last decision."""
        details = sheet.pupil.details
        self._pupil_id = sheet.pupil.id
        self.set_title(sheet.pupil.display_name)
        year = self.tr("Year {year}").format(year=details.year_group) if details.year_group else ""
        level = self._lists.word(sheet.level)
        self.set_subtitle(" · ".join(part for part in (year, details.class_name, level) if part))
        self.head.show_head(sheet.warnings, sheet.decision)

    def show_front_sheet(self, sheet: FrontSheet) -> None:
        """Show the front sheet and whose it is."""
        self.show_whose(sheet)
        self.front.show_sheet(sheet)

    def show_people(self, sheet: FrontSheet) -> None:
        """Show family and people."""
        self.people.show_people(sheet)
        self.people.fit_tree()

    def show_body_maps(self, maps: Sequence[BodyMapRow]) -> None:
        """Show the body maps of this child."""
        self.maps.show_maps(maps)
        self.tabs.set_count(MAPS, len(maps))

    def show_risk_assessments(self, assessments: Sequence[RiskAssessment]) -> None:
        """Show the risk assessments of this child."""
        self.risks.show_assessments(assessments)
        self.tabs.set_count(RISKS, len(assessments))

    def show_volumes(self, volumes: Sequence[VolumeRow]) -> None:
        """Show the paper volumes of this child."""
        self._volumes = max((row.volume for row in volumes), default=0)
        self.documents.show_volumes(volumes)
        self.tabs.set_count(DOCUMENTS, self.documents.count())

    def show_documents(self, documents: Sequence[FileDocument], index: Sequence[IndexLine]) -> None:
        """Show what is attached anywhere in the file, and what the file holds."""
        self.documents.show_documents(documents)
        self.documents.show_index(index)
        self.tabs.set_count(DOCUMENTS, self.documents.count())

    def show_section(self, key: str) -> None:
        """Turn to a section."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._sections[key])
        self._current = key
        self.head.fold(key != FRONT)
        self.section_shown.emit(key)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _ask_for_volume(self) -> None:
        dialog = VolumeDialog(pupil_id=self._pupil_id, number=self._volumes + 1, parent=self)
        dialog.confirmed.connect(self._tell_volume)
        dialog.open()

    def _tell_volume(self, draft: VolumeDraft) -> None:
        self.volume_attached.emit(draft)
