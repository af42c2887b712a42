"""What the DSL sees of each staff computer: its last letter, its list of names, what is missing."""

from desktop.controllers.lead.people_shown import computer_shown, left_words
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.manage_people import end_workstation
from desktop.usecases.lead.publish_cards import CardsState, publish_cards
from desktop.usecases.lead.reminders import reminders
from desktop.usecases.lead.workstation_states import (
    left_in_folder,
    unpaired_gaps,
    workstation_states,
)
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.say_who import guest_author
from desktop.usecases.staff.station import known_team_card, team_card
from tests.fakes.small_school import SmallSchool


def lose(school: SmallSchool, digest: str) -> bytes:
    """The folder loses one letter; returns it."""
    for path in (school.letterbox / "out").glob("*.slip"):
        data = path.read_bytes()
        if data[-32:].hex() == digest:
            path.unlink()
            return data
    raise AssertionError("it was not there")


def test_last_letter_and_card(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (state,) = workstation_states(casebook)
        assert (state.station.name, state.card, state.gaps) == ("Staff room", "not_known", ())
        sent = school.send()
        collect_letterbox(casebook)
        (state,) = workstation_states(casebook)
        assert (state.last_number, state.card) == (sent.number, "newest")
        publish_cards(
            CardsState(
                connection=casebook.connection,
                school=casebook.school,
                spool=casebook.spool,
                clock=casebook.clock,
                random_bytes=casebook.random_bytes,
            )
        )
        assert workstation_states(casebook)[0].card == "older"


def test_a_gap_is_reminded_of_after_a_while_and_ends_when_it_comes(school: SmallSchool) -> None:
    first = school.send()
    data = lose(school, first.digest)
    school.clock.advance(minutes=5)
    school.send()
    lose(school, first.digest)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (state,) = workstation_states(casebook)
        assert [(gap.first, gap.last) for gap in state.gaps] == [(first.number, first.number)]
        codes = {one.error.code for one in reminders(casebook)}
        assert "reminder.letter_missing" not in codes
        school.clock.advance(hours=1)
        (found,) = [
            one for one in reminders(casebook) if one.error.code == "reminder.letter_missing"
        ]
        assert (found.action, found.error.facts["where"]) == ("people", "“Staff room”")
        (school.letterbox / "out" / ("ab" * 16 + ".slip")).write_bytes(data)
        collect_letterbox(casebook)
        assert workstation_states(casebook)[0].gaps == ()
        assert unpaired_gaps(casebook) == ()


def test_a_revoked_computer_gets_no_names_and_may_still_send(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (state,) = workstation_states(casebook)
        end_workstation(casebook, workstation_id=state.station.id, reason="lost")
        assert not workstation_states(casebook)[0].station.active
        assert team_card(school.station()) is None
        station = school.station()
        author = guest_author(station, name="Megan Price")
        sent = log_concern(station, draft=school.draft(), author=author)
        assert len(collect_letterbox(casebook).concerns) == 1
    assert deliver(school.station()).received == (sent.number,)


def test_a_computer_whose_copy_of_the_names_is_old_forgets_them_when_revoked(
    school: SmallSchool,
) -> None:
    assert known_team_card(school.station())[0] is not None
    with school.signed_in() as casebook:
        (state,) = workstation_states(casebook)
        end_workstation(casebook, workstation_id=state.station.id, reason="lost")
    card, _ = known_team_card(school.station())
    assert card is None
    school.letterbox.rename(school.root / "away")
    assert known_team_card(school.station())[0] is None, "not from its own copy either"


def test_what_cannot_be_taken_is_named(school: SmallSchool) -> None:
    school.send()
    (path,) = (school.letterbox / "out").glob("*.slip")
    data = path.read_bytes()
    path.with_name("A81F3C~1.SLI").write_bytes(data[:-40])
    path.write_bytes(data[:-1] + b"?")
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        left = left_in_folder(casebook)
        assert (left.unfinished, left.kept) == (("A81F3C~1.SLI",), 1)
        (named, kept) = left_words(left)
        assert "A81F3C~1.SLI" in named
        assert kept.startswith("1 file could not be opened")
        school.letterbox.rename(school.root / "away")
        assert left_in_folder(casebook).kept == 0


def test_a_gap_is_told_with_the_time_it_was_written(school: SmallSchool) -> None:
    first = school.send()
    lose(school, first.digest)
    school.clock.advance(minutes=9)
    school.send()
    lose(school, first.digest)
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (state,) = workstation_states(casebook)
    (words,) = computer_shown(state).missing
    assert words == (
        f"Number {first.number} from “Staff room” has not arrived; written between"
        " 22 Nov 2026, 09:10 and 22 Nov 2026, 09:19."
    )
