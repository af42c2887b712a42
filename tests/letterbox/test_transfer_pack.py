"""The pack for the next school: equal to its vector; whatever was changed is refused."""

import hashlib
import random
from dataclasses import replace

import pytest

from storage.keys import sealing
from storage.keys.passwords import KdfParameters, derive
from storage.letterbox import pack_payload, transfer_pack
from storage.letterbox.pack_payload import PackFile
from storage.letterbox.transfer_pack import open_pack, seal_pack
from storage.records import canonical_json

PASSPHRASE = "acorn bramble candle dormouse easel fern"
CHEAP = KdfParameters(memory_kib=64, time=1, lanes=1, salt=b"s" * 16)


class SchoolOfVector:
    """Signs as the school of the vectors does: its Ed25519 seed is given there."""

    def __init__(self, vector) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._key = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex(vector["school_ed25519_seed"])
        )
        self.sign = self._key.sign
        self.public_ed25519 = self._key.public_key().public_bytes_raw()


def vector_files(vector) -> tuple[PackFile, ...]:
    return tuple(
        PackFile(name=said["name"], media_type=said["media_type"], content=bytes.fromhex(data))
        for said, data in zip(vector["body"]["files"], vector["files"], strict=True)
    )


@pytest.fixture
def sealed(school, random_bytes) -> bytes:
    """A pack with one file."""
    return seal_pack(
        content={"kind": "test"},
        files=(PackFile(name="a", media_type="text/plain", content=b"words" * 9),),
        passphrase=PASSPHRASE,
        kdf=CHEAP,
        school=school,
        random_bytes=random_bytes,
    )


