"""Where the head or the chair of governors signs in to letters about adults."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.restricted_drafts import POSTS, EnterDraft
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.password_edit import PasswordEdit
from ui.widgets.section_card import SectionCard

WIDTH = 620


class RestrictedEnterView(Page):
    """``submitted`` carries an EnterDraft; nothing typed here leaves this process."""

    submitted = Signal(object)
    first_time_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="restricted", max_width=WIDTH, parent=parent)
        self.set_title(self.tr("Letters about adults"))
        self.set_subtitle(
            self.tr("For the head teacher and the chair of governors. No DSL can read them.")
        )
        self.show_back(self.tr("Back"))
        choices = [Choice(value=post, text=text) for post, text in POSTS.items()]
        self.post = ChoiceRow("restricted.post", self.tr("Who are you?"), choices)
        self.secret = PasswordEdit("restricted.secret", self.tr("Password or printed code"))
        self._row = FieldRow(
            self.tr("Password or printed code"),
            self.secret,
            hint=self.tr("Your own, for these letters only: not the one for the casebook."),
        )
        self.submit = primary_button("restricted.submit", self.tr("Open my letters"))
        self.submit.clicked.connect(self._submit)
        self.secret.line.returnPressed.connect(self._submit)
        card = SectionCard()
        card.body.addWidget(PlainLabel(self.tr("Who are you?"), tone="strong"))
        card.body.addWidget(self.post)
        card.body.addWidget(self._row)
        first = quiet_button(
            "restricted.first_time", self.tr("First time here? I have a slip of paper")
        )
        first.clicked.connect(self.first_time_requested)
        self.body.addWidget(card)
        self.body.addWidget(first)
        self.body.addStretch(1)
        self.add_footer(self.submit)

    def start(self, *, school: str, here: Sequence[str]) -> None:
        """Ask; ``here`` are the posts that have been set up on this computer."""
        self.secret.clear_secret()
        self.post.set_value(here[0] if len(set(here)) == 1 else "")
        if school:
            self.set_title(self.tr("Letters about adults · {school}").format(school=school))
        (self.secret if self.post.value() else self.post).setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why it did not open."""
        self.set_busy(False)
        self.secret.clear_secret()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)
        self.secret.setFocus()

    def show_locked(self) -> None:
        """Say why the letters are gone from the screen."""
        self.message.show_message(
            self.tr("Locked, because nobody had touched it for a while."), severity="info"
        )

    def set_busy(self, busy: bool) -> None:
        """A password takes a second to be worked out, by design."""
        for widget in (self.post, self.secret, self.submit):
            widget.setEnabled(not busy)
        self.submit.setText(self.tr("Opening…") if busy else self.tr("Open my letters"))

    def _submit(self) -> None:
        self.message.clear()
        self._row.clear_error()
        if not self.post.value():
            self.show_problem(self.tr("Please say who you are."))
            self.post.setFocus()
        elif not self.secret.text():
            self._row.set_error(self.tr("Type your password, or the digits on your paper."))
            self.secret.setFocus()
        else:
            self.submitted.emit(EnterDraft(post=self.post.value(), secret=self.secret.text()))
