"""Whom to find now, in a box that cannot be overlooked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.drafts import ContactLine
from ui.icons import set_icon
from ui.theme import space
from ui.widgets.announce import announce
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class FindNowBox(QFrame):
    """Names in the order to try them, telephone numbers, and 999."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("severity", "warning")
        picture = QLabel()
        set_icon(picture, "triangle-alert", tone="warning", size=24)
        self._heading = PlainLabel(tone="strong")
        self._words = identify(PlainLabel(selectable=True), "report.find_now", "")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._heading)
        lines.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1.5), space(0.75), space(1.5), space(0.75))
        row.setSpacing(space(1.5))
        row.addWidget(picture)
        row.addLayout(lines, 1)
        self.hide()

    def set_people(
        self, people: Sequence[ContactLine], *, heading: str, about_adult: bool = False
    ) -> None:
        """Set the words without showing them, so that their place can be kept.

        ``about_adult``: where nobody is known, nobody of the school is named, who could be the one
        it is about.
        """
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        words = self._sentence(people, about_adult=about_adult)
        self._words.setText(words)
        self._words.setAccessibleName(f"{heading} {words}".strip())

    def show_people(
        self, people: Sequence[ContactLine], *, heading: str, about_adult: bool = False
    ) -> None:
        """Show, and read out what is new; without any names it still says what to do."""
        before = self._words.accessibleName() if not self.isHidden() else ""
        self.set_people(people, heading=heading, about_adult=about_adult)
        self.show()
        words = self._words.accessibleName()
        if words != before:
            announce(self._words, words, assertive=True)

    def words(self) -> str:
        """What is being shown."""
        return self._words.text()

    def _sentence(self, people: Sequence[ContactLine], *, about_adult: bool) -> str:
        found = [self._person(person) for person in people if person.name]
        calls = [person for person in people if person.telephone and not person.name]
        parts = []
        if found:
            names = self.tr(" or ").join(found)
            parts.append(self.tr("Find {names} now.").format(names=names))
        elif not about_adult:
            parts.append(self.tr("Find a DSL or the head teacher now."))
        elif not calls:
            parts.append(
                self.tr("Telephone the LADO, the council’s officer for concerns about adults, now.")
            )
        for line in calls:
            text = self.tr("Call {what}: {number}.")
            parts.append(text.format(what=line.what, number=line.telephone))
        parts.append(self.tr("In danger: 999."))
        return " ".join(parts)

    def _person(self, person: ContactLine) -> str:
        inside = ", ".join(part for part in (person.what, person.telephone) if part)
        return f"{person.name} ({inside})" if inside else person.name
