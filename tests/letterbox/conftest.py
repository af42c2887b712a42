"""What the tests of the letterbox share: vectors, people with keys, a school, sealed slips."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.keys.person_keys import PersonKeys
from storage.keys.signing import SchoolKeys
from storage.letterbox.school_card import PinnedSchool, Reader, SchoolCard
from storage.letterbox.slip import NO_SLIP_BEFORE, SealedSlip, SlipLink, seal_slip
from storage.records.errors import UserFacingError

STORE = "a0" * 16
WORKSTATION = "40" * 16


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], Any]:
    """Our own known answers by name of file."""
    folder = Path(__file__).parent.parent / "data" / "vectors"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def code_of() -> Callable[..., str]:
    """Calls a function that must refuse, and returns the code of the refusal."""

    def call(function: Callable[..., Any], *args: Any, **named: Any) -> str:
        with pytest.raises(UserFacingError) as caught:
            function(*args, **named)
        return caught.value.code

    return call


@dataclass(frozen=True)
class People:
    """Made-up people by what they do."""

    lead: PersonKeys
    deputy: PersonKeys
    head: PersonKeys
    reporter: PersonKeys
    stranger: PersonKeys


@pytest.fixture(scope="session")
def people() -> People:
    """Five people, each with keys of their own."""
    return People(*(PersonKeys.from_seed(bytes([number]) * 32) for number in range(1, 6)))


@pytest.fixture
def school(random_bytes) -> SchoolKeys:
    """The school's own keys."""
    return SchoolKeys.new(random_bytes)


@pytest.fixture
def school_card(school, people) -> SchoolCard:
    """A card with lead, deputy and head."""
    return SchoolCard(
        school_name="Made-up Primary School",
        urn="999999",
        store_id=STORE,
        version=4,
        issued_at="2026-11-22T09:10:00.000Z",
        school_key=school.public_ed25519,
        readers=(_reader("lead", people.lead), _reader("deputy", people.deputy)),
        restricted=(_reader("head", people.head),),
    )


@pytest.fixture
def pinned(school_card) -> PinnedSchool:
    """What a workstation of this school pinned."""
    return PinnedSchool(store_id=STORE, school_key=school_card.school_key, version=4)


def _reader(role: str, keys: PersonKeys) -> Reader:
    return Reader(role=role, key_id=keys.key_id, x25519=keys.public.x25519, tested=False)


@pytest.fixture
def seal(people, random_bytes) -> Callable[..., SealedSlip]:
    """Seals a small concern from the reporter to the lead; any part can be given."""

    def call(**changes: Any) -> SealedSlip:
        named: dict[str, Any] = {
            "kind": "concern",
            "content": {"what_happened": "A made-up sentence."},
            "attachments": (),
            "author": people.reporter,
            "readers": [people.lead.public.x25519, people.deputy.public.x25519],
            "link": SlipLink(workstation_id=WORKSTATION, number=1, previous=NO_SLIP_BEFORE),
            "epoch": 4,
            "random_bytes": random_bytes,
        }
        return seal_slip(**{**named, **changes})

    return call
