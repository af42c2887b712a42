"""The boxes of a plan besides its hazards: what is considered, facts, supervision, families."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.risk_assessment import Considered, RiskAssessmentDraft
from storage.records.risk_templates import Question, RiskTemplate
from ui.risk_material import RiskConcern
from ui.theme import space
from ui.widgets.buttons import quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.section_card import SectionCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import stops_in_reading_order
from ui.widgets.tick_list import TickItem, TickList


class ConsideredBoxes(SectionCard):
    """One box for each heading that the template asks for; empty ones are not kept."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("What must be considered"))
        self._areas: dict[str, ShortArea] = {}
        self._pairs: list[QWidget] = []
        self.hide()

    def show_template(
        self, template: RiskTemplate | None, considered: Sequence[Considered] = ()
    ) -> None:
        """Ask what the template asks, and show what was said; words typed before stay."""
        said = {item.code: item.text for item in (*considered, *self.considered())}
        asked = {question.code: question for question in (template.consider if template else ())}
        for code in said:  # of another template, or another edition
            asked.setdefault(code, Question(code=code, label=code, ask=""))
        for pair in self._pairs:
            pair.setParent(None)
            pair.deleteLater()
        self._pairs, self._areas = [], {}
        rows = [self._row(question, said.get(code, "")) for code, question in asked.items()]
        for left, right in zip_longest(rows[::2], rows[1::2]):
            pair = SideBySide(left, right or QWidget(), gap=2)
            self._pairs.append(pair)
            self.body.addWidget(pair)
        self.setVisible(bool(rows))
        stops_in_reading_order(self)

    def considered(self) -> tuple[Considered, ...]:
        """Return what was typed."""
        return tuple(
            Considered(code=code, text=area.text().strip())
            for code, area in self._areas.items()
            if area.text().strip()
        )

    def clear(self) -> None:
        """Forget what was typed."""
        for area in self._areas.values():
            area.set_text("")

    def _row(self, question: Question, text: str) -> FieldRow:
        area = ShortArea(f"risk.considered.{question.code}", question.label, lines=2)
        area.set_text(text)
        area.textChanged.connect(self.changed)
        self._areas[question.code] = area
        return FieldRow(question.label, area, hint=question.ask, optional=True)


class MoreBoxes(QWidget):
    """Kept out of sight until it is asked for, or holds something."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.open = quiet_button(
            "risk.more", self.tr("More: facts, concerns, supervision, who was told, agencies")
        )
        self.open.setProperty("flush", "true")
        self.open.clicked.connect(self._toggle)
        self.areas = {
            name: ShortArea(f"risk.{name}", label, lines=2) for name, label, _ in self._boxes()
        }
        self.concerns = TickList("risk.concerns", self.tr("Concerns it rests on"), rows=3)
        self._concerns_row = FieldRow(self.tr("Concerns it rests on"), self.concerns, optional=True)
        self._card = SectionCard()
        rows: list[QWidget] = [
            FieldRow(label, self.areas[name], hint=hint, optional=True)
            for name, label, hint in self._boxes()
        ]
        rows.append(self._concerns_row)
        for left, right in zip_longest(rows[::2], rows[1::2]):
            self._card.body.addWidget(SideBySide(left, right or QWidget(), gap=2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(SideBySide(self.open, QWidget(), weights=(0, 1)))
        column.addWidget(self._card)
        self._card.hide()
        for area in self.areas.values():
            area.textChanged.connect(self.changed)
        self.concerns.changed.connect(self.changed)

    def _boxes(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("facts", self.tr("What is known"), self.tr("Facts and from whom; no opinion.")),
            (
                "allegation",
                self.tr("Where the allegation stands"),
                self.tr("Said, looked into by the police, no further action …"),
            ),
            ("needs", self.tr("Support for the child"), self.tr("What this child is given.")),
            (
                "supervision",
                self.tr("Level of supervision"),
                self.tr("In sight, in hearing, hand-over by name …"),
            ),
            (
                "staff_briefed",
                self.tr("Staff who were told what to do"),
                self.tr("A name a line; only who needs to know."),
            ),
            (
                "families",
                self.tr("How each family is kept informed"),
                self.tr("Who speaks with whom, how often; nothing of another child."),
            ),
            (
                "contingency",
                self.tr("If the plan cannot be kept"),
                self.tr("What is done when an adult is away, or something happens."),
            ),
            ("agencies", self.tr("Agencies"), self.tr("Who is involved, and what they said.")),
        )

    def show_draft(
        self, draft: RiskAssessmentDraft | None, concerns: Sequence[RiskConcern]
    ) -> None:
        """Show what a version says, and the child's concerns to tick."""
        for name, area in self.areas.items():
            area.set_text(getattr(draft, name) if draft else "")
        self.concerns.set_items([TickItem(id=item.id, text=item.words) for item in concerns])
        chosen = draft.concerns if draft else ()
        self.concerns.set_values(chosen)
        self._concerns_row.setVisible(bool(concerns))
        known = {item.id for item in concerns}
        # one that is not on the list of concerns (moved, or an entry) stays with the plan
        self._unlisted = tuple(item for item in chosen if item not in known)
        self._show(bool(chosen) or any(area.text() for area in self.areas.values()))

    def texts(self) -> dict[str, str]:
        """Return the words of each box by name."""
        return {name: area.text().strip() for name, area in self.areas.items()}

    def chosen_concerns(self) -> tuple[str, ...]:
        """Return the ids of the concerns it rests on."""
        return (*self.concerns.values(), *self._unlisted)

    def _toggle(self) -> None:
        self._show(self._card.isHidden())
        if not self._card.isHidden():
            self.areas["facts"].setFocus()

    def _show(self, shown: bool) -> None:
        self._card.setVisible(shown)
        words = (
            self.tr("Less")
            if shown
            else self.tr("More: facts, concerns, supervision, who was told, agencies")
        )
        self.open.setText(words)
        self.open.setAccessibleName(words)
