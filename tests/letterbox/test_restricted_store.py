"""The reader's own store: every fault of the disk is named, and nothing acknowledged is lost."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from storage.keys import durable_file
from storage.keys.person_keys import PersonKeys
from storage.letterbox.restricted_entry import EntryError, open_entry, seal_entry
from storage.letterbox.restricted_store import RestrictedStore
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from tests.fakes.randomness import FakeRandomBytes

AT = "2026-11-22T09:10:00.000Z"
OWN = PersonKeys.from_seed(b"\1" * 32)
OTHER = PersonKeys.from_seed(b"\2" * 32)
WORDS = "He held a child by the arm."


def store_in(folder: Path, keys: PersonKeys = OWN) -> RestrictedStore:
    """An empty store."""
    return RestrictedStore(root=folder, keys=keys, random_bytes=FakeRandomBytes("store"))


def filled(folder: Path, count: int = 5) -> RestrictedStore:
    """A store with some entries, the second of which carries a file."""
    store = store_in(folder)
    for number in range(1, count + 1):
        files = (Attachment(name="letter.slip", media_type="x/y", content=b"slip" * 300),)
        store.append(
            at=AT,
            kind="note",
            fields={"letter": 2, "text": f"{WORDS} {number}"},
            files=files if number == 2 else (),
        )
    return store


def faults(store: RestrictedStore) -> list[tuple[int, str]]:
    """What a check finds."""
    return [(fault.number, fault.what) for fault in store.check().faults]


def path(store: RestrictedStore, number: int) -> Path:
    """The file of an entry."""
    return store.folder / f"{number:012d}.entry"


def test_what_was_kept_comes_back_word_for_word(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted")
    assert faults(store) == []
    entries = store.check().entries
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[4].fields["text"] == f"{WORDS} 5"
    assert entries[1].files == ()
    assert store.read(2).files[0].content == b"slip" * 300


def test_no_word_lies_open_and_short_notes_look_alike(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted")
    data = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    assert not any(b"arm" in each or b"child" in each for each in data)
    assert len({path(store, number).stat().st_size for number in (1, 3, 4, 5)}) == 1


def test_only_its_reader_opens_an_entry(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted")
    with pytest.raises(EntryError) as caught:
        open_entry(path(store, 1).read_bytes(), keys=OTHER)
    assert caught.value.what == "not_yours"


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_flipped_bit_anywhere_is_found(tmp_path: Path, number: int) -> None:
    store = filled(tmp_path / "restricted")
    whole = path(store, number).read_bytes()
    for place in range(0, len(whole), 97):
        data = bytearray(whole)
        data[place] ^= 1
        path(store, number).write_bytes(bytes(data))
        assert (number, "damaged") in faults(store)
    path(store, number).write_bytes(whole)
    assert faults(store) == []


def test_every_shortened_entry_is_found(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted", count=3)
    whole = path(store, 2).read_bytes()
    for length in (0, 1, 80, len(whole) // 2, len(whole) - 33, len(whole) - 1):
        path(store, 2).write_bytes(whole[:length])
        assert (2, "damaged") in faults(store)


def test_missing_swapped_and_planted_entries_are_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted")
    third = path(store, 3).read_bytes()
    path(store, 3).unlink()
    assert faults(store) == [(3, "missing")]
    path(store, 3).write_bytes(path(store, 4).read_bytes())
    path(store, 4).write_bytes(third)
    assert {(3, "out_of_order"), (4, "out_of_order")} <= set(faults(store))
    # somebody else's key, right number and chain
    path(store, 4).unlink()
    path(store, 5).unlink()
    path(store, 3).write_bytes(
        seal_entry(
            number=3,
            previous=store.check().entries[1].digest,
            at=AT,
            kind="note",
            fields={"letter": 2, "text": "never written"},
            files=(),
            keys=OTHER,
            random_bytes=FakeRandomBytes("planted"),
        )
    )
    assert (3, "not_yours") in faults(store)


def test_an_entry_that_another_key_signed_is_not_taken_for_ours(tmp_path: Path) -> None:
    """Whoever knows the public key can seal to it; signing takes the reader's own."""

    class Forger(PersonKeys):
        """Seals to the reader, signs with another key."""

        @property
        def public(self) -> Any:
            return OWN.public

        @property
        def key_id(self) -> str:
            return OWN.key_id

    store = filled(tmp_path / "restricted", count=2)
    forged = seal_entry(
        number=3,
        previous=store.check().entries[1].digest,
        at=AT,
        kind="note",
        fields={"letter": 2, "text": "forged"},
        files=(),
        keys=Forger.from_seed(b"\3" * 32),
        random_bytes=FakeRandomBytes("forged"),
    )
    path(store, 3).write_bytes(forged)
    assert (3, "not_signed") in faults(store)


