"""Choosing the children a record is about by a few letters, each with the part they had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.plain_tip import plain_tip
from ui.theme import TARGET, space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.enter_button import EnterButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.popup_search import Match, PopupSearch
from ui.widgets.side_by_side import SideBySide


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilOption:
    """A child that can be chosen, as the team card or the casebook names them."""

    id: str
    display: str
    year: str = ""
    klass: str = ""

    def words(self) -> str:
        """The name with year and class, as the list shows it."""
        place = " · ".join(part for part in (_year(self.year), self.klass) if part)
        return f"{self.display} · {place}" if place else self.display


def _year(year: str) -> str:
    return f"Year {year}" if year.isdigit() else year


class ChildLine(PopupSearch):
    """The line itself; ``moved_on``: Enter took a child, or there was none to take."""

    moved_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the child that is marked, and goes on to what comes next."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        super().keyPressEvent(event)
        if enter:
            self.moved_on.emit()


def _nobody(_pupil: str) -> Sequence[PupilOption]:
    return ()


class PupilPicker(QWidget):
    """A search line; each child taken becomes a line with a role and a way to take them off.

    ``relatives`` gives the brothers and sisters of a child, offered on the child's line to be
    added by one press, with the role ``relative_role``. ``moved_on``: Enter was pressed in the
    search line.
    """

    changed = Signal()
    moved_on = Signal()

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        first_role: str = "",
        placeholder: str = "",
        relatives: Callable[[str], Sequence[PupilOption]] = _nobody,
        relative_role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._identifier = identifier
        self._relatives, self._relative_role = relatives, relative_role
        self._find, self._roles, self._first_role = search, tuple(roles), first_role
        self._found: dict[str, PupilOption] = {}
        self._rows: dict[str, _PupilRow] = {}
        self._first_given = False
        self.line = ChildLine(
            identifier, name, search=self._matches, placeholder=placeholder, parent=self
        )
        self.line.taken.connect(self._taken)
        self.line.moved_on.connect(self.moved_on)
        self.setFocusProxy(self.line)
        self.setProperty("kind", "plain")
        self._list = QVBoxLayout()
        self._list.setSpacing(space(0.5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(self.line)
        column.addLayout(self._list)

    def links(self) -> tuple[tuple[str, str], ...]:
        """The children chosen, in order: pupil identifier and role code."""
        return tuple((key, row.role.value()) for key, row in self._rows.items())

    def names(self) -> tuple[str, ...]:
        """The names of the children chosen, in order."""
        return tuple(row.option.display for row in self._rows.values())

    def put_back(self, option: PupilOption, role: str) -> None:
        """Take a child on with the role kept before, also none."""
        self._first_given = True
        self.add(option, role)

    def add(self, option: PupilOption, role: str = "") -> None:
        """Take a child on; the first one without a given role gets the first role."""
        if option.id in self._rows:
            return
        if not role and not self._first_given:
            role, self._first_given = self._first_role, True
        row = _PupilRow(option, roles=self._roles, identifier=f"{self._identifier}.{option.id}")
        row.role.set_value(role)
        row.role.changed.connect(self.changed)
        row.removed.connect(self._remove)
        row.relatives_wanted.connect(self._add_relatives)
        self._rows[option.id] = row
        self._list.addWidget(row)
        self._put_in_tab_order(row)
        self._offer_relatives()
        announce(self.line, self.tr("{name} added").format(name=option.display))
        self.changed.emit()

    def _put_in_tab_order(self, row: "_PupilRow") -> None:
        """Tab goes from the line to the first child, then from child to child, then on."""
        places = list(self._rows.values())
        before: QWidget = places[-2].last_stop() if len(places) > 1 else self.line
        QWidget.setTabOrder(before, row.role)
        QWidget.setTabOrder(row.role, row.remove)

    def _offer_relatives(self) -> None:
        """Offer on each child's line the brothers and sisters who are not taken yet."""
        offered: set[str] = set()
        for key, row in self._rows.items():
            found = [
                option
                for option in self._relatives(key)
                if option.id not in self._rows and option.id not in offered
            ]
            offered |= {option.id for option in found}
            row.offer(found)

    def _add_relatives(self, options: Sequence[PupilOption]) -> None:
        for option in options:
            self.add(option, self._relative_role)
        self._rows[options[-1].id].role.setFocus()

    def clear(self) -> None:
        """Take all children off and empty the line."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows, self._first_given = {}, False
        self.line.clear()
        self.changed.emit()

    def without_role(self) -> bool:
        """Whether a child still needs a role."""
        return any(not role for _, role in self.links())

    def _matches(self, typed: str) -> list[Match]:
        if not typed:
            return []
        found = [option for option in self._find(typed) if option.id not in self._rows]
        self._found = {option.id: option for option in found}
        return [Match(id=option.id, text=option.words()) for option in found]

    def _taken(self, identifier: str) -> None:
        self.add(self._found[identifier])

    def _remove(self, identifier: str) -> None:
        row = self._rows.pop(identifier)
        row.hide()
        row.deleteLater()
        self._first_given = self._first_given and bool(self._rows)
        self._offer_relatives()
        self.line.setFocus()
        self.changed.emit()


class _PupilRow(QFrame):
    """One child: name, role, a button that takes them off, and one that adds the brothers and
    sisters.
    """

    removed = Signal(str)
    relatives_wanted = Signal(object)

    def __init__(self, option: PupilOption, *, roles: Sequence[Choice], identifier: str) -> None:
        super().__init__()
        self.option = option
        self._identifier = identifier
        self._family: list[QPushButton] = []
        self.setProperty("kind", "bar")
        picture = QLabel()
        set_icon(picture, "user", tone="link", size=18)
        self.role = Combo(
            f"{identifier}.role",
            self.tr("Part of {name}").format(name=option.display),
            roles,
            placeholder=self.tr("Their part…"),
        )
        self.remove = remove = EnterButton()
        remove.setProperty("kind", "quiet")
        remove.setFixedSize(TARGET, TARGET)
        remove.setAutoDefault(False)
        set_icon(remove, "x", tone="link", size=18)
        words = self.tr("Take {name} off").format(name=option.display)
        identify(remove, f"{identifier}.remove", words)
        remove.setToolTip(plain_tip(words))
        remove.clicked.connect(self._remove)
        self._offers = QWidget()
        self._offers.setProperty("kind", "plain")
        self._flow = FlowLayout(self._offers, spacing=space(0.5))
        self._offers_label = PlainLabel(self.tr("Brothers and sisters:"), tone="small", wrap=False)
        self._offers_label.setMinimumHeight(28)
        self._flow.addWidget(self._offers_label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._offers.setSizePolicy(policy)
        self._offers.hide()
        row = QHBoxLayout()
        row.setSpacing(space(1))
        row.addWidget(picture)
        self.role.setMinimumContentsLength(0)
        label = PlainLabel(option.words(), tone="strong")
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row.addWidget(SideBySide(label, self.role, weights=(4, 3)), 1)
        row.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1), 3, 3, 3)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._offers)

    def offer(self, relatives: Sequence[PupilOption]) -> None:
        """Offer to add these children too, one by one or all at once; nobody hides the offer."""
        for button in self._family:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._family = []
        several = len(relatives) > 1
        self._offers_label.setVisible(several)
        for option in relatives:
            name = " · ".join(part for part in (option.display, _year(option.year)) if part)
            words = self.tr("Add brother or sister: {name}").format(name=name)
            short = name.replace(self._shared_surname(option), "", 1) if several else words
            self._add_offer(option.id, short, (option,), full=words)
        if several:
            full = self.tr("Add all brothers and sisters")
            self._add_offer("all", self._all_words(len(relatives)), tuple(relatives), full=full)
        self._offers.setVisible(bool(relatives))

    def _shared_surname(self, other: PupilOption) -> str:
        """The last word of the name, with the space before it, where both have the same."""
        own, theirs = self.option.display.rpartition(" "), other.display.rpartition(" ")
        return f" {own[2]}" if own[0] and theirs[0] and own[2] == theirs[2] else ""

    def _all_words(self, count: int) -> str:
        return self.tr("Add both") if count == 2 else self.tr("Add all {n}").format(n=count)

    def last_stop(self) -> QWidget:
        """Where Tab leaves this line."""
        return self._family[-1] if self._family else self.remove

    def _add_offer(
        self, key: str, words: str, options: Sequence[PupilOption], *, full: str = ""
    ) -> None:
        button = quiet_button(
            f"{self._identifier}.family_{key}",
            words.replace("&", "&&"),
            icon="plus",
            name=full or words,
        )
        button.clicked.connect(lambda: self.relatives_wanted.emit(options))
        # a line inside a line: the roomy padding of single buttons would push the form out of sight
        button.setStyleSheet("QPushButton { padding: 1px 6px; min-height: 24px; }")
        self._flow.addWidget(button)
        QWidget.setTabOrder(self.last_stop(), button)
        self._family.append(button)

    def _remove(self) -> None:
        self.removed.emit(self.option.id)
