"""Who is writing: name and PIN; a first PIN with a slip of paper; or a guest by name."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

import resources
from ui.drafts import WhoDraft, WhoKind
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.person_picker import PersonOption, PersonPicker
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

_ABOUT_CODE = (*("staff.code_missing", "keys.code_", "keys.printed_code", "keys.clock_"),)
_ABOUT_NEW = ("keys.pin_length", "keys.pin_common", "keys.password_", "staff.password_")
_ABOUT_PIN = (
    *("keys.wrong_pin", "keys.wait", "staff.first_time", "keys.pin", "keys.password_"),
    *("staff.password_", "staff.guest_number", "letterbox.enrolment"),
)


class WhoBox(QWidget):
    """``prefix`` is the screen's part of the identifiers, e.g. "report" for ``report.who``.

    ``author_changed`` carries the PersonOption that was chosen, or None when it was taken back;
    ``number_changed`` a guest's number for today, "" until it has all its digits.
    """

    changed = Signal()
    author_changed = Signal(object)
    number_changed = Signal(str)

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
        self._sign_with = "pin"
        self._number_digits = resources.read_toml("workstation.toml")["limits"][
            "guest_number_digits"
        ]
        self.person = PersonPicker(
            f"{prefix}.who", self.tr("Your name"), placeholder=self.tr("A few letters of your name")
        )
        self.pin = _hidden(f"{prefix}.pin", self.tr("PIN"))
        self.slip = TextLine(f"{prefix}.slip", self.tr("Code on your slip of paper"))
        self.new_pin = _hidden(f"{prefix}.new_pin", self.tr("Choose a PIN"))
        self.guest = TextLine(f"{prefix}.guest", self.tr("Your full name"))
        self.code = TextLine(f"{prefix}.code", self.tr("One-time code"))
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.number = _hidden(f"{prefix}.number", self.tr("A number for today"))
        self.number.setMaxLength(self._number_digits)
        self.number.textChanged.connect(self._tell_number)
        self._author_name = PlainLabel(tone="strong")
        self._not_you = quiet_button(f"{prefix}.not_you", self.tr("Not you?"))
        self._not_you.clicked.connect(self._another)
        self._make_rows()
        self._links = self._make_links(prefix)
        self._lay_out()
        for line in (self.person, self.pin, self.slip, self.new_pin, self.guest, self.code):
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
                hint=self.tr("Supply staff, volunteers, visitors: no PIN."),
            ),
            "code": FieldRow(self.tr("One-time code"), self.code),
            "number": FieldRow(
                self.tr("A number for today (optional)"),
                self.number,
                hint=self.tr("%n digits of your own: they keep a form you leave.").replace(
                    "%n", str(self._number_digits)
                ),
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
            # beside a heading: the roomy padding of single buttons would push the form out of sight
            link.setStyleSheet("QPushButton { padding: 1px 8px; min-height: 24px; }")
            flow.addWidget(link)
        links = QHBoxLayout()
        links.setSpacing(space(1))
        links.addWidget(self._heading)
        links.addWidget(ways, 1)
        rows = self._rows
        names = SideBySide(
            *(rows[name] for name in ("person", "author", "pin", "code", "slip")),
            weights=(3, 3, 2, 2, 2),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addLayout(links)
        column.addWidget(names)
        column.addWidget(rows["new_pin"])
        self._as_guest_rows = SideBySide(rows["guest"], rows["number"], weights=(1, 1))
        column.addWidget(self._as_guest_rows)
        column.addStretch(1)
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """The boxes first, then the other ways: Tab that goes to the first box skips what stands
        before it, and nobody could reach the other ways without the mouse.
        """
        boxes = (self.person, self.pin, self.code, self.slip, self.new_pin, self.guest, self.number)
        for before, after in pairwise((*boxes, *self._links.values())):
            QWidget.setTabOrder(before, after)

    def set_policy(self, sign_with: str) -> None:
        """Ask for what the school wants: "pin", "password" or "pin_and_code"."""
        self._sign_with = sign_with
        password = sign_with == "password"
        words = self.tr("Password") if password else self.tr("PIN")
        self._rows["pin"].label.setText(words)
        self.pin.setAccessibleName(words)
        new = self.tr("Choose a password") if password else self.tr("Choose a PIN")
        self._rows["new_pin"].label.setText(new)
        self.new_pin.setAccessibleName(new)
        self._rows["new_pin"].set_hint(
            self.tr("Ten characters or more: three words are easy to remember.")
            if password
            else self.tr("4 to 8 digits, not a date.")
        )
        self._links[WhoKind.MEMBER].setText(
            self.tr("I have a password") if password else self.tr("I have a PIN")
        )
        self._show()

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
            WhoKind.MEMBER: (name, *self._secrets()) if self._asks_pin else (name,),
            WhoKind.FIRST_TIME: ("person", "slip", "new_pin"),
            WhoKind.GUEST: ("guest", "number"),
        }[self._kind]
        for row_name, row in self._rows.items():
            row.setVisible(row_name in shown)
            row.clear_error()
        self._as_guest_rows.setVisible(self._kind is WhoKind.GUEST)
        for other, link in self._links.items():
            link.setVisible(not known and other is not self._kind and other in self._ways)
        self._heading.setText(self.tr("You are") if known else self.tr("Who are you?"))
        first: QWidget = self.guest if self._kind is WhoKind.GUEST else self.person
        if known:
            first = self.pin if self._asks_pin else self._not_you
        self.setFocusProxy(first)

    def _secrets(self) -> tuple[str, ...]:
        return ("pin", "code") if self._sign_with == "pin_and_code" else ("pin",)

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
            return WhoDraft(
                kind=self._kind, name=self.guest.text().strip(), number=self.number.text()
            )
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
        return WhoDraft(
            kind=self._kind,
            person=who,
            name=name,
            pin=self.pin.text(),
            code=self.code.text().strip(),
        )

    def show_missing(self) -> bool:
        """Mark what is missing and put the cursor there; True when something is."""
        draft = self.draft()
        checks = {
            WhoKind.GUEST: (("guest", draft.name, self.tr("Type your full name.")),),
            WhoKind.MEMBER: (
                ("person", draft.person, self.tr("Choose your name from the list.")),
                ("pin", draft.pin or not self._asks_pin, self._type_secret()),
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

    def _type_secret(self) -> str:
        if self._sign_with == "password":
            return self.tr("Type your password.")
        return self.tr("Type your PIN.")

    def show_refusal(self, code: str, text: str) -> bool:
        """Say a refusal beside the box it is about; False when it is about none of them.

        ``code`` is the error's: a wrong one-time code leaves the PIN where it is.
        """
        if code.startswith(_ABOUT_CODE) and self._rows["code"].isVisibleTo(self):
            self.code.clear()
            self._rows["code"].set_error(text)
            self.code.setFocus()
            return True
        if self._kind is WhoKind.FIRST_TIME and code.startswith(_ABOUT_NEW):
            self.new_pin.clear()
            self._rows["new_pin"].set_error(text)
            self.new_pin.setFocus()
            return True
        if code.startswith(_ABOUT_PIN):
            self.show_pin_problem(text)
            return True
        return False

    def show_pin_problem(self, text: str) -> None:
        """Say that the PIN (or the slip's code) was not right, beside the box."""
        name = "slip" if self._kind is WhoKind.FIRST_TIME else "pin"
        self.clear_secrets()
        self._rows[name].set_error(text)
        self._rows[name].field.setFocus()

    def clear_secrets(self) -> None:
        """Empty PIN, codes and number; the name stays."""
        for line in (self.pin, self.new_pin, self.slip, self.code, self.number):
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

    def _tell_number(self, typed: str) -> None:
        self.number_changed.emit(typed if len(typed) == self._number_digits else "")
        self.changed.emit()

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
