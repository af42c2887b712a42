"""The child protection file, its index and the referral pack: complete, in order, nothing of other
children copied, nothing that was withheld.
"""

import io
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.documents.child_protection_file import build as build_file
from desktop.usecases.lead.documents.file_index import build as build_index
from desktop.usecases.lead.documents.kinds import kind_of
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.referral_pack import build as build_referral
from desktop.usecases.lead.documents.request import Contents, DocumentRequest, Withholding
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.verify_document import verify_pdf
from exports.parts import (
    Cell,
    Entries,
    Fact,
    FactList,
    Grid,
    Heading,
    Note,
    Paragraph,
    Quote,
    WritingLines,
)
from exports.referral_parts import NEVER_BLANK
from storage.database.repositories import chronology, ledger_rows
from storage.intake import vocabularies
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor
from storage.records.when import When
from tests.fakes.full_file import FullFile, fill_file
from tests.fakes.small_school import SmallSchool


@pytest.fixture(scope="module")
def filled(school_template: SmallSchool, tmp_path_factory) -> tuple[SmallSchool, FullFile]:
    """A school whose first child has one of everything; nobody writes to it."""
    folder = tmp_path_factory.mktemp("filled") / "school"
    school = school_template.copy_to(folder, seed="filled")
    with school.signed_in() as casebook:
        return school, fill_file(school, casebook)


@pytest.fixture
def opened(filled, tmp_path: Path):
    """The filled school's casebook, and what is in it."""
    school, full = filled
    copy = school.copy_to(tmp_path / "school", seed="one document")
    with copy.signed_in() as casebook:
        yield casebook, full
    copy.close()


def request(full: FullFile, **changes) -> DocumentRequest:
    usual = {"kind": "child_protection_file", "pupil_id": full.pupil}
    return DocumentRequest(**{**usual, **changes})


def headings(contents: Contents, level: int = 1) -> list[str]:
    return [
        part.text for part in contents.parts if isinstance(part, Heading) and part.level == level
    ]


def texts(parts) -> list[str]:
    """Every text of parts, in order."""
    found = []
    for part in parts:
        match part:
            case Heading() | Paragraph() | Quote():
                found.append(part.text)
            case Note():
                found += [part.heading, part.text]
            case FactList():
                found += [text for fact in part.facts for text in (fact.label, fact.text)]
            case Grid():
                found += [cell.text for row in part.rows for cell in row]
            case Entries():
                found += [row.what_happened + row.child_words for row in part.rows]
            case WritingLines():
                found.append(part.label)
    return found


def sources(parts):
    """Every (entry, field, text) that says that it is the record's own words."""
    for part in parts:
        cells: list[Cell | Fact | Paragraph | Quote] = []
        match part:
            case Paragraph() | Quote():
                cells = [part]
            case FactList():
                cells = list(part.facts)
            case Grid():
                cells = [cell for row in part.rows for cell in row]
        for cell in cells:
            if cell.source is not None:
                yield cell.source.entry, cell.source.name, cell.text


def field_of(values, path: str):
    for step in path.split("."):
        values = values[int(step)] if isinstance(values, list) else values[step]
    return values


def test_the_file_is_in_the_order_of_the_paper(opened) -> None:
    casebook, full = opened
    contents = build_file(casebook, request(full), Redactor())
    assert headings(contents) == [
        *("Front sheet", "Index", "Chronology", "Concern records", "Actions"),
        *("Contacts, meetings and other entries", "Body maps", "Risk assessments"),
        *("Paper volumes", "Files kept with the records", "What left the school"),
        "Who has opened this file",
    ]
    said = "\n".join(texts(contents.parts))
    for words in (
        *("A bruise on the left forearm", "I fell off the wall.", "It was the right forearm."),
        *("Seen, and cheerful.", "Mother, by telephone", "An adult stays near"),
        *("Safe in the head’s office", "Came to school without a coat", "drawing.jpg"),
    ):
        assert words in said, words
    total = chronology.entries_total(casebook.connection, full.pupil)
    assert (contents.shown, contents.total) == (total, total)
    assert contents.files == ()


def test_every_line_of_the_index_points_somewhere(opened) -> None:
    casebook, full = opened
    contents = build_file(casebook, request(full), Redactor())
    anchors = [part.anchor for part in contents.parts if isinstance(part, Heading) and part.anchor]
    assert len(set(anchors)) == len(anchors)
    index = next(part for part in contents.parts if isinstance(part, Grid) and part.page_of >= 0)
    references = {row[3].text for row in index.rows}
    assert {full.concern, full.call, full.volume, f"{full.risk}.1", f"{full.risk}.2"} <= references
    for row in index.rows:
        assert row[index.page_of].target in anchors
    own = {row[3].text: row[index.page_of].target for row in index.rows}
    assert own[full.concern] != "chronology"


