"""The pictures of the cases: the list, one case, its closing."""

from desktop.demo.shots_lead import LeadScene
from storage.database.repositories import cases
from ui.views.casebook_window import CASES


def case_pages(lead: LeadScene) -> None:
    """The list by its filters, an open case, a closed one, and the closing of one."""
    lead.section(CASES, "cases")
    lead.studio.press("cases.filter.no_step")
    lead.studio.shoot("cases-without-a-next-step")
    reader = lead.casebook.connection
    newest = cases.ids(reader, status="open", limit=1)[0]
    lead.go.open_case(newest)
    lead.studio.shoot("case")
    lead.go.open_case_close(newest)
    lead.studio.shoot("case-close")
    lead.studio.scroll_down()
    lead.studio.shoot("case-close-below")
    lead.back()
    lead.back()
    for closed in cases.ids(reader, status="closed", limit=1):
        lead.go.open_case(closed)
        lead.studio.shoot("case-closed")
        lead.back()
