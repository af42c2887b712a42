"""The writing coach below the account: a few quiet lines, each of which can be sent away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from storage.records.writing_coach import (
    Account,
    Advice,
    CoachRules,
    KnownPerson,
    advise,
    to_show,
)
from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide

_FIELD = "field:"
# Words narrower than this are hard to read: the buttons go below them.
_NARROWEST = 220


class CoachPanel(QFrame):
    """Takes no room while it has nothing to say, and says nothing while somebody types.

    ``replace_requested`` is (start, length, person id): places count characters of the account.
    ``field_requested`` names the box that a line speaks of. Nothing here is kept.
    """

    replace_requested = Signal(int, int, str)
    field_requested = Signal(str)
    body_map_requested = Signal()

    def __init__(self, identifier: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, self.tr("Suggestions about what you have written"))
        _growing(self)
        self._identifier = identifier
        self._rules: CoachRules | None = None
        self._read: Callable[[], Account] | None = None
        self._dismissed: set[tuple[str, str]] = set()
        self._announced: set[tuple[str, str]] = set()
        self._lines: list[_Line] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        self.hide()

    def set_rules(self, rules: CoachRules | None) -> None:
        """Set what to look for; without rules it stays silent."""
        self._rules = rules
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        if rules is None:
            return
        self._pause.setInterval(rules.pause_ms)
        for number in range(1, rules.most_shown + 1):
            line = _Line(f"{self._identifier}_{number}", most_offers=rules.most_offers)
            line.sent_away.connect(self._send_away)
            line.taken.connect(self._take)
            line.gone_to.connect(self._go)
            self._lines.append(line)
            self._column.addWidget(line)

    def set_reader(self, read: Callable[[], Account]) -> None:
        """Set who tells what the form holds; asked after a pause only."""
        self._read = read

    def touched(self) -> None:
        """Something of the form was changed: look at it once nobody has touched it for a while."""
        if self._rules is not None and self._read is not None:
            self._pause.start()

    def clear(self) -> None:
        """Forget everything: the form was emptied, sent or put away."""
        self._pause.stop()
        self._dismissed.clear()
        self._announced.clear()
        for line in self._lines:
            line.show_advice(None)
        self.hide()

    def shown(self) -> tuple[Advice, ...]:
        """The lines being shown."""
        return tuple(line.advice for line in self._lines if line.advice is not None)

    def look(self) -> None:
        """Look at the form now."""
        self._pause.stop()
        if self._rules is None or self._read is None:
            return
        found = advise(self._read(), self._rules)
        lines = to_show(found, dismissed=self._dismissed, at_most=self._rules.most_shown)
        for place, line in enumerate(self._lines):
            line.show_advice(lines[place] if place < len(lines) else None)
        self.setVisible(bool(lines))
        fresh = [one for one in lines if one.key not in self._announced]
        if fresh:
            self._announced.update(one.key for one in fresh)
            announce(self, self.tr("Suggestion: {text}").format(text=fresh[0].text))

    def _send_away(self, advice: Advice) -> None:
        self._dismissed.add(advice.key)
        self.look()

    def _take(self, advice: Advice, person: str) -> None:
        if self._still_there(advice):
            self.replace_requested.emit(advice.start, advice.length, person)
        self.look()

    def _go(self, advice: Advice) -> None:
        if advice.action.startswith(_FIELD):
            self.field_requested.emit(advice.action.removeprefix(_FIELD))
        elif advice.action:
            self.body_map_requested.emit()

    def _still_there(self, advice: Advice) -> bool:
        if self._read is None:
            return False
        text = self._read().what_happened[advice.start : advice.start + advice.length]
        return " ".join(text.split()) == advice.found


class _Line(QWidget):
    """One piece of advice with what can be done about it; large text puts that below the words."""

    sent_away = Signal(object)
    taken = Signal(object, str)
    gone_to = Signal(object)

    def __init__(self, identifier: str, *, most_offers: int) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.advice: Advice | None = None
        picture = QLabel()
        set_icon(picture, "pencil", tone="muted", size=14)
        self._text = identify(PlainLabel(), identifier, "")
        self._go = _small(
            secondary_button(
                f"{identifier}_go", "", name=self.tr("Go to the box that the suggestion is about")
            )
        )
        self._go.clicked.connect(lambda: self.gone_to.emit(self.advice))
        self._away = _small(quiet_button(f"{identifier}_not_needed", self.tr("Not needed")))
        self._away.clicked.connect(lambda: self.sent_away.emit(self.advice))
        self._people = [
            _small(
                secondary_button(
                    f"{identifier}_person_{number}", "", name=self.tr("Write this name")
                )
            )
            for number in range(1, most_offers + 1)
        ]
        for place, button in enumerate(self._people):
            button.clicked.connect(lambda _checked=False, place=place: self._choose(place))
        buttons = _growing(QWidget())
        flow = FlowLayout(buttons, spacing=space(0.5))
        for part in (*self._people, self._go, self._away):
            flow.addWidget(part)
        row = QHBoxLayout(_growing(self))
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(SideBySide(self._text, buttons, weights=(1, 0), gap=1), 1)
        self.hide()

    def show_advice(self, advice: Advice | None) -> None:
        """Show one piece of advice, or nothing."""
        self.advice = advice
        self._text.setMinimumWidth(scaled(_NARROWEST))
        self.setVisible(advice is not None)
        text = advice.text if advice else ""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._away.setAccessibleName(self.tr("Not needed: {text}").format(text=text))
        words = self._words_for(advice.action if advice else "")
        self._go.setVisible(bool(words))
        if words:
            self._go.setText(words)
            self._go.setAccessibleName(words)
        offers = advice.offers if advice else ()
        names = [person.name for person in offers]
        for place, button in enumerate(self._people):
            button.setVisible(place < len(offers))
            if place < len(offers):
                self._offer(button, offers[place], alone=names.count(names[place]) == 1)

    def _offer(self, button: QPushButton, person: KnownPerson, *, alone: bool) -> None:
        whole = f"{person.name} · {person.detail}" if person.detail else person.name
        button.setText((person.name if alone else whole).replace("&", "&&"))
        button.setAccessibleName(self.tr("Write {name}").format(name=whole))
        button.setToolTip(plain_tip(whole))

    def _choose(self, place: int) -> None:
        if self.advice is not None and place < len(self.advice.offers):
            self.taken.emit(self.advice, self.advice.offers[place].id)

    def _words_for(self, action: str) -> str:
        return {
            "body_map": self.tr("Body map"),
            "field:place": self.tr("Place"),
            "field:child_words": self.tr("Child’s words"),
            "field:opinion": self.tr("My opinion"),
        }.get(action, "")


def _small(button: QPushButton) -> QPushButton:
    """A button that stands in a line of text; still a target of 28 pixels."""
    button.setStyleSheet("QPushButton { padding: 1px 8px; min-height: 24px; }")
    return button


def _growing(widget: QWidget) -> QWidget:
    """A widget that is as high as its width asks for, and no higher."""
    widget.setProperty("kind", "plain")
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
