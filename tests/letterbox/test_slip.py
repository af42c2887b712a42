"""Slips: equal to the vector, opened by an independent reader, and closed to everybody and
everything else.
"""

import hashlib
import importlib.util
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from Crypto.Cipher import AES
from Crypto.Protocol import HPKE
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.keys import sealing
from storage.keys.person_keys import PersonKeys
from storage.keys.sealing import CannotOpenError
from storage.letterbox import slip_payload
from storage.letterbox.slip import (
    NO_SLIP_BEFORE,
    SlipLink,
    open_slip,
    read_slip_header,
    seal_slip,
)
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError

HEADER = 8 + 1 + 16 + 8 + 32 + 4 + 1 + 4 * (2 + 80)


def nobody(_key_id):
    return None


def summed(data: bytes) -> bytes:
    """The bytes with a right digest at the end: what an attacker can always do."""
    return data + hashlib.sha256(data).digest()


def independent_open(data: bytes, private_x25519: bytes) -> dict | None:
    """A second reader, written from the format's description with PyCryptodome alone."""
    assert data[-32:] == hashlib.sha256(data[:-32]).digest()
    prefix, header = data[:69], data[:HEADER]
    receiver_key = ECC.construct(curve="curve25519", seed=private_x25519)
    content_key, place = None, 70
    for index in range(data[69]):
        length = int.from_bytes(data[place : place + 2], "big")
        wrap = data[place + 2 : place + 2 + length]
        place += 2 + length
        receiver = HPKE.new(
            receiver_key=receiver_key,
            aead_id=HPKE.AEAD.AES256_GCM,
            enc=wrap[:32],
            info=prefix + bytes([index]),
        )
        try:
            content_key = receiver.unseal(wrap[32:])
        except ValueError:
            continue
    if content_key is None:
        return None
    cipher = AES.new(content_key, AES.MODE_GCM, nonce=data[HEADER : HEADER + 12])
    cipher.update(hashlib.sha256(header).digest())
    payload = cipher.decrypt_and_verify(data[HEADER + 12 : -48], data[-48:-32])
    end = 4 + int.from_bytes(payload[:4], "big")
    body = json.loads(payload[4:end])
    count, end, files = int.from_bytes(payload[end : end + 4], "big"), end + 4, []
    for _ in range(count):
        length = int.from_bytes(payload[end : end + 8], "big")
        files.append(payload[end + 8 : end + 8 + length])
        end += 8 + length
    message = (
        b"casebook/slip/v1\0"
        + hashlib.sha256(header).digest()
        + hashlib.sha256(payload[:end]).digest()
    )
    public = eddsa.import_public_key(bytes.fromhex(body["author"]["ed25519"]))
    eddsa.new(public, "rfc8032").verify(message, payload[end : end + 64])
    assert not payload[end + 64 :].strip(b"\0")
    return {**body, "files": files}


def private_x25519(keys: PersonKeys) -> bytes:
    return sealing.hkdf(keys.seed, label=b"casebook/x25519/v1")


def test_equal_to_the_vector(vectors, code_of):
    vector = vectors("slip")
    data = bytes.fromhex(vector["slip"])
    author = PersonKeys.from_seed(bytes.fromhex(vector["author_seed"]))
    for seed in vector["reader_seeds"]:
        keys = PersonKeys.from_seed(bytes.fromhex(seed))
        opened = open_slip(data, keys=keys, known_keys=lambda _id: author.public)
        assert opened.content == vector["payload_json"]["content"]
        assert opened.kind == "concern"
        assert opened.author == author.public
        assert opened.signature_ok
        assert opened.author_known
        assert opened.attachments == (
            Attachment(name="note.txt", media_type="text/plain", content=b"hello"),
        )
        assert opened.digest.hex() == vector["digest"]
        assert opened.header.number == vector["number"]
        assert opened.header.workstation_id == vector["workstation"]
        assert opened.header.previous.hex() == vector["previous"]
        assert opened.header.epoch == vector["epoch"]
    stranger = PersonKeys.from_seed(bytes.fromhex(vector["stranger_seed"]))
    code = code_of(open_slip, data, keys=stranger, known_keys=nobody)
    assert code == "letterbox.slip_not_for_you"


