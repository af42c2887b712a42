"""The code on paper: equal to the vector, and mistakes are found and located."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.keys import recovery_code
from storage.records.errors import UserFacingError

SECRETS = st.binary(min_size=16, max_size=16)


def refused(text: str) -> UserFacingError:
    with pytest.raises(UserFacingError) as caught:
        recovery_code.parse_code(text)
    return caught.value


def test_equal_to_the_ledgers_vector(shared_data):
    text = (shared_data / "crypto" / "ledger_vectors.json").read_text("utf-8")
    vector = json.loads(text)["recovery_128bit"]
    secret = bytes.fromhex(vector["secret"])
    assert list(recovery_code.to_groups(secret)) == vector["groups"]
    assert recovery_code.parse_code(" – ".join(vector["groups"])) == secret


def test_keys_equal_the_vector(vectors):
    vector = vectors("key_file")
    secret = bytes.fromhex(vector["recovery_secret"])
    keys = recovery_code.keys_from_code(secret, store_id=vector["store"])
    assert keys.seed.hex() == vector["recovery_seed"]


@given(secret=SECRETS)
def test_round_trip(secret):
    assert recovery_code.parse_code(recovery_code.to_text(secret)) == secret
    assert recovery_code.parse_code("".join(recovery_code.to_groups(secret))) == secret


@given(secret=SECRETS, place=st.integers(0, 53), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_located(secret, place, digit):
    digits = "".join(recovery_code.to_groups(secret))
    assume(digits[place] != digit)
    error = refused(digits[:place] + digit + digits[place + 1 :])
    assert (error.code, error.facts) == ("keys.recovery_group", {"group": place // 6 + 1})


@given(secret=SECRETS, group=st.integers(0, 8), place=st.integers(0, 4))
def test_swapped_neighbours_are_located(secret, group, place):
    digits = list("".join(recovery_code.to_groups(secret)))
    here = group * 6 + place
    assume(digits[here] != digits[here + 1])
    digits[here], digits[here + 1] = digits[here + 1], digits[here]
    assert refused("".join(digits)).facts == {"group": group + 1}


def test_swapped_groups_are_found():
    groups = list(recovery_code.to_groups(bytes(range(16))))
    groups[0], groups[1] = groups[1], groups[0]
    assert refused("-".join(groups)).code == "keys.recovery_check"


@pytest.mark.parametrize("text", ["", "123", "1" * 53, "1" * 55, "a" * 54, "١" * 54, "²" * 54])
def test_wrong_lengths_are_named(text):
    assert refused(text).code == "keys.recovery_length"


def test_a_group_too_large_is_located():
    assert refused("999999" * 9).facts == {"group": 1}


def test_a_secret_has_16_bytes(random_bytes):
    assert len(recovery_code.new_recovery_secret(random_bytes)) == 16
    with pytest.raises(ValueError, match="16"):
        recovery_code.to_groups(b"short")
