"""What a referral waits for, counted from what was heard last."""

from datetime import date

from storage.records.referral_waits import Service, is_long, waits
from storage.records.referrals import Referral, Step
from storage.records.school_calendar import SchoolCalendar
from storage.records.time_limits import Limits, TimeLimit
from storage.records.when import When
from storage.records.working_days import WorkCalendar


def day(text: str) -> When:
    """A day."""
    return When.on_day(date.fromisoformat(text))


def limit(code: str, days: int) -> TimeLimit:
    """A time of so many days by the calendar."""
    return TimeLimit(
        code=code, label=code, definition="", amount=days, unit="days", counted="calendar"
    )


LIMITS = Limits(
    limits={one.code: one for one in (limit("answer", 5), limit("long_wait", 28))},
    calendar=WorkCalendar(school=SchoolCalendar(terms=()), moved=(), added=(), opens=9, closes=17),
)
COUNCIL = Service(code="council", label="The council", answer="answer")
CLINIC = Service(code="clinic", label="The clinic", answer="answer", waits=True)


def referral(*steps: tuple[str, str]) -> Referral:
    """A referral of 2 November with these (state, day)."""
    return Referral(
        id="f-1",
        pupils=("p-1",),
        to="council",
        happened=day("2026-11-02"),
        text="Hungry each Monday",
        steps=tuple(
            Step(state=state, happened=day(when), recorded_at=f"{when}T09:00:00Z")
            for state, when in steps
        ),
    )


def days(made: Referral, service: Service) -> list[str]:
    """The days by which something is waited for."""
    found = waits(made, service=service, limits=LIMITS, disputed=False)
    return [wait.day for wait in found]


def test_a_letter_that_says_it_came_begins_the_time_anew() -> None:
    sent = ("sent", "2026-11-02")
    assert days(referral(sent), COUNCIL) == ["2026-11-07"]
    assert days(referral(sent, ("acknowledged", "2026-11-06")), COUNCIL) == ["2026-11-11"]


def test_only_a_service_with_a_list_keeps_somebody_waiting_long() -> None:
    made = referral(("sent", "2026-11-02"))
    late, early = date(2026, 12, 1), date(2026, 11, 30)
    assert is_long(made, service=CLINIC, limits=LIMITS, today=late)
    assert not is_long(made, service=CLINIC, limits=LIMITS, today=early)
    assert not is_long(made, service=COUNCIL, limits=LIMITS, today=late)
