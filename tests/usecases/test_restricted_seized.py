"""The DSL's laptop with every file, the casebook opened, every password and printed code but the
reader's own: no letter about an adult opens, and it tells nobody who reads one.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.opening_keys import openers
from desktop.usecases.restricted.letters import collect
from storage.keys.opening_key import Opener, OpeningKey
from storage.keys.person_keys import PersonKeys
from storage.keys.recovery_code import keys_from_code, parse_code
from storage.letterbox.restricted_entry import EntryError, open_entry
from storage.letterbox.slip import open_slip
from storage.records.errors import UserFacingError
from tests.fakes.restricted_readers import READER_PASSWORD, folder_of, room, with_tested_readers
from tests.fakes.small_school import DEPUTY_PASSWORD, PASSWORD, SmallSchool

_HEX = re.compile(rb"[0-9a-f]{64,}")
WORDS = "Zanzibar-marked words about an adult"


@pytest.fixture(scope="module")
def written_template(school_template, tmp_path_factory) -> SmallSchool:
    """Head and chair are tested; three letters and one ordinary concern wait."""
    copy = school_template.copy_to(tmp_path_factory.mktemp("seized") / "school", seed="seized")
    with_tested_readers(copy, "head", "chair")
    copy.send(about_adult=True, what_happened=WORDS, told_dsl="yes")
    copy.send(about_adult=True, about_head=True, what_happened=WORDS, told_dsl="yes")
    copy.send(told_dsl="yes")
    copy.close()
    return copy


@pytest.fixture
def written(written_template, tmp_path) -> Iterator[SmallSchool]:
    """A copy of this test's own."""
    copy = written_template.copy_to(tmp_path / "school", seed="one")
    yield copy
    copy.close()


@dataclass(frozen=True)
class Laptop:
    """Every key that can be found or tried, and the letters."""

    keys: tuple[Opener, ...]
    secrets: frozenset[bytes]
    slips: tuple[bytes, ...]


def _values(casebook: OpenCasebook) -> Iterator[bytes]:
    """Every value of every table of the opened casebook."""
    tables = casebook.connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        for row in casebook.connection.all(f'SELECT * FROM "{table}"'):
            for value in row:
                if isinstance(value, bytes):
                    yield value
                elif isinstance(value, str):
                    yield value.encode()


def seize(school: SmallSchool) -> Laptop:
    """Sign in as every lead, take every value and file, and make a key of every 32 bytes."""
    found: set[bytes] = set()
    keys: list[Opener] = []
    for account in ("ruth", "dan"):
        with school.signed_in(account) as casebook:
            keys += [casebook.keys, *openers(casebook)]
            found.add(casebook.keys.seed)
            store_id = casebook.store_id
            for value in _values(casebook):
                if len(value) == 32:
                    found.add(value)
                found |= set(_strings_of_32(value))
    for folder in (school.laptop, school.letterbox):
        for path in folder.rglob("*"):
            if path.is_file():
                found |= set(_strings_of_32(path.read_bytes()))
    recovery = keys_from_code(parse_code(school.secrets.recovery_code), store_id=store_id)
    for words in (PASSWORD, DEPUTY_PASSWORD, school.secrets.recovery_code):
        found.add(hashlib.sha256(words.encode()).digest())
    for secret in found:
        keys += [PersonKeys.from_seed(secret), OpeningKey(private_x25519=secret)]
    slips = tuple(path.read_bytes() for path in school.letterbox.glob("*/*.slip"))
    return Laptop(keys=(*keys, recovery), secrets=frozenset(found), slips=slips)


