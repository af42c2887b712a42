"""The recording guide on the DSL's side: the text, and who has read it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.guide_material import GuideReaderShown, GuideShown
from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea


class GuideReadersView(Page):
    """``text_saved`` carries the school's own text, "" for the one that comes with the program."""

    text_saved = Signal(str)
    print_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="guide_readers", max_width=1180, parent=parent)
        self.set_title(self.tr("Recording guide"))
        self.show_back(self.tr("People & computers"))
        self._shown = GuideShown(title="", version="", text="", own=False)
        self.readers = RowList("guide_readers.list", self.tr("Who has read the recording guide"))
        self.readers.setMinimumHeight(scaled(220))
        printed = secondary_button("guide_readers.print", self.tr("Print…"), icon="printer")
        printed.clicked.connect(self.print_requested)
        people = SectionCard(self.tr("Who has read it"))
        people.add_header_action(printed)
        people.body.addWidget(self.readers, 1)
        people.setMinimumWidth(scaled(330))
        whole = SideBySide(self._build_text(), people, weights=(3, 2), gap=2)
        self.body.addWidget(whole, 1)

    def _build_text(self) -> SectionCard:
        card = SectionCard(self.tr("The text that staff read"))
        card.setMinimumWidth(scaled(330))
        self._which = PlainLabel(tone="muted")
        self._hint = PlainLabel(
            self.tr(
                "Put your school’s own words in its place: “# ” begins a heading, “- ” a line of a"
                " list. Everybody is then asked to read the new text; no concern waits for it."
            ),
            tone="small",
        )
        self.text = TextArea("guide_readers.text", self.tr("The text that staff read"), lines=12)
        self.save = primary_button("guide_readers.save", self.tr("Use this text"), icon="check")
        self.save.clicked.connect(self._save)
        self.usual = quiet_button(
            "guide_readers.usual", self.tr("Back to the text that comes with the program")
        )
        self.usual.clicked.connect(lambda: self.text_saved.emit(""))
        buttons = QWidget()
        buttons.setProperty("kind", "plain")
        row = FlowLayout(buttons, spacing=space(1))
        for button in (self.save, self.usual):
            row.addWidget(button)
        policy = buttons.sizePolicy()
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        for part in (self._which, self.text, self._hint, buttons):
            card.body.addWidget(part, 1 if part is self.text else 0)
        self.text.textChanged.connect(self._changed)
        return card

    def begin(self) -> None:
        """Go to the list."""
        self.readers.setFocus()

    def set_read_only(self, read_only: bool) -> None:
        """In a backup nothing is changed."""
        self.text.setReadOnly(read_only)
        self.save.setVisible(not read_only)
        self.usual.setVisible(not read_only and self._shown.own)

    def show_guide(self, guide: GuideShown, readers: Sequence[GuideReaderShown]) -> None:
        """Show the text that holds and everybody's standing."""
        self._shown = guide
        words = (
            self.tr("Your school’s own text, version {version}")
            if guide.own
            else self.tr("The text that comes with the program, version {version}")
        )
        self._which.setText(words.format(version=guide.version))
        self.text.set_text(guide.text)
        self.usual.setVisible(guide.own)
        self._changed()
        done = sum(reader.is_current for reader in readers)
        self.set_subtitle(
            self.tr("{done} of {all} have signed that they read it.").format(
                done=done, all=len(readers)
            )
        )
        self.readers.set_rows([self._row(reader) for reader in readers])

    def show_done(self, text: str) -> None:
        """Say what was changed."""
        self.message.show_message(text, severity="success")

    def unsaved(self) -> bool:
        """Whether words would be lost."""
        return self.text.text().strip() != self._shown.text

    def _changed(self) -> None:
        self.save.setEnabled(self.unsaved() and bool(self.text.text().strip()))

    def _save(self) -> None:
        self.message.clear()
        self.text_saved.emit(self.text.text().strip())

    def _row(self, reader: GuideReaderShown) -> RowItem:
        told = self.tr("Version {version}, {at}").format(version=reader.version, at=reader.at)
        detail = (reader.job_title, told if reader.at else "")
        return RowItem(
            id=reader.person,
            title=reader.name,
            detail=" · ".join(part for part in detail if part),
            trailing=self.tr("Read") if reader.is_current else self.tr("Not yet"),
            icon="circle-check" if reader.is_current else "hourglass",
            tone="success" if reader.is_current else "warning",
        )
