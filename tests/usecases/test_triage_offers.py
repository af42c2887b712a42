"""What is offered with a decision comes out of dated lists and the calendar."""

from datetime import date

from desktop.usecases.lead.triage_offers import (
    END_OF_TERM,
    HALF_TERM,
    last_days,
    offered_days,
    offered_decisions,
)
from storage.database.repositories import limits
from storage.intake import vocabularies
from storage.records.school_calendar import SchoolCalendar
from storage.records.time_limits import Limits


def test_every_response_offers_words_and_all_that_act_offer_a_day() -> None:
    responses = vocabularies.load("responses").items
    acting = {item.code for item in responses if not item.extra.get("without_action")}
    known = Limits(limits=limits.usual_limits(), calendar=limits.work_calendar())
    days = offered_days(known, date(2026, 11, 20))
    assert set(offered_decisions()) == {item.code for item in responses}
    assert set(days) == acting
    assert days["in_school"] == "2026-12-04"
    assert days["referral"] == "2026-11-23", "a Friday: the council answers on Monday"


def test_the_last_school_day_before_a_holiday_is_offered() -> None:
    calendar = vocabularies.load_calendar()
    assert last_days(date(2026, 10, 1), calendar) == (HALF_TERM, "2026-10-23")
    assert last_days(date(2026, 10, 23), calendar) == (END_OF_TERM, "2026-12-18")
    assert last_days(date(2026, 11, 22), calendar) == (END_OF_TERM, "2026-12-18")
    assert last_days(date(2026, 11, 22), SchoolCalendar()) is None
