"""What a program that keeps folders alike leaves behind: odd names, halves, exchanged letters."""

from pathlib import Path

import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.letter_gaps import letter_gaps
from desktop.usecases.staff.receipts import deliver, my_receipts
from storage.database.repositories import concerns
from tests.fakes.small_school import SmallSchool, decision

NAMES = (
    "{stem} (1).slip",
    "{stem}-DESKTOP-AB12.slip",
    "{stem}.slip.tmp",
    "{upper}.SLIP",
    "A81F3C~1.SLI",
    "Kopie von {stem}.slip",
    "{stem} (Ruth’s conflicted copy 2026-11-22).slip",
)


def only_letter(school: SmallSchool, place: str = "out") -> Path:
    """The one letter there."""
    (path,) = (school.letterbox / place).glob("*.slip")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_under_another_name_is_found_by_what_it_is(school: SmallSchool, name: str) -> None:
    sent = school.send()
    path = only_letter(school)
    path.rename(path.with_name(name.format(stem=path.stem, upper=path.stem.upper())))
    with school.signed_in() as casebook:
        (taken,) = collect_letterbox(casebook).concerns
        assert taken == concerns.slip_concern(casebook.connection, sent.digest)
        assert collect_letterbox(casebook).concerns == ()
    assert deliver(school.station()).received == (sent.number,)


@pytest.mark.parametrize("folder", ["out (1)", "OUT-DESKTOP-AB12", "."])
def test_a_letter_in_a_second_folder_is_found(school: SmallSchool, folder: str) -> None:
    school.send()
    path = only_letter(school)
    other = school.letterbox / folder
    other.mkdir(exist_ok=True)
    path.rename(other / path.name)
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1


def test_copies_of_one_letter_are_one_concern(school: SmallSchool) -> None:
    school.send()
    path = only_letter(school)
    for name in NAMES:
        copy = path.with_name(name.format(stem=path.stem, upper=path.stem.upper()))
        copy.write_bytes(path.read_bytes())
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
        assert casebook.spool.pending() == ()
        assert len(concerns.ids(casebook.connection)) == 1


def test_half_a_letter_under_another_name_is_named_and_waits(school: SmallSchool) -> None:
    school.send()
    path = only_letter(school)
    data = path.read_bytes()
    part = path.with_name(f"{path.name}.tmp")
    path.unlink()
    part.write_bytes(data[: len(data) // 2])
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert (done.concerns, done.kept, done.unfinished) == ((), (), (part.name,))
        part.write_bytes(data)
        done = collect_letterbox(casebook)
        assert (len(done.concerns), done.unfinished) == (1, ())


def test_a_letter_that_was_put_aside_while_it_grew_is_taken(school: SmallSchool) -> None:
    sent = school.send()
    path = only_letter(school)
    data = path.read_bytes()
    path.write_bytes(data[:-900])
    with school.signed_in() as casebook:
        assert [kept.reason for kept in collect_letterbox(casebook).kept] == [
            "letterbox.slip_damaged"
        ]
        only_letter(school, "kept").write_bytes(data)  # who wrote it goes on writing
        assert deliver(school.station()).carried == (), "it lies there whole"
        assert len(collect_letterbox(casebook).concerns) == 1
    assert deliver(school.station()).received == (sent.number,)


def test_a_letter_in_the_place_of_another_keeps_neither_out(school: SmallSchool) -> None:
    first = school.send(about_adult=True)  # no DSL ever moves this one
    path = only_letter(school)
    other = path.read_bytes()
    second = school.send()
    (mine,) = set((school.letterbox / "out").glob("*.slip")) - {path}
    mine.write_bytes(other)
    assert deliver(school.station()).carried == (second.number,)
    with school.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert (len(done.concerns), done.passed_by) == (1, 2)
        assert letter_gaps(casebook) == ()
    lying = {item.read_bytes() for item in (school.letterbox / "out").iterdir()}
    assert other in lying, (first.number, "the letter for somebody else waits still")


def test_a_damaged_receipt_is_asked_for_again(school: SmallSchool) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (receipt,) = (
            path
            for path in (school.letterbox / "receipts").iterdir()
            if path.stem == sent.digest[:32]
        )
        receipt.write_bytes(bytes(700))
        done = deliver(school.station())
        assert (done.received, done.carried) == ((), (sent.number,)) or deliver(
            school.station()
        ).carried == (sent.number,)
        assert collect_letterbox(casebook).concerns == ()
    assert deliver(school.station()).received == (sent.number,)


def test_a_reply_that_an_old_receipt_hides_comes_back(school: SmallSchool) -> None:
    sent = school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        receipt = school.letterbox / "receipts" / f"{sent.digest[:32]}.rcpt"
        old = receipt.read_bytes()
        decide(casebook, decision=decision(concern_id, reply="I have it."))
        receipt.write_bytes(old)
        collect_letterbox(casebook)
    station = school.station()
    deliver(station)
    assert my_receipts(station, author=school.megan(station))[0].reply == "I have it."


def test_a_reply_is_kept_whatever_the_clock_of_the_laptop_says(school: SmallSchool) -> None:
    school.send()
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        station = school.station()
        deliver(station)
        school.clock.advance(minutes=-40)
        decide(casebook, decision=decision(concern_id, reply="I have it."))
    deliver(station)
    assert my_receipts(station, author=school.megan(station))[0].reply == "I have it."


def test_missing_numbers_are_named_until_they_come(school: SmallSchool) -> None:
    late = school.send()
    path = only_letter(school)
    held = path.read_bytes()
    path.unlink()
    school.clock.advance(minutes=10)
    later = school.send()
    for one in (school.letterbox / "out").glob("*.slip"):
        if one.read_bytes() == held:
            one.unlink()  # the workstation carried it again; the folder loses it again
    with school.signed_in() as casebook:
        assert len(collect_letterbox(casebook).concerns) == 1
        (gap,) = letter_gaps(casebook)
        assert (gap.name, gap.first, gap.last, gap.count) == (
            "Staff room", late.number, late.number, 1,
        )  # fmt: skip
        assert gap.before == later.sent_at
        path.write_bytes(held)
        (taken,) = collect_letterbox(casebook).concerns
        assert letter_gaps(casebook) == ()
        concern = concerns.concern(casebook.connection, taken)
        assert concern is not None
        assert concern.checks == ()
