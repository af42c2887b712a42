"""HPKE against RFC 9180 and PyCryptodome in both directions, AES-GCM, PADME, and the self-test."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from Crypto.Protocol import HPKE
from Crypto.PublicKey import ECC
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import sealing, self_test
from storage.keys.sealing import CannotOpenError
from storage.records.errors import UserFacingError


@pytest.fixture(scope="session")
def independent() -> ModuleType:
    """The second set of primitives that the vectors were made with."""
    path = Path(__file__).parent.parent / "data" / "vectors" / "independent.py"
    spec = importlib.util.spec_from_file_location("independent_primitives", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def rfc_9180(shared_data) -> list[dict]:
    text = (shared_data / "crypto" / "hpke_rfc9180_x25519_base.json").read_text("utf-8")
    return json.loads(text)["vectors"]


def test_rfc_9180_with_the_library(rfc_9180):
    aeads = {1: AEAD.AES_128_GCM, 2: AEAD.AES_256_GCM, 3: AEAD.CHACHA20_POLY1305}
    for vector in rfc_9180:
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, aeads[vector["aead_id"]])
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
        first = vector["encryptions"][0]
        opened = openssl.hpke._decrypt_with_aad(
            suite,
            bytes.fromhex(vector["enc"] + first["ct"]),
            private,
            bytes.fromhex(vector["info"]),
            bytes.fromhex(first["aad"]),
        )
        assert opened.hex() == first["pt"]


def test_rfc_9180_with_the_second_set(rfc_9180, independent):
    (vector,) = (vector for vector in rfc_9180 if vector["aead_id"] == 2)
    first = vector["encryptions"][0]
    names = ("pkRm", "skEm", "info")
    to, ephemeral, info = (bytes.fromhex(vector[name]) for name in names)
    plaintext, aad = bytes.fromhex(first["pt"]), bytes.fromhex(first["aad"])
    sealed = independent.hpke_seal(to, ephemeral, info, plaintext, aad)
    assert sealed.hex() == vector["enc"] + first["ct"]
    private = bytes.fromhex(vector["skRm"])
    assert independent.hpke_open(private, info, sealed, aad) == plaintext


@given(
    secret=st.binary(max_size=300),
    info=st.binary(max_size=100),
    seed=st.binary(min_size=32, max_size=32),
)
def test_interop_with_pycryptodome_both_ways(secret, info, seed):
    ours = X25519PrivateKey.from_private_bytes(seed)
    theirs = ECC.construct(curve="curve25519", seed=seed)
    public = ours.public_key().public_bytes_raw()
    wrapped = sealing.wrap(secret, to_x25519=public, info=info)
    assert len(wrapped) == len(secret) + sealing.WRAP_OVERHEAD
    receiver = HPKE.new(
        receiver_key=theirs, aead_id=HPKE.AEAD.AES256_GCM, enc=wrapped[:32], info=info
    )
    assert receiver.unseal(wrapped[32:]) == secret
    sender = HPKE.new(receiver_key=theirs.public_key(), aead_id=HPKE.AEAD.AES256_GCM, info=info)
    sealed = sender.seal(secret)
    assert sealing.unwrap(sender.enc + sealed, private_x25519=seed, info=info) == secret


def test_content_refuses_any_change():
    key, nonce = bytes(32), bytes(12)
    sealed = sealing.encrypt(key, b"text", nonce=nonce, associated_data=b"header")
    assert sealing.decrypt(key, sealed, nonce=nonce, associated_data=b"header") == b"text"
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpenError):
            sealing.decrypt(key, bytes(changed), nonce=nonce, associated_data=b"header")
    with pytest.raises(CannotOpenError):
        sealing.decrypt(key, sealed, nonce=nonce, associated_data=b"other")
    with pytest.raises(CannotOpenError):
        sealing.decrypt(key, b"short", nonce=nonce, associated_data=b"header")


@given(length=st.integers(0, 2**40))
def test_padding_grows_by_an_eighth_at_most(length, independent):
    padded = sealing.padded_length(length)
    assert length <= padded <= length * 1.125
    assert padded == independent.padme(length)
    assert sealing.padded_length(padded) == padded


def test_padding_hides_short_lengths():
    assert {len(sealing.pad(b"x" * length, floor=4096)) for length in range(4000)} == {4096}


def test_hkdf_equals_the_second_set(independent):
    for salt in (b"", b"salt"):
        theirs = independent.hkdf(b"secret", b"label", salt=salt)
        assert sealing.hkdf(b"secret", label=b"label", salt=salt) == theirs


def test_self_test_passes_and_knows_the_vector(vectors):
    self_test.run_self_test()
    assert vectors("self_test")["hpke"]["sealed"] == self_test._HPKE_SEALED


@pytest.mark.parametrize(
    ("name", "broken", "part"),
    [
        ("_SHA256", "00", "SHA-256"),
        ("_ARGON2ID", "00", "Argon2id"),
        ("_HPKE_PLAINTEXT", b"", "HPKE"),
        ("_HPKE_INFO", b"", "HPKE"),
        ("_ED25519_SIGNATURE", "00" * 64, "Ed25519"),
        ("_GCM", "00", "AES-256-GCM"),
        ("_TOTP_CODE", "000000", "TOTP"),
    ],
)
def test_self_test_names_what_is_broken(monkeypatch, name, broken, part):
    monkeypatch.setattr(self_test, name, broken)
    with pytest.raises(UserFacingError) as caught:
        self_test.run_self_test()
    assert caught.value.code == "keys.self_test_failed"
    assert caught.value.facts == {"part": part}


def test_self_test_notices_a_library_that_opens_anything(monkeypatch):
    monkeypatch.setattr(
        self_test.sealing, "unwrap", lambda *_args, **_named: self_test._HPKE_PLAINTEXT
    )
    with pytest.raises(UserFacingError):
        self_test.run_self_test()
