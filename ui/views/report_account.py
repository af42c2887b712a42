"""The right half of the form: what happened, the child's own words, whether a DSL has been told."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.body_map import BodyMap
from ui.drafts import ContactLine
from ui.icons import set_icon
from ui.theme import space
from ui.views.report_find import FindNowBox
from ui.views.report_maps import MapRows
from ui.widgets.attachment_list import AttachmentList
from ui.widgets.buttons import secondary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.kept_room import KeptRoom
from ui.widgets.section_card import SectionCard
from ui.widgets.writing_area import WritingArea


class AccountBox(SectionCard):
    """The words come first and large; everything else is small.

    ``coach_slot`` is the place under the words for a line of advice.
    """

    changed = Signal()
    body_map_requested = Signal()
    more_requested = Signal()

    def __init__(self, *, picture_advice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.happened = WritingArea("report.what_happened", self.tr("What happened"), lines=3)
        self.words = WritingArea(
            "report.child_words",
            self.tr("The child’s own words"),
            lines=2,
            check_spelling=False,
            offer_names=False,
        )
        self.told = ChoiceRow(
            "report.told_dsl",
            self.tr("Have you told a DSL in person"),
            (
                Choice(value="yes", text=self.tr("Yes, I have told them")),
                Choice(value="no", text=self.tr("No, not yet")),
            ),
        )
        self.happened_row = FieldRow(
            self.tr("What happened?"),
            self.happened,
            hint=self.tr(
                "Who, what, who else was there. What you saw and heard, not what it means."
            ),
        )
        self.words_row = FieldRow(
            self.tr("The child’s own words"),
            self.words,
            hint=self.tr("Exactly as said; nothing put right, nothing left out."),
            optional=True,
        )
        self.told_row = FieldRow(self.tr("Have you told a DSL in person?"), self.told)
        self.find_now = FindNowBox()
        self._people: Sequence[ContactLine] = ()
        self._about_adult = False
        self.body.setSpacing(space(1))
        self.coach_slot = QVBoxLayout()
        self.coach_slot.setContentsMargins(0, 0, 0, 0)
        self.files = AttachmentList("report.files", advice=picture_advice)
        self.maps = MapRows()
        self._has_maps = False
        self._lay_out()
        self.happened.changed.connect(self.changed)
        self.words.changed.connect(self.changed)
        self.files.changed.connect(self._set_tab_order)
        self.files.changed.connect(self.changed)
        self.told.changed.connect(self._tell)

    def _lay_out(self) -> None:
        happened = QVBoxLayout()
        happened.setSpacing(space(0.75))
        happened.addWidget(self.happened_row, 1)
        happened.addLayout(self.coach_slot)
        self.body.addLayout(happened, 3)
        self.body.addWidget(self.words_row, 2)
        self.body.addWidget(self._extras())
        self.body.addWidget(self.maps)
        self.body.addWidget(self.files)
        self.body.addWidget(self.told_row)
        self.body.addWidget(KeptRoom(self.find_now))

    def _extras(self) -> QWidget:
        self.body_map = secondary_button(
            "report.body_map", self.tr("Body map"), icon="person-standing"
        )
        self.body_map.clicked.connect(self.body_map_requested)
        self.more = secondary_button(
            "report.more",
            self.tr("More details"),
            icon="plus",
            name=self.tr("More details: what you asked, how you know, who was there, your opinion"),
        )
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_fold)
        self.more.clicked.connect(self.more_requested)
        box = QWidget()
        box.setProperty("kind", "plain")
        flow = FlowLayout(box, spacing=space(1))
        for part in (self.body_map, self.more, self.files.add_button):
            flow.addWidget(part)
        policy = box.sizePolicy()
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        return box

    def _show_fold(self, unfolded: bool) -> None:
        self.more.setText(self.tr("Fewer details") if unfolded else self.tr("More details"))
        set_icon(self.more, "minus" if unfolded else "plus", tone="text", size=18)

    def set_people(
        self, people: Sequence[ContactLine], *, question: str, about_adult: bool
    ) -> None:
        """Set whom to find, and how the question is put (a DSL, the head, the chair)."""
        self._people, self._about_adult = tuple(people), about_adult
        self.told_row.label.setText(question)
        self.find_now.set_people(self._people, heading="", about_adult=about_adult)
        self._show_find()

    def show_maps(self, body_maps: Sequence[BodyMap]) -> None:
        """Show the maps drawn so far; the button then begins a new one."""
        self.maps.show_maps(body_maps)
        self._has_maps = bool(body_maps)
        words = self.tr("New body map") if body_maps else self.tr("Body map")
        self.body_map.setText(words)
        self.body_map.setAccessibleName(words)
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """Lines made anew would come after everything else, behind the way to send."""
        stops = (self.files.add_button, *self.maps.stops(), *self.files.stops())
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def has_maps(self) -> bool:
        """Whether a map has been drawn."""
        return self._has_maps

    def clear(self) -> None:
        """Empty everything."""
        self.happened.clear()
        self.words.clear()
        self.files.clear()
        self.told.set_value("")
        self.show_maps(())
        self.find_now.hide()
        for row in (self.happened_row, self.words_row, self.told_row):
            row.clear_error()

    def _tell(self, _value: str) -> None:
        self.told_row.clear_error()
        self._show_find()
        self.changed.emit()

    def _show_find(self) -> None:
        if self.told.value() == "no":
            self.find_now.show_people(self._people, heading="", about_adult=self._about_adult)
        else:
            self.find_now.hide()
