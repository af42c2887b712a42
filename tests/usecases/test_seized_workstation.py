"""Whoever takes the corridor's computer, all its files, the letterbox and every PIN opens no
concern that was sent, and cannot tell who reads any.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import my_receipts
from desktop.usecases.staff.say_who import guest_author
from desktop.usecases.staff.station import school_card
from storage.keys import sealing
from storage.keys.opening_key import Opener, OpeningKey
from storage.keys.person_keys import PersonKeys
from storage.keys.recovery_code import keys_from_code, parse_code
from storage.keys.reporter_keys import unlock_reporter
from storage.keys.sealing import CannotOpenError
from storage.letterbox.slip import open_slip, read_slip_header
from storage.records.errors import UserFacingError
from tests.fakes.small_school import PASSWORD, PIN, TOM_PIN, SmallSchool

_HEX = re.compile(rb"[0-9a-f]{64,}")
_NAMES = (b"Okafor", b"Whitcombe", b"Ruth", b"ruth", b"lead", b"deputy", b"head", b"chair")
WRAPS_BEGIN = 8 + 1 + 16 + 8 + 32 + 4 + 1


@dataclass(frozen=True)
class Seized:
    """Everything that lay on the computer and in the folder, and the PINs of all staff."""

    files: dict[Path, bytes]
    slips: dict[Path, bytes]
    keys: tuple[Opener, ...]
    secrets: frozenset[bytes]


@pytest.fixture
def three_sent(school: SmallSchool) -> SmallSchool:
    """One concern with a PIN, one by a guest, one about an adult; all wait, uncollected."""
    station = school.station()
    school.send(told_dsl="yes")
    guest = guest_author(station, name="Sam Supply")
    log_concern(station, draft=school.draft(child_words="He did it."), author=guest)
    school.send(about_adult=True, pupils=())
    return school


def seize(school: SmallSchool) -> Seized:
    """Take every file, open what the PINs open, and keep every string of 32 bytes as a key."""
    folders = (school.workstation, school.letterbox)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files = {path: path.read_bytes() for path in paths}
    station = school.station()
    pins = {"megan": PIN, "tom": TOM_PIN}
    people = [station.reporters.load(person) for person in station.reporters.people()]
    pin_secret = station.identity.pin_secret
    assert pin_secret is not None
    opened = [keys for file in people for keys in _with_any_pin(file, pins, pin_secret)]
    assert len(opened) == 2, "the PINs open the keys of both who have one"
    secrets = {station.identity.seed, station.identity.card_secret, pin_secret}
    secrets |= {keys.seed for keys in opened}
    secrets |= set(_strings_of_32(files.values()))
    return Seized(
        files=files,
        slips={
            path: data
            for path, data in files.items()
            if data.startswith(b"CBSLIP01") and path.parent.name in ("out", "waiting")
        },
        keys=tuple(key for secret in secrets for key in _as_keys(secret)),
        secrets=frozenset(secrets),
    )


def _with_any_pin(file, pins, secret) -> Iterator[PersonKeys]:
    for pin in pins.values():
        try:
            yield unlock_reporter(file, pin=pin, workstation_secret=secret)
        except UserFacingError:
            continue


def _strings_of_32(files) -> Iterator[bytes]:
    for data in files:
        for found in _HEX.findall(data):
            text = found[: len(found) // 2 * 2]
            value = bytes.fromhex(text.decode())
            yield from (value[start : start + 32] for start in range(len(value) - 31))


def _as_keys(secret: bytes) -> Iterator[Opener]:
    yield PersonKeys.from_seed(secret)
    yield OpeningKey(private_x25519=secret)


def _wraps(data: bytes) -> list[bytes]:
    place, found = WRAPS_BEGIN, []
    for _ in range(4):
        length = int.from_bytes(data[place : place + 2], "big")
        found.append(data[place + 2 : place + 2 + length])
        place += 2 + length
    return found


def test_no_key_that_lies_there_opens_a_concern(three_sent: SmallSchool) -> None:
    seized = seize(three_sent)
    assert len(seized.slips) == 2 * 3, "each lies in the letterbox and waits for its receipt here"
    assert len(seized.secrets) > 20
    for data in set(seized.slips.values()):
        for keys in seized.keys:
            with pytest.raises(UserFacingError) as refusal:
                open_slip(data, keys=keys, known_keys=lambda _: None)
            assert refusal.value.code == "letterbox.slip_not_for_you"


def test_no_secret_that_lies_there_is_the_key_of_the_content(three_sent: SmallSchool) -> None:
    seized = seize(three_sent)
    for data in set(seized.slips.values()):
        for secret in seized.secrets:
            with pytest.raises(CannotOpenError):
                _content(data, key=secret)


def test_the_key_of_the_content_opens_it(three_sent: SmallSchool) -> None:
    """The control: with the right key the same bytes open."""
    found = 0
    with three_sent.signed_in() as casebook:
        for path in (three_sent.letterbox / "out").glob("*.slip"):
            data = path.read_bytes()
            for index, wrap in enumerate(_wraps(data)):
                try:
                    info = data[: WRAPS_BEGIN - 1] + bytes([index])
                    key = casebook.keys.open_wrap(wrap, info=info)
                except CannotOpenError:
                    continue
                assert b"forearm" in _content(data, key=key)
                found += 1
    assert found == 2, "the lead has a wrap of both concerns about a child"


def _content(data: bytes, *, key: bytes) -> bytes:
    end = WRAPS_BEGIN + sum(2 + len(wrap) for wrap in _wraps(data))
    return sealing.decrypt(
        key,
        data[end + 12 : -32],
        nonce=data[end : end + 12],
        associated_data=hashlib.sha256(data[:end]).digest(),
    )


def test_the_readers_themselves_open_them(three_sent: SmallSchool) -> None:
    """The control: what is tried above would open a concern if a key for it lay there."""
    with three_sent.signed_in() as casebook:
        slips = [path.read_bytes() for path in (three_sent.letterbox / "out").glob("*.slip")]
        opened = [data for data in slips if _opens(data, casebook.keys)]
        assert len(opened) == 2, "both about a child; never the one about an adult"
    store_id = school_card(three_sent.station()).store_id
    spare = keys_from_code(parse_code(three_sent.secrets.spare_code), store_id=store_id)
    assert sum(_opens(data, spare) for data in slips) == 1


def _opens(data: bytes, keys: Opener) -> bool:
    try:
        open_slip(data, keys=keys, known_keys=lambda _: None)
    except UserFacingError:
        return False
    return True


def test_nothing_tells_who_reads_which(three_sent: SmallSchool) -> None:
    seized = seize(three_sent)
    card = school_card(three_sent.station())
    readers = (*card.readers, *card.restricted)
    slips = sorted(set(seized.slips.values()))
    assert len({len(data) for data in slips}) == 1, "short ones are all of one length"
    for data in slips:
        header = read_slip_header(data)
        assert len(_wraps(data)) == len(set(_wraps(data))) == 4
        assert {len(wrap) for wrap in _wraps(data)} == {32 + 16 + 32}
        for reader in readers:
            for mark in (reader.x25519, bytes.fromhex(reader.key_id)):
                assert mark not in data
                assert mark.hex().encode() not in data
        assert header.epoch == card.version


def test_the_notes_beside_them_say_nothing_of_reader_child_or_kind(
    three_sent: SmallSchool,
) -> None:
    seized = seize(three_sent)
    notes = {path: data for path, data in seized.files.items() if path.parent.name == "sent"}
    assert len(notes) >= 3
    shapes = set()
    for data in notes.values():
        value = json.loads(data.splitlines()[0])
        shapes.add(frozenset(value))
        assert not re.search(rb"adult|bruise|He did it|" + b"|".join(_NAMES), data)
    assert len(shapes) == 1, "a concern about an adult leaves the note that any other leaves"


def test_without_a_pin_no_note_says_who_wrote(three_sent: SmallSchool) -> None:
    """The receipt of a letter about an adult is not the casebook's: beside it no name may stand."""
    station = three_sent.station()
    writer = three_sent.megan(station).keys
    names = {writer.key_id, *station.reporters.people()}
    notes = [path.read_bytes() for path in (three_sent.workstation / "outbox/sent").iterdir()]
    assert len(notes) >= 3
    for data in notes:
        assert not [name for name in names if name.encode() in data]
    marks = [json.loads(data.splitlines()[0])["writer"] for data in notes]
    assert len(set(marks)) == len(marks), "two by the same writer do not look alike either"
    mine = my_receipts(station, author=three_sent.megan(station))
    assert len(mine) == 3, "the control: with the PIN the writer finds what is theirs"


def test_no_word_of_a_concern_lies_anywhere(three_sent: SmallSchool) -> None:
    seized = seize(three_sent)
    for path, data in seized.files.items():
        for words in (b"bruise", b"forearm", b"He did it", b"Sam Supply", PASSWORD.encode()):
            assert words not in data, path.name
