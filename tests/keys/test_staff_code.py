"""One-time codes of staff: from the person's own seed, used once, never in a place of their own."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.keys import totp
from storage.keys.person_keys import PersonKeys
from storage.keys.staff_code import (
    new_code_state,
    open_code_state,
    seal_code_state,
    staff_code_secret,
)
from storage.records.errors import UserFacingError
from tests.fakes.randomness import FakeRandomBytes

VECTORS = Path(__file__).resolve().parent.parent / "data" / "vectors"
NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)


def keys_of(byte: int = 0x21) -> PersonKeys:
    return PersonKeys.from_seed(bytes([byte]) * 32)


def test_the_known_answer():
    """Two programs that follow the page agree on secret and code."""
    wanted = json.loads((VECTORS / "staff_code.json").read_text("utf-8"))
    secret = staff_code_secret(PersonKeys.from_seed(bytes.fromhex(wanted["seed"])))
    assert secret.hex() == wanted["secret"]
    assert totp.code_at(secret, datetime.fromtimestamp(wanted["at"], UTC)) == wanted["code"]


def test_a_code_counts_once_and_a_printed_one_too(random_bytes: FakeRandomBytes):
    state, printed = new_code_state(keys_of(), random_bytes=random_bytes)
    code = totp.code_at(state.totp_secret, NOW)
    used = totp.accept_second_factor(state, code, now=NOW)
    with pytest.raises(UserFacingError, match=r"keys\.code_used"):
        totp.accept_second_factor(used, code, now=NOW + timedelta(seconds=5))
    spent = totp.accept_second_factor(used, printed[3], now=NOW)
    with pytest.raises(UserFacingError, match=r"keys\.printed_code_wrong"):
        totp.accept_second_factor(spent, printed[3], now=NOW)


def test_what_is_kept_opens_with_the_persons_own_keys_alone(random_bytes: FakeRandomBytes):
    state, _ = new_code_state(keys_of(), random_bytes=random_bytes)
    data = seal_code_state(state, keys=keys_of(), random_bytes=random_bytes)
    assert open_code_state(data, keys=keys_of()) == state
    other = open_code_state(data, keys=keys_of(0x22))
    assert other.totp_secret == staff_code_secret(keys_of(0x22))
    assert other.one_time_hashes == ()
    assert state.totp_secret not in data


def test_a_damaged_state_asks_for_the_code_all_the_same(random_bytes: FakeRandomBytes):
    """Whoever damages the file wins nothing: the telephone's secret is the person's own."""
    state = open_code_state(b"\0" * 80, keys=keys_of())
    with pytest.raises(UserFacingError, match=r"keys\.code_wrong"):
        totp.accept_second_factor(state, "000000", now=NOW)
