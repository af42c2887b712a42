"""What a template suggests: hazards by setting to tick, and under each what could be done."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storage.records.risk_templates import RiskTemplate, SuggestedHazard, Ticked
from ui.risk_material import RiskLists
from ui.theme import space
from ui.widgets.buttons import secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import stops_in_reading_order


class Suggestions(SectionCard):
    """Nothing is ticked beforehand; what was taken over is not offered again."""

    taken = Signal(object)

    def __init__(self, *, lists: RiskLists, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._lists = lists
        self._hazards: list[_SuggestedHazard] = []
        self._groups: list[QWidget] = []
        self.set_title(self.tr("What applies? Tick it; then change the words and rate it."))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space(1))
        self._nothing = PlainLabel(self.tr("Everything suggested is in the plan."), tone="small")
        self._nothing.hide()
        self.take = secondary_button(
            "risk.suggest.take", self.tr("Put what is ticked into the plan"), icon="plus"
        )
        self.take.clicked.connect(self._take)
        self._said = PlainLabel("", tone="small")
        self.body.addLayout(self._rows)
        self.body.addWidget(self._nothing)
        self.body.addWidget(SideBySide(self.take, self._said, weights=(0, 1), gap=2))
        self.hide()

    def show_template(self, template: RiskTemplate | None, *, role: str) -> None:
        """Offer what fits a child with this part; None offers nothing."""
        for group in self._groups:
            group.setParent(None)
            group.deleteLater()
        self._groups, self._hazards = [], []
        self._said.setText("")
        self.setVisible(template is not None)
        if template is None:
            return
        fitting = [hazard for hazard in template.hazards if hazard.fits(role)]
        order = [choice.value for choice in self._lists.settings]
        fitting.sort(key=lambda hazard: order.index(hazard.setting))
        groups = [
            self._group(setting, list(hazards))
            for setting, hazards in groupby(fitting, key=lambda hazard: hazard.setting)
        ]
        for left, right in zip(groups[::2], [*groups[1::2], None], strict=False):
            pair = SideBySide(left, right or QWidget(), weights=(1, 1), gap=3)
            self._rows.addWidget(pair)
            self._groups.append(pair)
        self._show_state()
        stops_in_reading_order(self)

    def _group(self, setting: str, hazards: Sequence[SuggestedHazard]) -> QWidget:
        box = QWidget()
        box.setProperty("kind", "plain")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainLabel(self._lists.setting_words(setting), tone="strong"))
        for hazard in hazards:
            part = _SuggestedHazard(hazard, times=self._lists.time_words(hazard.times))
            part.changed.connect(self._show_state)
            self._hazards.append(part)
            column.addWidget(part)
        column.addStretch(1)
        return box

    def ticked(self) -> tuple[Ticked, ...]:
        """Return what is ticked and not yet taken over."""
        return tuple(part.value() for part in self._hazards if part.ticked())

    def _take(self) -> None:
        ticked = self.ticked()
        if not ticked:
            self._said.setText(self.tr("Tick at least one hazard first."))
            return
        for part in self._hazards:
            if part.ticked():
                part.put_away()
        self._show_state()
        self.taken.emit(ticked)

    def _show_state(self) -> None:
        count = len(self.ticked())
        left = any(not part.away for part in self._hazards)
        self._nothing.setVisible(not left and bool(self._hazards))
        self.take.setVisible(left)
        self._said.setText(self.tr("{n} ticked").format(n=count) if count else "")


class _SuggestedHazard(QFrame):
    """A hazard to tick; once it is ticked, what could be done about it stands below."""

    changed = Signal()

    def __init__(self, hazard: SuggestedHazard, *, times: str) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._hazard = hazard
        self.away = False
        identifier = f"risk.suggest.{hazard.code}"
        self.tick = WrappedTick(identifier, hazard.hazard, note=times)
        self._controls = [
            WrappedTick(f"{identifier}.{place}", text)
            for place, text in enumerate(hazard.controls, start=1)
        ]
        self._below = QWidget()
        self._below.setProperty("kind", "plain")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(space(3.5), 0, 0, space(0.5))
        below.setSpacing(0)
        for control in self._controls:
            below.addWidget(control)
            control.toggled.connect(self.changed)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tick)
        column.addWidget(self._below)
        self.tick.toggled.connect(self._toggle)

    def ticked(self) -> bool:
        """Whether it is ticked and not yet taken over."""
        return self.tick.box.isChecked() and not self.away

    def value(self) -> Ticked:
        """Return the hazard with the controls that are ticked."""
        texts = tuple(
            text
            for tick, text in zip(self._controls, self._hazard.controls, strict=True)
            if tick.box.isChecked()
        )
        return Ticked(hazard=self._hazard, controls=texts)

    def put_away(self) -> None:
        """It is in the plan: it is not offered again."""
        self.away = True
        self.hide()

    def _toggle(self) -> None:
        self._below.setVisible(self.tick.box.isChecked())
        self.changed.emit()


class WrappedTick(QWidget):
    """A tick with words that may take several lines; pressing the words ticks too."""

    toggled = Signal()

    def __init__(self, identifier: str, text: str, *, note: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.box = CheckLine(identifier, "", name=f"{text} {note}".strip())
        self.box.toggled.connect(lambda _: self.toggled.emit())
        self.setFocusProxy(self.box)
        words = PlainLabel(f"{text} ({note})" if note else text)
        words.setBuddy(self.box)
        words.setCursor(Qt.CursorShape.PointingHandCursor)
        words.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words can be pressed as the box can."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.box.toggle()
            return True
        return super().eventFilter(watched, event)
