"""What is added under an earlier receipt stands with it, and is answered as it is."""

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.follow_ups import together
from desktop.usecases.staff.receipts import deliver, my_receipts
from storage.database.repositories import concerns
from tests.fakes.small_school import SmallSchool, decision


def test_a_follow_up_stands_with_its_concern(school: SmallSchool) -> None:
    first = school.send(what_happened="First.")
    other = school.send(what_happened="Something else.")
    later = school.send(what_happened="And then.", follow_up_to=str(first.number))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)

        def of(digest: str):
            identifier = concerns.slip_concern(casebook.connection, digest)
            assert identifier is not None
            concern = concerns.concern(casebook.connection, identifier)
            assert concern is not None
            return concern, together(casebook.connection, concern)

        one, linked = of(first.digest)
        assert [item.number for item in linked.added] == [later.number]
        assert (linked.added_to, linked.missing_number) == (None, "")
        two, linked = of(later.digest)
        assert linked.added_to is not None
        assert (linked.added_to.id, linked.added_to.number) == (one.id, first.number)
        assert of(other.digest)[1].added == ()
        decide(casebook, decision=decision(two.id, reply="I have both."))
    station = school.station()
    deliver(station)
    rows = {row.number: row for row in my_receipts(station, author=school.megan(station))}
    assert rows[later.number].reply == "I have both."
    assert rows[later.number].state == "answered"
    assert rows[first.number].state == "received"


def test_a_follow_up_that_comes_first_says_what_is_missing(school: SmallSchool) -> None:
    first = school.send(what_happened="First.")
    held = {path: path.read_bytes() for path in (school.letterbox / "out").glob("*.slip")}
    school.send(what_happened="And then.", follow_up_to=str(first.number))
    for path in held:
        path.unlink()
    with school.signed_in() as casebook:
        (identifier,) = collect_letterbox(casebook).concerns
        concern = concerns.concern(casebook.connection, identifier)
        assert concern is not None
        found = together(casebook.connection, concern)
        assert (found.added_to, found.missing_number) == (None, str(first.number))
        for path, data in held.items():
            path.write_bytes(data)
        collect_letterbox(casebook)
        assert together(casebook.connection, concern).missing_number == ""
