"""What else may be said of an entry: decision and why, what is next, outcome, what it means."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.entry_material import EntryOffers
from ui.lead_drafts import ActionDraft
from ui.lead_material import LeadLists
from ui.theme import space
from ui.views.new_entry_next import NextAction
from ui.widgets.attachment_list import AttachmentList
from ui.widgets.check_line import CheckLine
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.folding import Folding
from ui.widgets.text_area import TextArea
from ui.widgets.text_line import TextLine


class EntryMore(QWidget):
    """Everything here may stay empty, and is folded away until somebody wants it."""

    def __init__(self, *, lists: LeadLists, offers: EntryOffers) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.decision = TextLine("entry.decision", self.tr("Decided or advised"))
        self.reason = TextLine("entry.reason", self.tr("Why"))
        self.action = TextLine("entry.action", self.tr("What was done"))
        self.next = NextAction(people=offers.people, today=offers.today)
        self.outcome = TextLine("entry.outcome", self.tr("What came of it"))
        self.source = Combo("entry.source", self.tr("How it is known"), lists.sources)
        self.significant = CheckLine(
            "entry.significant", self.tr("Significant – belongs in the short chronology")
        )
        self.summary = TextLine("entry.summary", self.tr("In one line"))
        self.so_what = TextArea("entry.so_what", self.tr("So what"), lines=2)
        self.files = AttachmentList("entry.files", advice=offers.picture_advice)
        self._meaning = self._build_meaning()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        self._folds = self._build_folds()
        known = FieldRow(self.tr("How it is known"), self.source)
        for row in (known, *self._folds, self.files.add_button, self.files):
            column.addWidget(row)
        self.significant.toggled.connect(self._meaning.setVisible)

    def _build_folds(self) -> tuple[Folding, ...]:
        decided = _column(
            FieldRow(self.tr("Decided or advised"), self.decision),
            FieldRow(self.tr("Why"), self.reason),
        )
        done = _column(
            FieldRow(self.tr("What was done already"), self.action),
            FieldRow(self.tr("What came of it"), self.outcome),
        )
        marks = _column(self.significant, self._meaning)
        return (
            Folding(
                "entry.more.next",
                self.tr("Something is to be done"),
                _column(FieldRow(self.tr("What is to be done next"), self.next)),
                written=self.next.started,
            ),
            Folding(
                "entry.more.decided",
                self.tr("A decision or advice, and why"),
                decided,
                written=lambda: _written(self.decision, self.reason),
            ),
            Folding(
                "entry.more.done",
                self.tr("What was done, and what came of it"),
                done,
                written=lambda: _written(self.action, self.outcome),
            ),
            Folding(
                "entry.more.marks",
                self.tr("For the short chronology"),
                marks,
                written=self.significant.isChecked,
            ),
        )

    def show_written(self) -> None:
        """Unfold what holds something, e.g. because it still needs a word."""
        for fold in self._folds:
            fold.show_written()

    def _build_meaning(self) -> QWidget:
        box = QWidget()
        box.setProperty("kind", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(FieldRow(self.tr("In one line"), self.summary))
        hint = self.tr("What it means for the child: your own thinking, shown as such.")
        column.addWidget(FieldRow(self.tr("So what"), self.so_what, hint=hint))
        box.hide()
        return box

    def texts(self) -> dict[str, str]:
        """What was written, by the name of the draft's field."""
        lines = ("decision", "reason", "action", "outcome")
        said = {name: getattr(self, name).text().strip() for name in lines}
        if self.significant.isChecked():
            said["summary"] = self.summary.text().strip()
            said["so_what"] = self.so_what.text().strip()
        return said

    def next_action(self) -> ActionDraft | None:
        """What is to be done next; None where nothing is."""
        return self.next.draft() if self.next.started() else None

    def unsaved(self) -> bool:
        """Whether words or files would be lost."""
        return any(self.texts().values()) or self.next.started() or bool(self.files.attachments())

    def clear(self) -> None:
        """Empty everything."""
        for line in (self.decision, self.reason, self.action, self.outcome, self.summary):
            line.clear()
        self.so_what.set_text("")
        self.source.set_value("")
        self.significant.setChecked(False)
        self.next.clear()
        self.files.clear()
        for fold in self._folds:
            fold.fold()


def _column(*rows: QWidget) -> QWidget:
    """What stands under one heading, moved in a little; the first box takes the focus."""
    box = QWidget()
    box.setProperty("kind", "plain")
    column = QVBoxLayout(box)
    column.setContentsMargins(space(1.5), 0, 0, space(1))
    column.setSpacing(space(1.25))
    for row in rows:
        column.addWidget(row)
    first = rows[0]
    box.setFocusProxy(first.field if isinstance(first, FieldRow) else first)
    return box


def _written(*lines: TextLine) -> bool:
    return any(line.text().strip() for line in lines)
