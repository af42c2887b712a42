"""Unfinished concerns on the disk: sealed, padded, whole or not at all."""

import hashlib
import json
from pathlib import Path

import pytest

from storage.keys import sealing
from storage.keys.person_keys import PersonKeys
from storage.letterbox import drafts
from storage.letterbox.drafts import DRAFT, NOTE, DraftFolder, age_of, open_draft, seal_draft
from storage.records.errors import UserFacingError
from tests.fakes.randomness import FakeRandomBytes

VECTORS = Path(__file__).resolve().parent.parent / "data" / "vectors"
NAME = "0d" * 16
WORDS = b"Half a sentence about a child"


def keys_of(byte: int = 0x21) -> PersonKeys:
    return PersonKeys.from_seed(bytes([byte]) * 32)


def sealed(content: bytes = WORDS, *, name: str = NAME, kind: bytes = DRAFT) -> bytes:
    return seal_draft(
        content,
        kind=kind,
        name=name,
        age=4711,
        to_x25519=keys_of().public.x25519,
        random_bytes=FakeRandomBytes("drafts"),
    )


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


def test_the_known_answer():
    """Put together from the vector's parts, the bytes are the vector's, and they open."""
    wanted = json.loads((VECTORS / "draft.json").read_text("utf-8"))
    content = bytes.fromhex(wanted["content"])
    header = b"CBDRFT01\x01D" + wanted["age"].to_bytes(8, "big") + bytes.fromhex(wanted["wrapped"])
    body = sealing.encrypt(
        bytes.fromhex(wanted["content_key"]),
        sealing.pad(len(content).to_bytes(4, "big") + content, floor=64 * 1024),
        nonce=bytes.fromhex(wanted["nonce"]),
        associated_data=hashlib.sha256(header + wanted["name"].encode()).digest(),
    )
    data = header + bytes.fromhex(wanted["nonce"]) + body
    data += hashlib.sha256(data).digest()
    assert hashlib.sha256(data).hexdigest() == wanted["sha256"]
    keys = PersonKeys.from_seed(bytes.fromhex(wanted["seed"]))
    assert open_draft(data, name=wanted["name"], keys=keys) == content
    assert age_of(data) == wanted["age"]


def test_only_its_author_opens_it_and_only_under_its_name():
    data = sealed()
    assert open_draft(data, name=NAME, keys=keys_of()) == WORDS
    assert code_of(open_draft, data, name=NAME, keys=keys_of(0x22)) == "staff.draft_not_yours"
    assert code_of(open_draft, data, name="0e" * 16, keys=keys_of()) == "staff.draft_not_yours"
    assert code_of(open_draft, data, kind=NOTE, name=NAME, keys=keys_of()) == "staff.draft_damaged"


@pytest.mark.parametrize("place", [0, 9, 12, 40, 110, 2000, -1])
def test_a_changed_byte_is_found(place: int):
    data = bytearray(sealed())
    data[place] ^= 1
    assert code_of(open_draft, bytes(data), name=NAME, keys=keys_of()) == "staff.draft_damaged"


@pytest.mark.parametrize("length", [0, 1, 50, 150, 4000])
def test_a_short_file_is_found(length: int):
    assert code_of(age_of, sealed()[:length]) == "staff.draft_damaged"


def test_a_changed_byte_with_a_new_sum_is_found_by_the_seal():
    """The sum finds accidents; the seal finds the rest."""
    data = bytearray(sealed())[:-32]
    data[3000] ^= 1
    data += hashlib.sha256(data).digest()
    assert code_of(open_draft, bytes(data), name=NAME, keys=keys_of()) == "staff.draft_damaged"


def test_size_tells_nothing():
    """One word, a page, a page with marks: the same number of bytes."""
    sizes = {len(sealed(b"x" * length)) for length in (0, 1, 900, 20_000, 65_000)}
    assert len(sizes) == 1
    assert len(sealed(b"", kind=NOTE)) == len(sealed(b"x" * 200, kind=NOTE))
    big = len(sealed(b"x" * 3_000_000))
    assert len(sealed(b"x" * 3_000_100)) == big, "the control: large ones are padded too"


def test_the_bytes_hold_nothing_to_read():
    """Twice the same words under another chance: nothing in common but the magic and the age."""
    one = sealed()
    two = seal_draft(
        WORDS,
        kind=DRAFT,
        name=NAME,
        age=4711,
        to_x25519=keys_of().public.x25519,
        random_bytes=FakeRandomBytes("other"),
    )
    assert WORDS not in one
    assert keys_of().public.x25519 not in one
    assert one[:18] == two[:18]
    assert one[18:60] != two[18:60]


def test_the_folder_keeps_whole_files_alone(tmp_path: Path):
    folder = DraftFolder(tmp_path / "drafts")
    assert folder.names() == ()
    folder.save(NAME, b"one")
    folder.save(NAME, b"two")
    (folder.path / f"{NAME}.draft.part").write_bytes(b"half")
    (folder.path / "notes.txt").write_bytes(b"somebody's")
    (folder.path / "short.draft").write_bytes(b"somebody's")
    assert folder.names() == (NAME,)
    assert folder.load(NAME) == b"two"
    folder.sweep()
    assert not list(folder.path.glob("*.part"))
    folder.delete(NAME)
    folder.delete(NAME)
    assert folder.names() == ()
    assert code_of(folder.load, NAME) == "staff.draft_gone"
    assert (folder.path / "notes.txt").exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0D" * 16, "0d" * 15, NAME + "/x"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str):
    folder = DraftFolder(tmp_path)
    assert code_of(folder.save, name, b"x") == "staff.draft_gone"
    assert code_of(folder.load, name) == "staff.draft_gone"


@pytest.mark.parametrize(
    ("number", "code"), [(28, "staff.draft_disk_full"), (13, "staff.draft_fault")]
)
def test_the_former_one_stays_when_the_disk_refuses(tmp_path, monkeypatch, number, code):
    folder = DraftFolder(tmp_path / "drafts")
    folder.save(NAME, b"one")

    def refuse(*_args, **_named):
        raise OSError(number, "no")

    monkeypatch.setattr(drafts.durable_file, "write_synced", refuse)
    assert code_of(folder.save, NAME, b"two") == code
    monkeypatch.undo()
    assert folder.load(NAME) == b"one"
