"""What left the school, checked and compared: documents, certificates, receipts, backups, codes."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.compare_documents import compare_files
from desktop.usecases.given_state import read_given
from desktop.usecases.lead.back_up import back_up
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.compare_anchors import compare_with_files, find_check_code
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.given_out import list_anchors
from desktop.usecases.lead.ledger_certificate import make_certificate
from desktop.usecases.lead.verify_backup import verify_backup
from desktop.usecases.lead.verify_casebook import verify_connection, verify_ledger
from desktop.usecases.report import Report
from desktop.usecases.staff.pinned_key import pinned_key
from desktop.usecases.verify_file import verify_file
from exports.inspect import inspect_pdf
from storage.database import replay
from storage.database.connection import connect_raw, open_casebook
from storage.database.repositories import ledger_rows
from storage.keys.person_keys import key_id_of
from storage.ledger.fingerprint import check_code
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import WHEN, SmallSchool


@dataclass(frozen=True)
class Given:
    """A school and everything that it gave out, in this order."""

    school: SmallSchool
    first: Path
    receipt: Path
    backup: Path
    certificate: Path
    second: Path


def note(casebook: OpenCasebook, school: SmallSchool, text: str) -> None:
    """One more entry in the first child's file."""
    add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
            happened=WHEN,
            text=text,
        ),
    )


def export(casebook: OpenCasebook, school: SmallSchool, name: str) -> Path:
    path = school.root / name
    request = ExportRequest(
        pupil_id=school.first_pupil,
        profile="court",
        purpose="Care proceedings",
        recipient="Wexcombe Council",
        path=path,
    )
    export_chronology(casebook, request=request)
    return path


