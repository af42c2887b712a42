"""Nine boxes for the recovery code: each group is checked as soon as it is complete."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import restyle, space
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.text_line import TextLine

GROUPS, GROUP, PER_LINE = 9, 6, 5


class RecoveryCodeEdit(QWidget):
    """A pasted code fills all boxes, with or without hyphens; a slip of the pen is shown at once.

    ``group_fits`` says whether six digits can be a group of any code.
    """

    completed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        group_fits: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setProperty("kind", "plain")
        self._group_fits = group_fits
        self.boxes = tuple(self._box(identifier, place) for place in range(GROUPS))
        self._words = PlainLabel(tone="small")
        identify(self._words, f"{identifier}.state", self.tr("Recovery code"))
        rows = QWidget()
        rows.setProperty("kind", "plain")
        flow = FlowLayout(rows, spacing=space(1))
        for box in self.boxes:
            flow.addWidget(box)
        # As the groups stand on the paper: five, and four below.
        rows.setMaximumWidth(PER_LINE * self.boxes[0].width() + (PER_LINE - 1) * space(1))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        rows.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(rows)
        column.addWidget(self._words)
        self.setFocusProxy(self.boxes[0])
        self.setSizePolicy(policy)
        self._say()

    def code(self) -> str:
        """The digits of all boxes, in order."""
        return "".join(box.text() for box in self.boxes)

    def is_complete(self) -> bool:
        """Whether every box is full and can be right."""
        return all(self._good(box) for box in self.boxes)

    def first_problem(self) -> int:
        """The number (from 1) of the first box that is not full or cannot be right; 0 for none."""
        return next((n for n, box in enumerate(self.boxes, 1) if not self._good(box)), 0)

    def set_code(self, text: str) -> None:
        """Fill the boxes with the digits of ``text`` from the first box on."""
        self._spread(text, first=0)

    def clear(self) -> None:
        """Empty every box."""
        for box in self.boxes:
            box.clear()
            self._mark(box)
        self._say()

    def show_group_error(self, group: int) -> None:
        """Mark a box (from 1) as wrong and put the cursor there."""
        box = self.boxes[group - 1]
        box.setProperty("wrong", "true")
        restyle(box)
        box.setFocus()
        box.selectAll()
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paste over the boxes, step back out of an empty one, go on with the arrows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = next(n for n, box in enumerate(self.boxes) if box is watched)
            if event.matches(QKeySequence.StandardKey.Paste):
                self._spread(QGuiApplication.clipboard().text(), first=place)
                return True
            if self._move(place, event):
                return True
        return super().eventFilter(watched, event)

    def _move(self, place: int, event: QKeyEvent) -> bool:
        box = self.boxes[place]
        at_start = box.cursorPosition() == 0 and not box.hasSelectedText()
        at_end = box.cursorPosition() == len(box.text()) and not box.hasSelectedText()
        keys = Qt.Key
        if place and at_start and event.key() in (keys.Key_Backspace, keys.Key_Left):
            before = self.boxes[place - 1]
            before.setFocus()
            before.end(False)
            if event.key() == keys.Key_Backspace:
                before.backspace()
            return True
        if place < GROUPS - 1 and at_end and event.key() in (keys.Key_Right, keys.Key_Space):
            self.boxes[place + 1].setFocus()
            self.boxes[place + 1].home(False)
            return True
        return False

    def _box(self, identifier: str, place: int) -> TextLine:
        name = self.tr("Group {n} of {all}").format(n=place + 1, all=GROUPS)
        box = TextLine(f"{identifier}.group{place + 1}", name)
        box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        box.setPlaceholderText(str(place + 1))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.setFixedWidth(QFontMetrics(box.font()).horizontalAdvance("0" * GROUP) + space(4))
        box.installEventFilter(self)
        box.textEdited.connect(lambda typed, place=place: self._typed(place, typed))
        box.editingFinished.connect(lambda box=box: self._mark(box))
        box.returnPressed.connect(self.entered)
        return box

    def _typed(self, place: int, typed: str) -> None:
        """Keep digits only; what does not fit goes into the next boxes."""
        self._spread(typed, first=place, cursor=self.boxes[place].cursorPosition())

    def _spread(self, text: str, *, first: int, cursor: int = -1) -> None:
        digits = "".join(letter for letter in text if letter in "0123456789")
        if cursor >= 0 and len(digits) < GROUP:
            # In the middle of a group: nothing moves on.
            kept = sum(letter in "0123456789" for letter in text[:cursor])
            self.boxes[first].setText(digits)
            self.boxes[first].setCursorPosition(kept)
            self._mark(self.boxes[first])
            self._say()
            return
        last = first
        for place in range(first, GROUPS):
            part = digits[(place - first) * GROUP : (place - first + 1) * GROUP]
            if not part and place > first:
                break
            self.boxes[place].setText(part)
            self._mark(self.boxes[place])
            last = place
        full = len(self.boxes[last].text()) == GROUP
        good = full and self._good(self.boxes[last])
        following = self.boxes[min(last + 1, GROUPS - 1) if good else last]
        following.setFocus()
        following.end(False)
        self._say()
        if self.is_complete():
            self.completed.emit(self.code())

    def _good(self, box: QLineEdit) -> bool:
        return len(box.text()) == GROUP and self._group_fits(box.text())

    def _mark(self, box: QLineEdit) -> None:
        wrong = len(box.text()) == GROUP and not self._group_fits(box.text())
        said = "true" if wrong else "false"
        if box.property("wrong") != said:
            box.setProperty("wrong", said)
            restyle(box)

    def _say(self) -> None:
        wrong = [str(n) for n, box in enumerate(self.boxes, 1) if box.property("wrong") == "true"]
        full = sum(self._good(box) for box in self.boxes)
        if wrong:
            words = self.tr("Look at group {n} again: it cannot be right as typed.").format(
                n=", ".join(wrong)
            )
        elif full == GROUPS:
            words = self.tr("All nine groups are there.")
        else:
            words = self.tr("{n} of 9 groups. Spaces and hyphens do not matter.").format(n=full)
        if words == self._words.text():
            return
        self._words.setText(words)
        self._words.set_tone("danger" if wrong else "success" if full == GROUPS else "small")
        if wrong:
            announce(self._words, words, assertive=True)
