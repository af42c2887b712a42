"""The pack for the next school: made, entered, checked and laid out without a casebook; whatever is
changed in it is found.
"""

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from desktop.usecases import pack_contents
from desktop.usecases.lead import transfer_out
from desktop.usecases.lead.documents.leaving import finish_leaving
from desktop.usecases.lead.documents.register import disclosures_of
from desktop.usecases.lead.transfer_out import PackMade, PackRequest, create_pack
from desktop.usecases.lead.transfer_receipts import (
    acknowledge_pack,
    answer_days,
    due_receipts,
    receipt_words,
)
from desktop.usecases.lead.verify_casebook import replay_differences, show_page, verify_ledger
from desktop.usecases.pack_contents import DOCUMENT, ENTRIES, read_contents
from desktop.usecases.transfer_pack import opened_pack, unpack, verify_pack
from desktop.usecases.verify_document import verify_pdf
from exports.file_writer import PreparedFile
from storage.database.repositories import disclosures
from storage.keys.signing import SchoolKeys
from storage.letterbox.pack_payload import PackFile
from storage.letterbox.transfer_pack import open_pack, seal_pack
from storage.records.errors import UserFacingError
from tests.fakes.full_file import JPEG, SCAN, FullFile, fill_file
from tests.fakes.small_school import SmallSchool, cheap_kdf


@pytest.fixture(scope="module")
def filled(school_template: SmallSchool, tmp_path_factory) -> tuple[SmallSchool, FullFile]:
    """A school whose first child has one of everything; nobody writes to it."""
    folder = tmp_path_factory.mktemp("filled") / "school"
    school = school_template.copy_to(folder, seed="filled")
    with school.signed_in() as casebook:
        return school, fill_file(school, casebook)


@pytest.fixture
def school(filled, tmp_path: Path):
    """A copy of the filled school."""
    copy = filled[0].copy_to(tmp_path / "school", seed="one pack")
    yield copy
    copy.close()


@pytest.fixture(scope="module")
def made(filled, tmp_path_factory) -> tuple[PackMade, bytes]:
    """A pack of the filled school, for tests that do not need its casebook."""
    school = filled[0].copy_to(tmp_path_factory.mktemp("made") / "school", seed="made")
    with school.signed_in() as casebook:
        pack = make(school, casebook)
    return pack, Path(pack.path).read_bytes()


def make(school: SmallSchool, casebook, **changes) -> PackMade:
    usual = {
        "pupil_id": school.first_pupil,
        "recipient": "Kim Vale, DSL, Otter Brook Primary",
        "path": school.root / f"{school.first_pupil}.holdfast-pack",
        "method": "hand",
    }
    request = PackRequest(**{**usual, **changes})
    return create_pack(casebook, request=request, kdf=cheap_kdf(school.random_bytes))


def code_of(function, *args, **named) -> str:
    with pytest.raises(UserFacingError) as caught:
        function(*args, **named)
    return caught.value.code


