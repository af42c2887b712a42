"""The school's keys and certificate, cards for workstations, reporters' files."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import card_cipher, reporter_keys, signing
from storage.keys.card_cipher import NotAmongReadersError, open_card, seal_card
from storage.keys.person_keys import verify
from storage.keys.reporter_keys import ReporterFolder
from storage.keys.sealing import CannotOpenError
from storage.keys.signing import SchoolKeys
from storage.records.errors import UserFacingError

NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
ONE, TWO = "40" * 16, "41" * 16


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


@pytest.fixture
def keys(random_bytes) -> SchoolKeys:
    return SchoolKeys.new(random_bytes)


def test_school_keys_survive_the_casebook(keys):
    again = SchoolKeys.from_bytes(keys.to_bytes())
    assert again.to_bytes() == keys.to_bytes()
    assert again.key_id == keys.key_id
    assert verify(again.public_ed25519, b"receipt", keys.sign(b"receipt"))
    assert keys.sign_p256(b"pdf") == again.sign_p256(b"pdf"), "no random number in the signature"
    keys.p256.public_key().verify(keys.sign_p256(b"pdf"), b"pdf", ec.ECDSA(SHA256()))


def test_damaged_school_keys_are_named(keys):
    value = json.loads(keys.to_bytes())
    swapped = {"ed25519": value["p256"], "p256": value["ed25519"], "v": 1}
    for data in (
        b"",
        b"{}",
        keys.to_bytes()[:-9],
        json.dumps(swapped, separators=(",", ":")).encode(),
    ):
        assert code_of(SchoolKeys.from_bytes, data) == "keys.school_keys_damaged"


@pytest.mark.parametrize(
    "name", ["St Bede's Primary", "", "N" * 200, "Ysgol Gynradd Llŷn 🙂", "\x00odd\nname"]
)
def test_the_certificate_names_the_school(keys, random_bytes, name):
    der = signing.make_certificate(
        keys, school_name=name, urn="123456", not_before=NOW, random_bytes=random_bytes
    )
    certificate = x509.load_der_x509_certificate(der)
    (common,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    assert common.value
    assert common.value in (name.strip()[:64], "School")
    assert certificate.not_valid_after_utc.year >= NOW.year + 25
    assert signing.certificate_key_id(der) == keys.p256_key_id
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    certificate.verify_directly_issued_by(certificate)


def test_the_certificate_without_a_number(keys, random_bytes):
    der = signing.make_certificate(
        keys, school_name="S", urn="", not_before=NOW, random_bytes=random_bytes
    )
    assert len(list(x509.load_der_x509_certificate(der).subject)) == 1


def test_key_ids_are_read_in_fours(keys):
    assert signing.grouped("0123456789abcdef") == "0123 4567 89ab cdef"
    assert len(keys.key_id) == len(keys.p256_key_id) == 32


def test_a_card_opens_for_its_workstations_only(random_bytes):
    secrets = {ONE: b"1" * 32, TWO: b"2" * 32}
    card = seal_card(b"names", header=b"HEADER", secrets=secrets, random_bytes=random_bytes)
    for workstation, secret in secrets.items():
        opened = open_card(card, header_length=6, workstation_id=workstation, secret=secret)
        assert opened == b"names"
    with pytest.raises(NotAmongReadersError):
        open_card(card, header_length=6, workstation_id="42" * 16, secret=b"1" * 32)
    with pytest.raises(CannotOpenError):
        open_card(card, header_length=6, workstation_id=ONE, secret=b"2" * 32)
    for place in range(len(card)):
        changed = bytearray(card)
        changed[place] ^= 1
        with pytest.raises((CannotOpenError, NotAmongReadersError)):
            open_card(bytes(changed), header_length=6, workstation_id=ONE, secret=b"1" * 32)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_no_card(data):
    with pytest.raises((CannotOpenError, NotAmongReadersError)):
        open_card(data, header_length=6, workstation_id=ONE, secret=b"1" * 32)


def test_the_readers_of_a_card_do_not_change_its_header():
    assert card_cipher.WORKSTATION_ID_LENGTH == 16


def test_reporter_file_equals_the_vector(vectors):
    vector = vectors("reporter_file")
    file = reporter_keys.parse_reporter(bytes.fromhex(vector["file"]))
    assert file.to_bytes().hex() == vector["file"]
    secret = bytes.fromhex(vector["workstation_secret"])
    keys = reporter_keys.unlock_reporter(file, pin=vector["pin"], workstation_secret=secret)
    assert keys.seed.hex() == vector["seed"]
    assert keys.public == file.public
    for pin, other in (("4072", secret), (vector["pin"], bytes(32))):
        code = code_of(reporter_keys.unlock_reporter, file, pin=pin, workstation_secret=other)
        assert code == "keys.wrong_pin"


@pytest.fixture
def reporter(random_bytes, cheap):
    return reporter_keys.create_reporter(
        person="u-7k2m9q4rtx3c",
        pin="4071",
        workstation_secret=b"w" * 32,
        kdf=cheap(),
        random_bytes=random_bytes,
    )


def test_the_pin_changes_and_the_keys_stay(reporter, random_bytes, cheap):
    file, keys = reporter
    changed = reporter_keys.change_pin(
        file,
        keys=keys,
        pin="5903",
        workstation_secret=b"w" * 32,
        kdf=cheap(),
        random_bytes=random_bytes,
    )
    unlock = reporter_keys.unlock_reporter
    assert unlock(changed, pin="5903", workstation_secret=b"w" * 32) == keys
    code = code_of(unlock, changed, pin="4071", workstation_secret=b"w" * 32)
    assert code == "keys.wrong_pin"
    stolen = replace(file, person="u-other")
    code = code_of(unlock, stolen, pin="4071", workstation_secret=b"w" * 32)
    assert code == "keys.wrong_pin", "a colleague's file under one's own id"


def test_the_folder_of_people(reporter, tmp_path):
    file, _ = reporter
    folder = ReporterFolder(tmp_path / "people")
    assert folder.people() == ()
    folder.save(file)
    assert folder.people() == (file.person,)
    assert folder.load(file.person) == file
    assert code_of(folder.load, "u-nobody") == "keys.reporter_unknown"
    for hostile in ("../x", "", "u-" + "x" * 90, "U", "a/b", "con\n"):
        assert code_of(folder.load, hostile) == "keys.reporter_unknown"
    path = tmp_path / "people" / f"{file.person}.json"
    (tmp_path / "people" / "u-other.json").write_bytes(path.read_bytes())
    assert code_of(folder.load, "u-other") == "keys.reporter_file_damaged"
    path.write_bytes(b"\xff")
    assert code_of(folder.load, file.person) == "keys.reporter_file_damaged"
    folder.remove(file.person)
    folder.remove(file.person)
    (tmp_path / "people" / "u-dir.json").mkdir()
    assert code_of(folder.load, "u-dir") == "keys.reporter_file_damaged"


def test_a_folder_that_cannot_be_written(reporter, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert code_of(ReporterFolder(blocked).save, reporter[0]) == "keys.folder_read_only"


@pytest.mark.parametrize(
    "change", [{"person": "../x"}, {"person": 5}, {"kdf": {}}, {"v": 2}, {"w": 1}]
)
def test_a_reporter_file_of_another_shape(vectors, change):
    from storage.keys import lined_file

    body = lined_file.read_summed(bytes.fromhex(vectors("reporter_file")["file"]))
    data = lined_file.summed({**body, **change})
    assert code_of(reporter_keys.parse_reporter, data) == "keys.reporter_file_damaged"
