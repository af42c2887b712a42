"""The evidential chronology: made, entered, verified without a sign-in; no withheld name in it."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.export_chronology import Exported, ExportRequest, export_chronology
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.lead.verify_casebook import replay_differences, show_page, verify_ledger
from desktop.usecases.verify_document import verify_pdf
from exports.inspect import inspect_pdf
from storage.database.repositories import disclosures, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import BrokenLedgerError, UserFacingError
from storage.records.events import Event
from tests.fakes.small_school import WHEN, SmallSchool, decision

SECRET_NAMES = ("Quentin Abernathy", "Abernathy", "Quentin")


@pytest.fixture(scope="module")
def recorded(school_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A school whose first child has a file worth exporting; nobody writes to it."""
    folder = tmp_path_factory.mktemp("recorded") / "school"
    school = school_template.copy_to(folder, seed="recorded")
    data = Path(__file__).parents[1] / "data/shared/chronologies/child_P_input.csv"
    school.send(
        what_happened="He said Quentin Abernathy pushed him near Tomasz.",
        child_words="Mr Abernathy shouted.",
    )
    with school.signed_in() as casebook:
        (concern_id,) = collect_letterbox(casebook).concerns
        decide(casebook, decision=decision(concern_id, reason="QUENTIN ABERNATHY denies it"))
        take_history(
            casebook,
            preview=preview_history(data.read_bytes(), mapping={}),
            pupil_id=school.first_pupil,
        )
        kept = add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                happened=WHEN,
                text="Rang the school nurse.",
            ),
        )
        set_significant(casebook, target=kept, significant=True)
    return school


@pytest.fixture
def school(recorded: SmallSchool, tmp_path: Path):
    """A copy of the recorded school."""
    copy = recorded.copy_to(tmp_path / "school", seed="one export")
    yield copy
    copy.close()


def export(school: SmallSchool, casebook, **changes) -> Exported:
    """Export the first child's chronology."""
    usual = {
        "pupil_id": school.first_pupil,
        "profile": "court",
        "purpose": "Care proceedings",
        "recipient": "Wexcombe Council",
        "path": school.root / "chronology.pdf",
    }
    return export_chronology(casebook, request=ExportRequest(**{**usual, **changes}))