def _strings_of_32(data: bytes) -> Iterator[bytes]:
    for found in _HEX.findall(data):
        value = bytes.fromhex(found[: len(found) // 2 * 2].decode())
        yield from (value[start : start + 32] for start in range(0, len(value) - 31, 8))


def _opens(data: bytes, keys: Opener) -> str:
    try:
        return open_slip(data, keys=keys, known_keys=lambda _: None).kind
    except UserFacingError as error:
        return error.code


def _letters_of(school: SmallSchool, post: str) -> list[bytes]:
    """The letters that the reader opens: the control."""
    keys = room(school, post).keys
    slips = [path.read_bytes() for path in school.letterbox.glob("*/*.slip")]
    return [data for data in slips if _opens(data, keys) == "concern"]


def test_no_key_on_the_laptop_opens_a_letter_about_an_adult(written: SmallSchool) -> None:
    letters = _letters_of(written, "head") + _letters_of(written, "chair")
    assert len(letters) == 2
    laptop = seize(written)
    assert len(laptop.secrets) > 300
    for data in letters:
        for keys in laptop.keys:
            assert _opens(data, keys) == "letterbox.slip_not_for_you"
    # the control: the same keys open what is theirs
    opened = {_opens(data, laptop.keys[0]) for data in laptop.slips if data not in letters}
    assert "concern" in opened


def test_nor_does_anything_of_what_was_kept(written: SmallSchool) -> None:
    """The reader's own device as well: files and the DSL's secrets do not open the store."""
    head = room(written, "head")
    collect(head)
    laptop = seize(written)
    people = [keys for keys in laptop.keys if isinstance(keys, PersonKeys)]
    entries = list(folder_of(written, "head").rglob("*.entry"))
    assert len(entries) >= 2
    for path in entries:
        data = path.read_bytes()
        assert WORDS.encode() not in data
        for keys in people[:400]:
            with pytest.raises(EntryError):
                open_entry(data, keys=keys)
        open_entry(data, keys=head.keys)
    for secret in (PASSWORD, DEPUTY_PASSWORD, READER_PASSWORD + " "):
        with pytest.raises(UserFacingError):
            room(written, "head", secret=secret)
        written.clock.advance(days=1)


def test_the_casebook_holds_no_word_of_them_and_only_that_one_went_by(
    written: SmallSchool,
) -> None:
    with written.signed_in() as casebook:
        done = collect_letterbox(casebook)
        assert done.passed_by == 2
        values = list(_values(casebook))
    head, chair = room(written, "head"), room(written, "chair")
    assert not any(b"Zanzibar" in value for value in values)
    for keys in (head.keys, chair.keys):
        assert not any(keys.seed in value or keys.seed.hex().encode() in value for value in values)
        assert any(keys.public.x25519.hex().encode() in value for value in values) or any(
            keys.public.x25519 == value for value in values
        ), "the control: the public half stands there"


def test_after_it_was_read_the_letterbox_tells_no_more_than_before(written: SmallSchool) -> None:
    collect(room(written, "head"))
    collect(room(written, "chair"))
    receipts = list((written.letterbox / "receipts").glob("*.rcpt"))
    told = [path for path in receipts if b"answer_key" in path.read_bytes()]
    assert len(told) >= 4, "two letters and two test letters"
    assert len({path.stat().st_size for path in told}) <= 3, "numbers of one digit more or less"
    card_keys = [room(written, post).keys.public for post in ("head", "chair")]
    for path in told:
        for public in card_keys:
            assert public.ed25519.hex().encode() not in path.read_bytes()
            assert public.key_id.encode() not in path.read_bytes()
    with written.signed_in() as casebook:
        assert collect_letterbox(casebook).passed_by in (0, 2)


def test_a_lead_tries_as_long_on_every_letter_that_is_not_hers(written: SmallSchool) -> None:
    """Whoever it is for: four wraps are tried, no more and no fewer, and none tells a reader."""

    @dataclass
    class Counting:
        keys: Opener
        tried: int = 0

        def open_wrap(self, wrapped: bytes, *, info: bytes) -> bytes:
            self.tried += 1
            return self.keys.open_wrap(wrapped, info=info)

    letters = _letters_of(written, "head") + _letters_of(written, "chair")
    with written.signed_in() as casebook:
        counts = set()
        for data in letters:
            counting = Counting(casebook.keys)
            assert _opens(data, counting) == "letterbox.slip_not_for_you"
            counts.add((counting.tried, len(data)))
    assert counts == {(4, len(letters[0]))}


def test_no_name_of_a_file_says_whose_it_is(written: SmallSchool) -> None:
    collect(room(written, "head"))
    names = " ".join(str(path.relative_to(written.root)) for path in written.root.rglob("*"))
    for word in ("Hana", "Novak", "Cleo", "Tom", "Zanzibar", "bruise"):
        assert word not in names
    own: Path = folder_of(written, "head")
    for path in own.rglob("*.json"):
        assert b"Hana" not in path.read_bytes()
