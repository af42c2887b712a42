"""Checks documents, receipts, certificates and backups: alone, beside each other, or against the
record."""

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.care_drafts import CompareDraft
from ui.care_material import Verdict
from ui.theme import scaled, space
from ui.views.checks_verdict import VerdictCard
from ui.widgets.buttons import primary_button
from ui.widgets.field_row import FieldRow
from ui.widgets.file_list import FileList
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class CompareView(Page):
    """Choose one file or several, press once, read the answer beside it.

    ``signed_in`` compares with the open record and also takes a check code typed from paper;
    without it nothing but the files is needed, on any computer.
    """

    check_requested = Signal(object)

    def __init__(self, *, signed_in: bool, parent: QWidget | None = None) -> None:
        self._screen = "compare" if signed_in else "document"
        super().__init__("", identifier=self._screen, max_width=1180, parent=parent)
        self._signed_in = signed_in
        self.set_title(
            self.tr("Compare with the record") if signed_in else self.tr("Check a document")
        )
        self.set_subtitle(
            self.tr("Was the record rewritten, or something left out, since this was given out?")
            if signed_in
            else self.tr("Is it still as the school made it? Nobody needs to sign in for this.")
        )
        self.show_back(self.tr("Backup & checks") if signed_in else self.tr("Back"))
        self.files = FileList(f"{self._screen}.files", self.tr("Choose files to check"))
        self.files.add_button.setText(self.tr("Choose files…"))
        self.code = TextLine(
            "compare.code", self.tr("Check code"), placeholder=self.tr("13 groups of 4, as printed")
        )
        self.key = TextLine(f"{self._screen}.key", self.tr("Key id of the school"))
        self.verdict = VerdictCard(self._screen)
        self._progress = identify(
            QProgressBar(), f"{self._screen}.progress", self.tr("Progress: checking")
        )
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._check = primary_button(f"{self._screen}.check", self.tr("Check"), icon="shield-check")
        self._check.clicked.connect(self.check)
        self._check.setEnabled(False)
        self.files.changed.connect(self._look)
        self.code.textChanged.connect(self._look)
        self._lay_out()
        self.setFocusProxy(self.files)

    def _lay_out(self) -> None:
        card = SectionCard()
        card.body.setSpacing(space(2))
        card.body.addWidget(
            FieldRow(
                self.tr("Files"),
                self.files,
                hint=self.tr(
                    "A document as PDF, a receipt, a certificate or a backup. Two or more of them"
                    " are compared with each other as well."
                ),
            )
        )
        if self._signed_in:
            card.body.addWidget(
                FieldRow(
                    self.tr("Or a check code from paper"),
                    self.code,
                    hint=self.tr("Capitals, spaces and dashes make no difference."),
                    optional=True,
                )
            )
        else:
            card.body.addWidget(
                FieldRow(
                    self.tr("Key id of the school"),
                    self.key,
                    hint=self.tr(
                        "Only with it is it proved whose document it is. Ask the school on the"
                        " telephone; do not take it from the document itself."
                    ),
                    optional=True,
                )
            )
        line = FlowLayout()
        line.addWidget(self._check)
        card.body.addLayout(line)
        card.body.addWidget(self._progress)
        card.body.addWidget(
            PlainLabel(self.tr("Nothing is changed and nothing is sent."), tone="small")
        )
        card.body.addStretch(1)
        for side in (card, self.verdict):
            side.setMinimumWidth(scaled(380))
        self.body.addWidget(SideBySide(card, self.verdict, weights=(2, 3), gap=2))
        self.body.addStretch(1)

    def check(self) -> None:
        """Ask for the check of what was chosen."""
        draft = CompareDraft(
            paths=self.files.paths(),
            check_code=self.code.text().strip() if self._signed_in else "",
            expect_key="" if self._signed_in else self.key.text().strip(),
        )
        if draft.paths or draft.check_code:
            self.message.clear()
            self.check_requested.emit(draft)

    def show_progress(self, done: int, total: int) -> None:
        """Show that it is being checked; ``total`` 0 shows that it works without a number."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._check.setEnabled(False)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the answer."""
        self._progress.hide()
        self._look()
        self.verdict.show_verdict(verdict)
        QTimer.singleShot(0, self, self._show_answer)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self._progress.hide()
        self._look()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _show_answer(self) -> None:
        """Where the answer stands below the form, bring its beginning into sight."""
        inside = self.scroll_area.widget()
        if inside is None:
            return
        below = self.verdict.mapTo(inside, QPoint(0, 0)).y()
        if below > self.scroll_area.viewport().height() // 2:
            self.scroll_area.verticalScrollBar().setValue(below - space(2))

    def _look(self) -> None:
        typed = self._signed_in and bool(self.code.text().strip())
        self._check.setEnabled(bool(self.files.paths()) or typed)