def test_a_pack_is_entered_and_proved(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        pack = make(school, casebook)
        row = disclosures.disclosure(casebook.connection, pack.export_id)
        assert row is not None
        assert (row.document, row.product, row.sha256) == ("transfer_pack", "locked", pack.sha256)
        assert row.values["method"] == "hand"
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
        data = Path(pack.path).read_bytes()
        opened = opened_pack(data, passphrase=pack.passphrase)
        pdf = opened.contents.document
        assert hashlib.sha256(pdf).hexdigest() == row.kept_sha256
        assert show_page(casebook, code=row.page_codes[0]).export_id == pack.export_id
        stored = casebook.connection.value(
            "SELECT count(*) FROM chunk WHERE data LIKE ?", (f"%{pack.passphrase}%",)
        )
        assert stored == 0
    assert hashlib.sha256(data).hexdigest() == pack.sha256
    assert len(pack.passphrase.split()) == 6
    assert pack.passphrase not in repr(pack)
    report = opened.report
    assert (report.result, report.first_fault) == ("ok", None)
    assert report.details["export_id"] == pack.export_id
    assert report.details["files"] == pack.files == 3
    assert any("3 stored files are byte for byte" in line for line in report.proved)
    assert any("Who sent it" in line for line in report.not_proved)
    assert verify_pdf(pdf).result == "ok"


def test_nothing_of_another_child_travels(filled, made) -> None:
    """Their names stand where the documents of this child name them; their ids and links do not."""
    _, full = filled
    pack, data = made
    entries = open_pack(data, passphrase=pack.passphrase).files[1]
    assert entries.name == ENTRIES
    shown = json.loads(entries.content)["entries"]
    assert not any("pupils" in entry.get("shown", {}) for entry in shown)
    assert any("pupils" in entry.get("withheld", {}) for entry in shown), "the control"
    assert full.other.encode() not in entries.content
    assert full.concern.encode() in entries.content, "the control"


def test_the_key_told_by_telephone_is_compared(made, tmp_path: Path) -> None:
    pack, data = made
    path = tmp_path / "a.holdfast-pack"
    path.write_bytes(data)
    good = verify_pack(path, password=pack.passphrase, expect_key=pack.key_id.replace(" ", ""))
    assert good.result == "ok"
    assert any("given by another way" in line for line in good.proved)
    assert not any("Who sent it" in line for line in good.not_proved)
    bad = verify_pack(path, password=pack.passphrase, expect_key="00" * 16)
    assert (bad.result, bad.proved) == ("changed", ())
    assert bad.first_fault is not None
    assert bad.first_fault["code"] == "verify.another_key"
    assert code_of(verify_pack, path) == "pack.passphrase_needed"
    assert code_of(verify_pack, path, password="six other words") == "pack.wrong_passphrase"
    path.write_bytes(data[:-40])
    changed = verify_pack(path, password=pack.passphrase)
    assert changed.result == "changed"
    assert changed.first_fault == {"code": "pack.damaged"}
    path.write_bytes(b"%PDF-1.7 something else")
    assert verify_pack(path, password=pack.passphrase).result == "unreadable"


def test_the_contents_are_laid_out_as_plain_files(made, tmp_path: Path) -> None:
    pack, data = made
    out = tmp_path / "out"
    laid = unpack(data, passphrase=pack.passphrase, out=out)
    assert laid.report.result == "ok"
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert found == set(laid.files)
    assert len([name for name in found if name.startswith("files/")]) == 3
    contents = {(out / name).read_bytes() for name in found}
    assert {JPEG, SCAN} <= contents
    assert "Proved:" in (out / "what-was-proved.txt").read_text("utf-8")
    assert verify_pdf((out / DOCUMENT).read_bytes()).result == "ok"
    assert code_of(unpack, data, passphrase=pack.passphrase, out=out) == "pack.folder_not_empty"
    nowhere = tmp_path / "no" / "folder"
    assert code_of(unpack, data, passphrase=pack.passphrase, out=nowhere) == (
        "exports.folder_missing"
    )


def again(made, *, change=None, files=None, keys: SchoolKeys | None = None) -> bytes:
    """The pack made anew by somebody who knows the passphrase and the format."""
    pack, data = made
    payload = open_pack(data, passphrase=pack.passphrase)
    content = json.loads(json.dumps(payload.content))
    if change is not None:
        change(content)
    school = SmallSchool.__new__(SmallSchool)
    del school
    random_bytes = hashlib.shake_256(b"again").digest
    return seal_pack(
        content=content,
        files=files(list(payload.files)) if files is not None else payload.files,
        passphrase=pack.passphrase,
        kdf=cheap_kdf(random_bytes),
        school=keys or SchoolKeys.new(random_bytes),
        random_bytes=random_bytes,
    )


def test_another_key_cannot_pass_the_entries_on_as_its_own(made, tmp_path: Path) -> None:
    forged = again(made)
    report = opened_pack(forged, passphrase=made[0].passphrase).report
    assert (report.result, report.proved) == ("changed", ())
    assert report.first_fault == {"code": "pack.signature"}
    assert (
        code_of(unpack, forged, passphrase=made[0].passphrase, out=tmp_path / "out")
        == "pack.does_not_hold"
    )
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def school_keys(filled, tmp_path_factory) -> SchoolKeys:
    """The sending school's own keys: the worst forger is the school itself."""
    school = filled[0].copy_to(tmp_path_factory.mktemp("keys") / "school", seed="keys")
    with school.signed_in() as casebook:
        return casebook.school


def swapped(place: int, content: bytes):
    return lambda files: [
        *files[:place],
        PackFile(name=files[place].name, media_type=files[place].media_type, content=content),
        *files[place + 1 :],
    ]


def test_what_does_not_fit_is_found(made, school_keys: SchoolKeys) -> None:
    pack, data = made
    secret = pack.passphrase
    whole = again(made, keys=school_keys)
    assert opened_pack(whole, passphrase=secret).report.result == "ok", "the control"
    original = open_pack(data, passphrase=secret)

    def fault(**named) -> str:
        changed = again(made, keys=school_keys, **named)
        report = opened_pack(changed, passphrase=secret).report
        assert report.result == "changed"
        assert report.proved == ()
        return report.first_fault["code"]

    def late(content) -> None:
        content["rows"][0]["recorded_at"] = "2020-01-01T00:00:00.000Z"

    def other(content) -> None:
        content["export_id"] = "x-000000000000"

    def placed(content) -> None:
        content["rows"][0]["seq"] = 0

    def renamed(content) -> None:
        content["rows"][0]["id"] = "c-000000000000"

    def left_out(content) -> None:
        content["rows"].pop()

    assert fault(change=late) == "pack.row_without_entry"
    assert fault(change=renamed) == "pack.row_without_entry"
    assert fault(change=left_out) == "pack.entry_without_row"
    assert fault(change=placed) == "pack.row_without_entry"
    assert fault(change=other) == "pack.other_document"
    assert fault(files=swapped(3, b"another drawing")) == "pack.file_changed"
    pdf = bytearray(original.files[0].content)
    pdf[len(pdf) // 2] ^= 1
    assert fault(files=swapped(0, bytes(pdf))) == "pack.document_changed"
    entries = original.files[1].content.replace(b"left forearm, seen", b"left forearm, sewn", 1)
    assert entries != original.files[1].content
    assert fault(files=swapped(1, entries)) == "ledger.body"
    assert fault(files=swapped(1, b"[" * 5000)) == "ledger.extract_unreadable"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.pop("rows"),
        lambda content: content.update(format="another"),
        lambda content: content.update(rows="all"),
        lambda content: content["rows"][0].update(role="king"),
        lambda content: content["rows"][0].update(seq=-1),
        lambda content: content["rows"][0].update(seq=True),
        lambda content: content["stored"][0].update(file=0),
        lambda content: content["stored"][0].update(file=99),
        lambda content: content["stored"][0].update(name=7),
        lambda content: content["child"].update(upn=None),
        lambda content: content["child"].update(date_of_birth="not a date"),
        lambda content: content["child"].update(date_of_birth="99999-12-31"),
        lambda content: content["child"].update(date_of_birth="2019-9-1"),
        lambda content: content["child"].update(
            dict.fromkeys(
                (
                    *("legal_surname", "legal_forename"),
                    *("preferred_surname", "preferred_forename"),
                ),
                "\x1b\u202e",
            )
        ),
        lambda content: content["child"].update(contacts=content["child"]["contacts"] * 99),
        lambda content: content.update(made_at="yesterday"),
        lambda content: content.update(export_id="x-1: record c-2"),
        lambda content: content["child"].update(in_care="maybe"),
        lambda content: content["child"].update(contacts=[{"name": 1}]),
        lambda content: content.update(school=[]),
        lambda content: content.update(child=[]),
    ],
)
def test_a_manifest_of_another_shape_is_damage(made, school_keys, change) -> None:
    changed = again(made, keys=school_keys, change=change)
    assert code_of(opened_pack, changed, passphrase=made[0].passphrase) == "pack.damaged"


