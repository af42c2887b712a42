"""The pictures of the search: how to ask, a name with a word, what a filter leaves, nothing."""

from desktop.demo.shots_lead import LeadScene
from ui.views.casebook_window import SEARCH
from ui.views.search import SearchView

_ASKED = (
    ("search-found", "bruise"),
    ("search-phrase", "“at home”"),
    ("search-nothing", "quetzalcoatl"),
)


def search(lead: LeadScene) -> None:
    """The page as it opens, and what it says to words."""
    lead.section(SEARCH, "search")
    view = lead.studio.find_kind(SearchView)
    for name, words in _ASKED:
        view.line.setText(words)
        view.line.returnPressed.emit()
        if view.model.rowCount():
            view.table.view.selectRow(min(1, view.model.rowCount() - 1))
        lead.studio.shoot(name)
    view.line.setText("coat")
    view.kind.set_value("decisions")
    lead.studio.shoot("search-filtered")
