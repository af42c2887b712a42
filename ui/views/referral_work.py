"""The page of one referral, disagreement, plan or meeting: what is waited for, the facts, and the
whole history.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.work_material import WaitLine, WorkShown


class WorkView(Page):
    """``asked`` carries the code of a step, ``pupil_opened`` and ``case_opened`` ids,
    ``story_opened`` the id of a line of the history.
    """

    asked = Signal(str)
    pupil_opened = Signal(str)
    case_opened = Signal(str)
    story_opened = Signal(str)

    def __init__(
        self,
        identifier: str,
        *,
        steps: Mapping[str, tuple[str, str]],
        story: str,
        parent: QWidget | None = None,
    ) -> None:
        """``steps`` are (words, icon) by code; the first one is the primary button."""
        super().__init__("", identifier=identifier, parent=parent)
        self._identifier = identifier
        self.show_back(self.tr("Back"))
        self._buttons: dict[str, QPushButton] = {}
        doing = QWidget()
        doing.setProperty("kind", "plain")
        row = FlowLayout(doing, spacing=space(1))
        for place, (code, (words, icon)) in enumerate(steps.items()):
            make = secondary_button if place else primary_button
            button = make(f"{identifier}.{code}", words, icon=icon)
            button.clicked.connect(lambda _=False, code=code: self.asked.emit(code))
            self._buttons[code] = button
            row.addWidget(button)
        self._links = QWidget()
        self._links.setProperty("kind", "plain")
        self._link_row = FlowLayout(self._links, spacing=space(1))
        self.waiting = QWidget()
        self.waiting.setProperty("kind", "plain")
        self._bars = QVBoxLayout(self.waiting)
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._bars.setSpacing(space(1))
        self._waits: list[MessageBar] = []
        self.notes = identify(
            PlainLabel(tone="muted"), f"{identifier}.notes", self.tr("Unusual order")
        )
        self.facts = KeyValueGrid()
        self.story = RowList(f"{identifier}.story", story)
        self.story.setMinimumHeight(scaled(320))
        self.story.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # room for the bar at once: rows that wrap are measured without it otherwise
        self.story.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.story.opened.connect(self.story_opened.emit)
        facts, told = SectionCard(), SectionCard(story)
        facts.body.addWidget(self.facts)
        facts.body.addStretch(1)
        told.body.addWidget(self.notes)
        told.body.addWidget(self.story, 1)
        told.setMinimumWidth(scaled(420))
        facts.setMinimumWidth(scaled(300))
        self.body.addWidget(self._links)
        self.body.addWidget(doing)
        self.body.addWidget(self.waiting)
        self.body.addWidget(SideBySide(told, facts, weights=(3, 2), gap=2), 1)
        self.setFocusProxy(self._buttons[next(iter(steps))])

    def show_work(self, shown: WorkShown) -> None:
        """Show it as it stands; the cursor stays where it was in the history."""
        self.set_title(shown.title)
        self.set_subtitle(shown.subtitle)
        for code, button in self._buttons.items():
            button.setVisible(code in shown.steps)
        self._show_links(shown)
        self._show_waits(shown.waits)
        self.notes.setText("\n".join(shown.notes))
        self.notes.setAccessibleName("\n".join(shown.notes))
        self.notes.setVisible(bool(shown.notes))
        self.facts.set_rows(shown.facts)
        before = self.story.current_id()
        self.story.set_rows(
            [
                RowItem(
                    id=line.id,
                    title=line.title,
                    detail=line.detail,
                    trailing=line.trailing,
                    icon=line.icon,
                    tone=line.tone,
                    whole=True,
                )
                for line in shown.story
            ]
        )
        self.story.set_current(before or "")

    def _show_links(self, shown: WorkShown) -> None:
        while (item := self._link_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for pupil, name in shown.children:
            link = quiet_button(
                f"{self._identifier}.pupil.{pupil}",
                name,
                icon="user",
                name=self.tr("Open the file of {name}").format(name=name),
            )
            link.setProperty("flush", "true")
            link.clicked.connect(lambda _=False, pupil=pupil: self.pupil_opened.emit(pupil))
            self._link_row.addWidget(link)
        if shown.case:
            case = quiet_button(f"{self._identifier}.case", self.tr("The case"), icon="folder-open")
            case.setProperty("flush", "true")
            case.clicked.connect(lambda: self.case_opened.emit(shown.case))
            self._link_row.addWidget(case)

    def _show_waits(self, waits: tuple[WaitLine, ...]) -> None:
        for bar in self._waits:
            self._bars.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._waits = []
        for place, wait in enumerate(waits):
            bar = MessageBar(identifier=f"{self._identifier}.wait.{place + 1}")
            below = " ".join(part for part in (wait.silent, wait.limit) if part)
            bar.show_message(
                wait.text, severity="warning" if wait.over else "info", next_step=below
            )
            self._bars.addWidget(bar)
            self._waits.append(bar)
        self.waiting.setVisible(bool(waits))
