"""The head's or the chair's first time: the slip of paper becomes a key of their own, and a code is
read aloud to the DSL.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.restricted_drafts import POSTS, EnrolReaderDraft
from ui.widgets.buttons import primary_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.section_card import SectionCard
from ui.widgets.text_line import TextLine

WIDTH = 640
_PASSWORD, _PRINTED = "password", "printed"


class RestrictedEnrolView(Page):
    """``submitted`` carries an EnrolReaderDraft; then the code to compare is shown."""

    submitted = Signal(object)
    done = Signal()

    def __init__(
        self, *, strength: Callable[[str], tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__("", identifier="restricted_enrol", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("A key of your own"))
        self.set_subtitle(
            self.tr("You need the slip of paper from the DSL. The DSL never learns your password.")
        )
        self.show_back(self.tr("Back"))
        self.post = ChoiceRow(
            "restricted_enrol.post",
            self.tr("Who are you?"),
            [Choice(value=post, text=POSTS[post]) for post in ("head", "chair")],
        )
        self.slip = TextLine("restricted_enrol.slip", self.tr("Code on the slip of paper"))
        self.way = ChoiceRow(
            "restricted_enrol.way",
            self.tr("How do you want to open your letters?"),
            [
                Choice(value=_PASSWORD, text=self.tr("With a password")),
                Choice(value=_PRINTED, text=self.tr("With a printed code")),
            ],
        )
        self.first = PasswordEdit(
            "restricted_enrol.first", self.tr("New password"), strength=strength
        )
        self.again = PasswordEdit("restricted_enrol.again", self.tr("The same again"))
        self._rows = {
            "slip": FieldRow(self.tr("Code on the slip of paper"), self.slip),
            "first": FieldRow(
                self.tr("New password"),
                self.first,
                hint=self.tr("At least 12 characters; several words are good."),
            ),
            "again": FieldRow(self.tr("The same again"), self.again),
        }
        self._ask = SectionCard()
        self._answer = SectionCard()
        self.save = primary_button("restricted_enrol.save", self.tr("Make my key"))
        self.finish = primary_button("restricted_enrol.done", self.tr("We have compared it"))
        self._lay_out()
        self.start()

    def _lay_out(self) -> None:
        self._ask.body.addWidget(PlainLabel(self.tr("Who are you?"), tone="strong"))
        self._ask.body.addWidget(self.post)
        self._ask.body.addWidget(self._rows["slip"])
        self._ask.body.addWidget(
            PlainLabel(self.tr("How do you want to open them?"), tone="strong")
        )
        self._ask.body.addWidget(self.way)
        self._ask.body.addWidget(self._rows["first"])
        self._ask.body.addWidget(self._rows["again"])
        self._code = identify(
            PlainLabel(tone="display", selectable=True), "restricted_enrol.code", self.tr("Code")
        )
        self._paper = identify(
            PlainLabel(tone="section", selectable=True),
            "restricted_enrol.printed_code",
            self.tr("Your printed code"),
        )
        self._paper_words = PlainLabel(
            self.tr(
                "Your printed code is shown this once. Copy it on paper now, and keep it where"
                " no DSL can take it:"
            )
        )
        words = (
            self.tr("Read this code to the DSL. The same must stand on the DSL’s screen:"),
            self.tr(
                "If it is another one, stop, and tell the DSL to forget that key. Until the DSL has"
                " confirmed it nobody writes to you here; then a test letter comes, which opens by"
                " itself when you sign in."
            ),
        )
        self._answer.body.addWidget(PlainLabel(words[0], tone="strong"))
        self._answer.body.addWidget(self._code)
        self._answer.body.addWidget(PlainLabel(words[1]))
        self._answer.body.addWidget(self._paper_words)
        self._answer.body.addWidget(self._paper)
        for part in (self._ask, self._answer):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_footer(self.save)
        self.add_footer(self.finish)
        self.way.changed.connect(lambda _: self._show_way())
        self.save.clicked.connect(self._submit)
        self.finish.clicked.connect(self.done)

    def start(self) -> None:
        """Ask."""
        self.message.clear()
        self.post.set_value("")
        self.slip.clear()
        self.way.set_value(_PASSWORD)
        self._clear_secrets()
        self._code.clear()
        self._paper.clear()
        self._answer.hide()
        self.finish.hide()
        self._ask.show()
        self.save.show()
        self._show_way()
        self.post.setFocus()

    def show_code(self, code: str, *, printed_code: str = "") -> None:
        """Show what is read aloud; a printed code this once."""
        self.message.clear()
        self.set_busy(False)
        self._clear_secrets()
        self.slip.clear()
        self._code.setText(code)
        self._code.setAccessibleName(" ".join(code))
        groups = printed_code.split("-")
        lines = [groups[at : at + 3] for at in range(0, len(groups), 3)]
        self._paper.setText("\n".join("  ".join(line) for line in lines))
        self._paper.setVisible(bool(printed_code))
        self._paper_words.setVisible(bool(printed_code))
        self._ask.hide()
        self.save.hide()
        self._answer.show()
        self.finish.show()
        self.finish.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what is wrong; what was typed stays."""
        self.set_busy(False)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def set_busy(self, busy: bool) -> None:
        """Making a key takes a second, by design."""
        self.save.setEnabled(not busy)

    def _clear_secrets(self) -> None:
        self.first.clear_secret()
        self.again.clear_secret()

    def _show_way(self) -> None:
        chosen = self.way.value() == _PASSWORD
        self._rows["first"].setVisible(chosen)
        self._rows["again"].setVisible(chosen)

    def _submit(self) -> None:
        self.message.clear()
        for row in self._rows.values():
            row.clear_error()
        if not self.post.value():
            self.show_problem(self.tr("Please say who you are."))
            self.post.setFocus()
            return
        if not self.slip.text().strip():
            self._rows["slip"].set_error(self.tr("Type the twelve characters on your slip."))
            self.slip.setFocus()
            return
        password = self.first.text() if self.way.value() == _PASSWORD else ""
        if self.way.value() == _PASSWORD and not password:
            self._rows["first"].set_error(self.tr("Choose a password, or a printed code."))
            self.first.setFocus()
            return
        if password and password != self.again.text():
            self._rows["again"].set_error(self.tr("The two are not the same."))
            self.again.setFocus()
            return
        self.set_busy(True)
        self.submitted.emit(
            EnrolReaderDraft(post=self.post.value(), slip=self.slip.text(), password=password)
        )
