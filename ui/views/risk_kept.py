"""A saved plan: its versions side by side, who agreed, the same for another child, its end."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.risk_assessment import RiskAssessment
from ui.lead_words import day_for_people
from ui.risk_material import RiskLists
from ui.theme import scaled
from ui.views.risk_agree import AgreeCard, EndCard
from ui.views.risk_compare import CompareTable
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import stops_in_reading_order


class RiskKeptView(Page):
    """Nothing here changes a version that was saved."""

    change_requested = Signal()
    extract_requested = Signal()
    other_requested = Signal(str)
    agreed = Signal(object)
    ended = Signal(str, str, str)

    def __init__(
        self,
        *,
        lists: RiskLists,
        search: Callable[[str], Sequence[PupilOption]],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="risk_kept", parent=parent)
        self._versions: dict[str, RiskAssessment] = {}
        self.show_back(self.tr("Back"))
        self._extract = secondary_button(
            "risk_kept.extract", self.tr("Documents and staff extract"), icon="file-text"
        )
        self._extract.clicked.connect(self.extract_requested)
        self._change = primary_button("risk_kept.change", self.tr("Review or change"))
        self._change.clicked.connect(self.change_requested)
        self.add_footer(self._extract, left=True)
        self.add_footer(self._change)
        self._ended_line = PlainLabel("", tone="strong", selectable=True)
        self.agree = AgreeCard(lists=lists, today=today)
        self.agree.agreed.connect(self.agreed)
        self.end = EndCard(today=today)
        self.end.ended.connect(self.ended)
        self._other = self._other_card(search)
        self.body.addWidget(self._ended_line)
        self.body.addWidget(self._compare_card(lists), 1)
        self.body.addWidget(self.agree)
        self.body.addWidget(self._other)
        self.body.addWidget(self.end)
        self.setFocusProxy(self.table)
        stops_in_reading_order(self)

    def _compare_card(self, lists: RiskLists) -> QWidget:
        self.earlier = Combo("risk_kept.earlier", self.tr("Earlier version"))
        self.later = Combo("risk_kept.later", self.tr("Later version"))
        self.everything = CheckLine("risk_kept.everything", self.tr("Show what is the same too"))
        self._summary = PlainLabel("", tone="strong")
        self.table = CompareTable(lists=lists)
        for combo in (self.earlier, self.later):
            combo.setMinimumWidth(scaled(220))
            combo.changed.connect(lambda _: self._compare())
        self.everything.toggled.connect(lambda _: self._compare())
        card = SectionCard(self.tr("Versions side by side"))
        self._choices = SideBySide(
            FieldRow(self.tr("Earlier version"), self.earlier),
            FieldRow(self.tr("Later version"), self.later),
            FieldRow(" ", self.everything),
            weights=(1, 1, 0),
            gap=2,
        )
        card.body.addWidget(self._choices)
        card.body.addWidget(self._summary)
        card.body.addWidget(self.table, 1)
        return card

    def _other_card(self, search: Callable[[str], Sequence[PupilOption]]) -> SectionCard:
        card = SectionCard(self.tr("The same for another child"))
        self.other = PupilPicker(
            "risk_kept.other",
            self.tr("Which child"),
            search=search,
            roles=(),
            placeholder=self.tr("A few letters of the name"),
        )
        begin = secondary_button("risk_kept.other.begin", self.tr("Begin their plan"))
        begin.clicked.connect(self._begin_other)
        card.body.addWidget(
            PlainLabel(
                self.tr(
                    "Each child has a plan of their own. The hazards are copied for you to check;"
                    " facts, names, owners, ratings and views are not."
                )
            )
        )
        self._other_row = FieldRow(self.tr("Which child"), self.other)
        card.body.addWidget(
            SideBySide(self._other_row, FieldRow(" ", begin), weights=(1, 0), gap=2)
        )
        return card

    def show_plan(self, name: str, versions: Sequence[RiskAssessment]) -> None:
        """Show a plan with all its versions, the newest first."""
        newest = versions[0]
        self._versions = {str(each.version): each for each in versions}
        self.set_title(self.tr("{title}: {name}").format(title=newest.draft.title, name=name))
        review = self.tr("Version {n}. To be looked at again on {day}.").format(
            n=newest.version, day=day_for_people(newest.draft.review_date)
        )
        self.set_subtitle("" if newest.ended else review)
        self._change.setVisible(newest.ended is None)
        self.end.setVisible(newest.ended is None)
        self._show_end(newest)
        choices = [
            Choice(
                value=str(each.version),
                text=self.tr("Version {n}, {day}, {who}").format(
                    n=each.version, day=day_for_people(each.recorded_at), who=each.author
                ),
            )
            for each in versions
        ]
        second = versions[1] if len(versions) > 1 else newest
        for combo, chosen in ((self.earlier, second), (self.later, newest)):
            combo.blockSignals(True)
            combo.set_choices(choices)
            combo.set_value(str(chosen.version))
            combo.blockSignals(False)
        self._choices.setVisible(len(versions) > 1)
        if len(versions) == 1:
            self.everything.setChecked(True)
        self.agree.show_version(newest)
        self.end.start()
        self.other.clear()
        self._compare()

    def show_done(self, text: str) -> None:
        """Say what was kept."""
        self.message.show_message(text, severity="success")

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        return self.agree.unsaved() or (not self.end.isHidden() and self.end.unsaved())

    def _show_end(self, newest: RiskAssessment) -> None:
        self._ended_line.setVisible(newest.ended is not None)
        if newest.ended is None:
            return
        words = self.tr("Ended on {day} by {who}. Why: {reason}").format(
            day=day_for_people(newest.ended.on),
            who=newest.ended.author,
            reason=newest.ended.reason,
        )
        if newest.ended.outcome:
            words += "\n" + self.tr("What came of it: {words}").format(words=newest.ended.outcome)
        self._ended_line.setText(words)

    def _compare(self) -> None:
        earlier = self._versions.get(self.earlier.value())
        later = self._versions.get(self.later.value())
        if earlier is None or later is None:
            return
        said = self.table.show_versions(earlier, later, everything=self.everything.isChecked())
        single = len(self._versions) == 1
        self._summary.setText(self.tr("There is one version so far.") if single else said)

    def _begin_other(self) -> None:
        links = self.other.links()
        self._other_row.clear_error()
        if len(links) != 1:
            self._other_row.set_error(self.tr("Choose one child."))
            self.other.setFocus()
            return
        self.other_requested.emit(links[0][0])
