"""Changing how somebody is known: name, role, job title, telephone."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storage.records.people import LEADS
from ui.lead_material import LeadLists
from ui.people_material import PersonEdit, PersonShown
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.compact_row import compact_row
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class ChangePersonDialog(FittedDialog):
    """A lead can become a deputy and back; anything else is a new person with keys of their own."""

    confirmed = Signal(object)

    def __init__(
        self, *, shown: PersonShown, lists: LeadLists, parent: QWidget | None = None
    ) -> None:
        person = shown.person
        title = _tr("Change details of {name}").format(name=person.name)
        super().__init__("person_change", title, width=600, parent=parent)
        self._before = shown
        self.name = TextLine("person_change.name", self.tr("Full name"))
        self.name.setText(person.name)
        self._name_row = FieldRow(self.tr("Full name"), self.name)
        wanted = LEADS if person.role in LEADS else {person.role}
        self.role = compact_row(
            "person_change.role",
            self.tr("What they do here"),
            [item for item in lists.roles if item.value in {str(role) for role in wanted}],
        )
        self.role.set_value(str(person.role))
        self.job = TextLine("person_change.job_title", self.tr("Job title"))
        self.job.setText(person.job_title)
        self.telephone = TextLine("person_change.telephone", self.tr("Telephone"))
        self.telephone.setText(shown.telephone)
        self.reason = TextLine("person_change.reason", self.tr("Reason"))
        self._lay_out(with_role=len(wanted) > 1)

    def _lay_out(self, *, with_role: bool) -> None:
        column = self.column
        column.addWidget(self._name_row)
        if with_role:
            column.addWidget(FieldRow(self.tr("What they do here"), self.role))
        else:
            self.role.hide()
            self.role.setParent(self)
        column.addWidget(
            SideBySide(
                FieldRow(self.tr("Job title"), self.job, optional=True),
                FieldRow(self.tr("Telephone"), self.telephone, optional=True),
                gap=2,
            )
        )
        column.addWidget(
            FieldRow(
                self.tr("Reason"),
                self.reason,
                optional=True,
                hint=self.tr("e.g. married in August; new extension"),
            )
        )
        leave = quiet_button("person_change.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("person_change.save", self.tr("Save"))
        save.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(save)

    def _send(self) -> None:
        self._name_row.clear_error()
        if not self.name.text().strip():
            self._name_row.set_error(self.tr("Write the full name."))
            self.fit()
            self.name.setFocus()
            return
        edit = PersonEdit(
            person_id=self._before.person.id,
            name=self.name.text().strip(),
            role=self.role.value(),
            job_title=self.job.text().strip(),
            telephone=self.telephone.text().strip(),
            reason=self.reason.text().strip(),
        )
        if not self._same(edit):
            self.confirmed.emit(edit)
        self.accept()

    def _same(self, edit: PersonEdit) -> bool:
        person = self._before.person
        before = (person.name, str(person.role), person.job_title, self._before.telephone)
        return (edit.name, edit.role, edit.job_title, edit.telephone) == before


def _tr(text: str) -> str:
    return QCoreApplication.translate("people_change", text)
