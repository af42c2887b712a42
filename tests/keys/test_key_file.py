"""The key file: equal to the vector, every way in, every refusal, rotation, damage."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.keys import key_epochs, key_file, key_file_store, recovery_code
from storage.keys.key_file import KeyFile
from storage.keys.person_keys import PersonKeys
from storage.keys.totp import SlotPayload
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError

FIRST = DatabaseKey(key=b"k" * 32, salt=b"s" * 16)
PASSWORD = "candle river fiddle"


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


@pytest.fixture
def school(random_bytes, cheap):
    """Two leads and a recovery code."""
    file = key_file.create(store_id=key_file.new_store_id(random_bytes))
    added = []
    for account in ("lead.one", "lead.two"):
        result = key_file.add_password_slot(
            file,
            person=f"u-{account}",
            account=account,
            role="lead",
            password=PASSWORD + account,
            kdf=cheap(),
            totp_secret=b"t" * 20,
            one_time_hashes=("aa",),
            database_keys={1: FIRST},
            random_bytes=random_bytes,
        )
        added.append(result)
        file = result.file
    result = key_file.add_recovery_slot(
        file,
        person="u-lead.one",
        role="lead",
        code_secret=bytes(range(16)),
        database_keys={1: FIRST},
        random_bytes=random_bytes,
    )
    return result.file, [*added, result]


def test_equal_to_the_vector(vectors):
    vector = vectors("key_file")
    data = bytes.fromhex(vector["file"])
    file = key_file.parse(data)
    assert file.to_bytes() == data
    slot = file.slot_for_account("Lead.One ")
    unlocked = key_file.unlock(file, slot.id, vector["password"])
    assert unlocked.keys.seed.hex() == vector["seed"]
    assert {
        str(epoch): (key.key + key.salt).hex() for epoch, key in unlocked.database_keys.items()
    } == vector["database_keys"]
    assert unlocked.database_key is unlocked.database_keys[2]
    assert unlocked.payload.totp_secret.hex() == vector["totp_secret"]
    assert unlocked.payload.last_step == vector["last_step"]
    (recovery,) = file.recovery_slots()
    opened = key_file.unlock(file, recovery.id, " ".join(vector["recovery_groups"]))
    assert opened.keys.seed.hex() == vector["recovery_seed"]
    assert opened.database_keys == unlocked.database_keys


def test_everybody_gets_in_with_their_own_secret(school):
    file, (one, two, recovery) = school
    file = key_file.parse(file.to_bytes())
    for added, secret in (
        (one, PASSWORD + "lead.one"),
        (two, PASSWORD + "lead.two"),
        (recovery, recovery_code.to_text(bytes(range(16)))),
    ):
        unlocked = key_file.unlock(file, added.slot_id, secret)
        assert unlocked.keys == added.keys
        assert unlocked.database_key == FIRST
    assert "kkkk" not in repr(FIRST)
    assert file.generation == 3


def test_each_refusal_has_its_own_code(school, random_bytes, cheap):
    file, (one, two, recovery) = school
    assert code_of(key_file.unlock, file, one.slot_id, "wrong") == "keys.wrong_password"
    other = recovery_code.to_text(bytes(16))
    wrong_code = code_of(key_file.unlock, file, recovery.slot_id, other)
    assert wrong_code == "keys.wrong_recovery_code"
    assert code_of(key_file.unlock, file, recovery.slot_id, "12") == "keys.recovery_length"
    assert code_of(file.slot_for_account, "nobody") == "keys.unknown_account"
    with pytest.raises(KeyError):
        file.slot("00" * 8)
    taken = code_of(
        key_file.add_password_slot,
        file,
        person="u-3",
        account="LEAD.ONE",
        role="lead",
        password="x",
        kdf=cheap(),
        totp_secret=b"",
        one_time_hashes=(),
        database_keys={1: FIRST},
        random_bytes=random_bytes,
    )
    assert taken == "keys.account_taken"
    left = key_file.end_slot(file, slot_id=two.slot_id)
    assert [slot.id for slot in left.slots] == [one.slot_id, recovery.slot_id]
    assert code_of(key_file.end_slot, left, slot_id=one.slot_id) == "keys.last_slot"


def test_payload_and_password_change_alone(school, random_bytes, cheap):
    file, (one, two, _) = school
    payload = SlotPayload(totp_secret=b"n" * 20, last_step=77, one_time_hashes=())
    file = key_file.replace_payload(
        file, slot_id=one.slot_id, keys=one.keys, payload=payload, random_bytes=random_bytes
    )
    file = key_file.change_password(
        file,
        slot_id=one.slot_id,
        keys=one.keys,
        password="another long one",
        kdf=cheap(),
        random_bytes=random_bytes,
    )
    old = PASSWORD + "lead.one"
    assert code_of(key_file.unlock, file, one.slot_id, old) == "keys.wrong_password"
    unlocked = key_file.unlock(file, one.slot_id, "another long one")
    assert (unlocked.keys, unlocked.payload) == (one.keys, payload)
    assert key_file.unlock(file, two.slot_id, PASSWORD + "lead.two").payload.last_step == 0


def test_a_person_keeps_their_keys_after_recovery(school, random_bytes, cheap):
    file, (one, *_) = school
    left = key_file.end_slot(file, slot_id=one.slot_id)
    added = key_file.add_password_slot(
        left,
        person="u-1",
        account="lead.one",
        role="lead",
        password="a new one",
        kdf=cheap(),
        totp_secret=b"",
        one_time_hashes=(),
        database_keys={1: FIRST},
        random_bytes=random_bytes,
        seed=one.keys.seed,
    )
    assert added.keys == one.keys


def test_rotation_shuts_out_and_keeps_the_others(school):
    file, (one, two, recovery) = school
    file = key_file.end_slot(file, slot_id=two.slot_id)
    second = DatabaseKey(key=b"n" * 32, salt=b"m" * 16)
    trusted = {one.slot_id: one.keys.public, recovery.slot_id: recovery.keys.public}
    rotated = key_epochs.wrap_new_epoch(file, database_key=second, trusted=trusted)
    unlocked = key_file.unlock(rotated, one.slot_id, PASSWORD + "lead.one")
    assert unlocked.database_keys == {1: FIRST, 2: second}
    assert unlocked.database_key == second
    done = key_epochs.drop_old_epochs(rotated)
    assert key_file.unlock(done, one.slot_id, PASSWORD + "lead.one").database_keys == {2: second}


def test_a_foreign_key_in_a_slot_gets_no_new_database_key(school):
    file, (one, two, recovery) = school
    thief = PersonKeys.from_seed(b"\x99" * 32).public
    slots = tuple(
        replace(slot, public=thief) if slot.id == two.slot_id else slot for slot in file.slots
    )
    altered = replace(file, slots=slots)
    trusted = {added.slot_id: added.keys.public for added in (one, two, recovery)}
    code = code_of(key_epochs.wrap_new_epoch, altered, database_key=FIRST, trusted=trusted)
    assert code == "keys.slot_not_trusted"
    missing = {one.slot_id: one.keys.public}
    code = code_of(key_epochs.wrap_new_epoch, file, database_key=FIRST, trusted=missing)
    assert code == "keys.slot_not_trusted"


@pytest.mark.parametrize("part", ["public", "kdf", "store", "payload", "wraps", "swap"])
def test_a_part_exchanged_under_a_right_checksum_is_noticed(school, cheap, part):
    file, (one, two, _recovery) = school
    mine, other = file.slot(one.slot_id), file.slot(two.slot_id)
    changes = {
        "public": {"public": other.public},
        "kdf": {"kdf": replace(mine.kdf, lanes=2)},
        "payload": {"payload": other.payload},
        "wraps": {"wraps": other.wraps},
        "swap": {"wrapped_seed": other.wrapped_seed, "kdf": other.kdf},
    }
    if part == "store":
        file = replace(file, store_id="00" * 16)
    else:
        slot = replace(mine, **changes[part])
        file = replace(file, slots=(slot, other))
    file = key_file.parse(file.to_bytes())
    code = code_of(key_file.unlock, file, one.slot_id, PASSWORD + "lead.one")
    assert code in ("keys.wrong_password", "keys.file_damaged")


def test_a_seed_of_other_keys_is_damage(school, random_bytes):
    """A wrapped seed can only disagree with its public keys when a program wrote them wrongly."""
    from storage.keys import key_slots

    file, (one, *_) = school
    slot = key_slots.seal_seed(
        file.slot(one.slot_id),
        store_id=file.store_id,
        seed=b"\x98" * 32,
        password="x",
        random_bytes=random_bytes,
    )
    wrong = replace(file, slots=(slot,))
    assert code_of(key_file.unlock, wrong, slot.id, "x") == "keys.file_damaged"
    short = replace(slot, wraps=((1, b""),))
    assert (
        code_of(key_file.unlock, replace(file, slots=(short,)), slot.id, "wrong")
        == "keys.wrong_password"
    )
    recovery = file.recovery_slots()[0]
    with pytest.raises(ValueError, match="recovery"):
        key_slots.seal_seed(
            recovery,
            store_id=file.store_id,
            seed=bytes(32),
            password="x",
            random_bytes=random_bytes,
        )


def test_a_wrapped_key_of_the_wrong_length_is_damage(school):
    from storage.keys import key_slots, sealing

    file, (one, *_) = school
    slot = file.slot(one.slot_id)
    info = key_slots._wrap_info(store_id=file.store_id, epoch=1, slot_id=slot.id)
    wrap = sealing.wrap(b"too short", to_x25519=slot.public.x25519, info=info)
    wrong = replace(file, slots=(replace(slot, wraps=((1, wrap),)),))
    code = code_of(key_file.unlock, wrong, slot.id, PASSWORD + "lead.one")
    assert code == "keys.file_damaged"


def test_every_flipped_bit_of_the_file_is_damage(vectors):
    data = bytearray.fromhex(vectors("key_file")["file"])
    for place in range(len(data)):
        data[place] ^= 1 << (place % 8)
        assert code_of(key_file.parse, bytes(data)) == "keys.file_damaged"
        data[place] ^= 1 << (place % 8)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused(data):
    assert code_of(key_file.parse, data) == "keys.file_damaged"


def _paths(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(item, (*path, key))


@settings(max_examples=300)
@given(
    data=st.data(),
    other=st.one_of(
        st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=5),
        st.lists(st.none(), max_size=2), st.dictionaries(st.sampled_from("ab"), st.none()),
    ),
)  # fmt: skip
def test_another_shape_under_a_right_checksum_is_damage_or_a_key_file(vectors, data, other):
    from storage.keys import lined_file

    body = lined_file.read_summed(bytes.fromhex(vectors("key_file")["file"]))
    path = data.draw(st.sampled_from([path for path in _paths(body) if path]))
    place = body
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = other
    outcome: object = None
    try:
        outcome = key_file.parse(lined_file.summed(body))
    except UserFacingError as error:
        outcome = error.code
    assert outcome == "keys.file_damaged" or isinstance(outcome, KeyFile)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("store",), "00"),
        (("more",), 1),
        (("epoch",), "2"),
        (("slots", 0, "id"), "00"),
        (("slots", 0, "person"), 5),
        (("slots", 0, "wraps", 0, "epoch"), 0),
        (("slots", 0, "wraps", 0, "epoch"), 2**33),
        (("slots", 1, "kdf"), {"name": "none"}),
        (("slots", 0, "kind"), "door"),
    ],
)
def test_named_shapes_under_a_right_checksum_are_damage(vectors, path, value):
    from storage.keys import lined_file

    body = lined_file.read_summed(bytes.fromhex(vectors("key_file")["file"]))
    place = body
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert code_of(key_file.parse, lined_file.summed(body)) == "keys.file_damaged"


class TestStore:
    """On the disk."""

    def test_the_generation_before_is_kept(self, school, tmp_path):
        file, _ = school
        newer = replace(file, generation=file.generation + 1)
        key_file_store.save_key_file(tmp_path, file)
        assert not (tmp_path / "casebook.keys.1").exists()
        key_file_store.save_key_file(tmp_path, newer)
        loaded = key_file_store.load_key_file(tmp_path)
        assert (loaded.file, loaded.notice) == (newer, None)
        assert key_file.parse((tmp_path / "casebook.keys.1").read_bytes()) == file
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "casebook.keys",
            "casebook.keys.1",
        ]

    @pytest.mark.parametrize("fault", ["damaged", "gone", "a folder", "huge"])
    def test_the_generation_before_serves_and_is_told(self, school, tmp_path, fault):
        file, _ = school
        newer = replace(file, generation=file.generation + 1)
        key_file_store.save_key_file(tmp_path, file)
        key_file_store.save_key_file(tmp_path, newer)
        path = tmp_path / "casebook.keys"
        if fault == "damaged":
            path.write_bytes(path.read_bytes()[:-9])
        elif fault == "huge":
            path.write_bytes(bytes(5_000_000))
        else:
            path.unlink()
        if fault == "a folder":
            path.mkdir()
        loaded = key_file_store.load_key_file(tmp_path)
        assert loaded.file == file
        assert loaded.notice is not None
        assert loaded.notice.code == "keys.previous_used"
        if fault != "a folder":
            key_file_store.save_key_file(tmp_path, newer)
            assert key_file_store.load_key_file(tmp_path).notice is None
            assert key_file.parse((tmp_path / "casebook.keys.1").read_bytes()) == file

    def test_missing_and_damaged_are_told_apart(self, school, tmp_path):
        assert code_of(key_file_store.load_key_file, tmp_path) == "keys.file_missing"
        (tmp_path / "casebook.keys").write_bytes(b"x")
        assert code_of(key_file_store.load_key_file, tmp_path) == "keys.file_damaged"

    def test_a_folder_that_cannot_be_written(self, school, tmp_path):
        file, _ = school
        blocked = tmp_path / "file"
        blocked.write_bytes(b"")
        assert code_of(key_file_store.save_key_file, blocked, file) == "keys.folder_read_only"

    def test_a_crash_at_any_call_leaves_a_whole_file(self, school, tmp_path, monkeypatch):
        """Every call that touches the disk fails once; afterwards the school can always get in."""
        import os

        file, _ = school
        newer = replace(file, generation=file.generation + 1)
        failed = 0
        for stop_at in range(40):
            folder = tmp_path / str(stop_at)
            folder.mkdir()
            key_file_store.save_key_file(folder, file)
            left = stop_at

            def failing(real):
                def call(*args, **named):
                    nonlocal left
                    left -= 1
                    if left < 0:
                        raise OSError(28, "No space left on device")
                    return real(*args, **named)

                return call

            with monkeypatch.context() as patch:
                for name in ("open", "fsync", "replace", "unlink"):
                    patch.setattr(os, name, failing(getattr(os, name)))
                try:
                    key_file_store.save_key_file(folder, newer)
                except UserFacingError as error:
                    failed += error.code == "keys.disk_full"
            loaded = key_file_store.load_key_file(folder)
            assert loaded.file in (file, newer)
            assert loaded.notice is None
            key_file_store.remove_leftovers(folder)
            assert not list(folder.glob("*.part"))
        assert 5 < failed < 40
