"""Documents somebody made or changed: the answer never says more than is proved."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.provenance import seal_key
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.verify_document import verify_pdf
from exports.extract import LEDGER_NAME
from exports.seal import seal
from storage.records.concern import LinkedPupil
from storage.records.errors import BrokenLedgerError, UserFacingError
from tests.fakes.forged_documents import (
    AT,
    attached,
    forgers_key,
    printed_anew,
    under,
    with_data,
)
from tests.fakes.small_school import WHEN, SmallSchool, decision


def record(school: SmallSchool) -> None:
    school.send(what_happened="A bruise on the left forearm.", child_words="I fell.")
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id))
        add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Rang the school nurse.",
            ),
        )


def exported(school: SmallSchool, name: str = "a.pdf") -> bytes:
    with school.signed_in() as casebook:
        made = export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=school.first_pupil,
                profile="court",
                purpose="Care proceedings",
                recipient="Wexcombe Council",
                path=school.root / name,
            ),
        )
    return Path(made.path).read_bytes()


@pytest.fixture(scope="module")
def pdf(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One document for the tests that only change it."""
    folder = tmp_path_factory.mktemp("document") / "school"
    school = school_template.copy_to(folder, seed="document")
    record(school)
    return exported(school)


def rebuilt(data_file: bytes, change: Callable[[dict[str, Any], dict[str, Any]], None]) -> bytes:
    """The document with its pages, its attached data changed, signed with another key."""
    key = forgers_key()
    data, extract = attached(data_file)
    change(data, extract)
    return with_data(data_file, under(key, data), extract, key=key)


def no_change(data: dict[str, Any], extract: dict[str, Any]) -> None:
    """Leave everything."""


def test_another_key_is_named_and_never_called_the_schools(school: SmallSchool) -> None:
    record(school)
    pdf = exported(school)
    true_key = str(verify_pdf(pdf).details["key_id"])
    data, extract = attached(pdf)
    key = forgers_key()
    copied = printed_anew(under(key, data), extract, key=key)
    report = verify_pdf(copied)
    assert report.result == "ok"
    assert str(report.details["key_id"]) != true_key
    assert not any("school's record" in line for line in report.proved)
    assert any(
        line.startswith("Whose key it is, and so whose record") for line in report.not_proved
    )
    assert verify_pdf(copied, expect_key=true_key).result == "changed"
    half_done = verify_pdf(rebuilt(pdf, no_change))  # the pages still print the school's key
    assert half_done.first_fault is not None
    assert half_done.first_fault["code"] == "exports.print_differs"


def first_row(data: dict[str, Any], column: str, value: Any) -> None:
    row = next(row for row in data["rows"] if row[column])
    row[column] = value


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("what_happened", "Nothing happened."),
        ("child_words", "Mother hit me."),
        ("reason", "No reason"),
        ("recorded_at", "2020-01-01T00:00:00.000Z"),
        ("record", "nonsense"),
        ("happened_value", None),
        ("what_happened", 7),
        ("happened", "3 Mar 2026"),
        ("happened_note", "as told: “last year”"),
        ("recorded", "3 Mar 2026, 09:00"),
        ("written_later", "written 1 day later"),
    ],
)
def test_rows_that_differ_from_their_entries_are_named(
    school: SmallSchool, column: str, value: Any
) -> None:
    record(school)
    report = verify_pdf(
        rebuilt(exported(school), lambda data, _extract: first_row(data, column, value))
    )
    assert (report.result, report.proved) == ("changed", ())
    assert report.first_fault is not None
    assert report.first_fault["code"] == "verify.row_differs"


def test_the_holder_of_the_key_cannot_print_another_day(school: SmallSchool) -> None:
    """Pages and attached data say the same and are signed with the school's own key; only the day
    is another than the one that was signed.
    """
    record(school)
    pdf = exported(school)
    data, extract = attached(pdf)
    with school.signed_in() as casebook:
        key = seal_key(casebook)
    true = verify_pdf(printed_anew(data, extract, key=key))
    assert (true.result, true.first_fault) == ("ok", None)
    assert any(line.startswith("Which entries were chosen") for line in true.not_proved)
    first_row(data, "happened", "21 Nov 2026")
    report = verify_pdf(printed_anew(data, extract, key=key))
    assert report.result == "changed"
    assert report.first_fault == {"code": "verify.row_differs", "row": 1}


def test_rows_without_an_entry_are_not_proved(school: SmallSchool) -> None:
    record(school)

    data, extract = attached(exported(school))
    data["rows"].append({**data["rows"][0], "record": "c-aaaaaaaaaaaa · entry 999"})
    data["entries_shown"] += 1
    for fact in data["facts"]:
        fact["text"] = fact["text"].replace("6 of 6 entries", "7 of 6 entries")
    key = forgers_key()
    report = verify_pdf(printed_anew(under(key, data), extract, key=key))
    assert any(line.startswith("The words of 1 rows") for line in report.not_proved)
    assert any(line.startswith("6 of 7 rows (as attached data)") for line in report.proved)


