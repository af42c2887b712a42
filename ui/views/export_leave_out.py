"""What a copy leaves out: names, who reported, and why; closed until somebody needs it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.document_drafts import LeaveOutDraft, TextDraft
from ui.document_material import NameOption
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.tick_list import TickItem, TickList

_TYPED = "typed:"


class LeaveOut(QWidget):
    """Nothing is left out at first. ``draft`` is what is ticked, with one reason for all of it."""

    changed = Signal()
    texts_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._options: tuple[NameOption, ...] = ()
        self._typed: list[str] = []
        self._texts: tuple[TextDraft, ...] = ()
        self._forms: dict[str, str] = {}  # id: the same id with further forms of the name
        self.opener = quiet_button(
            "export.leave_out", self.tr("Leave something out…"), icon="eye-off"
        )
        self.opener.setProperty("flush", "true")
        self.opener.clicked.connect(self.open)
        self.names = TickList("export.withhold", self.tr("Names to leave out"), rows=4)
        self.typed = TextLine(
            "export.withhold_name",
            self.tr("Another name"),
            placeholder=self.tr("e.g. Dave Pike; Davey; Uncle Dave"),
        )
        self.reporters = CheckLine(
            "export.withhold_reporters", self.tr("Who reported each concern")
        )
        self.reason = Combo("export.withhold_reason", self.tr("Reason"))
        self.own_data = CheckLine(
            "export.subject_access",
            self.tr("Answer to a request for a person’s own data (subject access)"),
        )
        self._reason_row = FieldRow(
            self.tr("Reason"), self.reason, hint=self.tr("It is printed in the document.")
        )
        self._lay_out()
        self.names.changed.connect(self.changed)
        self.reporters.toggled.connect(lambda _: self.changed.emit())
        self.reason.changed.connect(lambda _: self._reason_row.clear_error())

    def _lay_out(self) -> None:
        add = secondary_button("export.withhold_add", self.tr("Add"), icon="plus")
        add.clicked.connect(self._add)
        self.typed.returnPressed.connect(self._add)
        self.typed.setMinimumWidth(scaled(140))
        self._inside = QWidget()
        self._inside.setProperty("kind", "plain")
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space(1))
        inside.addWidget(PlainLabel(self.tr("Leave out"), tone="strong"))
        words = self.tr(
            "Names become labels such as “Child B”. You see every place before the copy leaves."
        )
        inside.addWidget(PlainLabel(words, tone="small"))
        inside.addWidget(self.names)
        inside.addWidget(
            FieldRow(
                self.tr("Another name"),
                SideBySide(self.typed, add, weights=(1, 0)),
                hint=self.tr("Put nicknames and other spellings behind semicolons."),
            )
        )
        inside.addWidget(self.reporters)
        texts = quiet_button("export.withhold_texts", self.tr("Leave out whole texts…"))
        texts.setProperty("flush", "true")
        texts.clicked.connect(self.texts_requested)
        inside.addWidget(texts, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._reason_row)
        inside.addWidget(self.own_data)
        self._inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.5))
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)

    def show_options(self, names: Sequence[NameOption], reasons: Sequence[Choice]) -> None:
        """Offer these names and reasons; nothing is ticked."""
        self._options, self._typed, self._texts = tuple(names), [], ()
        self._forms = {}
        self.names.set_items(self._items())
        self.names.setVisible(bool(names))
        self.reason.set_choices(reasons)
        self._reason_row.clear_error()
        self.reporters.setChecked(False)
        self.own_data.setChecked(False)
        self.typed.clear()
        self._inside.hide()
        self.opener.show()

    def show_data_request(self) -> None:
        """The copy answers a request for a person's own data; others' data have to be left out."""
        self.own_data.setChecked(True)
        self.opener.hide()
        self._inside.show()

    def open(self) -> None:
        """Show what may be left out."""
        self.opener.hide()
        self._inside.show()
        (self.names if self._options else self.typed).setFocus()

    def draft(self) -> LeaveOutDraft:
        """What is left out."""
        names = tuple(
            self._forms.get(value, value.removeprefix(_TYPED)) for value in self.names.values()
        )
        return LeaveOutDraft(
            names=names,
            texts=self._texts,
            reporters=self.reporters.isChecked(),
            reason=self.reason.value(),
        )

    def show_draft(self, draft: LeaveOutDraft) -> None:
        """Show what was decided on the list of places: further forms of a name, whole texts."""
        known = {option.id for option in self._options}
        firsts = {name: name.split(";", 1)[0].strip() for name in draft.names}
        self._forms = {first: name for name, first in firsts.items() if first in known}
        self._typed = [name for name, first in firsts.items() if first not in known]
        self._texts = draft.texts
        self.names.set_items(self._items())
        self.names.set_values((*self._forms, *(_TYPED + name for name in self._typed)))
        self.names.setVisible(bool(self.names.count()))
        self.reporters.setChecked(draft.reporters)
        self.reason.set_value(draft.reason)

    def subject_access(self) -> bool:
        """Whether the copy answers a request for a person's own data."""
        return self.own_data.isChecked()

    def count(self) -> int:
        """How many names, texts and other things are left out."""
        return len(self.names.values()) + len(self._texts) + int(self.reporters.isChecked())

    def missing(self) -> QWidget | None:
        """The field that is still needed: the reason, once anything is left out."""
        if self.typed.text().strip():
            self._add()
        self._reason_row.clear_error()
        if not self.draft().anything() or self.reason.value() or not self.reason.count():
            return None
        self._reason_row.set_error(self.tr("Say why it is left out."))
        return self.reason

    def _items(self) -> list[TickItem]:
        items = [
            TickItem(id=option.id, text=option.text, detail=option.detail)
            for option in self._options
        ]
        return items + [TickItem(id=_TYPED + name, text=name) for name in self._typed]

    def _add(self) -> None:
        forms = (form.strip() for form in self.typed.text().split(";"))
        name = "; ".join(form for form in forms if form)
        if not name:
            self.typed.setFocus()
            return
        before = self.names.values()
        if name not in self._typed:
            self._typed.append(name)
        self.names.set_items(self._items())
        self.names.show()
        self.names.set_values((*before, _TYPED + name))
        self.typed.clear()
        self.typed.setFocus()
