"""The pictures of referrals, disagreements, plans, meetings and time limits."""

from desktop.demo.shots_lead import LeadScene
from storage.database.repositories import disagreements, meetings, plans, referrals
from ui.views.casebook_window import PUPILS
from ui.views.referral_facts import ReferralFactsView
from ui.views.referral_form import WorkFormView
from ui.views.referral_list import ReferralListView


def referral_pages(lead: LeadScene) -> None:
    """The list, a referral with its news, the facts to copy, a new one."""
    studio, reader = lead.studio, lead.casebook.connection
    lead.go.show_section(PUPILS)
    lead.go.open_referrals(which="all")
    studio.shoot("referrals")
    studio.find_kind(ReferralListView)
    newest = referrals.ids(reader, which="waiting")[0]
    lead.go.open_referral(newest)
    studio.shoot("referral")
    lead.go.open_referral_news(newest)
    studio.shoot("referral-news")
    lead.back()
    lead.go.open_referral_facts(newest)
    facts = studio.find_kind(ReferralFactsView)
    facts.copy("worries")
    studio.shoot("referral-facts")
    facts.settle()
    lead.go.open_form_order()
    studio.shoot("referral-form-order")
    lead.back()
    lead.back()
    lead.go.open_referral(pupil_id=lead.scene.made.hero)
    studio.shoot("referral-new")
    form = studio.find_kind(WorkFormView)
    form.form.unfold()
    studio.scroll_down()
    studio.shoot("referral-new-below")
    lead.back()
    for item in disagreements.ids(reader)[:1]:
        lead.go.open_disagreement(item)
        studio.shoot("disagreement")
        lead.go.open_disagreement_news(item)
        studio.shoot("disagreement-news")
        lead.back()
    lead.go.open_time_limits()
    studio.shoot("time-limits")
    lead.go.show_section(PUPILS)


def plan_pages(lead: LeadScene) -> None:
    """A plan, its meetings, who came."""
    studio, reader = lead.studio, lead.casebook.connection
    lead.go.show_section(PUPILS)
    for plan in plans.ids(reader, open_only=True)[-1:]:
        lead.go.open_plan(plan)
        studio.shoot("plan")
    lead.go.open_plan(pupil_id=lead.scene.made.hero)
    studio.shoot("plan-new")
    lead.back()
    planned = meetings.ids(reader, state="planned")
    held = meetings.ids(reader, state="held")
    for name, found in (("meeting", planned), ("meeting-held", held)):
        for meeting in found[:1]:
            lead.go.open_meeting(meeting)
            studio.shoot(name)
    for meeting in planned[:1]:
        lead.go.open_meeting_notes(meeting)
        studio.scroll_down()
        studio.shoot("meeting-who-came")
        lead.back()
    lead.go.show_section(PUPILS)
