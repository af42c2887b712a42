"""Whose key it is was said when it was introduced: what somebody signed never changes hands."""

import pytest

from storage.ledger.verification import Verdict, verify
from tests.fakes.ledger_builder import LEDGER, Author, LedgerBuilder, check_signature
from tests.fakes.randomness import FakeRandomBytes

DAN = Author(2)


@pytest.fixture
def builder() -> LedgerBuilder:
    """Ruth, and Dan who wrote something."""
    made = LedgerBuilder(FakeRandomBytes())
    made.introduce(DAN, owner="u-2", role="deputy")
    made.note("c-1", author=DAN)
    return made


def found(builder: LedgerBuilder) -> Verdict:
    """What a verification says."""
    return verify(builder.entries, ledger=LEDGER, check_signature=check_signature)


@pytest.mark.parametrize(
    ("key", "owner", "kind"),
    [
        (DAN, "u-1", "person"),  # what Dan writes would be Ruth's
        (None, "u-2", "person"),  # what Ruth wrote would be Dan's
        (None, "u-1", "reporter"),  # Ruth could not sign any more
    ],
)
def test_a_key_never_gets_another_owner(
    builder: LedgerBuilder, key: Author | None, owner: str, kind: str
) -> None:
    public = (key or builder.first).public_value
    fields = {"owner": owner, "kind": kind, "public": public}
    at = builder.append("key.introduced", fields, author=DAN).seq
    builder.note("c-2")
    fault = found(builder).first_fault
    assert fault is not None
    assert (fault.position, fault.kind) == (at, "key_event")


def test_a_persons_key_never_becomes_a_computers(builder: LedgerBuilder) -> None:
    fields = {"id": "ab" * 16, "name": "x", "code": "x", "public": builder.first.public_value}
    at = builder.append("workstation.paired", fields, author=DAN).seq
    builder.note("c-2")
    verdict = found(builder)
    assert [(fault.position, fault.kind) for fault in verdict.faults] == [(at, "key_event")]


def test_the_same_said_again_is_no_fault(builder: LedgerBuilder) -> None:
    """A change that was taken back and tried once more, or a rescue that vouches for a key."""
    fields = {"owner": "u-2", "kind": "person", "public": DAN.public_value}
    builder.append("key.ended", {"key_id": DAN.key_id, "reason": "not completed"})
    builder.append("key.introduced", fields)
    builder.note("c-2", author=DAN)
    assert found(builder).ok
