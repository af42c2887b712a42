"""Keys from a seed: equal to the vectors, RFC 8032, and refusing all that is not theirs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import sealing
from storage.keys.person_keys import PersonKeys, PublicKeys, key_id_of, verify
from storage.keys.sealing import CannotOpenError


def test_equal_to_the_vectors(vectors):
    for vector in vectors("person_keys"):
        keys = PersonKeys.from_seed(bytes.fromhex(vector["seed"]))
        assert keys.public.to_value() == vector["public"]
        assert keys.key_id == vector["key_id"]
        assert keys.sign(bytes.fromhex(vector["message"])).hex() == vector["signature"]
        opened = keys.open_private(
            bytes.fromhex(vector["private_sealed"]), label=vector["private_label"]
        )
        assert opened.hex() == vector["private_plaintext"]


def test_key_id_is_the_ledgers(shared_data):
    ledger = json.loads((shared_data / "crypto" / "ledger_vectors.json").read_text("utf-8"))
    assert key_id_of(bytes.fromhex(ledger["public"])) == ledger["author_key_id"]


def test_rfc_8032(shared_data):
    for vector in json.loads((shared_data / "crypto" / "ed25519_rfc8032.json").read_text())[
        "vectors"
    ]:
        public, message, signature = (bytes.fromhex(vector[name]) for name in ("pk", "msg", "sig"))
        assert verify(public, message, signature)
        assert not verify(public, message + b"x", signature)
        assert not verify(public, message, signature[:-1])
        assert not verify(public[:-1], message, signature)


@given(seed=st.binary(min_size=32, max_size=32), text=st.binary(max_size=200))
def test_private_data_opens_under_its_own_label_only(seed, text):
    keys = PersonKeys.from_seed(seed)
    sealed = keys.seal_private(text, label="draft", random_bytes=bytes)
    assert keys.open_private(sealed, label="draft") == text
    with pytest.raises(CannotOpenError):
        keys.open_private(sealed, label="payload")
    with pytest.raises(CannotOpenError):
        keys.open_private(sealed[:5], label="draft")


def test_wrap_needs_the_right_person_and_context():
    one, two = PersonKeys.from_seed(bytes(32)), PersonKeys.from_seed(bytes([1]) * 32)
    wrapped = sealing.wrap(b"secret", to_x25519=one.public.x25519, info=b"here")
    assert one.open_wrap(wrapped, info=b"here") == b"secret"
    for keys, info, data in (
        (two, b"here", wrapped),
        (one, b"there", wrapped),
        (one, b"here", wrapped[:-1]),
        (one, b"here", b""),
    ):
        with pytest.raises(CannotOpenError):
            keys.open_wrap(data, info=info)


@pytest.mark.parametrize(
    "value",
    [None, {}, {"ed25519": "00", "x25519": "00"}, {"ed25519": 1, "x25519": 2}, {"a": "", "b": ""}],
)
def test_public_keys_refuse_other_values(value):
    with pytest.raises(ValueError, match="public"):
        PublicKeys.from_value(value)


def test_a_seed_has_32_bytes():
    with pytest.raises(ValueError, match="32 bytes"):
        PersonKeys.from_seed(b"short")


def test_seeds_do_not_show_in_a_repr():
    assert "111111" not in repr(PersonKeys.from_seed(b"\x11" * 32))
    assert "\\x11" not in repr(PersonKeys.from_seed(b"\x11" * 32))
