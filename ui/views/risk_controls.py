"""What is done about one hazard: several things, each with who does it and by when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storage.records.risk_assessment import Control
from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.risk_material import RiskAction
from ui.theme import TARGET, scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.check_line import CheckLine
from ui.widgets.date_edit import DateEdit
from ui.widgets.enter_button import EnterButton
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class ControlList(QWidget):
    """At least one line; further ones come and go. Whoever shows the list places ``more``."""

    changed = Signal()
    grown = Signal()

    def __init__(
        self, *, end: str, number: int, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._end, self._number, self._names = end, number, names
        self._made = 0
        self.lines: list[ControlLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(space(1))
        words = self.tr("Another thing that is done")
        self.more = quiet_button(
            f"risk.add_control{end}",
            words,
            icon="plus",
            name=self.tr("Another thing that is done about hazard {n}").format(n=number),
        )
        self.more.clicked.connect(self._add_and_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addLayout(self._column)
        self.add()

    def add(self) -> "ControlLine":
        """Offer one more line."""
        self._made += 1
        mark = f"{self._end}.c{self._made}" if self._made > 1 else self._end
        line = ControlLine(end=mark, names=self._names, first=not self.lines)
        line.changed.connect(self.changed)
        line.removed.connect(self._remove)
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()
        self.grown.emit()
        return line

    def show_controls(self, controls: Sequence[Control]) -> None:
        """Show what an earlier version said, or a template suggests."""
        while len(self.lines) < max(1, len(controls)):
            self.add()
        for line, control in zip(self.lines, controls, strict=False):
            line.show_control(control)

    def controls(self) -> tuple[Control, ...]:
        """Return every line that says something."""
        return tuple(line.value() for line in self.lines if line.started())

    def new_actions(self) -> tuple[RiskAction, ...]:
        """Return the lines that are to be actions as well."""
        return tuple(
            RiskAction(what=value.control, owner=value.owner, due=value.by_when)
            for value in (line.value() for line in self.lines if line.action.isChecked())
        )

    def check(self) -> QWidget | None:
        """Mark what is missing; return the first control to go to, None when nothing is."""
        found = [line.check() for line in self.lines]
        return next((widget for widget in found if widget is not None), None)

    def _add_and_go(self) -> None:
        self.add().control.setFocus()

    def _remove(self, line: "ControlLine") -> None:
        if len(self.lines) == 1:
            line.show_control(Control(control=""))
            return
        place = self.lines.index(line)
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.lines[max(0, place - 1)].control.setFocus()
        self.changed.emit()


class ControlLine(QFrame):
    """What, by whom, by when, and whether an action is to be made of it."""

    changed = Signal()
    removed = Signal(object)

    def __init__(
        self, *, end: str, names: Sequence[str], first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.control = ShortArea(f"risk.control{end}", self.tr("What is done about it"), lines=2)
        self.owner = TextLine(f"risk.owner{end}", self.tr("By whom"))
        completer = QCompleter(list(names), self.owner)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.owner.setCompleter(completer)
        self.by_when = DateEdit(f"risk.by_when{end}", self.tr("By when"))
        self.action = CheckLine(
            f"risk.action{end}", self.tr("As an action"), name=self.tr("Make it an action as well")
        )
        self._control_row = FieldRow(self.tr("What is done about it"), self.control)
        self._owner_row = FieldRow(self.tr("By whom"), self.owner)
        self._day_row = FieldRow(self.tr("By when"), self.by_when)
        self._remove = EnterButton()
        self._remove.setProperty("kind", "quiet")
        self._remove.setAutoDefault(False)
        self._remove.setFixedSize(TARGET, TARGET)
        set_icon(self._remove, "x", tone="link", size=18)
        words = self.tr("Take this off")
        identify(self._remove, f"risk.remove_control{end}", words).setToolTip(plain_tip(words))
        self._remove.clicked.connect(lambda: self.removed.emit(self))
        keeps_its_room = self._remove.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._remove.setSizePolicy(keeps_its_room)
        self._remove.setVisible(not first)
        action = FieldRow(" ", self.action)
        for field in (self._control_row, self._owner_row, self._day_row, action):
            field.label.setVisible(first)  # the line above has said it
        self.control.setMinimumWidth(scaled(200))
        self.owner.setMinimumWidth(scaled(130))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(
            SideBySide(
                self._control_row,
                self._owner_row,
                self._day_row,
                action,
                weights=(7, 4, 4, 0),
            ),
            1,
        )
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        for line in (self.control, self.owner):
            line.textChanged.connect(self.changed)
        self.by_when.changed.connect(self.changed)
        self.action.toggled.connect(self.changed)

    def show_control(self, control: Control) -> None:
        """Show a control; an action is only ever made once, so nothing is ticked."""
        self.control.set_text(control.control)
        self.owner.setText(control.owner)
        self.owner.setCursorPosition(0)
        try:
            day = date.fromisoformat(control.by_when).isoformat() if control.by_when else ""
        except ValueError:  # a version that another program wrote
            day = ""
        self.by_when.set_value(day)
        self.action.setChecked(False)

    def started(self) -> bool:
        """Whether anything was said."""
        return bool(self.control.text().strip() or self.owner.text().strip())

    def value(self) -> Control:
        """Return what stands in the line."""
        return Control(
            control=self.control.text().strip(),
            owner=self.owner.text().strip(),
            by_when=self.by_when.value(),
        )

    def check(self) -> QWidget | None:
        """Mark what an action lacks, and a day that is none."""
        for row in (self._control_row, self._owner_row, self._day_row):
            row.clear_error()
        missing: QWidget | None = None
        problem = self.by_when.problem()
        if problem:
            self._day_row.set_error(problem)
            missing = self.by_when
        if not self.action.isChecked():
            return missing
        checks = (
            (self._control_row, self.control.text().strip(), self.tr("Say what is to be done.")),
            (self._owner_row, self.owner.text().strip(), self.tr("An action has an owner.")),
            (self._day_row, self.by_when.value(), self.tr("An action has a day.")),
        )
        for row, given, words in checks:
            if not given and not row.has_error():
                row.set_error(words)
                missing = missing or row.field
        return missing