def test_names_from_elsewhere_are_no_paths(made, school_keys, tmp_path: Path) -> None:
    names = iter(("../../../etc/passwd", "C:\\Windows\\x.dll", "con.txt"))

    def rename(content) -> None:
        for item in content["stored"]:
            item["name"] = next(names)

    changed = again(made, keys=school_keys, change=rename)
    out = tmp_path / "deep" / "out"
    out.parent.mkdir()
    laid = unpack(changed, passphrase=made[0].passphrase, out=out)
    inside = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(out in path.parents for path in inside)
    assert sorted(name for name in laid.files if name.startswith("files/")) == [
        "files/001 passwd",
        "files/002 x.dll",
        "files/003 _con.txt",
    ]


def test_the_locked_document_carries_the_files(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make(school, casebook, as_pdf=True, path=school.root / "file.pdf")
        row = disclosures.disclosure(casebook.connection, made.export_id)
        assert row is not None
        assert row.document == "transfer_pack"
    data = Path(made.path).read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password=made.passphrase) as opened:
        names = sorted(opened.attachments)
        held = [opened.attachments[name].get_file().read_bytes() for name in names]
    assert len(names) == 5  # the data, the entries, and three stored files
    assert JPEG in held
    assert SCAN in held
    assert verify_pdf(data, password=made.passphrase).result == "ok"


