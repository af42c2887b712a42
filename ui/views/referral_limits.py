"""The school's own council, whom it rings where, and its local time limits."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import scaled
from ui.widgets.choice_row import Choice
from ui.widgets.form_dialog import CHOICE, LINE, TEXT, FormDialog, FormField
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.work_material import LimitLine, PlaceLine


class ReferralLimitsView(Page):
    """Enter on a row changes it; ``place_saved`` and ``limit_saved`` carry (code, answers)."""

    place_saved = Signal(str, object)
    limit_saved = Signal(str, object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="limits", parent=parent)
        self.set_title(self.tr("Council and time limits"))
        self.set_subtitle(
            self.tr("Enter on a row changes it. What was set before stays in the record.")
        )
        self.show_back(self.tr("Back"))
        self._places: dict[str, PlaceLine] = {}
        self._limits: dict[str, LimitLine] = {}
        self._council = ""
        self._dialog: FormDialog | None = None
        self.places = RowList("limits.places", self.tr("Whom the school rings where"))
        self.limits = RowList("limits.limits", self.tr("Time limits"))
        left, right = (
            SectionCard(self.tr("Whom we ring where")),
            SectionCard(self.tr("Time limits")),
        )
        self._council_line = PlainLabel(tone="muted")
        left.body.addWidget(self._council_line)
        for card, rows in ((left, self.places), (right, self.limits)):
            rows.setMinimumHeight(scaled(420))
            # room for the bar at once: rows that wrap are measured without it otherwise
            rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            card.body.addWidget(rows, 1)
            card.setMinimumWidth(scaled(380))
        self.body.addWidget(SideBySide(left, right, gap=2), 1)
        self.places.opened.connect(self._change_place)
        self.limits.opened.connect(self._change_limit)
        self.setFocusProxy(self.places)

    def show_all(
        self, *, council: str, places: Sequence[PlaceLine], limits: Sequence[LimitLine]
    ) -> None:
        """Show them; the cursor stays where it was."""
        self._council = council
        self._council_line.setText(
            council or self.tr("Your council has not been named yet: Enter on any row asks for it.")
        )
        self._places = {place.code: place for place in places}
        self._limits = {limit.code: limit for limit in limits}
        chosen = self.places.current_id(), self.limits.current_id()
        self.places.set_rows(
            [
                RowItem(
                    id=place.code,
                    title=place.label,
                    detail="\n".join(place.lines) or self.tr("No number yet"),
                    whole=True,
                )
                for place in places
            ]
        )
        self.limits.set_rows(
            [
                RowItem(
                    id=limit.code,
                    title=limit.label,
                    detail=" ".join(part for part in (limit.definition, limit.local) if part),
                    trailing=limit.length,
                    tone="warning" if limit.local else "muted",
                    whole=True,
                )
                for limit in limits
            ]
        )
        for rows, code in zip((self.places, self.limits), chosen, strict=True):
            rows.set_current(code or (rows.rows()[0].id if rows.rows() else ""))

    def _change_place(self, code: str) -> None:
        place = self._places[code]
        fields = (
            FormField(name="council", label=self.tr("Your council"), value=self._council),
            FormField(name="name", label=self.tr("What it is called here"), value=place.name),
            FormField(
                name="telephone", label=self.tr("Telephone"), value=place.telephone, beside=True
            ),
            FormField(name="out_of_hours", label=self.tr("Out of hours"), value=place.out_of_hours),
            FormField(name="email", label=self.tr("Email"), value=place.email, beside=True),
            FormField(name="portal", label=self.tr("Portal"), value=place.portal),
        )
        dialog = FormDialog("limits.place", place.label, fields, save=self.tr("Save"), parent=self)
        self._ask(dialog)
        dialog.confirmed.connect(lambda answers: self.place_saved.emit(code, answers))

    def _change_limit(self, code: str) -> None:
        limit = self._limits[code]
        units = (
            Choice(value="hours:calendar", text=self.tr("hours")),
            Choice(value="hours:office", text=self.tr("working hours")),
            Choice(value="days:calendar", text=self.tr("days")),
            Choice(value="days:office", text=self.tr("working days")),
            Choice(value="days:school", text=self.tr("school days")),
            Choice(value="usual", text=self.tr("the usual time again")),
        )
        fields = (
            FormField(name="amount", label=self.tr("How many"), kind=LINE, value=str(limit.amount)),
            FormField(
                name="unit",
                label=self.tr("Of what"),
                kind=CHOICE,
                choices=units if limit.local else units[:-1],
                value=f"{limit.unit}:{limit.counted}",
                beside=True,
            ),
            FormField(
                name="reason",
                label=self.tr("Why: whose rule is it?"),
                kind=TEXT,
                needed=self.tr("Say whose rule it is, such as your council’s."),
            ),
        )
        dialog = FormDialog(
            "limits.limit",
            limit.label,
            fields,
            intro=limit.definition,
            save=self.tr("Save"),
            parent=self,
        )
        self._ask(dialog)
        dialog.confirmed.connect(lambda answers: self.limit_saved.emit(code, answers))

    def _ask(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()
