"""Argon2id, calibration, and what is said about passwords, PINs and passphrases."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import passphrases
from storage.keys.passwords import (
    KdfParameters,
    assess,
    assess_pin,
    calibrate,
    derive,
    time_one,
    with_new_salt,
)


def test_rfc_9106_second_choice_is_the_floor():
    floor = KdfParameters.floor(salt=bytes(16))
    assert (floor.memory_kib, floor.time, floor.lanes) == (65536, 3, 4)


def test_argon2id_equals_openssl(vectors, shared_data):
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    parameters = KdfParameters(memory_kib=1024, time=2, lanes=2, salt=b"s" * 16)
    theirs = Argon2id(salt=b"s" * 16, length=32, iterations=2, lanes=2, memory_cost=1024).derive(
        "café".encode()
    )
    assert derive("café", parameters) == theirs
    assert derive("cafe\u0301", parameters) == theirs, "another keyboard, the same password"
    assert derive("Café", parameters) != theirs


def test_argon2id_rfc_9106_vectors(shared_data):
    from argon2.low_level import Type, hash_secret_raw

    text = (shared_data / "crypto" / "argon2id_rfc9106_cryptography.txt").read_text("utf-8")
    checked = 0
    for block in text.split("COUNT = ")[1:]:
        vector = dict(re.findall(r"^(\w+) = ?(.*)$", block, re.MULTILINE))
        if "secret" in vector or int(vector["memcost"]) > 70_000:
            continue
        result = hash_secret_raw(
            secret=bytes.fromhex(vector["pass"]),
            salt=bytes.fromhex(vector["salt"]),
            time_cost=int(vector["iter"]),
            memory_cost=int(vector["memcost"]),
            parallelism=int(vector["lanes"]),
            hash_len=int(vector["length"]),
            type=Type.ID,
        )
        assert result.hex() == vector["output"]
        checked += 1
    assert checked >= 3


def test_any_text_is_a_password(cheap):
    for text in ("", "\ud800", "\0", "🙂" * 1000, "a\u00a0b"):
        assert len(derive(text, cheap())) == 32
    parameters = cheap()
    assert derive("a\u00a0b", parameters) == derive("a b", parameters)


@pytest.mark.parametrize(
    ("seconds_per_mib", "expected_mib"), [(0.1, 64), (0.007, 128), (0.003, 256), (0.0001, 256)]
)
def test_calibration_goes_up_while_it_is_quick(random_bytes, seconds_per_mib, expected_mib):
    result = calibrate(
        random_bytes=random_bytes,
        timer=lambda parameters: parameters.memory_kib / 1024 * seconds_per_mib,
    )
    assert result.memory_kib == expected_mib * 1024


def test_calibration_stays_at_the_floor_without_memory(random_bytes):
    def timer(parameters):
        raise MemoryError

    assert calibrate(random_bytes=random_bytes, timer=timer).memory_kib == 65536


def test_timing_one_derivation(cheap, random_bytes):
    assert 0 < time_one(cheap()) < 5
    parameters = cheap()
    assert with_new_salt(parameters, random_bytes).salt != parameters.salt


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**40}, {"memory_kib": 1}, {"time": 0}, {"time": 1000}, {"lanes": 0},
        {"lanes": 99}, {"salt": "00"}, {"salt": "zz" * 16}, {"name": "scrypt"}, {"time": "3"},
        {"time": True}, {"more": 1}, {"salt": 5},
    ],
)  # fmt: skip
def test_parameters_from_elsewhere_are_bounded(cheap, change):
    good = cheap().to_value()
    assert KdfParameters.from_value(good).to_value() == good
    with pytest.raises(ValueError):  # noqa: PT011  (several sentences)
        KdfParameters.from_value({**good, **change})
    with pytest.raises(ValueError, match="Argon2id"):
        KdfParameters.from_value(None)


BANNED = ("Róisín O'Neill", "r.oneill", "St Bede's Catholic Primary School")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "keys.password_too_short"),
        ("elevenchars", "keys.password_too_short"),
        ("password1234", "keys.password_common"),
        ("P@ssw0rd2026!", "keys.password_common"),
        ("Safeguarding1", "keys.password_common"),
        ("letmeinplease", "keys.password_common"),
        ("Roisin-ONeill-26", "keys.password_names_you"),
        ("stbedesprimary1", "keys.password_names_you"),
        ("qwertyuiop[]", "keys.password_pattern"),
        ("aaaaaaaaaaaaaa", "keys.password_pattern"),
        ("abcabcabcabcabc", "keys.password_pattern"),
        ("1234567890abcdef", "keys.password_pattern"),
        ("zyxwvutsrqpo", "keys.password_pattern"),
    ],
)
def test_weak_passwords_are_named(password, code):
    assert [problem.code for problem in assess(password, banned_words=BANNED)] == [code]


@pytest.mark.parametrize(
    "password",
    ["candle river fiddle", "Kettle9%moth-harbour", "три зелёных трамвая", "حمزة يحب القراءة كثيرا",
     "correct horse battery", "🙂🦊🌲🚲🎈🧵🪁🥝🛶🎻🧩🪐"],
)  # fmt: skip
def test_good_passwords_have_no_problem(password):
    assert assess(password, banned_words=BANNED) == ()


@given(password=st.text(st.characters(codec=None), max_size=40))
def test_any_password_can_be_assessed(password):
    assess(password, banned_words=[password[:5], "\ud800", ""])
    assess_pin(password)


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("", "keys.pin_length"), ("123", "keys.pin_length"), ("123456789", "keys.pin_length"),
        ("0000", "keys.pin_common"), ("1234", "keys.pin_common"), ("9876", "keys.pin_common"),
        ("7890", "keys.pin_common"), ("1212", "keys.pin_common"), ("1987", "keys.pin_common"),
        ("2015", "keys.pin_common"), ("2580", "keys.pin_common"), ("123123", "keys.pin_common"),
        ("a1", "keys.password_too_short"), ("password1", "keys.password_common"),
        ("٤٠٧١", "keys.password_too_short"),
    ],
)  # fmt: skip
def test_weak_pins_are_named(pin, code):
    assert [problem.code for problem in assess_pin(pin)] == [code]


@pytest.mark.parametrize("pin", ["4071", "83016", "590372", "40718352", "kettle moth"])
def test_good_pins_have_no_problem(pin):
    assert assess_pin(pin) == ()


def test_the_word_list_is_clean():
    words = passphrases.word_list()
    assert len(words) >= 1000
    assert len(set(words)) == len(words)
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in words)
    ordered = sorted(words)
    assert not any(after.startswith(before) for before, after in pairwise(ordered))


def test_passphrases_use_every_word_alike(random_bytes):
    phrases = [passphrases.new_passphrase(random_bytes=random_bytes).split() for _ in range(2000)]
    assert all(len(phrase) == 6 for phrase in phrases)
    counts = Counter(word for phrase in phrases for word in phrase)
    assert len(counts) == len(passphrases.word_list())
    with pytest.raises(ValueError, match="five"):
        passphrases.new_passphrase(random_bytes=random_bytes, words=4)


def test_passphrases_draw_again_above_the_last_whole_round():
    draws = iter([b"\xff" * 4] + [bytes(4)] * 6)
    phrase = passphrases.new_passphrase(random_bytes=lambda _length: next(draws))
    assert phrase == " ".join([passphrases.word_list()[0]] * 6)