def test_a_receipt_is_asked_for_until_it_comes(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = make(school, casebook)
        assert disclosures_of(casebook)[0].receipt == "no receipt yet"
        days = answer_days(casebook.clock().date())
        assert (made.answer_by, made.answer_by_calendar) == (
            days.school.isoformat(),
            days.calendar.isoformat(),
        )
        assert due_receipts(casebook) == ()
        school.clock.advance(days=(days.school - casebook.clock().date()).days)
        assert due_receipts(casebook) == ()
        school.clock.advance(days=1)
        (due,) = due_receipts(casebook)
        assert (due.export_id, due.answer_by) == (made.export_id, made.answer_by)
        before = {"export_id": made.export_id, "by": "Kim Vale", "on": "2020-01-01"}
        assert code_of(acknowledge_pack, casebook, **before) == "pack.receipt_day"
        on = casebook.clock().date().isoformat()
        assert code_of(acknowledge_pack, casebook, export_id="x-1", by="K", on=on) == (
            "pack.not_sent_from_here"
        )
        assert (
            code_of(acknowledge_pack, casebook, export_id=made.export_id, by=" ", on=on)
            == "pack.receipt_incomplete"
        )
        acknowledge_pack(casebook, export_id=made.export_id, by="Kim Vale, DSL", on=on)
        assert due_receipts(casebook) == ()
        row = disclosures.disclosure(casebook.connection, made.export_id)
        assert row is not None
        assert row.values["acknowledged"]["by"] == "Kim Vale, DSL"
        assert receipt_words(row).startswith("receipt of ")
        (listed,) = disclosures_of(casebook)
        assert listed.receipt == receipt_words(row)
        assert replay_differences(casebook) == ()


def test_what_is_wrong_is_said_before_anything_is_made(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        for changes, code in (
            ({"method": "post"}, "pack.unknown_method"),
            ({"sent_on": "yesterday"}, "pack.sent_day"),
            ({"recipient": " "}, "export.incomplete"),
            ({"pupil_id": "p-000000000000"}, "pupils.not_found"),
            ({"path": school.root / "no" / "a.holdfast-pack"}, "exports.folder_missing"),
        ):
            assert code_of(make, school, casebook, **changes) == code
        assert casebook.head().size == size
    assert not list(school.root.glob("*.holdfast-pack"))


def test_the_manifest_comes_back_as_it_was_written(made) -> None:
    pack, data = made
    payload = open_pack(data, passphrase=pack.passphrase)
    contents = read_contents(payload)
    content, files = pack_contents.write_contents(
        texts={name: payload.content[name] for name in pack_contents._TEXTS},
        school=(contents.school_name, contents.school_urn),
        child=contents.child,
        rows=contents.rows,
        stored=contents.stored,
        own_files={file.name: file.content for file in payload.files[:3]},
    )
    assert content == payload.content
    assert files == payload.files
    assert replace(contents) == contents


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE chronology SET id = id || 'x' WHERE kind = 'entry'",
        "UPDATE chronology SET text = 'Nothing.' WHERE kind = 'entry'",
        "UPDATE chronology SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE kind = 'reply'",
    ],
    ids=["another id", "other words", "another time"],
)
def test_what_would_not_stand_its_own_check_does_not_leave(school: SmallSchool, change) -> None:
    """The read tables are no evidence: a list that the entries do not bear out stays here."""
    with school.signed_in() as casebook:
        size = casebook.head().size
        casebook.connection.run(change)
        refused = code_of(make, school, casebook)
        assert refused in ("pack.would_not_hold", "export.row_differs", "documents.text_differs")
        assert casebook.head().size == size
    assert not list(school.root.glob("*.holdfast-pack"))


def test_what_fails_before_the_entry_leaves_nothing(school: SmallSchool, monkeypatch) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size

        def no_room(*_args, **_named) -> None:
            raise UserFacingError("database.disk_full")

        monkeypatch.setattr(transfer_out.ledger_rows, "remember_checkpoint", no_room)
        assert code_of(make, school, casebook) == "database.disk_full"
        assert casebook.head().size == size
        assert finish_leaving(casebook) == ()
    assert not list(school.root.glob("*.holdfast-pack*"))
    assert not list(school.root.glob(".holdfast-*"))


def test_a_crash_after_the_entry_takes_the_unread_pack_away(
    school: SmallSchool, monkeypatch
) -> None:
    """Nobody saw its passphrase, so nobody could ever open it: it goes, and that is said."""

    class PowerCut(BaseException):
        pass

    def cut(_file) -> None:
        raise PowerCut

    with school.signed_in() as casebook:
        with monkeypatch.context() as patched:
            patched.setattr(PreparedFile, "publish", cut)
            with pytest.raises(PowerCut):
                make(school, casebook)
        (told,) = finish_leaving(casebook)
        assert told.code == "exports.stopped_locked"
        assert finish_leaving(casebook) == ()
    assert not list(school.root.glob("*.holdfast-pack"))
    assert not list(school.root.glob(".holdfast-*"))
