"""The first two screens of setting up: the school, and the person who sets it up."""

from PySide6.QtWidgets import QWidget

from ui.views.setup_step import SetUpStep
from ui.widgets.field_row import FieldRow
from ui.widgets.fold import fold
from ui.widgets.password_edit import PasswordEdit, Strength
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class SchoolStep(SetUpStep):
    """Name, URN, and the telephone number staff are told to call."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = TextLine("setup.school", self.tr("Name of the school"))
        self.urn = TextLine("setup.urn", self.tr("URN"))
        self.telephone = TextLine("setup.telephone", self.tr("Telephone number for staff"))
        self.rows = {
            "school": FieldRow(
                self.tr("Name of the school"),
                self.name,
                hint=self.tr("As it should stand on every document."),
            ),
            "urn": FieldRow(
                self.tr("URN"),
                self.urn,
                hint=self.tr("The school’s six-digit number with the Department for Education."),
            ),
            "telephone": FieldRow(
                self.tr("Telephone number for staff"),
                self.telephone,
                hint=self.tr("Where a DSL can be reached if nobody can be found in person."),
                optional=True,
            ),
        }
        card = SectionCard()
        for row in self.rows.values():
            card.body.addWidget(row)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.go_on_with(self.name, self.urn, self.telephone)

    def missing(self) -> dict[str, str]:
        """Name and URN are needed."""
        result = {}
        if not self.name.text().strip():
            result["school"] = self.tr("Type the name of the school.")
        if not self.urn.text().strip():
            result["urn"] = self.tr("Type the URN. It stands on the school’s entry at GIAS.")
        return result


class YouStep(SetUpStep):
    """The account follows the name until it is changed by hand."""

    def __init__(self, *, strength: Strength, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = TextLine("setup.name", self.tr("Your full name"))
        self.account = TextLine("setup.account", self.tr("Account"))
        self.job_title = TextLine("setup.job_title", self.tr("Your role"))
        self.job_title.setText(self.tr("Designated safeguarding lead"))
        self.password = PasswordEdit("setup.password", self.tr("Password"), strength=strength)
        self.rows = {
            "name": FieldRow(self.tr("Your full name"), self.name),
            "job_title": FieldRow(self.tr("Your role"), self.job_title),
            "account": FieldRow(
                self.tr("Account"), self.account, hint=self.tr("What you type to sign in.")
            ),
            "password": FieldRow(
                self.tr("Password"),
                self.password,
                hint=self.tr("Long is better than complicated. Nobody can look it up for you."),
            ),
        }
        card = SectionCard()
        card.body.addWidget(SideBySide(self.rows["name"], self.rows["job_title"], gap=2))
        card.body.addWidget(self.rows["account"])
        card.body.addWidget(self.rows["password"])
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.name.textEdited.connect(self._suggest)
        self._suggested = ""
        self.go_on_with(self.name, self.account, self.job_title, self.password.line)

    def missing(self) -> dict[str, str]:
        """All but the role are needed."""
        checks = (
            ("name", self.name.text().strip(), self.tr("Type your full name.")),
            ("account", self.account.text().strip(), self.tr("Type an account, e.g. anna.lee.")),
            ("password", self.password.text(), self.tr("Choose a password.")),
        )
        return {name: words for name, value, words in checks if not value}

    def _suggest(self, name: str) -> None:
        if self.account.text() not in ("", self._suggested):
            return
        words = fold(name).split()
        self._suggested = ".".join([words[0], words[-1]] if len(words) > 1 else words)
        self.account.setText(self._suggested)
