"""Search: asks, groups what was found by child, and opens it where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.lead.desk import Desk
from desktop.controllers.lead.search_lines import Key, Lines, summary
from desktop.usecases.lead.search_casebook import FIRST_ROWS, MOST_ROWS, Finder, Findings
from desktop.usecases.lead.search_kinds import KINDS
from storage.database.repositories import people
from storage.records.found import Ask
from storage.records.search_words import terms_of
from ui.search_material import FoundLine, SearchDraft
from ui.views.search import SearchView
from ui.widgets.choice_row import Choice


class SearchController(QObject):
    """One page; its words live in the page alone and go with it."""

    def __init__(self, desk: Desk, *, text: str = "") -> None:
        self._finder = Finder(desk.reading())
        self._lines = Lines(desk.reader, finder=self._finder, word=desk.lists.word)
        self.view = SearchView(
            fetch=self._fetch,
            lists=desk.lists,
            kinds=[Choice(value=group, text=label) for group, (label, _) in KINDS.items()],
            authors=[person.name for person in people.people(desk.reader)],
        )
        super().__init__(self.view)
        self._desk = desk
        self._text = text
        self.view.asked.connect(self._ask_first)
        self.view.opened.connect(self._open)

    def begin(self) -> None:
        """Let somebody type at once; who is known by name is read meanwhile."""
        self.view.take_keyboard()
        if self._text:
            self.view.line.setText(self._text)
        QTimer.singleShot(0, self.view, self._finder.prepare)

    def refresh(self) -> None:
        """Ask again: what was opened from here may have changed it."""
        self._ask(self.view.draft())

    def _ask_first(self, draft: SearchDraft) -> None:
        self._ask(draft)

    def _ask(self, draft: SearchDraft, *, limit: int = FIRST_ROWS) -> None:
        if draft == SearchDraft():
            self._show(None)
            return
        kinds = KINDS[draft.kind][1] if draft.kind else ()
        self._show(
            self._finder.find(
                Ask(
                    terms=terms_of(draft.text),
                    since=draft.since,
                    until=draft.until,
                    category=draft.category,
                    author=draft.author,
                    kinds=kinds,
                ),
                limit=limit,
            )
        )

    def _show(self, found: Findings | None) -> None:
        keys = self._lines.arrange(found)
        self.view.show_found(keys, summary=summary(found))

    def _fetch(self, keys: Sequence[Key]) -> Sequence[FoundLine]:
        return self._lines.lines(keys)

    def _open(self, key: Key) -> None:
        go = self._desk.go
        if key.what == "more":
            self._ask(self.view.draft(), limit=MOST_ROWS)
        elif key.what == "child" and key.pupil:
            go.open_pupil(key.pupil)
        elif key.what == "somebody":
            somebody = self._lines.somebody(key)
            if somebody.pupils:
                go.open_pupil(somebody.pupils[0])
            else:
                go.act_on("people")
        elif key.what == "document":
            go.open_register(key.pupil)
        elif key.what == "row":
            self._open_row(key)

    def _open_row(self, key: Key) -> None:
        (row,) = self._finder.rows([key.number], ())
        concern = row.id.partition(".")[0]
        if key.pupil:
            self._desk.go.open_row(row.id, key.pupil)
        else:  # no child's file has it: a concern about a child who is not on the list
            self._desk.go.open_concern(concern)
