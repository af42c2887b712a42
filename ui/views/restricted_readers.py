"""Who reads letters about adults, as the DSL sees it: named, keyed, tested; never a word of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import danger_button, primary_button, secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

_TONES = {"works": "success", "compare": "warning", "test": "warning", "retest": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderShown:
    """One post: who holds it, how far it is (a stage of the use-case) and when what happened."""

    post: str
    title: str
    person_id: str
    name: str
    stage: str
    code: str = field(default="", repr=False)
    spoken: str = field(default="", repr=False)
    sent: str = ""
    opened: str = ""


class ReadersCard(SectionCard):
    """``asked`` carries (post, what): slip, same, other or test; ``named`` (post, person);
    ``lado_given`` (name, telephone).
    """

    asked = Signal(str, str)
    named = Signal(str, str)
    lado_given = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Who reads letters about adults"))
        self.body.addWidget(
            PlainLabel(
                self.tr(
                    "You cannot open these letters, and no copy of them lies in the casebook. Each"
                    " reader has a key of their own, also when the head is a DSL as well. Until a"
                    " reader has opened a test letter, the form shows telephone numbers too."
                ),
                tone="muted",
            )
        )
        self.posts: dict[str, _PostBox] = {}
        for post in ("head", "chair"):
            box = _PostBox(post)
            box.asked.connect(self.asked)
            box.named.connect(self.named)
            self.posts[post] = box
            self.body.addWidget(box)
        self.lado_name = TextLine("people.lado_name", self.tr("LADO: name"))
        self.lado_number = TextLine("people.lado_number", self.tr("LADO: telephone"))
        self.lado_save = secondary_button("people.lado_save", self.tr("Show this number"))
        self.lado_save.clicked.connect(
            lambda: self.lado_given.emit(self.lado_name.text(), self.lado_number.text())
        )
        fields = SideBySide(
            FieldRow(self.tr("LADO: name"), self.lado_name),
            FieldRow(
                self.tr("LADO: telephone"),
                self.lado_number,
            ),
            weights=(1, 1),
            gap=2,
        )
        self.body.addWidget(fields)
        self.body.addWidget(self.lado_save, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lado(self, name: str, telephone: str) -> None:
        """Show whom the form says to ring."""
        self.lado_name.setText(name)
        self.lado_number.setText(telephone)

    def show_readers(self, readers: Sequence[ReaderShown], people: Sequence[Choice]) -> None:
        """Show both posts; ``people`` are those who may be named."""
        for shown in readers:
            self.posts[shown.post].show_reader(shown, people)


class _PostBox(QFrame):
    """One post with only the steps that make sense now."""

    asked = Signal(str, str)
    named = Signal(str, str)

    def __init__(self, post: str) -> None:
        super().__init__()
        self._post = post
        self._shown: ReaderShown | None = None
        place = f"people.reader_{post}"
        self._title = PlainLabel(tone="strong")
        self._state = identify(PlainLabel(), f"{place}_state", self.tr("State"))
        self._code = identify(
            PlainLabel(tone="display", wrap=False, selectable=True),
            f"{place}_code",
            self.tr("Code"),
        )
        self._spoken = PlainLabel(tone="muted")
        self.person = Combo(
            f"{place}_person", self.tr("Who it is"), placeholder=self.tr("Choose the person…")
        )
        self.person.changed.connect(self._name)
        self._buttons = {
            "slip": secondary_button(f"{place}_slip", self.tr("Slip of paper…"), icon="file-text"),
            "same": primary_button(f"{place}_same", self.tr("Yes, it is the same"), icon="check"),
            "other": danger_button(f"{place}_other", self.tr("No, it is another"), icon="x"),
            "test": secondary_button(f"{place}_test", self.tr("Send a test letter"), icon="mail"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(1), 0, space(1))
        column.setSpacing(space(1))
        self._person_row = FieldRow(self.tr("Who it is"), self.person)
        for part in (self._title, self._state, self._code, self._spoken, self._person_row):
            column.addWidget(part)
        steps = FlowLayout()
        for what, button in self._buttons.items():
            button.clicked.connect(
                lambda _checked=False, what=what: self.asked.emit(self._post, what)
            )
            steps.addWidget(button)
        column.addLayout(steps)

    def show_reader(self, shown: ReaderShown, people: Sequence[Choice]) -> None:
        """Show how far this post is."""
        self._title.setText(f"{shown.title}: {shown.name}" if shown.name else shown.title)
        self._state.setText(self._words(shown))
        self._state.set_tone(_TONES.get(shown.stage, "body"))
        self._shown = shown
        self.person.set_choices(people)
        self.person.set_value(shown.person_id)
        comparing = shown.stage == "compare"
        self._code.setText(shown.code)
        self._code.setAccessibleName(self.tr("Code {code}").format(code=shown.code))
        self._spoken.setText(shown.spoken)
        for part in (self._code, self._spoken):
            part.setVisible(comparing)
        self._person_row.setVisible(not comparing)
        offered = {
            "nobody": (),
            "no_key": ("slip",),
            "slip": ("slip",),
            "compare": ("same", "other"),
            "test": ("test", "slip"),
            "works": ("slip",),
            "retest": ("test", "slip"),
        }[shown.stage]
        for what, button in self._buttons.items():
            button.setVisible(what in offered)
        set_icon(self._buttons["slip"], "file-text", tone="text", size=18)

    def _words(self, shown: ReaderShown) -> str:
        words = {
            "nobody": self.tr("Nobody is named yet. Add the person first, if need be."),
            "no_key": self.tr(
                "No key yet: letters open with the printed spare code only, and the form shows"
                " telephone numbers."
            ),
            "slip": self.tr(
                "A slip of paper was printed. On any computer that reaches the letterbox: “For the"
                " head teacher or the chair of governors”, “First time here”."
            ),
            "compare": self.tr(
                "A key has come. Ring, and compare: is it this code, every character?"
            ),
            "test": self.tr("A test letter was sent {sent} and has not been opened yet."),
            "works": self.tr("Works: a test letter was opened {opened}."),
            "retest": self.tr("The yearly test is due; the last one was opened {opened}."),
        }
        return words[shown.stage].format(sent=shown.sent, opened=shown.opened)

    def _name(self, person_id: str) -> None:
        if person_id and self._shown is not None and person_id != self._shown.person_id:
            self.named.emit(self._post, person_id)
