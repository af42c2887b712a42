"""One hazard of a plan: where and when, what is done about it, how likely and how bad before and
after.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storage.records.risk_assessment import Control, Hazard
from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.risk_material import RiskAction, RiskLists, RiskScale
from ui.theme import TARGET, restyle, scaled, space
from ui.views.risk_controls import ControlList
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.enter_button import EnterButton
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class HazardRow(QFrame):
    """A card; the band is said in words with its score. ``number`` counts what was ever offered on
    this page, so that no identifier is given twice.
    """

    changed = Signal()
    removed = Signal(object)
    grown = Signal()

    def __init__(
        self,
        *,
        number: int,
        lists: RiskLists,
        scale: RiskScale,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._lists, self._scale, self._key = lists, scale, ""
        end = "" if number == 1 else f".{number}"
        self.hazard = TextLine(f"risk.hazard{end}", self.tr("Hazard"))
        self.setting = Combo(f"risk.setting{end}", self.tr("Setting"), lists.settings)
        self.times = Combo(f"risk.times{end}", self.tr("Time of day"), self._time_choices(()))
        self.where = TextLine(
            f"risk.where{end}", self.tr("Where exactly"), placeholder=self.tr("e.g. gate, 15:15")
        )
        self.controls = ControlList(end=end, number=number, names=names)
        self.likelihood = Combo(f"risk.likelihood{end}", self.tr("How likely"), scale.likelihoods)
        self.severity = Combo(f"risk.severity{end}", self.tr("How bad"), scale.severities)
        self.likelihood_after = Combo(
            f"risk.likelihood_after{end}", self.tr("How likely then"), scale.likelihoods
        )
        self.severity_after = Combo(
            f"risk.severity_after{end}", self.tr("How bad then"), scale.severities
        )
        self._before, self._after = _BandMark(self.tr("Now")), _BandMark(self.tr("With this done"))
        self._hazard_row = FieldRow(self.tr("Hazard {n}").format(n=number), self.hazard)
        self._likely_row = FieldRow(self.tr("How likely"), self.likelihood)
        self._severe_row = FieldRow(self.tr("How bad"), self.severity)
        self._remove = self._remove_button(number, end)
        self._lay_out()
        for combo in self._ratings():
            combo.changed.connect(self._rate)
        for line in (self.hazard, self.where):
            line.textChanged.connect(self.changed)
        for combo in (self.setting, self.times):
            combo.changed.connect(self.changed)
        self.controls.changed.connect(self.changed)
        self.controls.grown.connect(self.grown)
        self._rate("")

    def _ratings(self) -> tuple[Combo, ...]:
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
        what = SideBySide(
            self._hazard_row, FieldRow(self.tr("Setting"), self.setting), weights=(13, 6)
        )
        rated = SideBySide(
            FieldRow(self.tr("Time of day"), self.times),
            FieldRow(self.tr("Where exactly"), self.where),
            self._likely_row,
            self._severe_row,
            self._before,
            weights=(5, 5, 3, 3, 3),
        )
        then = SideBySide(
            FieldRow(" ", SideBySide(self.controls.more, QWidget(), weights=(0, 1))),
            FieldRow(self.tr("How likely then"), self.likelihood_after),
            FieldRow(self.tr("How bad then"), self.severity_after),
            self._after,
            weights=(10, 3, 3, 3),
        )
        lines = QVBoxLayout()
        lines.setSpacing(space(1.5))
        for part in (what, rated, self.controls, then):
            lines.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(2), space(1.5), space(1), space(1.5))
        row.addLayout(lines, 1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        for field in (self.hazard, self.where):
            field.setMinimumWidth(scaled(130))
        for combo in (*self._ratings(), self.setting, self.times):
            combo.setMinimumWidth(scaled(110))
            combo.setMinimumContentsLength(5)

    def show_hazard(self, hazard: Hazard) -> None:
        """Show a hazard of an earlier version, or one that was ticked: a rating of 0 is none."""
        self._key = hazard.key
        self.hazard.setText(hazard.hazard)
        self.where.setText(hazard.where)
        self.setting.set_value(hazard.setting)
        self.times.set_choices(self._time_choices(hazard.times))
        self.times.set_value(",".join(hazard.times))
        self.controls.show_controls(hazard.controls)
        for line in (self.hazard, self.where):  # long words are read from their start
            line.setCursorPosition(0)
        for combo, value in (
            (self.likelihood, hazard.likelihood),
            (self.severity, hazard.severity),
            (self.likelihood_after, hazard.likelihood_after),
            (self.severity_after, hazard.severity_after),
        ):
            combo.set_value(str(value) if value else "")

    def set_scale(self, scale: RiskScale) -> None:
        """Rate on another scale: ratings made on the one before are taken off."""
        self._scale = scale
        for combo, choices in zip(
            self._ratings(),
            (scale.likelihoods, scale.severities, scale.likelihoods, scale.severities),
            strict=True,
        ):
            combo.set_choices(choices)
        self._rate("")

    def started(self) -> bool:
        """Whether anything was said."""
        said = any(line.text().strip() for line in (self.hazard, self.where))
        return said or bool(self.controls.controls()) or self.rated()

    def rated(self) -> bool:
        """Whether any rating was chosen."""
        return any(combo.value() for combo in self._ratings())

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
        return missing or self.controls.check()

    def value(self) -> Hazard:
        """Return the hazard; only after ``check`` found nothing missing."""
        after = (self.likelihood_after.value(), self.severity_after.value())
        first, *more = self.controls.controls() or (Control(control=""),)
        hazard = Hazard(
            hazard=self.hazard.text().strip(),
            where=self.where.text().strip(),
            likelihood=int(self.likelihood.value()),
            severity=int(self.severity.value()),
            control=first.control,
            owner=first.owner,
            by_when=first.by_when,
            more_controls=tuple(more),
            setting=self.setting.value(),
            times=tuple(code for code in self.times.value().split(",") if code),
            key=self._key,
        )
        if not all(after):
            return hazard
        return replace(hazard, likelihood_after=int(after[0]), severity_after=int(after[1]))

    def new_actions(self) -> tuple[RiskAction, ...]:
        """Return what is to be an action as well."""
        return self.controls.new_actions()

    def _time_choices(self, codes: Sequence[str]) -> tuple[Choice, ...]:
        """All times of day, and, where a hazard names several, those together."""
        if len(codes) < 2:
            return self._lists.times
        together = Choice(value=",".join(codes), text=self._lists.time_words(codes))
        return (together, *self._lists.times)

    def _rate(self, _value: str) -> None:
        self._before.show_score(self.likelihood.value(), self.severity.value(), self._scale)
        self._after.show_score(
            self.likelihood_after.value(), self.severity_after.value(), self._scale
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
        column.addStretch(1)
        self.setMinimumWidth(scaled(110))

    def show_score(self, likelihood: str, severity: str, scale: RiskScale) -> None:
        """Show the band that the score falls into; a dash while one half is missing."""
        score = int(likelihood) * int(severity) if likelihood and severity else 0
        band = scale.band(score) if score else None
        text = f"{band.word} · {score}" if band is not None else "–"
        self._word.setText(text)
        self._word.setAccessibleName(f"{self._title}: {text}")
        self._box.setProperty("severity", band.severity if band is not None else "info")
        restyle(self._box)