@settings(max_examples=50)
@given(
    text=st.text(st.characters(codec="utf-8"), max_size=300),
    files=st.lists(st.binary(max_size=2000), max_size=3),
    readers=st.integers(1, 4),
)
def test_ours_opens_with_the_independent_reader(people, text, files, readers):
    all_readers = [people.lead, people.deputy, people.head, people.stranger][:readers]
    sealed = seal_slip(
        kind="follow_up",
        content={"what_happened": text},
        attachments=[Attachment(name="x", media_type="y", content=file) for file in files],
        author=people.reporter,
        readers=[keys.public.x25519 for keys in all_readers],
        link=SlipLink(workstation_id="40" * 16, number=7, previous=NO_SLIP_BEFORE),
        epoch=1,
        random_bytes=os.urandom,
    )
    assert sealed.data[69] == 4, "always four wraps"
    for keys in (people.lead, people.deputy, people.head, people.stranger):
        theirs = independent_open(sealed.data, private_x25519(keys))
        if keys not in all_readers:
            assert theirs is None
            continue
        ours = open_slip(sealed.data, keys=keys, known_keys=nobody)
        assert theirs is not None
        assert theirs["content"] == ours.content == {"what_happened": text}
        assert theirs["files"] == [file.content for file in ours.attachments] == files
        assert ours.signature_ok
        assert not ours.author_known


def test_every_flipped_bit_is_damage(people, seal, code_of):
    data = bytearray(seal().data)
    for place in range(len(data)):
        data[place] ^= 1 << place % 8
        code = code_of(open_slip, bytes(data), keys=people.lead, known_keys=nobody)
        assert code == "letterbox.slip_damaged"
        assert code_of(read_slip_header, bytes(data)) == "letterbox.slip_damaged"
        data[place] ^= 1 << place % 8


def test_every_flipped_bit_under_a_right_digest_never_opens(people, seal, code_of):
    data = bytearray(seal().data[:-32])
    for place in range(len(data)):
        data[place] ^= 1 << place % 8
        code = code_of(open_slip, summed(bytes(data)), keys=people.lead, known_keys=nobody)
        assert code in ("letterbox.slip_damaged", "letterbox.slip_not_for_you")
        data[place] ^= 1 << place % 8


@given(data=st.data())
def test_cut_or_lengthened_never_opens(people, vectors, data):
    whole = bytes.fromhex(vectors("slip")["slip"])
    keys = PersonKeys.from_seed(bytes.fromhex(vectors("slip")["reader_seeds"][0]))
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    for changed in (cut, summed(cut), whole + b"\0", summed(whole[:-32] + b"\0"), b"x" + whole):
        with pytest.raises(UserFacingError):
            open_slip(changed, keys=keys, known_keys=nobody)


@given(data=st.binary(max_size=3000))
def test_any_bytes_are_damage(people, data):
    for candidate in (data, summed(data), summed(b"CBSLIP01\x01" + data)):
        with pytest.raises(UserFacingError):
            open_slip(candidate, keys=people.lead, known_keys=nobody)


def test_wraps_cannot_change_places(people, seal, code_of):
    data = seal(readers=[people.lead.public.x25519]).data[:-32]
    wraps = [data[70 + 82 * index : 152 + 82 * index] for index in range(4)]
    for shift in (1, 2, 3):
        turned = b"".join(wraps[shift:] + wraps[:shift])
        changed = summed(data[:70] + turned + data[HEADER:])
        code = code_of(open_slip, changed, keys=people.lead, known_keys=nobody)
        assert code == "letterbox.slip_not_for_you"


def test_a_wrap_of_another_slip_does_not_fit(people, seal, code_of):
    one, two = seal().data[:-32], seal().data[:-32]
    for start, end in ((70, HEADER), (HEADER, len(one))):
        changed = summed(one[:start] + two[start:end] + one[end:])
        code = code_of(open_slip, changed, keys=people.lead, known_keys=nobody)
        assert code in ("letterbox.slip_damaged", "letterbox.slip_not_for_you")


def test_a_reader_cannot_forward_the_words_as_if_written_to_others(people, seal):
    """The lead takes the payload and seals it to a stranger: the reporter's signature no longer
    holds.
    """
    original = seal().data
    opened_payload = _raw_payload(original, people.lead)
    forged = _resealed(people, opened_payload)
    opened = open_slip(forged, keys=people.stranger, known_keys=lambda _id: people.reporter.public)
    assert opened.author_known
    assert not opened.signature_ok


