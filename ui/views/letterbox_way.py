"""How concerns reach the DSL: three ways, the steps of the chosen one, a check of its folder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.letterbox_ways import PlaceChecked, Way, ways
from ui.theme import space
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList
from ui.widgets.tile import Tile


class LetterboxWayView(Page):
    """First the choice, then the guide; a folder is used only after it passed the check."""

    check_requested = Signal(str, str)
    chosen = Signal(str, str)

    def __init__(self, *, lead: bool, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="letterbox", max_width=760, parent=parent)
        self._lead, self._way = lead, ""
        self.show_back(self.tr("Back"))
        self._known = {way.id: way for way in ways(lead=lead)}
        self._tiles = [self._tile(way) for way in self._known.values()]
        for tile in self._tiles:
            self.body.addWidget(tile)
        self._guide = SectionCard()
        self._steps = QGridLayout()
        self._steps.setColumnStretch(1, 1)
        self._steps.setHorizontalSpacing(space(1.5))
        self._steps.setVerticalSpacing(space(1.25))
        self._note = PlainLabel(tone="warning")
        self.folder = PathLine("letterbox.folder", self.tr("Letterbox folder"), mode="folder")
        self.folder.line.textChanged.connect(lambda _: self._unchecked())
        self._notes = SentenceList()
        self._guide.body.addLayout(self._steps)
        self._guide.body.addWidget(self._note)
        self._guide.body.addWidget(FieldRow(self.tr("Letterbox folder"), self.folder))
        self._guide.body.addWidget(self._notes)
        self.body.addWidget(self._guide)
        self.body.addStretch(1)
        self._other = secondary_button("letterbox.other_way", self.tr("Another way"))
        self._other.clicked.connect(self.show_choice)
        self._check = secondary_button(
            "letterbox.check", self.tr("Check this folder"), icon="shield-check"
        )
        self._check.clicked.connect(self._ask_to_check)
        self._use = primary_button("letterbox.use", self.tr("Use this folder"), icon="check")
        self._use.clicked.connect(lambda: self.chosen.emit(self._way, self.folder.path()))
        for button in (self._other, self._check, self._use):
            self.add_footer(button)
        self.show_choice()

    def start(self, *, way: str = "", folder: str = "") -> None:
        """Show the choice, or the guide of the way that is used already."""
        self.folder.line.setText(folder)
        if way in self._known:
            self.show_way(way)
        else:
            self.show_choice()

    def show_choice(self) -> None:
        """Ask for one of the ways."""
        self._way = ""
        self.message.clear()
        self.set_title(self.tr("How will concerns reach the DSL’s laptop?"))
        self.set_subtitle(self.tr("Each has a guide of two minutes. It can be changed later."))
        self._guide.hide()
        for button in (self._other, self._check, self._use):
            button.hide()
        for tile in self._tiles:
            tile.show()
        self._tiles[0].setFocus()

    def show_way(self, identifier: str) -> None:
        """Show the steps of this way."""
        way = self._known[identifier]
        self._way = identifier
        self.set_title(way.title)
        steps = (
            self.tr("These steps are for the DSL’s laptop.")
            if self._lead
            else self.tr("These steps are for this staff computer.")
        )
        self.set_subtitle(f"{way.text} {steps}")
        for tile in self._tiles:
            tile.hide()
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(way.steps, start=1):
            figure = PlainLabel(f"{number}.", tone="strong", wrap=False)
            self._steps.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignTop)
            self._steps.addWidget(PlainLabel(step), number, 1)
        self._note.setText(way.note)
        self._note.setVisible(bool(way.note))
        self._guide.show()
        for button in (self._other, self._check, self._use):
            button.show()
        self._unchecked()
        self.folder.setFocus()

    def show_checked(self, checked: PlaceChecked) -> None:
        """Say whether the folder can be used, and what is worth knowing."""
        self._notes.set_sentences([("info", words) for words in checked.notes])
        if checked.problem is not None:
            text, step = checked.problem
            self.message.show_message(text, severity="danger", next_step=step, assertive=True)
            self._use.setEnabled(False)
            return
        self.message.show_message(
            self.tr("All is well: this account can write, read, rename and delete there."),
            severity="success",
        )
        self._use.setEnabled(True)
        self._use.setFocus()

    def _unchecked(self) -> None:
        self.message.clear()
        self._notes.set_sentences([])
        self._use.setEnabled(False)

    def _ask_to_check(self) -> None:
        path = self.folder.path()
        if not path:
            self.show_problem(self.tr("Choose the letterbox folder first."))
            self.folder.setFocus()
            return
        self.check_requested.emit(self._way, path)

    def _tile(self, way: Way) -> Tile:
        tile = Tile(f"letterbox.{way.id}", way.title, way.text, icon=way.icon)
        tile.clicked.connect(lambda: self.show_way(way.id))
        return tile
