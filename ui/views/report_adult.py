"""The first question: is it about an adult who works here? It decides who can read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.drafts import FindNow, RouteShown
from ui.theme import space
from ui.views.report_find import FindNowBox
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.person_picker import PersonOption, PersonPicker
from ui.widgets.section_card import SectionCard

# From what the adult is, the id on the list of staff and the name as typed: who reads it.
Route = Callable[[str, str, str], RouteShown]
SOMEBODY = "other"


class AdultBox(SectionCard):
    """Nothing is chosen beforehand: a letter must never go to the one it is about."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        answers = (
            Choice(value="no", text=self.tr("No")),
            Choice(value="yes", text=self.tr("Yes, about an adult")),
        )
        question = self.tr("Is this about an adult who works or volunteers here?")
        self.about_adult = ChoiceRow("report.about_adult", question, answers)
        what = self.tr("What do they do here?")
        posts = (
            Choice(value=SOMEBODY, text=self.tr("A member of staff or volunteer")),
            Choice(value="dsl", text=self.tr("The DSL or a deputy")),
            Choice(value="head", text=self.tr("The head teacher")),
            Choice(value="chair", text=self.tr("The chair of governors")),
        )
        self.about_post = ChoiceRow("report.about_post", what, posts)
        self.whom = PersonPicker(
            "report.about_whom",
            self.tr("Who is it about"),
            placeholder=self.tr("A few letters of the name, or write who"),
        )
        self._whom_row = FieldRow(self.tr("Who is it about?"), self.whom, optional=True)
        self._second = FieldRow(what, self.about_post)
        self._reader = PlainLabel(tone="body")
        self._error = PlainLabel(tone="danger")
        self._find = FindNowBox()
        self._route: Route = self._usual_route
        self._contacts = FindNow()
        self._has_reader = {"head": True, "chair": True}
        lines = QVBoxLayout()
        lines.setSpacing(space(1))
        first = _question(question, self.about_adult)
        for part in (first, self._second, self._whom_row, self._reader, self._find, self._error):
            lines.addWidget(part)
        self.body.addLayout(lines)
        self.setContentsMargins(0, -space(0.75), 0, -space(0.75))
        self.about_adult.changed.connect(self._choose)
        self.about_post.changed.connect(self._choose)
        self.whom.textChanged.connect(self._choose)
        self.whom.chosen.connect(self._choose)
        self._show()

    def set_people(self, people: Sequence[PersonOption]) -> None:
        """Set whom it may be about; anybody else is written."""
        self.whom.set_people(people)

    def set_route(self, route: Route | None) -> None:
        """Set the rule of who reads; None goes back to the plain one."""
        self._route = route or self._usual_route
        self._show()

    def set_contacts(self, contacts: FindNow, *, head_reads: bool, chair_reads: bool) -> None:
        """Set whom to find; ``head_reads``: the head has opened a test letter; the chair too."""
        self._contacts = contacts
        self._has_reader = {"head": head_reads, "chair": chair_reads}
        self._show()

    def is_about_adult(self) -> bool:
        """Whether the answer is yes."""
        return self.about_adult.value() == "yes"

    def is_about_head(self) -> bool:
        """Whether it is about the head teacher."""
        return self.post() == "head"

    def post(self) -> str:
        """What the adult is: head, dsl, chair, or "" for anybody else."""
        value = self.about_post.value() if self.is_about_adult() else ""
        return "" if value == SOMEBODY else value

    def person(self) -> tuple[str, str]:
        """The adult on the list of staff ("" for others), and the name as it was given."""
        if not self.is_about_adult():
            return "", ""
        chosen = self.whom.person()
        return (chosen.id, chosen.name) if chosen else ("", self.whom.text().strip())

    def answers(self) -> tuple[str, str]:
        """The two answers as they stand, "" where there is none yet."""
        return self.about_adult.value(), self.about_post.value()

    def set_adult(self, answers: Sequence[str], *, identifier: str, name: str) -> None:
        """Show answers given before, and the adult named."""
        about_adult, post = answers
        self.about_adult.set_value(about_adult)
        self.about_post.set_value(post)
        self.whom.setText(name)
        if identifier:
            self.whom.set_person(identifier)

    def route(self) -> RouteShown:
        """Who reads it, as answered so far."""
        return self._route(self.post(), *self.person())

    def answered(self) -> bool:
        """Whether every question shown has its answer."""
        if not self.is_about_adult():
            return self.about_adult.value() == "no"
        return bool(self.about_post.value())

    def show_missing(self) -> None:
        """Ask for the answer, and put the cursor there."""
        self._error.setText(self.tr("Please answer this first. It decides who can read it."))
        self._error.show()
        (self.about_post if self.is_about_adult() else self.about_adult).setFocus()

    def clear(self) -> None:
        """Take the answers back."""
        self.about_adult.set_value("")
        self.about_post.set_value("")
        self.whom.clear_person()
        self._show()

    def _choose(self, _value: object) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        adult = self.is_about_adult()
        self._error.hide()
        self._second.setVisible(adult)
        self._whom_row.setVisible(adult)
        self._reader.setVisible(adult and self.answered())
        if not adult or not self.answered():
            self._find.hide()
            return
        route = self.route()
        self._reader.setText(self._words(route.reader))
        if route.also_ring:
            heading = self.tr("This way has not been tried out yet, so also telephone.")
            if route.reader not in ("head", "chair"):
                heading = self.tr("Telephone now as well; writing alone is not enough.")
            self._find.show_people(route.ring, heading=heading, about_adult=True)
        else:
            self._find.hide()

    def _words(self, reader: str) -> str:
        return {
            "head": self.tr("Only the head teacher can open it. No DSL can."),
            "chair": self.tr(
                "Only the chair of governors can open it. No DSL and not the head can."
            ),
            "spare": self.tr(
                "Only the school’s printed code in the safe can open it. No DSL and no head can."
            ),
        }.get(reader, self.tr("The school has no key yet for what you write about this person."))

    def _usual_route(self, post: str, _identifier: str, _name: str) -> RouteShown:
        reader = "chair" if post == "head" else "head"
        people = self._contacts.about_head if post == "head" else self._contacts.about_adult
        return RouteShown(reader=reader, ring=people, also_ring=not self._has_reader[reader])


def _question(text: str, answers: ChoiceRow) -> QWidget:
    box = QWidget()
    box.setProperty("kind", "plain")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(space(2))
    row.addWidget(PlainLabel(text, tone="section"), 1)
    row.addWidget(answers, 1)
    return box