def words_of(pdf: bytes) -> str:
    """All text that a reader can get out of a PDF's pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def streams_of(pdf: bytes) -> bytes:
    """Every stream, string and attachment of a PDF, uncompressed."""
    parts = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Object):
                parts.append(item.unparse(resolved=True))
            if isinstance(item, pikepdf.Stream):
                parts.append(item.read_bytes())
    return b"\n".join(parts)


@pytest.mark.parametrize("profile", ["court", "referral"])
def test_a_signed_copy_verifies_without_a_sign_in(school: SmallSchool, profile: str) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook, profile=profile)
        row = disclosures.disclosure(casebook.connection, made.export_id)
        assert row is not None
        assert (row.purpose, row.recipient) == ("Care proceedings", "Wexcombe Council")
        assert row.sha256 == made.sha256
        assert verify_ledger(casebook).result == "ok"
        assert replay_differences(casebook) == ()
        pdf = Path(made.path).read_bytes()
        inspection = inspect_pdf(pdf)
        page = show_page(casebook, code=inspection.page_codes[-1])
        assert (page.export_id, page.page, page.file_matches) == (
            made.export_id, made.pages, True,
        )  # fmt: skip
        with pytest.raises(UserFacingError) as caught:
            show_page(casebook, code="0000-0000")
        assert caught.value.code == "verify.no_such_page"
    assert hashlib.sha256(pdf).hexdigest() == made.sha256
    assert (inspection.export_id, inspection.pages) == (made.export_id, made.pages)
    assert len(set(inspection.page_codes)) == made.pages
    assert made.entries_shown == made.entries_total > 51
    report = verify_pdf(pdf)
    assert (report.result, report.first_fault) == ("ok", None)
    assert any("Whose key" in line for line in report.not_proved)
    text = words_of(pdf)
    for part in (school.first_pupil, made.export_id, f"1 of {made.pages}", "Care proceedings"):
        assert part in text
    for code in inspection.page_codes:
        assert code in text
    assert "Rang the school nurse." in text


def test_the_key_is_proved_only_by_another_way(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook)
    pdf = Path(made.path).read_bytes()
    key = str(verify_pdf(pdf).details["key_id"])
    good = verify_pdf(pdf, expect_key=key.replace(" ", "").upper())
    assert good.result == "ok"
    assert not any("Whose key" in line for line in good.not_proved)
    bad = verify_pdf(pdf, expect_key="00" * 16)
    assert (bad.result, bad.first_fault) == (
        "changed",
        {"code": "verify.another_key", "found": key},
    )


def test_any_changed_byte_is_a_changed_document(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook)
    pdf = Path(made.path).read_bytes()
    for place in range(100, len(pdf), len(pdf) // 25):
        changed = bytearray(pdf)
        changed[place] ^= 1
        report = verify_pdf(bytes(changed))
        assert report.result == "changed", place
        assert report.proved == ()
        assert report.first_fault is not None
    assert verify_pdf(pdf + b"\n% more\n").result == "changed"
    assert verify_pdf(pdf[: len(pdf) // 2]).result in ("changed", "unreadable")
    assert verify_pdf(pdf[:-30]).result == "changed"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"not a PDF", b"\0" * 1000], ids=["empty", "head", "text", "zeros"]
)
def test_what_is_no_document_is_unreadable(data: bytes) -> None:
    assert verify_pdf(data).result == "unreadable"


def test_withheld_names_leave_no_trace(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        (tomasz,) = pupils.find_by_upn(casebook.connection, "L999100121002")
        open_copy = export(school, casebook)
        redacted = export(
            school,
            casebook,
            redact=("Quentin Abernathy", tomasz.id),
            path=school.root / "redacted.pdf",
        )
    control = Path(open_copy.path).read_bytes()
    pdf = Path(redacted.path).read_bytes()
    assert verify_pdf(pdf).result == "ok"
    for name in (*SECRET_NAMES, "Tomasz"):
        assert name.casefold() in words_of(control).casefold(), "the control shows the name"
        assert name.casefold().encode() in streams_of(control).lower()
        assert name.casefold() not in words_of(pdf).casefold()
        assert name.casefold().encode() not in streams_of(pdf).lower()
        assert name.encode() not in pdf
        assert name.encode("utf-16-be") not in streams_of(pdf)
    assert "[Person 1]" in words_of(pdf)
    assert "[Child B]" in words_of(pdf)
    extract = inspect_pdf(pdf).ledger_extract
    assert b"Abernathy" in inspect_pdf(control).ledger_extract
    assert b"bernathy" not in extract.lower()


def test_a_withheld_name_is_found_however_it_is_written(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        child = pupils.all_pupils(casebook.connection)[1]
        details = replace(
            child.details,
            legal_surname="Vandermolen",
            preferred_surname="Ashgrove",
            preferred_forename="Bo",
            legal_forename="Boudewijn",
        )
        casebook.append(
            Event(
                type="pupil.changed",
                fields={"id": child.id, "source": "test", **details.to_fields()},
            )
        )
        for text in (
            "Line one.\nBoudewijn hit him.\nVandermolen laughed.",
            "A picture came, boudewijn_vandermolen_2.jpg.",
            "Quentin\nAbernathy rang; Quentin\u00a0 Abernathy rang again.",
            "Tab\tAshgrove\r\nBo",
        ):
            add_entry(
                casebook,
                entry=NewEntry(
                    kind="call",
                    pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                    happened=WHEN,
                    text=text,
                ),
            )
        made = export(school, casebook, redact=("Quentin Abernathy", child.id))
    pdf = Path(made.path).read_bytes()
    assert verify_pdf(pdf).result == "ok"
    for name in ("quentin", "abernathy", "boudewijn", "vandermolen", "ashgrove"):
        assert name not in words_of(pdf).casefold(), name
        assert name.encode() not in streams_of(pdf).lower(), name


def test_a_child_who_is_not_found_is_not_silently_named(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            export(school, casebook, redact=("p-0123456789ab",))
        assert caught.value.code == "pupils.not_found"


def test_the_attached_data_hold_nothing_that_is_not_printed(school: SmallSchool) -> None:
    school.send(
        opinion="Opinion-not-printed",
        unlisted_pupil="Another-child-not-printed",
        told_whom="Told-not-printed",
        place="Place-not-printed",
        did_at_once="Gave him a wet paper towel.",
        source="child",
    )
    with school.signed_in() as casebook:
        collect_letterbox(casebook)
        made = export(school, casebook)
    pdf = Path(made.path).read_bytes()
    assert "wet paper towel" in words_of(pdf)
    assert "A child told me" in words_of(pdf)
    assert verify_pdf(pdf).result == "ok"
    assert "not-printed" not in words_of(pdf)
    assert b"not-printed" not in streams_of(pdf)


def test_a_withheld_writer_is_left_out_with_their_key(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook, redact=("Megan Price",))
        megan = school.megan()
        control = export(school, casebook, path=school.root / "control.pdf")
    pdf = Path(made.path).read_bytes()
    assert verify_pdf(pdf).result == "ok"
    for mark in (b"Megan", megan.person.encode()):
        assert mark in streams_of(Path(control.path).read_bytes()), mark
        assert mark not in streams_of(pdf), mark
    for public in (megan.keys.public.ed25519, megan.keys.public.x25519):
        assert public.hex().encode() not in streams_of(pdf)
    assert megan.keys.key_id.encode() not in streams_of(pdf)


def test_the_childs_own_name_cannot_be_withheld(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        with pytest.raises(UserFacingError) as caught:
            export(school, casebook, redact=(school.first_pupil,))
        assert caught.value.code == "export.withholds_own_child"


@pytest.mark.parametrize("suffix", [".docx", ".csv"])
def test_a_working_copy_is_no_evidence_but_is_entered(school: SmallSchool, suffix: str) -> None:
    with school.signed_in() as casebook:
        made = export(
            school, casebook, profile="working", redact=("Quentin Abernathy",),
            path=school.root / f"working{suffix}",
        )  # fmt: skip
        row = disclosures.disclosure(casebook.connection, made.export_id)
        assert row is not None
    data = Path(made.path).read_bytes()
    assert (row.sha256, made.pages) == (hashlib.sha256(data).hexdigest(), 0)
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    text = data.decode("utf-8", "replace")
    assert "Rang the school nurse." in text
    assert "bernathy" not in text.casefold()


def test_significant_rows_alone(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook, significant_only=True)
    assert 1 <= made.entries_shown < made.entries_total
    assert "Rang the school nurse." in words_of(Path(made.path).read_bytes())


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"purpose": " "}, "export.incomplete"),
        ({"recipient": ""}, "export.incomplete"),
        ({"profile": "poster"}, "export.profile_unknown"),
        ({"pupil_id": "p-nobody"}, "pupils.not_found"),
        ({"path": Path("/nowhere/at/all/x.pdf")}, "exports.folder_missing"),
    ],
)
def test_a_refused_export_leaves_nothing(
    school: SmallSchool, changes: dict[str, object], refusal: str
) -> None:
    with school.signed_in() as casebook:
        size = casebook.head().size
        before = sorted(school.root.iterdir())
        with pytest.raises(UserFacingError) as caught:
            export(school, casebook, **changes)
        assert caught.value.code == refusal
        assert casebook.head().size == size
        assert sorted(school.root.iterdir()) == before


def test_an_empty_file_is_not_exported(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        others = [p.id for p in pupils.all_pupils(casebook.connection)]
        other = next(id_ for id_ in others if id_ != school.first_pupil)
        with pytest.raises(UserFacingError) as caught:
            export(school, casebook, pupil_id=other)
        assert caught.value.code == "export.nothing"


def test_a_changed_record_stops_every_export(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        for (name,) in casebook.connection.all(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ):
            casebook.connection.run(f'DROP TRIGGER "{name}"')
        changed = casebook.connection.run(
            "UPDATE entry SET header = CAST(replace(header, '2026', '2027') AS BLOB) WHERE seq = 3"
        )
        assert changed == 1
        with pytest.raises(BrokenLedgerError) as caught:
            export(school, casebook)
        assert caught.value.code == "ledger.broken"
        report = verify_ledger(casebook)
        assert report.result == "changed"
        assert report.first_fault is not None
        assert report.first_fault["position"] == 3
        assert not (school.root / "chronology.pdf").exists()


def test_the_extract_is_plain_json_that_anybody_can_read(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        made = export(school, casebook)
    extract = json.loads(inspect_pdf(Path(made.path).read_bytes()).ledger_extract)
    text = json.dumps(extract)
    assert "Rang the school nurse." in text
    assert "X999100121001" not in text, "no field that the document does not show"
