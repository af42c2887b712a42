"""What is known of each child of a concern, beside it: their part, latest entries, siblings."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_material import ChildHistory, LeadLists
from ui.theme import TARGET, scaled, space
from ui.widgets.buttons import quiet_button
from ui.widgets.combo import Combo
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.line_button import LineButton
from ui.widgets.popup_search import Match, PopupSearch
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.side_by_side import SideBySide

SHOWN = 5


class HistoryPanel(ScrollCard):
    """One block for each child, with the part they have in the concern; a press opens the entry,
    the file, or what is open about a brother or sister.
    """

    pupil_opened = Signal(str)
    entry_opened = Signal(str)
    child_added = Signal(str)
    roles_changed = Signal()

    def __init__(
        self,
        *,
        lists: LeadLists,
        search: Callable[[str], Sequence[PupilOption]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._lists, self._search = lists, search
        self._roles: dict[str, Combo] = {}
        self.hide()

    def show_history(
        self,
        children: Sequence[ChildHistory],
        *,
        besides: str = "",
        roles: Mapping[str, str] | None = None,
    ) -> None:
        """Show these children instead of the ones before; the entry ``besides`` is not repeated.

        With ``roles`` (pupil id to code) each child's part can be changed, and a child be added.
        """
        self._roles = {}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(2), space(1), space(2), space(1))
        column.setSpacing(space(0.25))
        for child in children:
            role = roles.get(child.pupil_id, "") if roles is not None else None
            self._add_child(column, child, besides, role)
        if roles is not None and self._search is not None:
            column.addWidget(self._another_child(bool(children)))
        column.addStretch(1)
        self.set_content(content)
        self.setVisible(bool(children) or roles is not None)

    def links(self) -> tuple[tuple[str, str], ...]:
        """(pupil id, role) of every child, as they are set now."""
        return tuple((pupil, combo.value()) for pupil, combo in self._roles.items())

    def first_without_part(self) -> QWidget | None:
        """The control of the first child whose part is not said."""
        return next((combo for combo in self._roles.values() if not combo.value()), None)

    def _add_child(
        self, column: QVBoxLayout, child: ChildHistory, besides: str, role: str | None
    ) -> None:
        opened = quiet_button(
            f"triage.pupil.{child.pupil_id}", child.name.replace("&", "&&"), icon="folder-open",
            name=self.tr("Open the file of {name}").format(name=child.name),
        )  # fmt: skip
        opened.clicked.connect(lambda _=False, key=child.pupil_id: self.pupil_opened.emit(key))
        summary = PlainLabel(child.summary, tone="small")
        if role is None:
            summary.setMinimumSize(scaled(120), TARGET)
            column.addWidget(SideBySide(opened, summary, weights=(0, 1)))
        else:
            column.addWidget(SideBySide(opened, self._role_of(child, role), weights=(0, 1)))
            column.addWidget(summary)
        entries = [entry for entry in child.entries if entry.id != besides]
        if not entries:
            column.addWidget(PlainLabel(self.tr("Nothing earlier in the file."), tone="muted"))
        for entry in entries[:SHOWN]:
            self._add_entry(column, child.pupil_id, entry)
        self._add_siblings(column, child)

    def _role_of(self, child: ChildHistory, role: str) -> Combo:
        combo = Combo(
            f"triage.part.{child.pupil_id}",
            self.tr("Part of {name} in this concern").format(name=child.name),
            self._lists.pupil_roles,
            placeholder=self.tr("Their part…"),
        )
        combo.setMinimumContentsLength(4)
        combo.set_value(role)
        combo.changed.connect(lambda _value: self.roles_changed.emit())
        self._roles[child.pupil_id] = combo
        return combo

    def _another_child(self, already: bool) -> PopupSearch:
        words = self.tr("Another child…") if already else self.tr("Which child is it? Type a name…")
        line = PopupSearch(
            "triage.add_child", self.tr("Add a child"), search=self._found, placeholder=words
        )
        line.taken.connect(self.child_added)
        return line

    def _found(self, typed: str) -> list[Match]:
        if not typed or self._search is None:
            return []
        return [
            Match(id=option.id, text=option.words())
            for option in self._search(typed)
            if option.id not in self._roles
        ]

    def _add_entry(self, column: QVBoxLayout, pupil_id: str, entry: ChronologyEntry) -> None:
        mark = "★ " if entry.significant else ""
        words = " ".join((entry.summary or entry.text).split())
        text = f"{mark}{entry.happened.for_people()} · {words}"
        button = LineButton(f"triage.history.{pupil_id}.{entry.id}", text)
        button.clicked.connect(lambda _=False, key=entry.id: self.entry_opened.emit(key))
        column.addWidget(button)

    def _add_siblings(self, column: QVBoxLayout, child: ChildHistory) -> None:
        if not child.siblings:
            return
        row = FlowLayout(spacing=space(0.5))
        label = PlainLabel(self.tr("Siblings"), tone="small", wrap=False)
        label.setMinimumHeight(TARGET)
        row.addWidget(label)
        for sibling in child.siblings:
            words = self.tr("{name}, Year {year}").format(
                name=sibling.name, year=sibling.year_group
            )
            if sibling.open_concerns:
                words = self.tr("{name} – open concern").format(name=words)
            button = quiet_button(
                f"triage.sibling.{child.pupil_id}.{sibling.id}", words.replace("&", "&&")
            )
            button.clicked.connect(lambda _=False, key=sibling.id: self.pupil_opened.emit(key))
            row.addWidget(button)
        column.addLayout(row)
        for concern_id, words in child.sibling_concerns:
            line = LineButton(f"triage.sibling_concern.{child.pupil_id}.{concern_id}", words)
            line.clicked.connect(lambda _=False, key=concern_id: self.entry_opened.emit(key))
            column.addWidget(line)