def test_a_forged_author_is_not_known(people, seal):
    data = seal(author=people.stranger).data
    opened = open_slip(
        data, keys=people.lead, known_keys={people.reporter.key_id: people.reporter.public}.get
    )
    assert opened.signature_ok
    assert not opened.author_known


def _raw_payload(data: bytes, keys: PersonKeys) -> bytes:
    for index in range(4):
        wrap = data[72 + 82 * index : 152 + 82 * index]
        try:
            key = keys.open_wrap(wrap, info=data[:69] + bytes([index]))
        except CannotOpenError:
            continue
        return sealing.decrypt(
            key,
            data[HEADER + 12 : -32],
            nonce=data[HEADER : HEADER + 12],
            associated_data=hashlib.sha256(data[:HEADER]).digest(),
        )
    raise AssertionError("not a reader")


def _resealed(people, payload: bytes, prefix_number: int = 9) -> bytes:
    """A slip around any payload: what somebody with the program's source can always build."""
    prefix = (
        b"CBSLIP01\x01" + bytes.fromhex("40" * 16) + prefix_number.to_bytes(8, "big")
    ) + bytes(32) + (4).to_bytes(4, "big")  # fmt: skip
    header = prefix + b"\x04"
    for index in range(4):
        wrap = sealing.wrap(
            b"k" * 32, to_x25519=people.stranger.public.x25519, info=prefix + bytes([index])
        )
        header += len(wrap).to_bytes(2, "big") + wrap
    sealed = sealing.encrypt(
        b"k" * 32,
        payload,
        nonce=bytes(12),
        associated_data=hashlib.sha256(header).digest(),
    )
    return summed(header + bytes(12) + sealed)


def _payload(people, body, files=(), signature=None, tail=b"") -> bytes:
    from storage.records import canonical_json

    line = body if isinstance(body, bytes) else canonical_json.encode(body)
    data = len(line).to_bytes(4, "big") + line + len(files).to_bytes(4, "big")
    for file in files:
        data += len(file).to_bytes(8, "big") + file
    return data + (bytes(64) if signature is None else signature) + tail


@pytest.fixture
def body(people):
    return {
        "attachments": [],
        "author": people.reporter.public.to_value(),
        "content": {},
        "kind": "concern",
        "v": 1,
    }


def test_a_well_formed_payload_with_a_wrong_signature_says_so(people, body):
    data = _resealed(people, _payload(people, body))
    assert not open_slip(data, keys=people.stranger, known_keys=nobody).signature_ok


@pytest.mark.parametrize(
    "make",
    [
        lambda body: {"body": b"{"},
        lambda body: {"body": b"[]"},
        lambda body: {"body": b'{"v":1}'},
        lambda body: {"body": b"[" * 100_000},
        lambda body: {"body": {**body, "kind": "other"}},
        lambda body: {"body": {**body, "v": 2}},
        lambda body: {"body": {**body, "content": []}},
        lambda body: {"body": {**body, "author": None}},
        lambda body: {"body": {**body, "attachments": None}},
        lambda body: {"body": {**body, "attachments": [{}]}},
        lambda body: {"body": {**body, "attachments": [None]}, "files": [b""]},
        lambda body: {"body": body, "files": [b"x"]},
        lambda body: {
            "body": {
                **body,
                "attachments": [{"bytes": 2, "name": "", "media_type": ""}],
            },
            "files": [b"x"],
        },
        lambda body: {
            "body": {**body, "attachments": [{"bytes": 1, "name": 5, "media_type": ""}]},
            "files": [b"x"],
        },
        lambda body: {"body": body, "signature": b"short"},
        lambda body: {"body": body, "tail": b"\0\0x"},
    ],
)
def test_a_payload_of_another_shape_is_damage(people, body, code_of, make):
    data = _resealed(people, _payload(people, **make(body)))
    code = code_of(open_slip, data, keys=people.stranger, known_keys=nobody)
    assert code == "letterbox.slip_damaged"