def test_another_schools_entries_do_not_stand_behind_a_document(
    school: SmallSchool, tmp_path: Path
) -> None:
    record(school)
    pdf = exported(school)
    other = school.copy_to(tmp_path / "other", seed="other")
    with other.signed_in() as casebook:
        add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Something else.",
            ),
        )
    second = exported(other, "b.pdf")
    with pikepdf.open(io.BytesIO(second)) as opened:
        foreign = json.loads(opened.attachments[LEDGER_NAME].get_file().read_bytes())

    def swap(_data: dict[str, Any], extract: dict[str, Any]) -> None:
        extract.clear()
        extract.update(foreign)

    report = verify_pdf(rebuilt(pdf, swap))
    assert report.result == "changed"
    assert report.first_fault == {"code": "verify.check_code_differs"}


def unsigned(pdf: bytes, *, swap_from: bytes | None = None) -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            if "/Annots" in page:
                del page["/Annots"]
        if swap_from is not None:
            with pikepdf.open(io.BytesIO(swap_from)) as other:
                opened.pages[1] = other.pages[1]
        del opened.Root["/AcroForm"]
        if "/Perms" in opened.Root:
            del opened.Root["/Perms"]
        opened.save(output)
    return output.getvalue()


def test_a_stripped_signature_proves_nothing(school: SmallSchool) -> None:
    record(school)
    report = verify_pdf(unsigned(exported(school)))
    assert (report.result, report.proved) == ("changed", ())


def test_a_page_of_another_export_is_noticed(school: SmallSchool) -> None:
    record(school)
    first = exported(school)
    second = exported(school, "b.pdf")
    key = forgers_key()
    mixed = seal(unsigned(first, swap_from=second), key=key, signed_at=AT)
    report = verify_pdf(mixed)
    assert (report.result, report.proved) == ("changed", ())


def test_an_appended_update_is_noticed(school: SmallSchool) -> None:
    record(school)
    pdf = exported(school)
    for changed in (pdf + b"\n%%EOF\n", pdf + b"\n1 0 obj <<>> endobj\n%%EOF\n"):
        assert verify_pdf(changed).result == "changed"


def test_lists_changed_behind_the_ledgers_back_leave_in_no_document(school: SmallSchool) -> None:
    record(school)
    with school.signed_in() as casebook:
        changed = casebook.connection.run(
            "UPDATE chronology SET text = 'Nobody rang.' WHERE text = 'Rang the school nurse.'"
        )
        assert changed == 1
    for name in ("a.pdf", "a.docx"):
        with pytest.raises(UserFacingError) as caught:
            exported(school, name)
        assert caught.value.code == "export.row_differs"
        assert not (school.root / name).exists()


def test_an_entry_changed_after_it_was_verified_leaves_in_no_document(school: SmallSchool) -> None:
    record(school)
    exported(school)
    with school.signed_in() as casebook:
        for (name,) in casebook.connection.all(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ):
            casebook.connection.run(f'DROP TRIGGER "{name}"')
        for table, column in (("chronology", "text"), ("entry", "fields")):
            casebook.connection.run(
                f"UPDATE {table} SET {column} = replace({column}, 'Rang the', 'Did not ring the')"
            )
    with pytest.raises(BrokenLedgerError):
        exported(school, "b.pdf")


@pytest.mark.parametrize(
    "name", ["child", "check_code", "rows", "page_codes", "entries_shown", "format"]
)
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [7], {"size": "x"}, {"size": None}])
def test_odd_attached_data_are_answered(pdf: bytes, name: str, value: Any) -> None:
    def odd(data: dict[str, Any], _extract: dict[str, Any]) -> None:
        data[name] = value

    report = verify_pdf(rebuilt(pdf, odd))
    assert report.result in ("ok", "changed", "unreadable")
    if name != "child":
        assert report.proved == ()


@pytest.mark.parametrize("name", ["checkpoint", "checkpoint_key", "authors", "entries"])
@pytest.mark.parametrize("value", [None, 7, "x", "00", [], {}, [7], [None], [{"seq": "x"}]])
def test_an_odd_extract_is_answered(pdf: bytes, name: str, value: Any) -> None:
    def odd(_data: dict[str, Any], extract: dict[str, Any]) -> None:
        extract[name] = value

    report = verify_pdf(rebuilt(pdf, odd))
    assert report.result == "changed" or (name, value) == ("entries", [])
