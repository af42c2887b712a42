"""Who is writing: name and PIN; a first PIN with a slip of paper; or a guest by name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.drafts import WhoDraft, WhoKind
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.person_picker import PersonOption, PersonPicker
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine


class WhoBox(QWidget):
    """``prefix`` is the screen's part of the identifiers, e.g. "report" for ``report.who``.

    ``author_changed`` carries the PersonOption that was chosen, or None when it was taken back.
    """

    changed = Signal()
    author_changed = Signal(object)

    def __init__(
        self,
        prefix: str,
        *,
        ways: Sequence[WhoKind] = tuple(WhoKind),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._ways = tuple(ways)
        self._kind = self._ways[0]
        self._author: PersonOption | None = None
        self._asks_pin = True
        self._told: PersonOption | None = None
        self.person = PersonPicker(
            f"{prefix}.who", self.tr("Your name"), placeholder=self.tr("A few letters of your name")
        )
        self.pin = _hidden(f"{prefix}.pin", self.tr("PIN"))
        self.slip = TextLine(f"{prefix}.slip", self.tr("Code on your slip of paper"))
        self.new_pin = _hidden(f"{prefix}.new_pin", self.tr("Choose a PIN"))
        self.guest = TextLine(f"{prefix}.guest", self.tr("Your full name"))
        self._author_name = PlainLabel(tone="strong")
        self._not_you = quiet_button(f"{prefix}.not_you", self.tr("Not you?"))
        self._not_you.clicked.connect(self._another)
        self._make_rows()
        self._links = self._make_links(prefix)
        self._lay_out()
        for line in (self.person, self.pin, self.slip, self.new_pin, self.guest):
            line.textChanged.connect(self._say)
        self.person.moved_on.connect(self._to_secret)
        self.set_kind(self._kind)

    def _make_rows(self) -> None:
        self._rows = {
            "person": FieldRow(self.tr("Your name"), self.person),
            "author": FieldRow(self.tr("Your name"), self._author_line()),
            "pin": FieldRow(self.tr("PIN"), self.pin),
            "slip": FieldRow(self.tr("Code on your slip"), self.slip),
            "new_pin": FieldRow(
                self.tr("Choose a PIN"), self.new_pin, hint=self.tr("4 to 8 digits, not a date.")
            ),
            "guest": FieldRow(
                self.tr("Your full name"),
                self.guest,
                hint=self.tr("For supply staff, volunteers and visitors. No PIN is needed."),
            ),
        }

    def _author_line(self) -> QWidget:
        line = QWidget()
        line.setProperty("kind", "plain")
        line.setFocusProxy(self._not_you)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self._author_name, 1)
        row.addWidget(self._not_you)
        return line

    def _make_links(self, prefix: str) -> dict[WhoKind, QPushButton]:
        links = {
            WhoKind.MEMBER: quiet_button(f"{prefix}.as_member", self.tr("I have a PIN")),
            WhoKind.FIRST_TIME: quiet_button(f"{prefix}.as_first_time", self.tr("First time here")),
            WhoKind.GUEST: quiet_button(f"{prefix}.as_guest", self.tr("I am not on this list")),
        }
        links[WhoKind.MEMBER].clicked.connect(self._as_member)
        links[WhoKind.FIRST_TIME].clicked.connect(self._as_first_time)
        links[WhoKind.GUEST].clicked.connect(self._as_guest)
        return links

    def _lay_out(self) -> None:
        self._heading = PlainLabel(self.tr("Who are you?"), tone="section", wrap=False)
        ways = QWidget()
        ways.setProperty("kind", "plain")
        flow = FlowLayout(ways, spacing=0)
        for link in self._links.values():
            flow.addWidget(link)
        links = QHBoxLayout()
        links.setSpacing(space(1))
        links.addWidget(self._heading)
        links.addWidget(ways, 1)
        rows = self._rows
        names = SideBySide(
            *(rows[name] for name in ("person", "author", "pin", "slip")), weights=(3, 3, 2, 2)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addLayout(links)
        column.addWidget(names)
        column.addWidget(rows["new_pin"])
        column.addWidget(rows["guest"])

    def kind(self) -> WhoKind:
        """Which of the three ways is being used."""
        return self._kind

    def set_kind(self, kind: WhoKind) -> None:
        """Show the boxes of one way."""
        self._kind = kind
        self._show()
        self.changed.emit()

    def set_author(self, author: PersonOption | None, *, ask_pin: bool = True) -> None:
        """Show who is writing as one line, with a way to say that it is somebody else; None asks
        for the name again. ``ask_pin`` is False while the key is open already.
        """
        self._author, self._asks_pin = author, ask_pin or author is None
        self._told = author
        if author is not None:
            self._kind = WhoKind.MEMBER
            self._author_name.setText(author.name)
        self._show()
        self.changed.emit()

    def author(self) -> PersonOption | None:
        """Who is writing, once a member of staff has been chosen."""
        if self._kind is WhoKind.GUEST:
            return None
        return self._author or self.person.person()

    def _show(self) -> None:
        known = self._author is not None
        name = "author" if known else "person"
        shown = {
            WhoKind.MEMBER: (name, "pin") if self._asks_pin else (name,),
            WhoKind.FIRST_TIME: ("person", "slip", "new_pin"),
            WhoKind.GUEST: ("guest",),
        }[self._kind]
        for row_name, row in self._rows.items():
            row.setVisible(row_name in shown)
            row.clear_error()
        for other, link in self._links.items():
            link.setVisible(not known and other is not self._kind and other in self._ways)
        self._heading.setText(self.tr("You are") if known else self.tr("Who are you?"))
        first = self.guest if self._kind is WhoKind.GUEST else self.person
        self.setFocusProxy(self.pin if known and self._asks_pin else first)

    def set_people(self, people: Sequence[PersonOption]) -> None:
        """Set who can be chosen; without anybody only the guest's way is offered."""
        self.person.set_people(people)
        if not people and WhoKind.GUEST in self._ways:
            self.set_kind(WhoKind.GUEST)
            self._links[WhoKind.MEMBER].hide()
            self._links[WhoKind.FIRST_TIME].hide()
        elif self._kind is WhoKind.GUEST:
            self.set_kind(self._ways[0])

    def draft(self) -> WhoDraft:
        """What was typed."""
        if self._kind is WhoKind.GUEST:
            return WhoDraft(kind=self._kind, name=self.guest.text().strip())
        person = self.author()
        who, name = (person.id, person.name) if person else ("", "")
        if self._kind is WhoKind.FIRST_TIME:
            return WhoDraft(
                kind=self._kind,
                person=who,
                name=name,
                pin=self.new_pin.text(),
                slip=self.slip.text().strip(),
            )
        return WhoDraft(kind=self._kind, person=who, name=name, pin=self.pin.text())

    def show_missing(self) -> bool:
        """Mark what is missing and put the cursor there; True when something is."""
        draft = self.draft()
        checks = {
            WhoKind.GUEST: (("guest", draft.name, self.tr("Type your full name.")),),
            WhoKind.MEMBER: (
                ("person", draft.person, self.tr("Choose your name from the list.")),
                ("pin", draft.pin or not self._asks_pin, self.tr("Type your PIN.")),
            ),
            WhoKind.FIRST_TIME: (
                ("person", draft.person, self.tr("Choose your name from the list.")),
                ("slip", draft.slip, self.tr("Type the code on your slip.")),
                ("new_pin", draft.pin, self.tr("Choose a PIN.")),
            ),
        }[self._kind]
        missing = [(name, words) for name, value, words in checks if not value]
        for row in self._rows.values():
            row.clear_error()
        for name, words in missing:
            self._rows[name].set_error(words)
        if missing:
            self._rows[missing[0][0]].field.setFocus()
        return bool(missing)

    def show_pin_problem(self, text: str) -> None:
        """Say that the PIN (or the slip's code) was not right, beside the box."""
        name = "slip" if self._kind is WhoKind.FIRST_TIME else "pin"
        self.clear_secrets()
        self._rows[name].set_error(text)
        self._rows[name].field.setFocus()

    def clear_secrets(self) -> None:
        """Empty PIN and slip code; the name stays."""
        for line in (self.pin, self.new_pin, self.slip):
            line.clear()

    def clear(self) -> None:
        """Empty everything."""
        self.clear_secrets()
        if self._author is not None:
            self.set_author(None)
        self.guest.clear()
        self.person.clear_person()
        for row in self._rows.values():
            row.clear_error()

    def _as_member(self) -> None:
        self._switch(WhoKind.MEMBER)

    def _as_first_time(self) -> None:
        self._switch(WhoKind.FIRST_TIME)

    def _as_guest(self) -> None:
        self._switch(WhoKind.GUEST)

    def _switch(self, kind: WhoKind) -> None:
        self.set_kind(kind)
        self.setFocus()

    def _another(self) -> None:
        """Somebody else is writing: ask for the name, and forget the PIN of the one before."""
        self.clear_secrets()
        self.person.clear_person()
        self.set_author(None)
        self.person.setFocus()
        self.author_changed.emit(None)

    def _to_secret(self) -> None:
        (self.slip if self._kind is WhoKind.FIRST_TIME else self.pin).setFocus()

    def _tell_author(self) -> None:
        author = self.author()
        if author != self._told:
            self._told = author
            self.author_changed.emit(author)

    def _say(self, _text: str) -> None:
        self._tell_author()
        self.changed.emit()


def _hidden(identifier: str, name: str) -> TextLine:
    line = TextLine(identifier, name)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    line.setInputMethodHints(hints)
    return line