@pytest.mark.parametrize("payload", [b"", b"\0\0", b"\xff" * 100, b"\0\0\0\0\xff\xff\xff\xff"])
def test_a_payload_that_lies_about_its_length_is_damage(people, code_of, payload):
    data = _resealed(people, payload)
    code = code_of(open_slip, data, keys=people.stranger, known_keys=nobody)
    assert code == "letterbox.slip_damaged"


@pytest.mark.parametrize("place", [69, 70, 71])
def test_other_counts_and_lengths_of_wraps_are_damage(people, seal, code_of, place):
    data = bytearray(seal().data[:-32])
    data[place] ^= 1
    code = code_of(open_slip, summed(bytes(data)), keys=people.lead, known_keys=nobody)
    assert code == "letterbox.slip_damaged"


def test_a_sealed_slip_knows_its_place(seal):
    sealed = seal()
    header = read_slip_header(sealed.data)
    assert (sealed.workstation_id, sealed.number) == (header.workstation_id, header.number)
    assert sealed.digest == header.digest


def test_short_concerns_have_one_length(seal):
    lengths = {
        len(seal(kind=kind, content={"what_happened": "x" * length}).data)
        for kind in ("concern", "follow_up", "enrolment", "test")
        for length in (0, 1, 500, 3000)
    }
    assert len(lengths) == 1


def test_nothing_of_the_words_or_people_is_outside(people, seal):
    data = seal(content={"what_happened": "CANARY-IN-THE-WORDS"}).data
    for secret in (
        b"CANARY",
        people.lead.public.x25519,
        people.lead.public.ed25519,
        people.reporter.public.ed25519,
        bytes.fromhex(people.reporter.key_id),
    ):
        assert secret not in data
        assert secret.hex().encode() not in data


def test_the_place_of_a_wrap_tells_nothing(people, seal):
    places = set()
    for _ in range(60):
        data = seal(readers=[people.lead.public.x25519]).data
        for index in range(4):
            wrap = data[72 + 82 * index : 152 + 82 * index]
            try:
                people.lead.open_wrap(wrap, info=data[:69] + bytes([index]))
            except CannotOpenError:
                continue
            places.add(index)
    assert places == {0, 1, 2, 3}


def test_attachments_have_limits(seal, monkeypatch, code_of):
    monkeypatch.setattr(slip_payload, "LARGEST_ATTACHMENT", 10)
    monkeypatch.setattr(slip_payload, "LARGEST_TOTAL", 15)
    fits = Attachment(name="a", media_type="b", content=b"x" * 10)
    seal(attachments=[fits])
    with pytest.raises(UserFacingError) as caught:
        seal(attachments=[fits, replace(fits, content=b"x" * 11)])
    assert caught.value.code == "letterbox.attachment_too_large"
    assert caught.value.facts["number"] == 2
    code = code_of(seal, attachments=[fits, fits])
    assert code == "letterbox.attachments_too_large"


def test_odd_file_names_travel(people, seal):
    odd = Attachment(name="half \udce9 name", media_type="x\ud800", content=b"")
    opened = open_slip(seal(attachments=[odd]).data, keys=people.lead, known_keys=nobody)
    assert opened.attachments[0].name == "half ? name"


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_readers(seal, count):
    readers = [PersonKeys.from_seed(bytes([90 + n]) * 32).public.x25519 for n in range(count)]
    with pytest.raises(ValueError, match="readers"):
        seal(readers=readers)


def test_programming_errors_are_loud(people, seal):
    with pytest.raises(ValueError, match="readers"):
        seal(readers=[people.lead.public.x25519] * 2)
    with pytest.raises(ValueError, match="kind"):
        seal(kind="gossip")
    for link in (
        SlipLink(workstation_id="40", number=1, previous=NO_SLIP_BEFORE),
        SlipLink(workstation_id="40" * 16, number=1, previous=b""),
    ):
        with pytest.raises(ValueError, match="link"):
            seal(link=link)


def test_the_vectors_come_from_the_second_set_of_primitives(vectors):
    """The committed files are what the generator writes: no vector is bent to the program."""
    path = Path(__file__).parent.parent / "data" / "vectors" / "make_vectors.py"
    spec = importlib.util.spec_from_file_location("make_vectors", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, make in module.VECTORS.items():
        assert json.loads(json.dumps(make())) == vectors(name), name