def test_an_older_copy_of_the_whole_folder_is_said_and_gone_on_with_knowingly(
    tmp_path: Path,
) -> None:
    root = tmp_path / "restricted"
    store = filled(root, count=3)
    shutil.copytree(root, tmp_path / "old")
    store.append(at=AT, kind="note", fields={"letter": 2, "text": "four"})
    shutil.rmtree(root)
    shutil.copytree(tmp_path / "old", root)
    assert faults(store) == [(4, "older_copy")]
    with pytest.raises(UserFacingError, match=r"restricted\.store_changed"):
        store.append(at=AT, kind="note", fields={"letter": 2, "text": "a fork"})
    shutil.rmtree(root)
    assert faults(store) == [(4, "older_copy")]
    with pytest.raises(UserFacingError, match=r"restricted\.store_changed"):
        store.append(at=AT, kind="opened", fields={"post": "head"})
    shutil.copytree(tmp_path / "old", root)
    store.accept_as_it_is()
    assert faults(store) == []
    assert store.append(at=AT, kind="put_back", fields={"faults": ["4"]}).number == 4


def test_nothing_is_put_behind_a_newest_entry_that_cannot_be_read(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted", count=3)
    path(store, 3).write_bytes(b"zeros")
    with pytest.raises(UserFacingError, match=r"restricted\.store_changed"):
        store.append(at=AT, kind="note", fields={"letter": 2, "text": "four"})


def test_a_copy_is_whole_and_says_when_one_is_there(tmp_path: Path) -> None:
    store = filled(tmp_path / "restricted")
    assert store.copy_to(tmp_path / "stick" / "copy") == 5
    copied = store_in(tmp_path / "stick" / "copy")
    assert faults(copied) == []
    assert len(copied.check().entries) == 5
    with pytest.raises(UserFacingError, match=r"restricted\.copy_exists"):
        store.copy_to(tmp_path / "stick" / "copy")


class PowerCutError(OSError):
    """The machine stops here."""


def test_killed_at_each_write_nothing_acknowledged_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call that reaches the disk fails once: the store is whole, and goes on."""
    moments = 0
    for stop_at in range(1, 40):
        root = tmp_path / str(stop_at) / "restricted"
        store = filled(root, count=2)
        calls = 0

        def count(real: Any, stop_at: int = stop_at) -> Any:
            def call(*arguments: Any, **named: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls == stop_at:
                    raise PowerCutError(5, "no power")
                return real(*arguments, **named)

            return call

        with monkeypatch.context() as cut:
            for name in ("open", "replace", "fsync"):
                cut.setattr(durable_file.os, name, count(getattr(os, name)))
            try:
                acknowledged = store.append(at=AT, kind="note", fields={"text": "third"})
            except UserFacingError:
                acknowledged = None
        moments += calls >= stop_at
        again = store_in(root)
        assert faults(again) == []
        numbers = [entry.number for entry in again.check().entries]
        assert numbers in ([1, 2], [1, 2, 3])
        if acknowledged is not None:
            assert numbers == [1, 2, 3]
        assert again.append(at=AT, kind="note", fields={"text": "next"}).number == len(numbers) + 1
        if calls < stop_at:
            break
    assert moments >= 6
