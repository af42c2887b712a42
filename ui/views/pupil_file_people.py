"""Family and people of a child's file: the tree, household and family, brothers and sisters,
agencies, statuses, levels.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.file_material import FrontSheet
from ui.theme import scaled, space
from ui.views.pupil_file_family import FamilyCard
from ui.views.pupil_file_person_lines import (
    PersonLine,
    level_lines,
    person_lines,
    professional_lines,
    status_lines,
)
from ui.widgets.buttons import quiet_button
from ui.widgets.family_tree_view import FamilyTreeView
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide


class PeopleSection(QScrollArea):
    """``asked`` carries what is to be done and the key of whom: "relation", "relation_end",
    "professional", "professional_end", "status", "status_end", each with an empty key for a new
    one; ``pupil_opened`` the child whose file is to be opened, ``row_opened`` a row of this file.
    """

    asked = Signal(str, str)
    pupil_opened = Signal(str)
    row_opened = Signal(str)

    def __init__(
        self, *, find: Callable[[str], Sequence[PupilOption]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "file.people_text", self.tr("Family and people"))
        self.setProperty("kind", "sheet")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(scaled(240))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.family = FamilyCard(find=find)
        self.family.opened.connect(self.pupil_opened)
        self.family.searching.connect(self._bring_search_into_sight, _LATER)
        self.tree = FamilyTreeView()
        self.tree.opened.connect(self.pupil_opened)
        self._household = self._card("household", "relation", self.tr("Household and family"))
        self._household.add_header_action(
            self._add("relation", self.tr("Add a person…"), self.tr("Add a person of the family"))
        )
        self._agencies = self._card(
            "agencies", "professional", self.tr("Agencies and professionals")
        )
        self._agencies.add_header_action(
            self._add("professional", self.tr("Add…"), self.tr("Add an agency or professional"))
        )
        self._statuses = self._card("statuses", "status", self.tr("Statuses and court orders"))
        self._statuses.add_header_action(
            self._add("status", self.tr("Add…"), self.tr("Add a status or court order"))
        )
        self._levels = self._card("levels", "level", self.tr("Level of the work, and why"))
        self._place()

    def show_people(self, sheet: FrontSheet) -> None:
        """Show these people; what is typed into the search for a sibling stays."""
        typing = self.family.search.hasFocus()
        self.family.show_family(sheet.siblings, sheet.offered)
        if sheet.tree is not None:
            self.tree.show_tree(sheet.tree)
        self._fill(
            self._household,
            person_lines(sheet.people),
            self.tr("Nobody is noted yet. Add whom the child lives with."),
        )
        self._fill(
            self._agencies,
            professional_lines(sheet.professionals),
            self.tr("No agency is noted. Add the social worker, the school nurse, the GP."),
        )
        self._fill(
            self._statuses,
            status_lines(sheet.statuses),
            self.tr("No status is noted: plan, care, young carer, court order."),
        )
        self._fill(
            self._levels,
            level_lines(sheet.levels),
            self.tr("No level was set yet: it comes with the first decision."),
        )
        if typing:
            self.family.search.setFocus()

    def _place(self) -> None:
        around = QScrollArea()
        identify(around, "file.family_tree_around", self.tr("Family tree"))
        around.setProperty("kind", "sheet")
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setWidgetResizable(True)
        around.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.viewport().setAutoFillBackground(False)
        around.setWidget(self.tree)
        self._around = around
        drawn = SectionCard(self.tr("Family tree"))
        drawn.body.addWidget(around)
        content = QWidget()
        content.setProperty("kind", "plain")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, space(1), 0)
        column.setSpacing(space(2))
        for card in (
            *(drawn, self._household, self.family, self._agencies, self._statuses, self._levels),
        ):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(content)

    def fit_tree(self) -> None:
        """Give the drawing the height it needs; it scrolls to the side."""
        bar = self._around.horizontalScrollBar().sizeHint().height()
        self._around.setFixedHeight(self.tree.minimumSizeHint().height() + bar + space(1))

    def _add(self, what: str, words: str, name: str) -> QPushButton:
        button = quiet_button(f"file.{what}_add", words, icon="plus", name=name)
        button.clicked.connect(lambda _=False: self.asked.emit(what, ""))
        return button

    def _card(self, identifier: str, _what: str, title: str) -> SectionCard:
        return identify(SectionCard(title), f"file.{identifier}", title)

    def _fill(self, card: SectionCard, lines: Sequence[PersonLine], empty: str) -> None:
        while (item := card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not lines:
            card.body.addWidget(PlainLabel(empty, tone="muted"))
        for place in range(0, len(lines), 2):
            pair = [self._line(line) for line in lines[place : place + 2]]
            for each in pair:
                each.setMinimumWidth(scaled(320))
            card.body.addWidget(SideBySide(*pair, weights=(1,) * len(pair), gap=2))

    def _line(self, line: PersonLine) -> QWidget:
        whole = QWidget()
        whole.setProperty("kind", "plain")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = PlainLabel(line.title, tone="muted" if line.over else "strong", selectable=True)
        if line.over:
            font = title.font()
            font.setStrikeOut(True)
            title.setFont(font)
            title.setAccessibleName(self.tr("{name}, no longer").format(name=line.title))
        column.addWidget(title)
        for detail in line.details:
            column.addWidget(PlainLabel(detail, selectable=True))
        if line.presses:
            presses = QWidget()
            presses.setProperty("kind", "plain")
            row = FlowLayout(presses, spacing=space(0.5))
            for press in line.presses:
                name = self.tr("{what}: {name}").format(what=press.words, name=line.title)
                button = quiet_button(f"file.{press.what}.{press.key}", press.words, name=name)
                button.clicked.connect(
                    lambda _=False, press=press: self._pressed(press.what, press.key)
                )
                row.addWidget(button)
            column.addWidget(presses)
        return whole

    def _pressed(self, what: str, key: str) -> None:
        if what == "pupil":
            self.pupil_opened.emit(key)
        elif what == "row":
            self.row_opened.emit(key)
        else:
            self.asked.emit(what, key)

    def _bring_search_into_sight(self) -> None:
        self.ensureWidgetVisible(self.family.search, 0, scaled(160))


_LATER = Qt.ConnectionType.QueuedConnection
