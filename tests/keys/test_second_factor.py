"""Codes: RFC 6238, single use, clocks that are wrong, printed codes, waiting after failures."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import totp
from storage.keys.sign_in_attempts import SignInAttempts
from storage.keys.totp import (
    SlotPayload,
    accept_second_factor,
    hash_one_time_code,
    new_one_time_codes,
)
from storage.records.errors import UserFacingError

NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
SECRET = b"12345678901234567890"


def refused(function, *args, **named) -> UserFacingError:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value


def test_rfc_6238(shared_data):
    data = json.loads((shared_data / "crypto" / "totp_rfc6238.json").read_text("utf-8"))
    rows = [row for row in data["totp"] if row["algorithm"] == "SHA1"]
    assert rows
    for row in rows:
        moment = datetime.fromtimestamp(row["time"], UTC)
        assert totp.code_at(bytes.fromhex(row["key_hex"]), moment) == row["code"][-6:]
        digits = pyotp.TOTP(row["key_base32"], digits=8).at(row["time"])
        assert digits == row["code"]


def test_rfc_4226_by_hand():
    for step in range(0, 50_000, 997):
        mac = hmac.new(SECRET, step.to_bytes(8, "big"), hashlib.sha1).digest()
        start = mac[-1] & 15
        number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
        moment = datetime.fromtimestamp(step * 30, UTC)
        assert totp.code_at(SECRET, moment) == f"{number % 10**6:06d}"


def test_a_code_works_once_and_one_step_either_way():
    here = totp.step_of(NOW)
    for shift in (-1, 0, 1):
        code = totp.code_at(SECRET, NOW + timedelta(seconds=30 * shift))
        spaced = f" {code[:3]} {code[3:]} "
        assert totp.check_code(SECRET, spaced, now=NOW, last_step=0) == here + shift
        error = refused(totp.check_code, SECRET, code, now=NOW, last_step=here + shift)
        assert error.code == "keys.code_used"


@pytest.mark.parametrize(
    ("minutes", "about"),
    [
        (1.5, "2 minutes"),
        (5, "5 minutes"),
        (60, "60 minutes"),
        (89, "89 minutes"),
        (90, "2 hours"),
        (119, "2 hours"),
        (12 * 60, "12 hours"),
    ],
)
def test_a_clock_that_is_wrong_is_named_with_its_direction(minutes, about):
    for sign, wanted in ((1, "keys.clock_behind"), (-1, "keys.clock_ahead")):
        code = totp.code_at(SECRET, NOW + timedelta(minutes=sign * minutes))
        error = refused(totp.check_code, SECRET, code, now=NOW, last_step=0)
        assert (error.code, error.facts) == (wanted, {"about": about})


def test_an_old_used_code_is_called_used():
    code = totp.code_at(SECRET, NOW - timedelta(minutes=10))
    error = refused(totp.check_code, SECRET, code, now=NOW, last_step=totp.step_of(NOW))
    assert error.code == "keys.code_used"


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "²²²²²²"])
def test_what_is_no_code_is_wrong(code):
    assert refused(totp.check_code, SECRET, code, now=NOW, last_step=0).code == "keys.code_wrong"


def test_a_code_of_another_day_is_wrong():
    code = totp.code_at(SECRET, NOW + timedelta(days=1))
    assert refused(totp.check_code, SECRET, code, now=NOW, last_step=0).code == "keys.code_wrong"


def test_the_first_seconds_of_time_do_not_underflow():
    early = datetime.fromtimestamp(0, UTC)
    assert totp.check_code(SECRET, totp.code_at(SECRET, early), now=early, last_step=-1) == 0


def test_the_address_in_the_qr_code(random_bytes):
    secret = totp.new_totp_secret(random_bytes)
    assert len(secret) == 20
    parsed = pyotp.parse_uri(totp.otpauth_uri(secret, account="j.smith", school="Élan & Co: 1"))
    assert parsed.secret == totp.secret_text(secret)
    assert parsed.issuer == "Holdfast"
    assert totp.otpauth_uri(secret, account="j.smith", school="").startswith("otpauth://totp/")


def test_printed_codes_work_once_each(random_bytes):
    codes = new_one_time_codes(random_bytes)
    assert len(set(codes)) == 10
    payload = SlotPayload(
        totp_secret=SECRET, one_time_hashes=tuple(hash_one_time_code(code) for code in codes)
    )
    for used, code in enumerate(codes, start=1):
        typed = code.replace("-", " ")
        payload = accept_second_factor(payload, typed, now=NOW)
        assert len(payload.one_time_hashes) == 10 - used
        error = refused(accept_second_factor, payload, code, now=NOW)
        assert error.code == "keys.printed_code_wrong"
    assert SlotPayload.from_bytes(payload.to_bytes()) == payload


def test_the_telephones_code_moves_the_last_step():
    payload = SlotPayload(totp_secret=SECRET)
    code = totp.code_at(SECRET, NOW)
    accepted = accept_second_factor(payload, code, now=NOW)
    assert accepted.last_step == totp.step_of(NOW)
    assert refused(accept_second_factor, accepted, code, now=NOW).code == "keys.code_used"


def test_without_a_telephone_no_code_is_right():
    payload = SlotPayload(totp_secret=b"")
    for code in ("000000", "123456", ""):
        assert refused(accept_second_factor, payload, code, now=NOW).code == "keys.code_wrong"


def test_waiting_grows_and_survives_a_restart():
    attempts, waits = SignInAttempts(), []
    for _ in range(10):
        attempts = SignInAttempts.from_bytes(
            attempts.failed("slot1", now=NOW, what="password").to_bytes()
        )
        waits.append(attempts.wait_seconds("slot1", now=NOW))
    assert waits == [0, 0, 5, 15, 30, 60, 120, 300, 300, 300]
    assert attempts.wait_seconds("slot2", now=NOW) == 0
    error = refused(attempts.require_turn, "slot1", now=NOW + timedelta(seconds=299.5))
    assert (error.code, error.facts) == ("keys.wait", {"seconds": 1})
    attempts.require_turn("slot1", now=NOW + timedelta(seconds=300))
    assert attempts.wait_seconds("slot1", now=NOW - timedelta(days=365)) == 300
    assert len(attempts.history("slot1")) == 10
    after = attempts.succeeded("slot1")
    assert after.wait_seconds("slot1", now=NOW) == 0
    assert after.history("slot1") == attempts.history("slot1")
    assert after.without_history("slot1").history("slot1") == ()


@given(data=st.binary(max_size=200))
def test_a_damaged_sidecar_is_empty_and_says_so(data):
    assert SignInAttempts.from_bytes(data).was_damaged


def test_a_sidecar_of_another_shape_is_damaged():
    from storage.keys import lined_file

    for rows in ({"rows": [], "failures": []}, {"rows": {}, "failures": [{"x": "y"}]}, {}):
        data = lined_file.summed({**rows, "v": 1})
        assert SignInAttempts.from_bytes(data).was_damaged


@pytest.mark.parametrize(
    ("rows", "failures"),
    [
        ({"slot1": {"count": 3, "at": "yesterday"}}, []),
        ({"slot1": {"count": "3", "at": "2026-11-22T09:10:00.000Z"}}, []),
        ({"slot1": {"count": -3, "at": "2026-11-22T09:10:00.000Z"}}, []),
        ({}, [{"who": "slot1", "at": "2026-11-22T09:10:00.000Z", "what": "Ruth lied"}]),
        ({}, [{"who": "slot1", "at": {"a": 1}, "what": "password"}]),
        ({}, [{"who": "slot1", "at": "x", "what": "password"}]),
        ({}, [{"who": 7, "at": "2026-11-22T09:10:00.000Z", "what": "password"}]),
        ({}, [{"who": "x" * 101, "at": "2026-11-22T09:10:00.000Z", "what": "password"}]),
    ],
)
def test_what_somebody_wrote_into_the_sidecar_reaches_nobody(rows, failures):
    """It would stop every sign-in, or stand in the ledger as if the program had seen it."""
    from storage.keys import lined_file

    data = lined_file.summed({"rows": rows, "failures": failures, "v": 1})
    assert SignInAttempts.from_bytes(data).was_damaged


def test_kinds_of_failures_are_fixed():
    with pytest.raises(ValueError, match="kind"):
        SignInAttempts().failed("slot1", now=NOW, what="name")
