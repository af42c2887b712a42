"""Choosing the children a record is about by a few letters, each with the part they had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.theme import TARGET, space
from ui.widgets.announce import announce
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.enter_button import EnterButton
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


class PupilPicker(QWidget):
    """A search line; each child taken becomes a line with a role and a way to take them off."""

    changed = Signal()

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        first_role: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._identifier = identifier
        self._find, self._roles, self._first_role = search, tuple(roles), first_role
        self._found: dict[str, PupilOption] = {}
        self._rows: dict[str, _PupilRow] = {}
        self.line = PopupSearch(
            identifier, name, search=self._matches, placeholder=placeholder, parent=self
        )
        self.line.taken.connect(self._taken)
        self.setFocusProxy(self.line)
        self.setProperty("kind", "plain")
        self._list = QVBoxLayout()
        self._list.setSpacing(space(0.5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(self.line)
        column.addLayout(self._list)

    def set_roles(self, roles: Sequence[Choice], *, first_role: str) -> None:
        """Set the parts a child can have; applies to children chosen from now on."""
        self._roles, self._first_role = tuple(roles), first_role

    def links(self) -> tuple[tuple[str, str], ...]:
        """The children chosen, in order: pupil identifier and role code."""
        return tuple((key, row.role.value()) for key, row in self._rows.items())

    def names(self) -> tuple[str, ...]:
        """The names of the children chosen, in order."""
        return tuple(row.option.display for row in self._rows.values())

    def add(self, option: PupilOption, role: str = "") -> None:
        """Take a child on; the first one gets the first role unless one is given."""
        if option.id in self._rows:
            return
        row = _PupilRow(option, roles=self._roles, identifier=f"{self._identifier}.{option.id}")
        row.role.set_value(role or (self._first_role if not self._rows else ""))
        row.role.changed.connect(self.changed)
        row.removed.connect(self._remove)
        self._rows[option.id] = row
        self._list.addWidget(row)
        self._put_in_tab_order(row)
        announce(self.line, self.tr("{name} added").format(name=option.display))
        self.changed.emit()

    def _put_in_tab_order(self, row: "_PupilRow") -> None:
        """Tab goes from the line to the first child, then from child to child, then on."""
        places = list(self._rows.values())
        before: QWidget = places[-2].remove if len(places) > 1 else self.line
        QWidget.setTabOrder(before, row.role)
        QWidget.setTabOrder(row.role, row.remove)

    def clear(self) -> None:
        """Take all children off and empty the line."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
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
        self.line.setFocus()
        self.changed.emit()


class _PupilRow(QFrame):
    """One child: name, role, and a button that takes them off."""

    removed = Signal(str)

    def __init__(self, option: PupilOption, *, roles: Sequence[Choice], identifier: str) -> None:
        super().__init__()
        self.option = option
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
        remove.setToolTip(words)
        remove.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1), 3, 3, 3)
        row.setSpacing(space(1))
        row.addWidget(picture)
        self.role.setMinimumContentsLength(0)
        label = PlainLabel(option.words(), tone="strong")
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row.addWidget(SideBySide(label, self.role), 1)
        row.addWidget(remove)

    def _remove(self) -> None:
        self.removed.emit(self.option.id)
