"""One letter about an adult: as it was written, what was kept beside it, and what to add."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.restricted import Kept, RestrictedLetter
from storage.records.times import for_people
from ui.restricted_drafts import RestrictedLists
from ui.theme import space
from ui.views.restricted_add import RestrictedAddBox
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

_FILES_SHOWN = 20


class RestrictedLetterView(Page):
    """The letter at the left, what is added at the right; at large text one below the other."""

    added = Signal(object)
    print_requested = Signal()
    save_requested = Signal()
    file_requested = Signal(int)

    def __init__(self, *, lists: RestrictedLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="restricted_letter", parent=parent)
        self.show_back(self.tr("Back to my letters"))
        self.letter = SectionCard()
        self.kept = SectionCard()
        self.kept.set_title(self.tr("What was done"))
        self.add = RestrictedAddBox(lists=lists)
        self.add.submitted.connect(self.added)
        left = QWidget()
        left.setProperty("kind", "plain")
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(2))
        lines.addWidget(self.letter)
        lines.addWidget(self.kept)
        lines.addStretch(1)
        self.body.addWidget(SideBySide(left, self.add, weights=(6, 5), gap=2))
        self.body.addStretch(1)
        printed = secondary_button("restricted_letter.print", self.tr("Print"), icon="printer")
        printed.clicked.connect(self.print_requested)
        saved = quiet_button("restricted_letter.pdf", self.tr("Save as a file"), icon="download")
        saved.clicked.connect(self.save_requested)
        self.add_action(saved)
        self.add_action(printed)

    def show_letter(self, letter: RestrictedLetter) -> None:
        """Show this letter and empty boxes."""
        row = letter.row
        self.set_title(self.tr("About {adult}").format(adult=row.adult or self.tr("an adult")))
        parts = [
            self.tr("Concern number {n}").format(n=row.concern),
            self.tr("received {when}").format(when=for_people(row.received_at)),
            row.kind or self.tr("not decided yet"),
        ]
        self.set_subtitle(" · ".join([*parts, *([row.outcome] if row.outcome else [])]))
        self._show_words(letter)
        self._show_kept(letter)
        self.add.start(adult=row.adult, kept=self._can_be_corrected(letter))
        self.add.text.setFocus()

    def _can_be_corrected(self, letter: RestrictedLetter) -> list[Choice]:
        kinds = ("note", "decision", "reply")
        found = [
            Choice(value=str(kept.number), text=self._heading(kept))
            for kept in letter.kept
            if kept.kind in kinds
        ]
        return [Choice(value=str(letter.row.number), text=self.tr("The letter itself")), *found]

    def show_saved(self, text: str) -> None:
        """Say that it lies on the disk."""
        self.message.show_message(text, severity="success")

    def _show_words(self, letter: RestrictedLetter) -> None:
        _empty(self.letter.body)
        row = letter.row
        facts = KeyValueGrid(columns=1)
        written = for_people(row.written_at) if row.written_at else ""
        facts.set_rows(
            [
                (self.tr("Written by"), self._writer(letter)),
                (self.tr("Written"), written),
                (self.tr("Check code"), _groups(letter.digest)),
            ]
        )
        self.letter.body.addWidget(facts)
        if not row.readable:
            words = self.tr("This letter was not made by this program. It is kept as it came.")
            self.letter.body.addWidget(PlainLabel(words, tone="warning"))
        elif not letter.signed:
            words = self.tr("The writer’s signature does not fit these words.")
            self.letter.body.addWidget(PlainLabel(words, tone="danger"))
        for part in letter.parts:
            self.letter.body.addWidget(PlainLabel(part.label, tone="strong"))
            text = f"“{part.text}”" if part.quote else part.text
            self.letter.body.addWidget(PlainLabel(text, selectable=True))
        for each in letter.files[:_FILES_SHOWN]:
            button = quiet_button(
                f"restricted_letter.file_{each.place}",
                self.tr("Save the file {name}").format(name=each.name),
                icon="paperclip",
            )
            button.clicked.connect(
                lambda _checked=False, place=each.place: self.file_requested.emit(place)
            )
            self.letter.body.addWidget(button)

    def _writer(self, letter: RestrictedLetter) -> str:
        name = letter.row.reporter or self.tr("nobody named")
        if letter.name_checked:
            return self.tr("{name} (with their PIN, as their computer says)").format(name=name)
        return self.tr("{name} (the name was typed; no PIN)").format(name=name)

    def _show_kept(self, letter: RestrictedLetter) -> None:
        _empty(self.kept.body)
        self.kept.setVisible(bool(letter.kept))
        for kept in letter.kept:
            self.kept.body.addWidget(PlainLabel(self._heading(kept), tone="strong"))
            grid = KeyValueGrid(columns=1)
            grid.set_rows(kept.lines)
            self.kept.body.addWidget(grid)

    def _heading(self, kept: Kept) -> str:
        words = {
            "note": self.tr("Note"),
            "decision": self.tr("Decision"),
            "reply": self.tr("Reply to the writer"),
            "correction": self.tr("Correction of entry {n}").format(n=kept.corrects),
            "printed": self.tr("Printed or saved"),
        }
        return f"{words.get(kept.kind, kept.kind)} · {for_people(kept.at)}"


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _groups(digest: str) -> str:
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)).upper()
