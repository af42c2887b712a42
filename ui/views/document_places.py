"""Before an edited copy leaves: every name that becomes a label, and those that only a person can
decide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from ui.document_drafts import NicknameDraft, TextDraft
from ui.document_material import FoundPlaces, ShownText
from ui.lead_words import counted
from ui.theme import scaled, space
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.place_list import FoundPlace, PlaceList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.text_tabs import TextTabs

OPEN, SURE, TEXTS = "open", "sure", "texts"


class PlacesPanel(QWidget):
    """Each decision asks for the list anew; what was left as it stands is remembered."""

    nickname_added = Signal(object)
    name_added = Signal(str)
    text_withheld = Signal(object)
    text_shown = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._found = FoundPlaces()
        self._left: set[FoundPlace] = set()
        self._section = SURE
        self.summary = identify(PlainLabel(tone="section"), "export.places_count", "")
        self._warning = MessageBar(identifier="export.places_warning")
        self.tabs = TextTabs(
            "export.places",
            self.tr("What is shown"),
            (
                (OPEN, self.tr("To decide")),
                (SURE, self.tr("Become labels")),
                (TEXTS, self.tr("Whole texts")),
            ),
        )
        self.tabs.chosen.connect(self.show_section)
        self.list = PlaceList("export.place_list", self.tr("Places where a name stands"))
        self.list.chosen.connect(self._show_place)
        self._empty = PlainLabel(tone="muted")
        self._detail = self._build_detail()
        self._lay_out()

    def _build_detail(self) -> SectionCard:
        card = SectionCard()
        card.setMinimumWidth(scaled(300))
        self._where = PlainLabel(tone="muted")
        self._text = identify(QTextEdit(), "export.place_text", self.tr("The words around it"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(scaled(84))
        self._question = PlainLabel(tone="strong")
        self._yes = secondary_button("export.place_yes", self.tr("Yes"), icon="check")
        self._yes.clicked.connect(self._confirm)
        self._no = secondary_button("export.place_no", self.tr("No, leave it"), icon="x")
        self._no.clicked.connect(self._leave)
        self._rest = quiet_button("export.place_none", self.tr("Leave all of these as they are"))
        self._rest.clicked.connect(self.leave_all)
        self._answers = QWidget()
        self._answers.setProperty("kind", "plain")
        answers = FlowLayout(self._answers, spacing=space(1))
        for button in (self._yes, self._no, self._rest):
            answers.addWidget(button)
        self.reason = Combo("export.text_reason", self.tr("Reason for withholding the text"))
        self._hide = secondary_button(
            "export.text_withhold", self.tr("Withhold this whole text"), icon="eye-off"
        )
        self._hide.clicked.connect(self._withhold)
        self._show = secondary_button(
            "export.text_show", self.tr("Show this text after all"), icon="eye"
        )
        self._show.clicked.connect(self._unwithhold)
        self._whole = QWidget()
        self._whole.setProperty("kind", "plain")
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space(1))
        whole.addWidget(FieldRow(self.tr("Or leave out the whole text, because of"), self.reason))
        whole.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._where, self._text, self._question, self._answers, self._whole):
            card.body.addWidget(part)
        card.body.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _lay_out(self) -> None:
        left = QWidget()
        left.setProperty("kind", "plain")
        left.setMinimumWidth(scaled(320))
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(1))
        lines.addWidget(self.tabs)
        lines.addWidget(self.list, 1)
        lines.addWidget(self._empty)
        self.list.setMinimumHeight(scaled(180))
        self.another = TextLine(
            "export.places_name",
            self.tr("Another name or nickname to leave out"),
            placeholder=self.tr("Another name or nickname to leave out"),
        )
        self.another.setMinimumWidth(scaled(140))
        add = secondary_button("export.places_add", self.tr("Add"), icon="plus")
        add.clicked.connect(self._add)
        self.another.returnPressed.connect(self._add)
        lines.addWidget(SideBySide(self.another, add, weights=(1, 0)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1.5))
        column.addWidget(self.summary)
        column.addWidget(self._warning)
        column.addWidget(SideBySide(left, self._detail, weights=(3, 2), gap=2), 1)

    def start(self, reasons: Sequence[Choice], *, reason: str) -> None:
        """Begin with another copy: nothing has been decided, ``reason`` is the usual one."""
        self._left = set()
        self.reason.set_choices(reasons)
        self.reason.set_value(reason)
        self.another.clear()
        self._found = FoundPlaces()
        self._section = ""

    def show_places(self, found: FoundPlaces) -> None:
        """Show every place as it is now."""
        self._found = found
        self.tabs.set_count(OPEN, len(self.open_places()))
        self.tabs.set_count(SURE, len(found.places))
        self.tabs.set_count(TEXTS, len(self._withheld()))
        self.summary.setText(self._count())
        self.summary.setAccessibleName(self.summary.text())
        self._warning.show_message(
            self.tr("Without a name, what happened can still tell who is meant."),
            severity="warning",
            next_step=self.tr("Read the pages as somebody would who knows the family."),
        )
        if not self._section or (self._section == OPEN and not self.open_places()):
            self._section = OPEN if self.open_places() else SURE
        self.show_section(self._section)

    def begin(self) -> None:
        """Go to the list, or where another name is typed."""
        (self.list if self.list.isVisibleTo(self) else self.another).setFocus()

    def open_places(self) -> tuple[FoundPlace, ...]:
        """The places that nobody has decided on yet."""
        return tuple(place for place in self._found.possible if place not in self._left)

    def show_section(self, key: str) -> None:
        """Show the places to decide, those that become labels, or the texts withheld whole."""
        self._section = key
        self.tabs.set_current(key)
        texts = tuple(self._as_place(text) for text in self._found.texts)
        shown = {OPEN: self.open_places(), SURE: self._found.places, TEXTS: texts}[key]
        self._empty.setText(
            {
                OPEN: self.tr("Nothing is left to decide."),
                SURE: self.tr("No name in this document becomes a label."),
                TEXTS: self.tr("This document prints no text of a record."),
            }[key]
        )
        self._empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.list.show_places(shown)

    def _withheld(self) -> list[ShownText]:
        return [text for text in self._found.texts if text.reason]

    def _as_place(self, text: ShownText) -> FoundPlace:
        index = self.reason.findData(text.reason) if text.reason else -1
        return FoundPlace(
            record=text.record,
            part=text.part,
            before=text.text,
            found="",
            after="",
            label=self.reason.itemText(index) if index >= 0 else text.reason,
            entry=text.entry,
            field=text.field,
        )

    def _count(self) -> str:
        places, texts = len(self._found.places), len(self._withheld())
        parts = [
            counted(
                places,
                self.tr("1 place becomes a label"),
                self.tr("{n} places become labels"),
            )
            if places
            else self.tr("No name becomes a label")
        ]
        if texts:
            parts.append(
                counted(texts, self.tr("1 text is withheld"), self.tr("{n} texts are withheld"))
            )
        writers = self._found.writers
        if writers:
            parts.append(
                counted(
                    writers,
                    self.tr("who reported is left out once"),
                    self.tr("who reported is left out {n} times"),
                )
            )
        still = len(self.open_places())
        if still:
            parts.append(counted(still, self.tr("1 place to decide"), self.tr("{n} to decide")))
        return " · ".join(parts)

    def _show_place(self, place: FoundPlace | None) -> None:
        self._detail.setVisible(place is not None)
        if place is None:
            return
        whole = self._section == TEXTS
        withheld = whole and bool(place.label)
        self._where.setText(" · ".join(part for part in (place.record, place.part) if part))
        self._mark(place)
        who = dict(self._found.people).get(place.person) or place.person
        if place.why:
            words = self.tr("Is “{found}” here {who}, who becomes {label}? ({why})").format(
                found=place.found, who=who, label=place.label, why=place.why
            )
        elif whole:
            words = self.tr("Left out whole: {reason}").format(reason=place.label)
            words = words if withheld else ""
        else:
            words = self.tr("“{found}” becomes {label}").format(
                found=place.found, label=place.label
            )
        self._question.setText(words)
        self._question.setAccessibleName(words)
        self._answers.setVisible(bool(place.why))
        self._question.setVisible(bool(words))
        self._whole.setVisible(not withheld and place.entry >= 0)
        self._show.setVisible(withheld)

    def _mark(self, place: FoundPlace) -> None:
        """The sentence with the name marked; people's words go in as plain text."""
        marked = QTextCharFormat()
        marked.setFontWeight(QFont.Weight.DemiBold)
        marked.setFontUnderline(True)
        marked.setBackground(self.palette().midlight())
        label = QTextCharFormat()
        label.setFontWeight(QFont.Weight.DemiBold)
        label.setForeground(self.palette().link())
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        cursor.insertText(place.before, QTextCharFormat())
        cursor.insertText(place.found, marked)
        if place.label and place.found and not place.why:
            cursor.insertText(f" → {place.label}", label)
        cursor.insertText(place.after, QTextCharFormat())

    def _confirm(self) -> None:
        place = self.list.place()
        if place is not None:
            self.nickname_added.emit(NicknameDraft(person=place.person, form=place.found))

    def _leave(self) -> None:
        place = self.list.place()
        if place is not None:
            self._left.add(place)
            self.show_places(self._found)

    def leave_all(self) -> None:
        """Nobody else is meant: all that is to decide stays as it stands."""
        self._left.update(self._found.possible)
        self.show_places(self._found)

    def _withhold(self) -> None:
        place = self.list.place()
        if place is None:
            return
        if not self.reason.value():
            self.reason.setFocus()
            self.reason.showPopup()
            return
        self.text_withheld.emit(
            TextDraft(entry=place.entry, field=place.field, reason=self.reason.value())
        )

    def _unwithhold(self) -> None:
        place = self.list.place()
        if place is not None:
            self.text_shown.emit(TextDraft(entry=place.entry, field=place.field, reason=""))

    def _add(self) -> None:
        name = self.another.text().strip()
        if name:
            self.another.clear()
            self.name_added.emit(name)