@pytest.fixture(scope="module")
def template(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Given:
    """Everything given out once; nobody writes to it."""
    folder = tmp_path_factory.mktemp("given") / "school"
    school = school_template.copy_to(folder, seed="given")
    school.send(what_happened="No coat again.")
    before = set(school.letterbox.rglob("*.rcpt"))
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        (receipt,) = set(school.letterbox.rglob("*.rcpt")) - before
        note(casebook, school, "Rang the school nurse.")
        first = export(casebook, school, "first.pdf")
        made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
        note(casebook, school, "Mother came.")
        certificate = school.root / "certificate.pdf"
        make_certificate(casebook, path=certificate, recipient="Mrs Akhtar, chair of governors")
        note(casebook, school, "Father came.")
        second = export(casebook, school, "second.pdf")
    return Given(
        school=school,
        first=first,
        receipt=receipt,
        backup=made.path,
        certificate=certificate,
        second=second,
    )


@pytest.fixture
def given(template: Given, tmp_path: Path):
    """A copy of the school and its papers that a test may change."""
    school = template.school.copy_to(tmp_path / "given", seed="one test")
    papers = tmp_path / "papers"
    papers.mkdir()
    paths = {
        name: Path(shutil.copy(getattr(template, name), papers))
        for name in ("first", "receipt", "backup", "certificate", "second")
    }
    yield Given(school=school, **paths)
    school.close()


def sentences(report: Report) -> str:
    return "\n".join((*report.proved, *report.not_proved))


# ---- one file, no sign-in


def test_every_kind_of_paper_says_what_it_proves_and_what_not(given: Given) -> None:
    for path in (given.first, given.receipt, given.backup, given.certificate, given.second):
        report = verify_file(path)
        assert (report.result, report.first_fault) == ("ok", None), path.name
        assert report.proved
        assert any("true" in line or "no word of it" in line for line in report.not_proved)
        assert json.loads(json.dumps(report.to_value()))["result"] == "ok"


def test_a_receipt_is_the_schools_only_where_its_key_is_known(given: Given) -> None:
    with given.school.signed_in() as casebook:
        key = casebook.school.public_ed25519
    pinned = pinned_key(given.school.workstation)
    assert pinned == key
    assert "Whose key it is" in sentences(verify_file(given.receipt))
    assert "paired with" in sentences(verify_file(given.receipt, school_key=pinned))
    told = verify_file(given.receipt, expect_key=key_id_of(key).upper())
    assert "given by another way" in sentences(told)
    assert verify_file(given.receipt, expect_key="00" * 16).result == "changed"
    other = verify_file(given.receipt, school_key=bytes(32))
    assert other.first_fault == {"code": "verify.receipt_other_school"}


def test_every_changed_byte_of_a_receipt_is_found(given: Given) -> None:
    """Or the file is no receipt any more; never "ok"."""
    data = bytearray(given.receipt.read_bytes())
    for place in range(0, len(data), 7):
        changed = data[:]
        changed[place] ^= 1
        given.receipt.write_bytes(bytes(changed))
        assert verify_file(given.receipt).result in ("changed", "unreadable"), place


@pytest.mark.parametrize("place", [200, 4000, 100_000, -3000])
def test_a_changed_backup_is_found_without_a_sign_in(given: Given, place: int) -> None:
    data = bytearray(given.backup.read_bytes())
    data[place] ^= 1
    given.backup.write_bytes(bytes(data))
    report = verify_file(given.backup)
    assert report.result in ("changed", "unreadable")
    assert report.first_fault is not None
    assert report.proved == ()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.cbk"):
        with pytest.raises(UserFacingError) as caught:
            verify_file(tmp_path / name)
        assert caught.value.code == "cli.file_missing"


# ---- two and more files, no sign-in


def test_papers_of_different_dates_are_consistent(given: Given) -> None:
    papers = [given.second, given.first, given.certificate, given.receipt, given.backup]
    report = compare_files(papers)
    assert (report.result, report.details["verdict"]) == ("ok", "consistent"), sentences(report)
    assert len(report.details["pairs"]) == 10
    two = compare_files([given.first, given.second])
    assert two.details["verdict"] == "consistent"


def test_what_was_never_proved_cannot_be_said(given: Given) -> None:
    """The certificate is later than the receipt, and has no proof from a state in between."""
    with given.school.signed_in() as casebook:
        between = given.school.root / "between.pdf"
        make_certificate(casebook, path=between, recipient="The head")
    report = compare_files([given.second, given.backup])
    assert report.details["verdict"] == "consistent"
    # nothing in the earlier certificate speaks of the later one's place, nor the other way round
    alone = compare_files([given.receipt, given.backup])
    assert alone.details["verdict"] == "cannot_be_said"
    assert "ask" in sentences(alone).lower()


def test_two_schools_are_never_compared(given: Given, empty_school: SmallSchool) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        other = empty_school.root / "other.pdf"
        make_certificate(casebook, path=other, recipient="The head")
    report = compare_files([given.first, other])
    assert report.details["verdict"] == "cannot_be_said"
    assert "two different records" in sentences(report)


def test_a_changed_file_is_compared_with_nothing(given: Given) -> None:
    data = bytearray(given.first.read_bytes())
    data[len(data) // 2] ^= 1
    given.first.write_bytes(bytes(data))
    report = compare_files([given.first, given.second])
    assert (report.result, report.proved) == ("changed", ())
    assert report.details["pairs"] == []


def rewritten(given: Given) -> SmallSchool:
    """The same school whose DSL, with all keys, went back to the backup and wrote another story."""
    school = given.school.copy_to(given.school.root.parent / "rewritten", seed="another story")
    with school.signed_in() as casebook:
        key, store = casebook.database_key, casebook.connection.path
    assert store is not None
    raw = connect_raw(store, key=key, mode="rw")
    size = ledger_cut(raw)
    raw.close()
    with school.signed_in() as casebook:
        replay.replay(casebook.connection)
        assert casebook.head().size > size
        for number in range(40):
            note(casebook, school, f"Nothing to report {number}.")
    return school


def ledger_cut(raw) -> int:
    """Take the last entries away, with all traces that the casebook itself keeps of them."""
    from storage.ledger.merkle import Frontier  # late: only the forger needs it

    for (trigger,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    (size,) = raw.execute("SELECT min(size) FROM checkpoint").fetchone()
    raw.execute("DELETE FROM chunk WHERE seq >= ?", (size,))
    raw.execute("DELETE FROM entry WHERE seq >= ?", (size,))
    raw.execute("DELETE FROM checkpoint WHERE size > ?", (size - 1,))
    raw.execute("DELETE FROM machine_state WHERE name = 'verified'")
    frontier = Frontier()
    for (leaf,) in raw.execute("SELECT leaf FROM entry ORDER BY seq").fetchall():
        frontier = frontier.append(leaf)
    raw.execute(
        "UPDATE frontier SET size = ?, hashes = ?", (frontier.size, b"".join(frontier.hashes))
    )
    return int(size)


def test_a_rewritten_record_is_found_by_any_paper_and_by_no_other_means(given: Given) -> None:
    school = rewritten(given)
    with school.signed_in() as casebook:
        assert verify_ledger(casebook).result == "ok"  # the forger holds all keys
        later = export(casebook, school, "later.pdf")
        for paper in (given.first, given.backup, given.certificate, given.second):
            report = compare_with_files(casebook, [paper])
            assert report.result == "changed", paper.name
            assert report.details["anchors"][0]["relation"] == "contradicts"
            assert report.first_fault is not None
            assert report.first_fault["code"] == "verify.contradicts"
    without = compare_files([given.second, later])
    assert without.details["verdict"] == "contradictory"
    assert without.first_fault is not None
    assert without.first_fault["code"] == "verify.files_contradict"
    school.close()


# ---- with a sign-in


def test_the_record_agrees_with_all_that_was_given_out(given: Given) -> None:
    with given.school.signed_in() as casebook:
        papers = [given.first, given.receipt, given.backup, given.certificate, given.second]
        report = compare_with_files(casebook, papers)
        assert report.result == "ok", report.first_fault
        assert [one["relation"] for one in report.details["anchors"]] == ["agrees"] * 5
        anchors = list_anchors(casebook)
    assert [anchor.kind for anchor in anchors][:2] == ["export", "certificate"]
    assert {"export", "certificate", "receipt"} <= {anchor.kind for anchor in anchors}
    assert "Mrs Akhtar" in anchors[1].where
    assert "Wexcombe Council" in anchors[0].where


def test_a_record_whose_end_was_taken_off_is_shorter_than_its_papers(given: Given) -> None:
    with given.school.signed_in() as casebook:
        key, path = casebook.database_key, casebook.connection.path
    assert path is not None
    raw = connect_raw(path, key=key, mode="rw")
    ledger_cut(raw)
    raw.close()
    with given.school.signed_in() as casebook:
        assert verify_ledger(casebook).result == "ok"
        report = compare_with_files(casebook, [given.second])
    assert report.result == "changed"
    assert report.details["anchors"][0]["relation"] in ("longer", "contradicts")


def test_a_paper_of_another_school_proves_nothing_either_way(
    given: Given, empty_school: SmallSchool
) -> None:
    empty_school.create()
    with empty_school.signed_in() as casebook:
        other = empty_school.root / "other.pdf"
        make_certificate(casebook, path=other, recipient="The head")
    with given.school.signed_in() as casebook:
        report = compare_with_files(casebook, [other])
    assert report.result == "ok"
    assert report.details["anchors"][0]["relation"] == "cannot_be_said"


def test_a_code_typed_from_paper_is_found_with_its_day(given: Given) -> None:
    code = str(inspect_pdf(given.certificate.read_bytes()).check_code)
    with given.school.signed_in() as casebook:
        for typed in (code, code.lower().replace(" ", ""), f"  {code.replace(' ', '-')} "):
            found = find_check_code(casebook, typed)
            assert found.found
            assert check_code(ledger_rows.tree(casebook.connection).root(found.size)) == code
            assert found.at is not None
        now = find_check_code(casebook, check_code(casebook.head().root))
        assert (now.size, now.until) == (casebook.head().size, None)


@pytest.mark.parametrize("group", [1, 7, 12])
def test_one_mistyped_group_is_named(given: Given, group: int) -> None:
    with given.school.signed_in() as casebook:
        size = casebook.head().size - 3
        groups = check_code(ledger_rows.tree(casebook.connection).root(size)).split(" ")
        groups[group - 1] = groups[group - 1][::-1] if len(set(groups[group - 1])) > 1 else "ABCD"
        found = find_check_code(casebook, " ".join(groups))
        assert (found.found, found.near_size, found.near_group) == (False, size, group)
        assert f"group {group}" in found.sentence
        never = find_check_code(casebook, check_code(hashlib.sha256(b"no").digest()))
        assert (never.found, never.near_size) == (False, 0)
        with pytest.raises(UserFacingError) as caught:
            find_check_code(casebook, "ABCD EFGH")
        assert caught.value.code == "verify.not_a_check_code"


def test_a_backup_is_opened_verified_and_compared(given: Given) -> None:
    with given.school.signed_in() as casebook:
        report = verify_backup(casebook, path=given.backup)
    assert (report.result, report.details["relation"]) == ("ok", "older"), report.first_fault
    assert "goes on from the backup" in sentences(report)
    assert report.details["missing"] > 0


def test_a_backup_of_the_rewritten_record_differs(given: Given) -> None:
    school = rewritten(given)
    with school.signed_in() as casebook:
        report = verify_backup(casebook, path=given.backup)
        assert report.result == "changed"
        assert report.first_fault is not None
        assert report.first_fault["code"] == "verify.backup_differs"
    school.close()


def test_where_it_breaks_is_said_with_number_day_and_kind(given: Given) -> None:
    with given.school.signed_in() as casebook:
        key, path = casebook.database_key, casebook.connection.path
    assert path is not None
    raw = connect_raw(path, key=key, mode="rw")
    raw.execute("DROP TRIGGER entry_stays")
    raw.execute("DROP TRIGGER entry_is_kept")
    (seq,) = raw.execute(
        "SELECT seq FROM entry WHERE json_extract(CAST(header AS TEXT), '$.type') ="
        " 'concern.received'"
    ).fetchone()
    raw.execute(
        "UPDATE entry SET fields = replace(fields, 'No coat again', 'A coat again') WHERE seq = ?",
        (seq,),
    )
    raw.close()
    connection = open_casebook(path, key=key, read_only=True)
    report = verify_connection(connection)
    connection.close()
    assert report.result == "changed"
    fault = report.first_fault
    assert fault is not None
    assert (fault["code"], fault["position"], fault["type"]) == (
        "ledger.fields", seq, "concern.received",
    )  # fmt: skip
    assert fault["entry"] == f"entry {seq} of 22 November 2026, a concern as it was received"
    assert f"The first {seq} entries" in sentences(report)


def test_time_going_backwards_is_named_with_both_times_and_is_no_fault(given: Given) -> None:
    with given.school.signed_in() as casebook:
        given.school.clock.advance(seconds=-7200)
        note(casebook, given.school, "The clock was set back.")
        position = casebook.head().size - 1
        report = verify_ledger(casebook)
    assert report.result == "ok"
    assert report.details["time_reversals"] == [position]
    assert f"entry {position} says 22 November 2026 at" in sentences(report)


def test_a_paper_says_what_it_is_called(given: Given) -> None:
    assert read_given(given.certificate).called == (
        "the record certificate of 22 November 2026 (certificate.pdf)"
    )
