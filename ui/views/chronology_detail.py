"""One entry of a chronology in full: words, the three times, corrections beside the original."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry, Correction, days_late
from storage.records.times import for_people
from ui.lead_material import LeadLists
from ui.lead_words import counted
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.scroll_card import ScrollCard


class EntryDetail(QWidget):
    """Shows the entry with the cursor; what can be done with it stands at the end."""

    concern_opened = Signal(str)
    body_map_opened = Signal(str)
    amend_requested = Signal(object)
    significance_requested = Signal(object)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._lists = lists
        self.card = ScrollCard(readable=True)
        identify(self.card.area, "file.entry", self.tr("The entry in full"))
        # As high as the page lets it be: a long entry scrolls inside its card.
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._bar = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(space(0.5))
        self._outer.addWidget(self.card, 1)
        self._outer.addWidget(self._bar)
        self.setFocusProxy(self.card)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no entry is chosen."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2.5), space(2.5), space(2.5), space(2.5))
        column.addWidget(PlainLabel(self.tr("Choose an entry to read it here."), tone="muted"))
        column.addStretch(1)
        self.card.set_content(content)
        self._bar.hide()

    def show_entry(self, entry: ChronologyEntry) -> None:
        """Show this entry."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2.5), space(2), space(2.5), space(2))
        column.setSpacing(space(1.25))
        column.addWidget(PlainLabel(entry.happened.for_people(), tone="section", selectable=True))
        column.addLayout(self._marks(entry))
        if entry.summary:
            column.addWidget(PlainLabel(entry.summary, tone="strong", selectable=True))
        column.addWidget(PlainLabel(entry.text, selectable=True))
        if entry.child_words:
            column.addWidget(child_words(self.tr("The child’s own words"), entry.child_words))
        for correction in entry.corrections:
            column.addWidget(self._correction(correction))
        facts = KeyValueGrid()
        facts.set_rows(self._facts(entry))
        column.addWidget(facts)
        column.addStretch(1)
        self.card.set_content(content)
        self.card.area.setAccessibleDescription(entry.text)
        former, self._bar = self._bar, self._ways(entry)
        self._outer.replaceWidget(former, self._bar)
        former.hide()
        former.deleteLater()

    def _marks(self, entry: ChronologyEntry) -> FlowLayout:
        row = FlowLayout(spacing=space(0.75))
        word = self._lists.word
        marks = [self.tr("Transcribed from paper")] if entry.transcribed else []
        if entry.kind != "transcribed":
            marks.append(word(entry.kind))
        if entry.significant:
            marks.append(self.tr("★ Significant"))
        if not entry.happened.dated:
            marks.append(self.tr("Not dated"))
        late = days_late(entry)
        if late and not entry.transcribed:
            later = counted(late, self.tr("Written 1 day later"), self.tr("Written {n} days later"))
            marks.append(later)
        if entry.pupil_role not in ("", "subject"):
            marks.append(word(entry.pupil_role))
        for mark in dict.fromkeys(marks):
            row.addWidget(PlainLabel(mark, tone="badge", wrap=False))
        return row

    def _facts(self, entry: ChronologyEntry) -> list[tuple[str, str]]:
        word = self._lists.word
        rows = [
            (self.tr("Category"), word(entry.category)),
            (self.tr("Level"), word(entry.level)),
            (self.tr("Source"), word(entry.source)),
            (self.tr("Action"), entry.action),
            (self.tr("Decision"), entry.decision),
            (self.tr("Reason"), entry.reason),
            (self.tr("Outcome"), entry.outcome),
            (self.tr("Happened, as told"), entry.happened.as_told),
            (self.tr("Written"), for_people(entry.written_at) if entry.written_at else ""),
            (self.tr("In the casebook"), for_people(entry.recorded_at)),
            (self.tr("By"), entry.author),
            (self.tr("On paper"), entry.source_ref),
            (self.tr("Date read from"), entry.context),
            (self.tr("Left open"), entry.undecided),
            (self.tr("Files"), "\n".join(entry.files)),
        ]
        return [(label, value) for label, value in rows if value]

    def _correction(self, correction: Correction) -> QWidget:
        note = QFrame()
        note.setProperty("kind", "bar")
        note.setProperty("severity", "warning")
        column = QVBoxLayout(note)
        column.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
        column.setSpacing(2)
        head = self.tr("Corrected {when} by {who} ({field})").format(
            when=for_people(correction.recorded_at),
            who=correction.by,
            field=self._lists.word(correction.field),
        )
        column.addWidget(PlainLabel(head, tone="small"))
        column.addWidget(PlainLabel(correction.correction, tone="strong", selectable=True))
        reason = self.tr("Because: {reason}").format(reason=correction.reason)
        column.addWidget(PlainLabel(reason, selectable=True))
        column.addWidget(PlainLabel(self.tr("The original stands unchanged above."), tone="small"))
        return note

    def _ways(self, entry: ChronologyEntry) -> QWidget:
        bar = QWidget()
        bar.setProperty("kind", "plain")
        row = FlowLayout(bar, spacing=space(0.5))
        star = self.tr("Not significant") if entry.significant else self.tr("★ Significant")
        significant = quiet_button("file.significant", star)
        significant.setToolTip(self.tr("Space in the list"))
        significant.clicked.connect(lambda: self.significance_requested.emit(entry))
        amend = quiet_button("file.amend", self.tr("Correct…"), icon="pencil")
        amend.clicked.connect(lambda: self.amend_requested.emit(entry))
        row.addWidget(significant)
        row.addWidget(amend)
        if entry.kind == "concern":
            opened = quiet_button("file.open_concern", self.tr("Open concern"), icon="mail-open")
            opened.clicked.connect(lambda: self.concern_opened.emit(entry.id))
            row.addWidget(opened)
        if entry.body_maps:
            text = counted(entry.body_maps, self.tr("Body map"), self.tr("{n} body maps"))
            maps = quiet_button("file.open_body_map", text, icon="person-standing")
            maps.clicked.connect(lambda: self.body_map_opened.emit(entry.id))
            row.addWidget(maps)
        return bar


def child_words(title: str, text: str) -> QWidget:
    """Return the child's own words as a block set apart from everything a grown-up says."""
    block = QFrame()
    block.setProperty("kind", "bar")
    block.setProperty("severity", "info")
    column = QVBoxLayout(block)
    column.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
    column.setSpacing(2)
    column.addWidget(PlainLabel(title, tone="small"))
    quoted = text if text[:1] in "“‘\"'" else f"“{text}”"
    column.addWidget(PlainLabel(quoted, tone="strong", selectable=True))
    return block
