"""One hazard of a risk assessment: how likely, how bad, what is done, by whom, and what is left of
it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storage.records.risk_assessment import Hazard
from ui.icons import set_icon
from ui.lead_material import Band, LeadLists
from ui.plain_tip import plain_tip
from ui.theme import TARGET, restyle, scaled, space
from ui.widgets.combo import Combo
from ui.widgets.enter_button import EnterButton
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class HazardRow(QFrame):
    """A card with two lines of fields; the band is said in words with its score."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, *, number: int, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._lists = lists
        end = "" if number == 1 else f".{number}"
        self.hazard = TextLine(f"risk.hazard{end}", self.tr("Hazard"))
        self.where = TextLine(
            f"risk.where{end}", self.tr("Where and when"), placeholder=self.tr("e.g. gate, 15:15")
        )
        self.likelihood = Combo(f"risk.likelihood{end}", self.tr("How likely"), lists.likelihoods)
        self.severity = Combo(f"risk.severity{end}", self.tr("How bad"), lists.severities)
        self.control = ShortArea(f"risk.control{end}", self.tr("What is done about it"), lines=2)
        self.owner = TextLine(f"risk.owner{end}", self.tr("By whom"))
        self.likelihood_after = Combo(
            f"risk.likelihood_after{end}", self.tr("How likely then"), lists.likelihoods
        )
        self.severity_after = Combo(
            f"risk.severity_after{end}", self.tr("How bad then"), lists.severities
        )
        self._before, self._after = _BandMark(self.tr("Now")), _BandMark(self.tr("With this done"))
        self._hazard_row = FieldRow(self.tr("Hazard {n}").format(n=number), self.hazard)
        self._likely_row = FieldRow(self.tr("How likely"), self.likelihood)
        self._severe_row = FieldRow(self.tr("How bad"), self.severity)
        self._remove = self._remove_button(number, end)
        self._lay_out()
        for combo in self._combos():
            combo.changed.connect(self._rate)
        for line in (self.hazard, self.where, self.control, self.owner):
            line.textChanged.connect(self.changed)
        self._rate("")

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits in this row, in order."""
        now = (self.hazard, self.where, self.likelihood, self.severity)
        then = (self.control, self.owner, self.likelihood_after, self.severity_after)
        return (*now, *then, self._remove)

    def _combos(self) -> tuple[Combo, ...]:
        return (self.likelihood, self.severity, self.likelihood_after, self.severity_after)

    def _remove_button(self, number: int, end: str) -> QPushButton:
        button = EnterButton()
        button.setProperty("kind", "quiet")
        button.setAutoDefault(False)
        button.setFixedSize(TARGET, TARGET)
        set_icon(button, "x", tone="link", size=18)
        words = self.tr("Take hazard {n} off").format(n=number)
        identify(button, f"risk.remove{end}", words).setToolTip(plain_tip(words))
        button.clicked.connect(lambda: self.removed.emit(self))
        return button

    def _lay_out(self) -> None:
        first = SideBySide(
            self._hazard_row,
            FieldRow(self.tr("Where and when"), self.where),
            self._likely_row,
            self._severe_row,
            self._before,
            weights=(5, 4, 3, 3, 3),
        )
        second = SideBySide(
            FieldRow(self.tr("What is done about it"), self.control),
            FieldRow(self.tr("By whom"), self.owner),
            FieldRow(self.tr("How likely then"), self.likelihood_after),
            FieldRow(self.tr("How bad then"), self.severity_after),
            self._after,
            weights=(5, 4, 3, 3, 3),
        )
        lines = QVBoxLayout()
        lines.setSpacing(space(1.5))
        lines.addWidget(first)
        lines.addWidget(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(2), space(1.5), space(1), space(1.5))
        row.addLayout(lines, 1)
        row.addWidget(self._remove)
        for field in (self.hazard, self.where, self.control, self.owner):
            field.setMinimumWidth(scaled(130))
        for combo in self._combos():
            combo.setMinimumWidth(scaled(110))
            combo.setMinimumContentsLength(5)

    def show_hazard(self, hazard: Hazard) -> None:
        """Show a hazard of an earlier version."""
        self.hazard.setText(hazard.hazard)
        self.where.setText(hazard.where)
        self.control.set_text(hazard.control)
        self.owner.setText(hazard.owner)
        for line in (self.hazard, self.where, self.owner):  # long words are read from their start
            line.setCursorPosition(0)
        for combo, value in (
            (self.likelihood, hazard.likelihood),
            (self.severity, hazard.severity),
            (self.likelihood_after, hazard.likelihood_after),
            (self.severity_after, hazard.severity_after),
        ):
            combo.set_value("" if value is None else str(value))

    def started(self) -> bool:
        """Whether anything was said."""
        lines = (self.hazard, self.where, self.control, self.owner)
        return any(line.text().strip() for line in lines) or any(
            combo.value() for combo in self._combos()
        )

    def check(self) -> QWidget | None:
        """Mark what is missing; return the first control to go to, None when nothing is."""
        checks = (
            (self._hazard_row, bool(self.hazard.text().strip()), self.tr("Name the hazard.")),
            (self._likely_row, bool(self.likelihood.value()), self.tr("Choose.")),
            (self._severe_row, bool(self.severity.value()), self.tr("Choose.")),
        )
        missing: QWidget | None = None
        for row, given, words in checks:
            row.clear_error()
            if not given:
                row.set_error(words)
                missing = missing or row.field
        return missing

    def value(self) -> Hazard:
        """Return the hazard; only after ``check`` found nothing missing."""
        after = (self.likelihood_after.value(), self.severity_after.value())
        return Hazard(
            hazard=self.hazard.text().strip(),
            where=self.where.text().strip(),
            likelihood=int(self.likelihood.value()),
            severity=int(self.severity.value()),
            control=self.control.text().strip(),
            owner=self.owner.text().strip(),
            likelihood_after=int(after[0]) if all(after) else None,
            severity_after=int(after[1]) if all(after) else None,
        )

    def _rate(self, _value: str) -> None:
        self._before.show_score(self.likelihood.value(), self.severity.value(), self._lists)
        self._after.show_score(
            self.likelihood_after.value(), self.severity_after.value(), self._lists
        )
        self.changed.emit()


class _BandMark(QFrame):
    """The band as a word and a score in a tinted box: colour only repeats what the word says."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._title = title
        self._box = QFrame()
        self._box.setProperty("kind", "bar")
        self._word = PlainLabel("–", tone="strong", wrap=False)
        inner = QHBoxLayout(self._box)
        inner.setContentsMargins(space(1), 0, space(1), 0)
        inner.addWidget(self._word)
        self._box.setMinimumHeight(TARGET)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(PlainLabel(title, tone="strong", wrap=False))
        column.addWidget(self._box)
        self.setMinimumWidth(scaled(110))

    def show_score(self, likelihood: str, severity: str, lists: LeadLists) -> None:
        """Show the band that the score falls into; a dash while one half is missing."""
        score = int(likelihood) * int(severity) if likelihood and severity else 0
        band = next((item for item in _falling(lists) if score >= item.lowest), None)
        shown = band is not None and score > 0
        text = f"{band.word} · {score}" if band is not None and shown else "–"
        self._word.setText(text)
        self._word.setAccessibleName(f"{self._title}: {text}")
        self._box.setProperty("severity", band.severity if band is not None and shown else "info")
        restyle(self._box)


def _falling(lists: LeadLists) -> list[Band]:
    return sorted(lists.bands, key=lambda band: band.lowest, reverse=True)
