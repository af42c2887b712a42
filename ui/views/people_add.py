"""Adding somebody: who they are, what they may do, what they sign in with."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.lead_drafts import PersonDraft
from ui.lead_material import LeadLists
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.compact_row import compact_row
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.fold import fold
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class AddPersonDialog(FittedDialog):
    """The account name is offered from the name until somebody writes another."""

    confirmed = Signal(object)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("people_add", "Add a person")
        super().__init__("person", title, width=600, parent=parent)
        self._offered = ""
        self.name = TextLine("person.name", self.tr("Full name"))
        self.account = TextLine("person.account", self.tr("Account name"))
        self.role = compact_row("person.role", self.tr("What they do here"), lists.roles)
        self.job = TextLine("person.job_title", self.tr("Job title"))
        self.telephone = TextLine("person.telephone", self.tr("Telephone"))
        self._name_row = FieldRow(self.tr("Full name"), self.name)
        self._role_row = FieldRow(self.tr("What they do here"), self.role)
        self._account_row = FieldRow(
            self.tr("Account name"), self.account, hint=self.tr("What they type to sign in")
        )
        for row in (self._name_row, self._role_row, self._account_row):
            self.column.addWidget(row)
        details = SideBySide(
            FieldRow(self.tr("Job title"), self.job, optional=True),
            FieldRow(self.tr("Telephone"), self.telephone, optional=True),
            gap=2,
        )
        self.column.addWidget(details)
        leave = quiet_button("person.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        add = primary_button("person.add", self.tr("Add"))
        add.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(add)
        self.name.textEdited.connect(self._offer)

    def _offer(self, name: str) -> None:
        words = fold(name).split()
        offered = ".".join((words[0], words[-1])) if len(words) > 1 else "".join(words)
        if self.account.text() in ("", self._offered):
            self.account.setText(offered)
            self._offered = offered

    def _send(self) -> None:
        checks = (
            (self._name_row, bool(self.name.text().strip()), self.tr("Write the full name.")),
            (self._role_row, bool(self.role.value()), self.tr("Choose what they do.")),
            (self._account_row, bool(self.account.text().strip()), self.tr("Choose a short name.")),
        )
        first: QWidget | None = None
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                first = first or row.field
        if first is not None:
            self.fit()
            first.setFocus()
            return
        self.confirmed.emit(
            PersonDraft(
                account=self.account.text().strip(),
                name=self.name.text().strip(),
                role=self.role.value(),
                job_title=self.job.text().strip(),
                telephone=self.telephone.text().strip(),
            )
        )
        self.accept()
