"""The child’s voice: all their words in one place, in order, each a press from where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from storage.records.file_contents import ChildWords
from storage.records.times import for_people
from ui.lead_material import LeadLists
from ui.theme import scaled, space
from ui.views.pupil_file_head import day_of
from ui.widgets.buttons import quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard

_AT_ONCE = 40


class VoiceSection(QScrollArea):
    """``row_opened`` carries the row in which the words stand."""

    row_opened = Signal(str)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists = lists
        self._words: tuple[ChildWords, ...] = ()
        self._shown = _AT_ONCE
        self.setProperty("kind", "sheet")
        identify(self, "file.voice_text", self.tr("The child’s words"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(scaled(240))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_words(self, words: Sequence[ChildWords]) -> None:
        """Show these words, the oldest first."""
        self._words = tuple(words)
        self._shown = _AT_ONCE
        self._fill()

    def _fill(self) -> None:
        content = QWidget()
        content.setProperty("kind", "plain")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, space(1), 0)
        column.setSpacing(space(1.5))
        if not self._words:
            empty = EmptyState(
                "message-square",
                self.tr("None of the child’s own words yet"),
                self.tr(
                    "They come with concerns, entries, meetings and risk assessments. Ask the child"
                    " what they think, and write it down as they say it."
                ),
            )
            column.addWidget(empty)
        for said in self._words[: self._shown]:
            column.addWidget(self._card(said))
        left = len(self._words) - self._shown
        if left > 0:
            more = quiet_button("file.voice_more", self.tr("Show {n} more").format(n=left))
            more.clicked.connect(lambda _=False: self._show_more())
            column.addWidget(more)
        column.addStretch(1)
        self.setWidget(content)
        content.show()

    def _show_more(self) -> None:
        self._shown = len(self._words)
        self._fill()

    def _card(self, said: ChildWords) -> QWidget:
        card = SectionCard()
        words = PlainLabel(f"“{said.words}”", selectable=True)
        words.setAccessibleName(said.words)
        card.body.addWidget(words)
        for correction in said.corrections:
            corrected = self.tr("Corrected to: “{words}”").format(words=correction)
            card.body.addWidget(PlainLabel(corrected, selectable=True))
        where = self._lists.word(said.kind)
        written = self.tr("written by {who}, {when}").format(who=said.by, when=for_people(said.at))
        role = "" if said.role == "subject" else self._lists.word(said.role)
        copied = self.tr("copied from an older record") if said.copied else ""
        parts = (day_of(said.happened), where, role, written, copied)
        card.body.addWidget(PlainLabel(" · ".join(p for p in parts if p), tone="small"))
        name = self.tr("Show where it stands: {where}, {day}").format(
            where=where, day=day_of(said.happened)
        )
        show = quiet_button(f"file.voice.{said.row}", self.tr("Show where it stands"), name=name)
        show.clicked.connect(lambda _=False: self.row_opened.emit(said.row))
        card.body.addWidget(show)
        return card
