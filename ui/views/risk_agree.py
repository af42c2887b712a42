"""Who agreed to a version of a plan, and how a plan comes to its end."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_assessment import RiskAssessment, RiskSigned
from ui.lead_words import day_for_people
from ui.risk_material import NewAgreement, RiskLists
from ui.theme import scaled
from ui.widgets.buttons import secondary_button
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class AgreeCard(SectionCard):
    """Who agreed to the newest version, and a line for the next one."""

    agreed = Signal(object)

    def __init__(
        self, *, lists: RiskLists, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._lists, self._today, self._version = lists, today, 0
        self._list = QVBoxLayout()
        self.name = TextLine("risk_kept.sign.name", self.tr("Who agreed"))
        self.role = Combo("risk_kept.sign.role", self.tr("As what"), lists.signers)
        self.on = DateEdit("risk_kept.sign.on", self.tr("On which day"))
        self.text = TextLine("risk_kept.sign.text", self.tr("What they said"))
        self._rows = (
            FieldRow(self.tr("Who agreed"), self.name),
            FieldRow(self.tr("As what"), self.role),
            FieldRow(self.tr("On which day"), self.on),
        )
        self.keep = secondary_button("risk_kept.sign.keep", self.tr("Keep agreement"), icon="check")
        self.keep.clicked.connect(self._send)
        self.body.addLayout(self._list)
        self.body.addWidget(
            SideBySide(
                *self._rows,
                FieldRow(self.tr("What they said"), self.text, optional=True),
                weights=(4, 3, 3, 5),
                gap=1.5,
            )
        )
        self.body.addWidget(SideBySide(self.keep, QWidget(), weights=(0, 1)))
        for field in (self.name, self.role, self.on, self.text):
            field.setMinimumWidth(scaled(140))

    def show_version(self, version: RiskAssessment) -> None:
        """Show who agreed to this version; the line for the next one is emptied."""
        self._version = version.version
        self.set_title(self.tr("Agreed to version {n}").format(n=version.version))
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [self._words(each) for each in version.signed]
        for line in lines or [
            self.tr("Nobody yet: the DSL, the head teacher, parents, an agency.")
        ]:
            self._list.addWidget(PlainLabel(line, selectable=bool(lines)))
        for field in (self.name, self.text):
            field.setText("")
        self.role.set_value("")
        self.on.set_value(self._today().isoformat())
        for row in self._rows:
            row.clear_error()

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        return bool(self.name.text().strip() or self.text.text().strip())

    def _words(self, signed: RiskSigned) -> str:
        role = {choice.value: choice.text for choice in self._lists.signers}
        said = self.tr("{name}, {role}, on {day}").format(
            name=signed.name, role=role.get(signed.role, signed.role), day=day_for_people(signed.on)
        )
        return f"{said}: “{signed.text}”" if signed.text else said

    def _send(self) -> None:
        checks = (
            (self._rows[0], self.name.text().strip(), self.tr("Say who agreed.")),
            (self._rows[1], self.role.value(), self.tr("Choose.")),
            (self._rows[2], self.on.value(), self.on.problem() or self.tr("Give the day.")),
        )
        missing: QWidget | None = None
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                missing = missing or row.field
        if missing is not None:
            missing.setFocus()
            return
        self.agreed.emit(
            NewAgreement(
                version=self._version,
                name=self.name.text().strip(),
                role=self.role.value(),
                on=self.on.value(),
                text=self.text.text().strip(),
            )
        )


class EndCard(SectionCard):
    """A plan ends with a reason; every version stays readable."""

    ended = Signal(str, str, str)

    def __init__(self, *, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._today = today
        self.set_title(self.tr("No longer needed?"))
        self.reason = TextLine("risk_kept.end.reason", self.tr("Why it ends"))
        self.outcome = TextLine("risk_kept.end.outcome", self.tr("What came of it"))
        self.on = DateEdit("risk_kept.end.on", self.tr("Ended on"))
        self._reason_row = FieldRow(self.tr("Why it ends"), self.reason)
        self._day_row = FieldRow(self.tr("Ended on"), self.on)
        self.end = secondary_button("risk_kept.end", self.tr("End this plan"))
        self.end.clicked.connect(self._send)
        self.body.addWidget(
            SideBySide(
                self._reason_row,
                FieldRow(self.tr("What came of it"), self.outcome, optional=True),
                self._day_row,
                weights=(5, 5, 3),
                gap=1.5,
            )
        )
        self.body.addWidget(SideBySide(self.end, QWidget(), weights=(0, 1)))
        for field in (self.reason, self.outcome, self.on):
            field.setMinimumWidth(scaled(140))

    def start(self) -> None:
        """Empty the lines."""
        self.reason.setText("")
        self.outcome.setText("")
        self.on.set_value(self._today().isoformat())
        self._reason_row.clear_error()
        self._day_row.clear_error()

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        return bool(self.reason.text().strip() or self.outcome.text().strip())

    def _send(self) -> None:
        self._reason_row.clear_error()
        self._day_row.clear_error()
        if not self.reason.text().strip():
            self._reason_row.set_error(self.tr("Say why; the reason stays in the record."))
            self.reason.setFocus()
            return
        if not self.on.value():
            self._day_row.set_error(self.on.problem() or self.tr("Give the day."))
            self.on.setFocus()
            return
        self.ended.emit(self.on.value(), self.reason.text().strip(), self.outcome.text().strip())
