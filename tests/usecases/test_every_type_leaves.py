"""A child's file with entries of every type leaves the school: each row is proved, a changed word
is found, and the next school reads all that was said.
"""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.usecases.lead.casebook import check_signature
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest, Withholding
from desktop.usecases.lead.transfer_in import preview_pack, take_pack
from desktop.usecases.lead.transfer_out import PackRequest, create_pack
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.printed_rows import compare_rows
from desktop.usecases.report import Report
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import chronology
from storage.ledger.extract import check_extract
from storage.records import row_types
from tests.fakes.every_fact import CODES, FactWriter
from tests.fakes.forged_documents import attached
from tests.fakes.secret_files import FURTHER
from tests.fakes.small_school import SmallSchool, cheap_kdf

_MARK = re.compile(r"zq\d+qz")
# where a number came from in the file of another program
_NOT_WORDS = {("attendance.taken", "source_file"), ("attendance.taken", "row")}
_COLUMNS = ("what_happened", "child_words", "reason", "outcome", "source", "action_or_decision")


@dataclass
class Full:
    """A school with such a file; ``marks`` says of each word that is found once where it stands."""

    school: SmallSchool
    marks: dict[str, tuple[str, str]]
    seqs: dict[str, int]


@pytest.fixture(scope="module")
def full(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> Full:
    school = school_template.copy_to(tmp_path_factory.mktemp("every") / "school", seed="every")
    marks: dict[str, tuple[str, str]] = {}
    seqs: dict[str, int] = {}
    now = {"type": ""}

    def words(name: str) -> str:
        mark = f"zq{len(marks)}qz"
        marks[mark] = (now["type"], name)
        return f"{name.replace('_', ' ')} {mark}"

    writer = FactWriter(
        random.Random(5), pupils=(school.first_pupil,), count=1, words=words, codes=CODES
    )
    with school.signed_in() as casebook:
        for type_ in FURTHER:
            now["type"] = type_
            (row,) = casebook.append(writer.event(type_))
            seqs[type_] = row.seq
    return Full(school=school, marks=marks, seqs=seqs)


def _chronology(full: Full, **changes) -> tuple[bytes, Report]:
    path = full.school.root / "out.pdf"
    path.unlink(missing_ok=True)
    request = DocumentRequest(
        kind="chronology",
        pupil_id=full.school.first_pupil,
        purpose="Review",
        recipient="Wexcombe Council",
        product="signed",
        **changes,
    )
    with full.school.signed_in() as casebook:
        publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    return path.read_bytes(), verify_pdf(path.read_bytes())


def test_a_row_of_each_kind_is_proved_and_a_changed_word_is_found(full: Full) -> None:
    pdf, report = _chronology(full)
    assert report.result == "ok"
    data, extract = attached(pdf)
    proved = check_extract(extract, check_signature=check_signature).proved
    types = {entry.seq: entry.type for entry in proved}
    rows = data["rows"]
    told = [types[int(row["record"].rpartition(" ")[2])] for row in rows]
    assert set(told) == set(FURTHER) & set(row_types.ROW_TYPES)
    true = compare_rows(rows, proved)
    assert (true.matching, true.unproved, true.differing) == (len(rows), (), ())
    for place, row in enumerate(rows):
        assert row["what_happened"], told[place]
        for column in _COLUMNS:
            forged = [*rows[:place], {**row, column: f"{row[column]}x"}, *rows[place + 1 :]]
            assert compare_rows(forged, proved).differing == (place + 1,), (told[place], column)


def test_a_withheld_word_of_each_kind_is_said(full: Full) -> None:
    fields = tuple(
        (full.seqs[type_], row.said, "third_party")
        for type_, row in row_types.ROW_TYPES.items()
        if type_ in full.seqs
    )
    pdf, report = _chronology(full, withhold=Withholding(fields=fields))
    assert report.result == "ok"
    data, extract = attached(pdf)
    verdict = compare_rows(
        data["rows"], check_extract(extract, check_signature=check_signature).proved
    )
    assert (verdict.matching, verdict.differing) == (0, ())
    assert len(verdict.unproved) == len(data["rows"]) == len(fields)
    hidden = {
        mark
        for mark, (type_, name) in full.marks.items()
        if type_ in row_types.ROW_TYPES and name == row_types.ROW_TYPES[type_].said
    }
    assert hidden
    assert hidden.isdisjoint(_MARK.findall(json.dumps([data, extract])))


def test_the_next_school_reads_every_box(full: Full, empty_school: SmallSchool) -> None:
    path = Path(full.school.root / "a.holdfast-pack")
    with full.school.signed_in() as casebook:
        request = PackRequest(
            pupil_id=full.school.first_pupil,
            recipient="Kim Vale, DSL",
            path=path,
            method="portal",
        )
        made = create_pack(casebook, request=request, kdf=cheap_kdf(full.school.random_bytes))
    empty_school.create()
    with empty_school.signed_in() as casebook:
        preview = preview_pack(casebook, data=path.read_bytes(), passphrase=made.passphrase)
        assert {row.kind for row in preview.rows} == set(FURTHER)
        taken = take_pack(casebook, preview=preview)
        entries = chronology.of_pupil(casebook.connection, taken.pupil_id)
        read = set(_MARK.findall(" ".join(str(entry) for entry in entries)))
        lost = {full.marks[mark] for mark in set(full.marks) - read}
        assert lost <= _NOT_WORDS
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
