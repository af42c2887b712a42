"""The pictures of plans: a template's ticks, and three versions side by side."""

from desktop.demo.shots_lead import LeadScene
from storage.database.repositories import risks
from ui.views.casebook_window import PUPILS
from ui.views.risk import RiskView
from ui.widgets.combo import Combo

_FAR = "9999-12-31"


def plans(lead: LeadScene) -> None:
    """A new plan from a template, and the plan with most versions."""
    studio = lead.studio
    lead.go.show_section(PUPILS)
    lead.go.open_risk(lead.scene.made.hero)
    studio.find("risk.template", Combo).set_value("child_on_child_sexual")
    studio.settle()
    studio.press("risk.suggest.toilets_together")
    studio.press("risk.suggest.toilets_together.1")
    studio.shoot("risk-template")
    studio.press("risk.suggest.take")
    studio.scroll_down()
    studio.shoot("risk-taken")
    studio.find_kind(RiskView).show_saved("")  # nothing of it is kept
    lead.back()
    due = risks.due(lead.casebook.connection, until=_FAR)
    if not due:
        return
    longest = max(due, key=lambda item: len(risks.versions(lead.casebook.connection, item.id)))
    lead.go.open_risk_kept(longest.id)
    studio.shoot("risk-versions")
    studio.scroll_down()
    studio.shoot("risk-versions-below")
    lead.back()
