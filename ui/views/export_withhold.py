"""What a document withholds, each with the reason that is printed in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lead_drafts import RedactionDraft
from ui.lead_material import WithholdOption
from ui.theme import scaled, space
from ui.widgets.check_line import CheckLine
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class WithholdList(QWidget):
    """A tick and a reason for each thing that may be left out; nothing is ticked at first."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        self._lines: dict[str, tuple[CheckLine, TextLine]] = {}
        self._box = QWidget()
        self._column.addWidget(self._box)
        self.hide()

    def show_options(self, options: Sequence[WithholdOption]) -> None:
        """Offer these; an empty list hides the whole part."""
        box = QWidget()
        box.setProperty("kind", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(PlainLabel(self.tr("Withhold"), tone="strong"))
        hint = self.tr("The words are removed, not covered. The reason is printed in their place.")
        column.addWidget(PlainLabel(hint, tone="small"))
        self._lines = {}
        for number, option in enumerate(options, start=1):
            column.addWidget(self._line(number, option))
        self._column.replaceWidget(self._box, box)
        self._box.deleteLater()
        self._box = box
        self.setVisible(bool(options))

    def drafts(self) -> tuple[RedactionDraft, ...]:
        """What is ticked, with its reason."""
        return tuple(
            RedactionDraft(target=target, reason=reason.text().strip())
            for target, (tick, reason) in self._lines.items()
            if tick.isChecked()
        )

    def count(self) -> int:
        """How many are ticked."""
        return sum(tick.isChecked() for tick, _ in self._lines.values())

    def missing(self) -> QWidget | None:
        """The first reason still needed."""
        for tick, reason in self._lines.values():
            if tick.isChecked() and not reason.text().strip():
                return reason
        return None

    def _line(self, number: int, option: WithholdOption) -> QWidget:
        words = f"{option.text} – {option.detail}" if option.detail else option.text
        tick = CheckLine(f"export.withhold.{number}", words)
        reason = TextLine(
            f"export.withhold_reason.{number}",
            self.tr("Reason for withholding: {what}").format(what=option.text),
            placeholder=self.tr("Reason"),
        )
        reason.setMinimumWidth(scaled(160))
        reason.hide()
        tick.toggled.connect(reason.setVisible)
        tick.toggled.connect(lambda _: self.changed.emit())
        self._lines[option.target] = (tick, reason)
        return SideBySide(tick, reason, weights=(1, 1))