def again(data: bytes) -> bytes:
    """The same bytes with a digest that fits: what somebody who knows the format would send."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


def with_payload(payload: bytes, *, kdf: KdfParameters = CHEAP) -> bytes:
    """A pack around any payload, sealed as ours are."""
    cost = canonical_json.encode(kdf.to_value())
    header = b"CBPACK01\x01" + len(cost).to_bytes(2, "big") + cost
    key = sealing.hkdf(derive(PASSPHRASE, kdf), label=b"casebook/pack/v1")
    bound = hashlib.sha256(header).digest()
    body = sealing.encrypt(key, payload, nonce=b"n" * 12, associated_data=bound)
    return again(header + b"n" * 12 + body + bytes(32))


def test_equal_to_the_vector(vectors) -> None:
    vector = vectors("transfer_pack")
    data = seal_pack(
        content=vector["body"]["content"],
        files=vector_files(vector),
        passphrase=vector["passphrase"],
        kdf=KdfParameters.from_value(vector["kdf"]),
        school=SchoolOfVector(vector),
        random_bytes=lambda _length: bytes.fromhex(vector["nonce"]),
    )
    assert data.hex() == vector["pack"]


def test_the_vector_opens(vectors) -> None:
    vector = vectors("transfer_pack")
    opened = open_pack(bytes.fromhex(vector["pack"]), passphrase=vector["passphrase"])
    assert opened.content == vector["body"]["content"]
    assert opened.files == vector_files(vector)
    assert opened.school_key.hex() == vector["body"]["school_key"]
    assert opened.signature_ok


def test_capitals_and_spaces_do_not_matter(sealed: bytes, code_of) -> None:
    told = "  Acorn  BRAMBLE candle\u00a0dormouse Easel fern "
    assert open_pack(sealed, passphrase=told).signature_ok
    other = PASSPHRASE.replace("fern", "fir")
    assert code_of(open_pack, sealed, passphrase=other) == "pack.wrong_passphrase"


def test_the_outside_tells_nothing_of_the_child(school, random_bytes) -> None:
    canary = b"Canary Testwood"
    data = seal_pack(
        content={"name": canary.decode()},
        files=(PackFile(name=canary.decode(), media_type="x", content=canary),),
        passphrase=PASSPHRASE,
        kdf=CHEAP,
        school=school,
        random_bytes=random_bytes,
    )
    assert canary not in data
    assert school.public_ed25519 not in data
    assert canary in open_pack(data, passphrase=PASSPHRASE).files[0].content, "the control"


def test_every_flipped_byte_is_damage(sealed: bytes, code_of) -> None:
    for place in range(8, len(sealed), 7):
        changed = bytearray(sealed)
        changed[place] ^= 0x20
        assert code_of(open_pack, bytes(changed), passphrase=PASSPHRASE) == "pack.damaged", place
    assert code_of(open_pack, b"X" + sealed[1:], passphrase=PASSPHRASE) == "pack.not_one"


def test_a_cut_or_longer_pack_is_damage(sealed: bytes, code_of) -> None:
    for length in (8, 40, 100, len(sealed) // 2, len(sealed) - 1):
        assert code_of(open_pack, sealed[:length], passphrase=PASSPHRASE) == "pack.damaged"
    assert code_of(open_pack, sealed + b"\0", passphrase=PASSPHRASE) == "pack.damaged"
    assert code_of(open_pack, b"", passphrase=PASSPHRASE) == "pack.not_one"


def test_with_a_fitting_digest_it_still_does_not_open(sealed: bytes, code_of) -> None:
    """The digest at the end is no protection; the tag is."""
    draw = random.Random(7)
    for _ in range(40):
        changed = bytearray(sealed)
        changed[draw.randrange(11, len(sealed) - 32)] ^= 1 << draw.randrange(8)
        code = code_of(open_pack, again(bytes(changed)), passphrase=PASSPHRASE)
        assert code in ("pack.damaged", "pack.wrong_passphrase")
    assert open_pack(again(sealed), passphrase=PASSPHRASE).signature_ok, "the control"


@pytest.mark.parametrize(
    ("memory_kib", "time"), [(1024 * 1024, 1), (512 * 1024, 16)], ids=["memory", "work"]
)
def test_it_cannot_ask_for_all_memory_or_a_minute(sealed, code_of, memory_kib, time) -> None:
    greedy = canonical_json.encode(replace(CHEAP, memory_kib=memory_kib, time=time).to_value())
    length = int.from_bytes(sealed[9:11], "big")
    data = sealed[:9] + len(greedy).to_bytes(2, "big") + greedy + sealed[11 + length :]
    assert code_of(open_pack, again(data), passphrase=PASSPHRASE) == "pack.damaged"


def test_what_was_signed_by_nobody_is_said(school, random_bytes, sealed: bytes) -> None:
    payload = bytearray(
        pack_payload.build(content={}, files=(), school=school, header_digest=bytes(32))
    )
    assert not open_pack(with_payload(bytes(payload)), passphrase=PASSPHRASE).signature_ok
    assert open_pack(sealed, passphrase=PASSPHRASE).signature_ok, "the control"


def line_of(**changes) -> bytes:
    body = {"content": {}, "files": [], "school_key": "00" * 32, "v": 1} | changes
    return canonical_json.encode(body)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff\xff\xff\xff" + b"x" * 100,
        (4).to_bytes(4, "big") + b"null" + bytes(80),
        len(line_of(v=2)).to_bytes(4, "big") + line_of(v=2) + bytes(80),
        len(line_of(school_key="zz")).to_bytes(4, "big") + line_of(school_key="zz") + bytes(80),
        len(line_of()).to_bytes(4, "big") + line_of() + (9).to_bytes(4, "big") + bytes(80),
        len(line_of(files=[{}])).to_bytes(4, "big")
        + line_of(files=[{}])
        + (1).to_bytes(4, "big")
        + (2**63).to_bytes(8, "big")
        + bytes(80),
        len(line_of(files=[{}])).to_bytes(4, "big")
        + line_of(files=[{}])
        + (1).to_bytes(4, "big")
        + bytes(80),
        len(line_of()).to_bytes(4, "big") + line_of() + bytes(4) + bytes(64) + b"more",
    ],
    ids=[
        *("empty", "long line", "null", "version", "key", "count", "long file", "no description"),
        "more at the end",
    ],
)
def test_what_is_made_otherwise_is_refused(payload: bytes, code_of) -> None:
    assert code_of(open_pack, with_payload(payload), passphrase=PASSPHRASE) == "pack.damaged"


def test_too_large_is_refused_before_work(school, random_bytes, code_of, monkeypatch) -> None:
    monkeypatch.setattr(transfer_pack, "LARGEST", 10)
    large = (PackFile(name="a", media_type="x", content=b"12345678901"),)
    code = code_of(
        seal_pack,
        content={},
        files=large,
        passphrase=PASSPHRASE,
        kdf=CHEAP,
        school=school,
        random_bytes=random_bytes,
    )
    assert code == "pack.too_large"
