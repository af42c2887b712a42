"""Search: words, names and phrases over everything a lead may see, by keyboard alone."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.lead_material import LeadLists
from ui.models.search_rows import LinePainter, SearchModel
from ui.search_material import HEAD, FoundLine, SearchDraft
from ui.theme import scaled, space
from ui.widgets.announce import announce
from ui.widgets.buttons import quiet_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.date_edit import DateEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.text_line import SearchLine


class SearchView(Page):
    """What was typed is sent after a short pause; it is kept nowhere and leaves with the page."""

    asked = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[Any]], Sequence[FoundLine]],
        lists: LeadLists,
        kinds: Sequence[Choice],
        authors: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="search", scroll=False, parent=parent)
        self.set_title(self.tr("Search"))
        self.line = SearchLine(
            "search.text",
            self.tr("Search everything"),
            placeholder=self.tr("Words, a name, or “words in their order”"),
        )
        # no keyboard may learn these words
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.installEventFilter(self)
        self._build_filters(lists, kinds, authors)
        self.model = SearchModel(fetch=fetch, parent=self)
        self.table = RecordTable("search.list", self.tr("What was found"), lines=2)
        self.table.setMinimumHeight(scaled(120))
        self.table.set_model(self.model)
        self.table.view.horizontalHeader().hide()
        self.table.view.setItemDelegate(LinePainter(self.table.view))
        self.table.view.installEventFilter(self)
        self.table.opened.connect(self.opened.emit)
        self._said_nothing = True
        self._say_empty(nothing=False)
        self.body.addWidget(self.line)
        self.body.addWidget(self._filters)
        self.body.addWidget(self.table, 1)
        self.line.searched.connect(lambda _text: self._ask())
        self.setFocusProxy(self.line)

    def _build_filters(
        self, lists: LeadLists, kinds: Sequence[Choice], authors: Sequence[str]
    ) -> None:
        every = self.tr("All")
        categories = [
            choice
            for category in lists.categories
            for choice in (Choice(value=category.value, text=category.text), *category.parts)
        ]
        self.since = DateEdit("search.since", self.tr("From"))
        self.until = DateEdit("search.until", self.tr("To"))
        self.kind = Combo("search.kind", self.tr("Kind"), kinds, placeholder=every)
        self.category = Combo("search.category", self.tr("Category"), categories, placeholder=every)
        names = [Choice(value=name, text=name) for name in authors]
        self.author = Combo("search.author", self.tr("Written by"), names, placeholder=every)
        self._clear = quiet_button("search.clear", self.tr("Clear"), icon="x")
        self._clear.clicked.connect(self.clear_filters)
        self._clear.hide()
        self._filters = QWidget()
        self._filters.setProperty("kind", "plain")
        row = FlowLayout(self._filters, spacing=space(1.5))
        for words, field, width in (
            (self.tr("From"), self.since, 172),
            (self.tr("To"), self.until, 172),
            (self.tr("Kind"), self.kind, 180),
            (self.tr("Category"), self.category, 190),
            (self.tr("Written by"), self.author, 170),
        ):
            if isinstance(field, Combo):  # long names must not push the other filters away
                field.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
            field.setFixedWidth(scaled(width))
            row.addWidget(FieldRow(words, field))
            field.changed.connect(self._ask)
        row.addWidget(self._clear)

    def draft(self) -> SearchDraft:
        """What is asked for now."""
        return SearchDraft(
            text=self.line.text().strip(),
            since=self.since.value(),
            until=self.until.value(),
            kind=self.kind.value(),
            category=self.category.value(),
            author=self.author.value(),
        )

    def show_found(self, identifiers: Sequence[Any], *, summary: str) -> None:
        """Show these lines and say in a sentence how many there are."""
        self._say_empty(nothing=self.draft() != SearchDraft())
        chosen = self.table.current_id()
        self.model.set_ids(identifiers)
        if chosen is not None:  # back from what was opened: the cursor stands where it stood
            self.table.set_current(chosen)
        self.set_subtitle(summary)
        announce(self.table.view, summary or self.tr("Nothing found"))

    def clear_filters(self) -> None:
        """Let only the words count."""
        for field in (self.kind, self.category, self.author):
            field.set_value("")
        self.since.set_value("")
        self.until.set_value("")
        self.line.setFocus()

    def take_keyboard(self) -> None:
        """Let somebody type at once; what stands there is replaced."""
        self.line.setFocus()
        self.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter leads from the words into the list, Up from its first line back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
                if key == Qt.Key.Key_Return:
                    self._ask()
                return self._into_list()
            first = self.table.view.currentIndex().row() <= self._first_line()
            if watched is self.table.view and key == Qt.Key.Key_Up and first:
                self.take_keyboard()
                return True
        return super().eventFilter(watched, event)

    def _say_empty(self, *, nothing: bool) -> None:
        """What stands in the place of lines: how to ask, or that nothing was found."""
        if nothing == self._said_nothing:
            return
        self._said_nothing = nothing
        title = self.tr("Nothing found") if nothing else self.tr("What are you looking for?")
        words = (
            self.tr(
                "Try fewer words, or only the beginning of one. Letters to the head or the chair"
                " are never found here."
            )
            if nothing
            else self.tr(
                "Words or their beginnings, a child’s name with a word, or “words just as they"
                " stand”. Names are also found by their sound."
            )
        )
        self.table.set_empty(EmptyState("search", title, words))

    def _into_list(self) -> bool:
        if self.model.rowCount():
            self.table.view.setFocus()
            self.table.view.selectRow(self._first_line())
        return True

    def _first_line(self) -> int:
        """The place of the first line that opens something; a heading may stand above it."""
        if self.model.rowCount() < 2:
            return 0
        first = self.model.row_value(0)
        return 1 if first.shape == HEAD and not first.icon else 0

    def _ask(self) -> None:
        self._clear.setVisible(self.draft() != SearchDraft(text=self.draft().text))
        self.asked.emit(self.draft())