def test_words_that_name_their_source_are_its_words(opened) -> None:
    casebook, full = opened
    checked = 0
    for build in (build_file, build_index, build_referral):
        contents = build(casebook, request(full, records=(full.concern, full.risk)), Redactor())
        for entry, name, text in sources(contents.parts):
            assert entry in contents.entries
            (row,) = ledger_rows.rows(casebook.connection, start=entry, limit=1)
            values = {key: value for key, (value, _) in (row.fields or {}).items()}
            assert field_of(values, name) == text, name
            checked += 1
    assert checked > 30


def test_files_travel_inside_only_when_asked_and_unchanged(opened) -> None:
    casebook, full = opened
    asked = request(full, answers={"files": "attached"})
    contents = build_file(casebook, asked, Redactor())
    names = [file.name for file in contents.files]
    assert len(names) == 3
    assert all(name[:3].isdigit() for name in names)
    assert any(file.data.startswith(b"\xff\xd8\xff\xe0a picture") for file in contents.files)
    withheld = replace(asked, withhold=Withholding(names=("Nana",), reason="third_party"))
    with pytest.raises(UserFacingError) as caught:
        build_file(casebook, withheld, Redactor())
    assert caught.value.code == "documents.files_not_redacted"


def test_the_index_lists_everything_and_copies_no_narrative(opened) -> None:
    casebook, full = opened
    contents = build_index(casebook, request(full, kind="file_index"), Redactor())
    said = "\n".join(texts(contents.parts))
    for reference in (full.concern, full.call, full.volume, f"{full.risk}.2"):
        assert reference in said
    for words in ("bruise", "fell off the wall", "Mother says"):
        assert words not in said
    whole = build_file(casebook, request(full), Redactor())
    assert "bruise" in "\n".join(texts(whole.parts)), "the control"


def test_a_connected_child_is_named_once_and_not_told_about(opened) -> None:
    casebook, full = opened
    contents = build_file(casebook, request(full), Redactor())
    connected = next(
        part
        for part in contents.parts
        if isinstance(part, Grid) and part.columns[0].title == "Child" and len(part.columns) == 3
    )
    assert [row[1].text for row in connected.rows] == ["Named in 1 concern of this file"]


def test_a_referral_asks_what_nobody_answered(opened) -> None:
    casebook, full = opened
    contents = build_referral(casebook, request(full, kind="referral_pack"), Redactor())
    said = texts(contents.parts)
    assert said.count(NEVER_BLANK) == 2  # consent and why not; that they know stands in the record
    assert any("Yes (From the record: decision of" in text for text in said)
    asked = [part.label for part in contents.parts if isinstance(part, WritingLines)]
    assert "How soon does somebody need to act, and why?" in asked
    assert "Proud of the reading prize." in said
    assert "Wants to see nana on Sundays." in said
    assert contents.shown < contents.total


def test_a_referral_with_answers_asks_nothing(opened) -> None:
    casebook, full = opened
    answers = {
        name: f"Answer {name}."
        for name in (
            *("urgency", "household", "parents_informed", "consent", "why_not", "agencies"),
            *("withhold_from_family", "concerns"),
        )
    }
    wanted = request(full, answers=answers, records=(full.concern, full.risk))
    contents = build_referral(casebook, wanted, Redactor())
    said = texts(contents.parts)
    assert not [part for part in contents.parts if isinstance(part, WritingLines)]
    assert NEVER_BLANK not in said
    for name in answers:
        assert f"Answer {name}." in said
    assert headings(contents)[-4:] == [
        *("Chronology of significant events", "Concern records", "Body maps", "Risk assessments"),
    ]


def test_a_choice_is_printed_in_words(opened) -> None:
    casebook, full = opened
    contents = build_referral(
        casebook, request(full, answers={"parents_informed": "no"}), Redactor()
    )
    assert "No, with a reason" in texts(contents.parts)


def test_a_record_of_another_file_is_refused(opened) -> None:
    casebook, full = opened
    with pytest.raises(UserFacingError) as caught:
        build_referral(casebook, request(full, records=("c-000000000000",)), Redactor())
    assert caught.value.code == "documents.record_not_found"


