"""The front sheet of a child's file: who the child is, who to telephone, what is under way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from storage.records.casework import Action
from storage.records.pupil import Contact, PupilDetails
from storage.records.times import for_people
from ui.lead_material import FrontSheet, LeadLists
from ui.lead_words import day_for_people, language_name
from ui.theme import scaled, space
from ui.views.pupil_file_family import FamilyCard
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class _Side(QWidget):
    """One of the two columns of cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(space(2))


class FrontSheetPanel(QScrollArea):
    """Cards with facts; what can be changed here is who the brothers and sisters are."""

    pupil_opened = Signal(str)

    def __init__(
        self,
        *,
        lists: LeadLists,
        find: Callable[[str], Sequence[PupilOption]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lists = lists
        self.family = FamilyCard(find=find)
        self.family.opened.connect(self.pupil_opened)
        self.family.searching.connect(
            self._bring_search_into_sight, Qt.ConnectionType.QueuedConnection
        )
        self.setProperty("kind", "sheet")
        # Arrow keys scroll the sheet without a mouse.
        identify(self, "file.front_sheet_text", self.tr("Front sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(scaled(240))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_sheet(self, sheet: FrontSheet) -> None:
        """Show this child."""
        details = sheet.pupil.details
        typing = self.family.search.hasFocus()
        self.family.show_family(sheet.siblings, sheet.offered)
        left, right = _Side(), _Side()
        self._card(left, self.tr("Where things stand"), self._standing(sheet))
        left.column.addWidget(self.family)  # taken out of the sheet shown before
        self._card(left, self.tr("The child"), self._child(details))
        self._add_contacts(right, details.contacts)
        if sheet.actions:
            self._card(right, self.tr("Open actions"), self._actions(sheet.actions))
        for side in (left, right):
            side.column.addStretch(1)
        content = QWidget()
        content.setProperty("kind", "plain")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, space(1), 0)
        for side in (left, right):
            side.setMinimumWidth(scaled(360))
        column.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        column.addStretch(1)
        self.setWidget(content)
        content.show()
        if typing:
            self.family.search.setFocus()

    def _bring_search_into_sight(self) -> None:
        self.ensureWidgetVisible(self.family.search, 0, scaled(160))

    def _standing(self, sheet: FrontSheet) -> list[tuple[str, str]]:
        last = for_people(sheet.last_entry) if sheet.last_entry else ""
        return [
            (self.tr("Level"), self._lists.word(sheet.level)),
            (self.tr("Open concerns"), str(sheet.open_concerns)),
            (self.tr("Entries"), f"{sheet.entries:,}"),
            (self.tr("Last entry"), last),
            (self.tr("Next due"), day_for_people(sheet.next_due)),
        ]

    def _child(self, details: PupilDetails) -> list[tuple[str, str]]:
        legal = (details.legal_forename, details.middle_names, details.legal_surname)
        care = {True: self.tr("Yes"), False: self.tr("No"), None: ""}[details.in_care]
        rows = [
            (self.tr("Legal name"), " ".join(part for part in legal if part)),
            (self.tr("Born"), day_for_people(details.date_of_birth)),
            (self.tr("Sex"), details.sex),
            (self.tr("Year and class"), f"{details.year_group} {details.class_name}".strip()),
            (self.tr("UPN"), details.upn),
            (self.tr("Address"), details.address),
            (self.tr("Language"), language_name(details.language)),
            (self.tr("Needs"), details.sen),
            (self.tr("In care"), care),
        ]
        return [(label, value) for label, value in rows if value]

    def _add_contacts(self, side: _Side, contacts: Sequence[Contact]) -> None:
        if not contacts:
            note = self.tr("No contact is known. Import them from the school’s system.")
            card = SectionCard(self.tr("Contacts"))
            card.body.addWidget(PlainLabel(note, tone="warning"))
            side.column.addWidget(card)
            return
        for contact in contacts:
            parental = {
                True: self.tr("Yes"),
                False: self.tr("No"),
                None: "",
            }[contact.parental_responsibility]
            rows = [
                (self.tr("Telephone"), "\n".join(contact.phones)),
                (self.tr("E-mail"), contact.email),
                (self.tr("Address"), contact.address),
                (self.tr("Parental responsibility"), parental),
            ]
            title = (
                f"{contact.name} · {contact.relationship}" if contact.relationship else contact.name
            )
            self._card(side, title, [(label, value) for label, value in rows if value])

    def _actions(self, actions: Sequence[Action]) -> list[tuple[str, str]]:
        return [(day_for_people(item.due), f"{item.what} · {item.owner}") for item in actions]

    @staticmethod
    def _card(side: _Side, title: str, rows: Sequence[tuple[str, str]]) -> None:
        card = SectionCard(title)
        grid = KeyValueGrid()
        grid.set_rows(rows)
        card.body.addWidget(grid)
        side.column.addWidget(card)
