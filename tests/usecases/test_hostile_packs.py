"""Packs that somebody made who knows the format, the passphrase and even the school's key: whatever
is in them, the answer is a report or one sentence.
"""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases import pack_report
from desktop.usecases.lead.received_entries import received_rows
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.transfer_pack import opened_pack
from desktop.usecases.verify_document import check_document
from storage.keys.signing import SchoolKeys
from storage.letterbox.pack_payload import PackFile, PackPayload
from storage.letterbox.transfer_pack import open_pack, seal_pack
from storage.records.errors import UserFacingError
from tests.fakes.full_file import fill_file
from tests.fakes.small_school import SmallSchool, cheap_kdf

TRIES = 150
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**53 - 1, "", "x" * 5000, "../../etc/passwd", "\u202egpj.exe"),
    *([], {}, [[]], {"file": 0}, "c-000000000000", "2026-11-22T09:10:00.000Z", "p\u0000"),
)


@pytest.fixture(scope="module")
def original(school_template: SmallSchool, tmp_path_factory) -> tuple[PackPayload, SchoolKeys, str]:
    """An honest pack, the keys of its school, and its passphrase."""
    folder = tmp_path_factory.mktemp("honest") / "school"
    school = school_template.copy_to(folder, seed="honest")
    with school.signed_in() as casebook:
        fill_file(school, casebook)
        request = PackRequest(
            pupil_id=school.first_pupil,
            recipient="Otter Brook",
            path=folder / "a.holdfast-pack",
            method="hand",
        )
        made = create_pack(casebook, request=request, kdf=cheap_kdf(school.random_bytes))
        data = Path(made.path).read_bytes()
        return open_pack(data, passphrase=made.passphrase), casebook.school, made.passphrase


@pytest.fixture(autouse=True)
def documents_are_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same document gets the same report: its own checks are tested elsewhere."""
    known: dict[bytes, Any] = {}

    def check(data: bytes) -> Any:
        digest = hashlib.sha256(data).digest()
        if digest not in known:
            known[digest] = check_document(data)
        return known[digest]

    monkeypatch.setattr(pack_report, "check_document", check)


def sealed(content: Any, files: tuple[PackFile, ...], keys: SchoolKeys, secret: str) -> bytes:
    random_bytes = hashlib.shake_256(b"hostile").digest
    return seal_pack(
        content=content,
        files=files,
        passphrase=secret,
        kdf=cheap_kdf(random_bytes),
        school=keys,
        random_bytes=random_bytes,
    )


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value: (container, key)."""
    found = []
    if isinstance(value, dict):
        for key in sorted(value):
            found += [(value, key), *places(value[key])]
    elif isinstance(value, list):
        for key in range(len(value)):
            found += [(value, key), *places(value[key])]
    return found


def disturb(value: Any, draw: random.Random) -> Any:
    """Return the value with one to three of its places changed, left out or doubled."""
    value = json.loads(json.dumps(value))
    for _ in range(draw.randrange(1, 4)):
        container, key = draw.choice(places(value))
        match draw.randrange(3):
            case 0:
                container[key] = draw.choice(ODD)
            case 1 if isinstance(container, dict):
                container[draw.choice(("other", key))] = container.pop(key)
            case 1:
                container.insert(key, container[key])
            case 2:
                container.pop(key)
        if not places(value):
            return value
    return value


def answer(data: bytes, secret: str) -> str:
    """ "ok", "changed" or the code of the refusal; anything else is a fault of ours."""
    try:
        opened = opened_pack(data, passphrase=secret)
        if opened.report.result == "ok":
            received_rows(opened.contents, opened.proved, key_id=opened.key_id)
        assert (opened.report.result == "ok") == (opened.report.first_fault is None)
        assert opened.report.proved == () or opened.report.result == "ok"
    except UserFacingError as error:
        return error.code
    return opened.report.result


def run(change: Callable[[random.Random], bytes], secret: str) -> dict[str, int]:
    counted: dict[str, int] = {}
    for seed in range(TRIES):
        found = answer(change(random.Random(seed)), secret)
        counted[found] = counted.get(found, 0) + 1
    assert set(counted) <= {"ok", "changed", "pack.damaged"}
    return counted


def test_any_manifest_gets_an_answer(original) -> None:
    payload, keys, secret = original
    assert answer(sealed(payload.content, payload.files, keys, secret), secret) == "ok"

    def change(draw: random.Random) -> bytes:
        return sealed(disturb(dict(payload.content), draw), payload.files, keys, secret)

    counted = run(change, secret)
    assert counted["pack.damaged"] > 10
    assert counted["changed"] > 0


def test_any_entries_get_an_answer(original) -> None:
    payload, keys, secret = original
    entries = json.loads(payload.files[1].content)

    def change(draw: random.Random) -> bytes:
        odd = json.dumps(disturb(entries, draw)).encode()
        files = (payload.files[0], PackFile(name="entries.json", media_type="x", content=odd))
        return sealed(dict(payload.content), (*files, *payload.files[2:]), keys, secret)

    counted = run(change, secret)
    assert counted["changed"] > TRIES // 2


def test_any_cut_of_the_files_gets_an_answer(original) -> None:
    payload, keys, secret = original

    def change(draw: random.Random) -> bytes:
        files = [file for file in payload.files if draw.random() < 0.9]
        draw.shuffle(files)
        return sealed(dict(payload.content), tuple(files), keys, secret)

    counted = run(change, secret)
    assert counted.get("ok", 0) < TRIES // 2