@pytest.mark.parametrize("build", [build_file, build_index, build_referral])
def test_a_child_without_a_file_has_no_document(opened, build) -> None:
    casebook, full = opened
    empty = next(
        pupil
        for (pupil,) in casebook.connection.all("SELECT id FROM pupil ORDER BY id")
        if not chronology.entries_total(casebook.connection, pupil)
    )
    for pupil, code in ((empty, "export.nothing"), ("p-000000000000", "pupils.not_found")):
        with pytest.raises(UserFacingError) as caught:
            build(casebook, request(full, pupil_id=pupil), Redactor())
        assert caught.value.code == code


def everything_in(pdf: bytes) -> bytes:
    """Every stream, string and attachment of a PDF, uncompressed, in small letters."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Object):
                parts.append(item.unparse(resolved=True))
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_bytes())
        parts += [
            "".join(each.get_textpage().get_text_bounded() for each in pages).encode()
            for pages in [pypdfium2.PdfDocument(pdf)]
        ]
    return b"\n".join(parts).lower()


@pytest.mark.parametrize("kind", ["child_protection_file", "file_index", "referral_pack"])
def test_what_is_withheld_is_nowhere_in_the_file(opened, tmp_path: Path, kind: str) -> None:
    casebook, full = opened
    records = (full.concern, full.risk) if kind == "referral_pack" else ()
    secrets = (b"megan", b"tomasz", b"nana", full.other.encode())

    def leave(name: str, withhold: Withholding) -> bytes:
        asked = request(
            full,
            kind=kind,
            records=records,
            purpose="Subject access",
            recipient="The mother",
            product="signed",
            path=tmp_path / name,
            withhold=withhold,
            answers={"agencies": "Nana"} if "agencies" in kind_of(kind).answers else {},
        )
        made = publish(casebook, prepared=prepare_document(casebook, request=asked))
        data = Path(made.path).read_bytes()
        assert verify_pdf(data).result == "ok"
        return everything_in(data)

    names = ("Megan Price; Megan", "Nana", full.other)
    control = leave("whole.pdf", Withholding())
    hidden = leave("less.pdf", Withholding(names=names, reason="third_party"))
    for secret in secrets[:2]:
        assert secret in control, "the control shows it"
    for secret in secrets:
        assert secret not in hidden, secret


def test_the_index_names_the_page_on_which_a_record_begins(opened) -> None:
    casebook, full = opened
    asked = request(full, purpose="Transfer", recipient="Otter Brook", product="signed")
    prepared = prepare_document(casebook, request=asked)
    index = next(
        part for part in prepared.document.parts if isinstance(part, Grid) and part.page_of >= 0
    )
    headings = {
        part.anchor: part.text for part in prepared.document.parts if isinstance(part, Heading)
    }
    pages = {number: prepared.page_text(number) for number in range(1, prepared.pages + 1)}
    listed = next(text for text in pages.values() if "Index" in text and full.call in text)
    for row in index.rows:
        cells = " ".join(cell.text for cell in row[1:-1])
        (line,) = [line for line in listed.splitlines() if cells in " ".join(line.split())]
        number = int(line.split()[-1])
        assert headings[row[index.page_of].target] in pages[number]


@pytest.mark.parametrize("seed", range(6))
def test_any_file_is_told_whole(school: SmallSchool, seed: int) -> None:
    """Entries of every kind and time, in any order: each stands in the chronology and the index."""
    draw = random.Random(seed)
    kinds = [item.code for item in vocabularies.load("entry_kinds").items]
    with school.signed_in() as casebook:
        for number in range(draw.randrange(1, 25)):
            day = date(2015 + draw.randrange(11), 1 + draw.randrange(12), 1 + draw.randrange(28))
            undated = draw.random() < 0.2
            add_entry(
                casebook,
                entry=NewEntry(
                    kind=draw.choice(kinds),
                    pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                    happened=When.unknown(as_told="once") if undated else When.on_day(day),
                    text=f"Number {number}. " + "Words and words. " * draw.randrange(60),
                    significant=draw.random() < 0.5,
                    files=((f"f{number}.txt", b"a file"),) if draw.random() < 0.3 else (),
                ),
            )
        entries = chronology.of_pupil(casebook.connection, school.first_pupil)
        asked = DocumentRequest(kind="child_protection_file", pupil_id=school.first_pupil)
        contents = build_file(casebook, asked, Redactor())
        rows = next(part for part in contents.parts if isinstance(part, Entries)).rows
        assert [row.what_happened for row in rows] == [entry.text for entry in entries]
        index = next(
            part for part in contents.parts if isinstance(part, Grid) and part.page_of >= 0
        )
        assert [row[3].text for row in index.rows] == [entry.id for entry in entries]
        assert contents.shown == len(entries)
        assert sum(len(entry.files) for entry in entries) == len(
            build_file(casebook, replace(asked, answers={"files": "attached"}), Redactor()).files
        )
