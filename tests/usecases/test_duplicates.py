"""One event written down twice: the second concern becomes part of the first one's case."""

from dataclasses import dataclass

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.duplicates import mark_duplicate, may_tell_the_same
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import cases, concerns, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import SmallSchool, decision


@dataclass(frozen=True)
class Twice:
    """A casebook with a concern that was decided, and a second one that waits."""

    school: SmallSchool
    casebook: OpenCasebook
    first: str
    second: str
    case: str

    def send(self, **changes: object) -> str:
        """One more concern."""
        self.school.send(**changes)
        (concern_id,) = collect_letterbox(self.casebook).concerns
        return concern_id

    def refused(self, concern_id: str, original: str, *, reason: str = "Same fight") -> str:
        """Why it is not taken; nothing is written then."""
        size = self.casebook.head().size
        with pytest.raises(UserFacingError) as caught:
            mark_duplicate(self.casebook, concern_id=concern_id, original=original, reason=reason)
        assert self.casebook.head().size == size
        return caught.value.code


@pytest.fixture
def twice(school: SmallSchool) -> Twice:
    """The same fight, told by two."""
    casebook = school.sign_in()
    school.send()
    (first,) = collect_letterbox(casebook).concerns
    done = decide(casebook, decision=decision(first))
    school.send(what_happened="The same fight, seen from the window.")
    (second,) = collect_letterbox(casebook).concerns
    return Twice(school=school, casebook=casebook, first=first, second=second, case=done.case)


def test_it_joins_the_case_and_both_name_each_other(twice: Twice) -> None:
    connection = twice.casebook.connection
    offered = may_tell_the_same(twice.casebook, concern_id=twice.second)
    assert [row.id for row in offered] == [twice.first]
    mark_duplicate(
        twice.casebook, concern_id=twice.second, original=twice.first, reason="Same fight"
    )
    assert cases.of_member(connection, twice.second) == twice.case
    found = concerns.concern(connection, twice.second)
    assert found is not None
    assert found.status == "closed"
    assert found.what_happened == "The same fight, seen from the window."
    assert [row[0] for row in cases.duplicates(connection, twice.first)] == [twice.second]
    assert [row[0] for row in cases.duplicates(connection, twice.second)] == [twice.first]
    assert concerns.counts(connection)["waiting"] == 0
    assert replay_differences(twice.casebook) == ()


def test_what_makes_no_sense_is_refused(twice: Twice) -> None:
    other_child = pupils.ids(twice.casebook.connection)[1]
    stranger = twice.send(pupils=(LinkedPupil(id=other_child, role="subject"),))
    undecided = twice.send()
    assert twice.refused(stranger, twice.first) == "triage.duplicate_other_child"
    assert twice.refused(twice.second, undecided) == "triage.duplicate_without_case"
    assert twice.refused(twice.first, twice.first) == "cases.duplicate_of_itself"
    assert twice.refused(twice.second, "c-nowhere") == "triage.not_found"
    assert twice.refused(twice.second, twice.first, reason=" ") == "cases.reason_missing"
    assert may_tell_the_same(twice.casebook, concern_id="c-nowhere") == []
    mark_duplicate(
        twice.casebook, concern_id=twice.second, original=twice.first, reason="Same fight"
    )
    assert twice.refused(twice.second, twice.first) == "triage.already_closed"
    assert twice.refused(twice.first, twice.second) == "cases.duplicate_round"
