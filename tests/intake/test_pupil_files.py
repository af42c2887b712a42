"""Pupils from the files of real systems: read whole, or refused with line and reason."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.columns import parse_mapping
from storage.intake.pupil_csv import PUPIL_FIELDS
from storage.intake.pupil_file import PupilFile, read_pupil_file
from storage.intake.vocabularies import load_words
from storage.records.errors import UserFacingError
from storage.records.import_plan import Remark, plan_import
from storage.records.pupil import Pupil
from storage.records.upn import is_temporary
from ui.messages import message_for


def read(path: Path, **mapping: str) -> PupilFile:
    return read_pupil_file(path.read_bytes(), mapping=mapping)


def remarks(found: tuple[Remark, ...]) -> list[tuple[int, str]]:
    return [(remark.line, remark.code) for remark in found]


def refusal(data: bytes) -> UserFacingError:
    with pytest.raises(UserFacingError) as caught:
        read_pupil_file(data)
    return caught.value


def test_the_full_ctf_is_read_as_its_makers_say(shared_data: Path) -> None:
    folder = shared_data / "ctf"
    expected = json.loads((folder / "9991001_CTF_9991002_001.expected.json").read_text("utf-8"))
    found = read(folder / "9991001_CTF_9991002_001.xml")
    assert found.kind == "ctf"
    assert not found.refused
    assert not found.warnings
    for wanted, row in zip(expected["pupils"], found.rows, strict=True):
        details = row.details
        assert details.upn == (wanted["upn"] or "")
        assert details.legal_surname == wanted["surname"]
        assert details.legal_forename == wanted["forename"]
        assert details.date_of_birth == wanted["dob"]
        assert details.sex == wanted["sex"]
        assert details.year_group == wanted["nc_year"]
        assert details.preferred_forename == wanted.get("preferred_forename", "")
        assert details.middle_names == wanted.get("middle", "")
        assert details.in_care == wanted.get("in_care")
        assert details.sen == wanted.get("sen", "")
        assert len(details.contacts) == wanted.get("contacts", 0)
        assert is_temporary(details.upn) == wanted.get("temporary_upn", False)
    first, second = found.rows[0].details, found.rows[1].details
    assert first.address == second.address == "12 Heron Close, Wexcombe, ZZ1 2AB"
    assert first.contacts[0].relationship == "Mother"
    assert first.contacts[0].parental_responsibility
    assert first.contacts[0].phones == ("07700 900123", "01632 960001")
    assert first.contacts[0].address == first.address
    assert first.contacts[1].address == "Flat 2, 3 Mill Lane, Wexcombe, ZZ1 3CD"
    assert found.rows[4].details.address == "No fixed address, c/o The Refuge <confidential>"


def test_old_ctf_with_gender_in_windows_letters(shared_data: Path) -> None:
    found = read(shared_data / "ctf" / "9991001_CTF_999LLLL_002_cp1252.xml")
    names = [(row.details.legal_forename, row.details.legal_surname) for row in found.rows]
    assert names == [("Chloë", "Müller"), ("Seán", "O'Neill")]
    assert [row.details.sex for row in found.rows] == ["F", "M"]


def test_ctf_with_a_byte_order_mark(shared_data: Path) -> None:
    found = read(shared_data / "ctf" / "9991001_CTF_XXXXXXX_003_bom.xml")
    assert [row.details.upn for row in found.rows] == ["L999100121002"]


def test_a_ctf_in_capitals_keeps_them_and_suggests_spellings(shared_data: Path) -> None:
    found = read(shared_data / "ctf" / "9991001_MTC_9991001_001.xml")
    assert remarks(found.warnings) == [(0, "pupils.names_in_capitals")]
    first = found.rows[0].details
    assert (first.legal_surname, first.legal_forename) == ("O'BRIEN", "SIÂN")
    assert (first.preferred_surname, first.preferred_forename) == ("O'Brien", "Siân")


def test_a_ctf_in_capitals_changes_no_known_spelling(shared_data: Path) -> None:
    found = read(shared_data / "ctf" / "9991001_MTC_9991001_001.xml")
    shouted = found.rows[0].details
    fields = {**shouted.to_fields(), "legal_surname": "Ó Brien", "legal_forename": "Siân"}
    fields |= {"preferred_surname": "", "preferred_forename": ""}
    known = Pupil(id="p-1", details=type(shouted).from_fields(fields))
    plan = plan_import(existing=[known], rows=found.rows[:1])
    assert [row.pupil_id for row in plan.unchanged] == ["p-1"]


def test_a_strange_version_warns_and_is_read() -> None:
    data = ctf("<Pupil><Surname>Li</Surname><Forename>Wei</Forename></Pupil>", version="99.0")
    found = read_pupil_file(data)
    assert remarks(found.warnings) == [(1, "pupils.ctf_version_unknown")]
    assert len(found.rows) == 1


def test_one_bad_pupil_in_a_ctf_is_refused_with_its_line() -> None:
    pupils = (
        "<Pupil><Surname>Li</Surname><Forename>Wei</Forename><DOB>2016-13-01</DOB></Pupil>\n"
        "<Pupil><Surname>Li</Surname></Pupil>\n<Pupil><UPN>H801200001001</UPN></Pupil>\n"
        "<Pupil><Surname>Li</Surname><Forename>Mei</Forename></Pupil>"
    )
    found = read_pupil_file(ctf(pupils))
    assert remarks(found.refused) == [
        (2, "pupils.dob_unreadable"),
        (4, "pupils.no_name"),
    ]
    assert remarks(found.warnings) == [(3, "pupils.no_forename")]
    assert [row.line for row in found.rows] == [3, 5]


def ctf(pupils: str, *, version: str = "26.0") -> bytes:
    """Wrap pupils in a CTF whose first pupil stands on line 2."""
    header = f"<CTfile><Header><CTFversion>{version}</CTFversion></Header><CTFpupilData>\n"
    return f"{header}{pupils}</CTFpupilData></CTfile>".encode()


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("xml_billion_laughs.xml", "intake.xml_entities", None),
        ("xml_xxe_file.xml", "intake.xml_entities", None),
        ("xml_xxe_net.xml", "intake.xml_entities", None),
        ("xml_declared_utf8_is_cp1252.xml", "intake.xml_encoding", 2),
        ("pdf_openaction_js.pdf", "intake.not_text", None),
        ("zip_slip.zip", "intake.not_text", None),
        ("png_decompression_bomb_60000x60000.png", "intake.not_text", None),
        ("jpeg_with_html_tail.jpg", "intake.not_text", None),
        ("name_traversal_attachment.txt", "intake.no_name_column", 1),
    ],
)
def test_hostile_files_are_refused(
    shared_data: Path, name: str, code: str, line: int | None
) -> None:
    error = refusal((shared_data / "hostile" / name).read_bytes())
    assert (error.code, error.facts.get("line")) == (code, line)
    message = message_for(error)
    assert "–" not in message.text
    assert "root:" not in message.text


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("xml_utf16le_bom.xml", ["Müller"]),
        ("csv_utf8_bom_semicolon.csv", ["Müller"]),
        ("csv_cp1252.csv", ["Müller", "O’Neill"]),
        ("csv_utf16_tab_excel_unicode.txt", ["李"]),
        ("csv_formula_injection.csv", ["=cmd|' /C calc'!A0", "+44 7700"]),
    ],
)
def test_odd_files_are_read_whole(shared_data: Path, name: str, surnames: list[str]) -> None:
    found = read(shared_data / "hostile" / name)
    assert [row.details.legal_surname for row in found.rows] == surnames
    assert not found.refused


def test_what_a_spreadsheet_damaged_is_refused_row_by_row(shared_data: Path) -> None:
    found = read(shared_data / "hostile" / "csv_excel_mangled.csv")
    assert remarks(found.refused) == [
        (2, "pupils.upn_and_dob_mangled"),
        (4, "pupils.dob_two_digit_year"),
        (5, "pupils.dob_two_digit_year"),
    ]
    assert [row.line for row in found.rows] == [3]
    for remark in found.refused:
        assert "2016-02-01" in message_for(remark.as_error()).message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a/>", "intake.not_ctf"),
        (b"<CTfile><Header>", "intake.xml_broken"),
        (b'<?xml version="1.0" encoding="x-none"?><CTfile/>', "intake.xml_encoding"),
        (b"<CTfile/>", "intake.no_pupils"),
        (b"<a>" * 1000, "intake.xml_too_deep"),
        (b"Surname,Forename\n", "intake.no_pupils"),
        (b"Surname,Surname\nA,B\n", "intake.column_twice"),
        (b"Subject,Mark\nMaths,3\n", "intake.no_name_column"),
    ],
)
def test_other_files_are_refused_with_a_sentence(data: bytes, code: str) -> None:
    error = refusal(data)
    assert error.code == code
    assert "–" not in message_for(error).text


def test_school_exports(shared_data: Path) -> None:
    arbor = read(shared_data / "mis" / "arbor_pupil_export.csv").rows[0].details
    assert (arbor.legal_forename, arbor.legal_surname) == ("Ava", "Adams")
    assert (arbor.sex, arbor.year_group, arbor.class_name) == ("F", "4", "4A")
    assert (arbor.date_of_birth, arbor.sen) == ("2017-09-15", "SEN Support")
    assert arbor.upn == ""  # the export's own number is no UPN
    other = read(shared_data / "mis" / "dfe_mtc_columns_in_other_order.csv")
    assert [row.details.date_of_birth for row in other.rows] == ["2009-12-03"] * 2


def test_every_heading_that_was_seen_is_known(shared_data: Path) -> None:
    seen = json.loads((shared_data / "mis" / "column_synonyms.json").read_text("utf-8"))
    known = load_words("pupil_columns")["columns"]
    assert set(known) == set(PUPIL_FIELDS)
    ours = {"forename": "legal_forename", "surname": "legal_surname", "middle": "middle_names"}
    ours |= {"dob": "date_of_birth", "sex": "sex", "year": "year_group", "class": "class_name"}
    ours |= {"upn": "upn", "sen": "sen", "lac": "in_care"}
    for theirs, field in ours.items():
        for heading in seen["synonyms"][theirs]:
            if heading == "Chosen name" or "not a UPN" in heading:
                continue
            data = f"Surname,Forename,{heading}\nA,B,\n"
            if field in ("legal_surname", "legal_forename"):
                data = f"{heading}\nA\n"
            assert read_pupil_file(data.encode()).unknown_columns == (), heading


@pytest.mark.parametrize(
    ("year", "code"),
    [
        *(("R", "R"), ("Reception", "R"), ("Year R", "R"), ("N1", "N1"), ("Year N2", "N2")),
        *(("1", "1"), ("Year 1", "1"), ("year 4 ", "4"), ("07", "7"), ("Y6", "6")),
    ],
)
def test_year_groups(year: str, code: str) -> None:
    found = read_pupil_file(f"Surname,Forename,Year\nA,B,{year}\n".encode())
    assert found.rows[0].details.year_group == code
    assert not found.warnings


def test_strange_values_warn_and_rows_are_taken() -> None:
    data = b"Surname,Forename,Sex,Year,Looked After\nA,B,?,Blue,perhaps\n"
    found = read_pupil_file(data)
    assert sorted(code for _, code in remarks(found.warnings)) == [
        *("pupils.in_care_unknown", "pupils.sex_unknown", "pupils.year_unknown"),
    ]
    assert found.rows[0].details.year_group == "Blue"


def test_a_person_may_say_which_column_is_which() -> None:
    data = b"Known,Fam,Born\nAva,Adams,2017-09-15\n"
    mapping = parse_mapping(["Known=legal_forename", "Fam=legal_surname", "Born=date_of_birth"])
    details = read_pupil_file(data, mapping=mapping).rows[0].details
    assert (details.legal_forename, details.date_of_birth) == ("Ava", "2017-09-15")


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        (["Known"], "intake.bad_mapping"),
        (["=upn"], "intake.bad_mapping"),
        (["Known=name"], "intake.unknown_field"),
        (["Other=upn"], "intake.unknown_column"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(pairs: list[str], code: str) -> None:
    with pytest.raises(UserFacingError) as caught:
        read_pupil_file(b"Known,Surname\nAva,Adams\n", mapping=parse_mapping(pairs))
    assert caught.value.code == code


def test_a_row_with_cells_beyond_the_heading_is_refused() -> None:
    found = read_pupil_file(b"Surname,Forename\nSmith, John,Ava\nAdams,Ava,\n")
    assert remarks(found.refused) == [(2, "pupils.too_many_cells")]
    assert len(found.rows) == 1


def test_names_of_many_scripts_come_through_unchanged(shared_data: Path) -> None:
    found = read(shared_data / "names" / "pupils_multiscript_240.csv")
    assert len(found.rows) == 240
    assert not found.refused
    raw = (shared_data / "names" / "pupils_multiscript_240.csv").read_text("utf-8-sig")
    for row in found.rows:
        assert row.details.legal_surname in raw
        assert row.details.legal_forename in raw
    extra = read(shared_data / "names" / "extra_scripts.csv")
    assert len(extra.rows) == 8
    assert remarks(extra.warnings) == [(9, "pupils.no_forename")]


def test_naughty_strings_are_names_like_any_other(shared_data: Path) -> None:
    strings = json.loads((shared_data / "names" / "blns_even.json").read_text("utf-8"))
    for text in strings:
        if not text.strip() or "\0" in text:
            continue
        quoted = text.replace('"', '""')
        found = read_pupil_file(f'Surname,Forename\n"{quoted}",Ava\n'.encode())
        names = [row.details.legal_surname for row in found.rows]
        assert names == [text.strip()]
        assert not found.refused


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_name_is_kept_as_it_is(name: str) -> None:
    if not name.strip():
        return
    quoted = name.replace('"', '""')
    data = f'\ufeffSurname,Forename\r\n"{quoted}",Ava\r\n'.encode()
    assert read_pupil_file(data).rows[0].details.legal_surname == name.strip()


@given(st.binary(max_size=150))
def test_no_bytes_do_anything_but_read_or_refuse(data: bytes) -> None:
    for start in (b"", b"<CTfile>", b"Surname,Forename\n"):
        with contextlib.suppress(UserFacingError):
            read_pupil_file(start + data)


def test_every_remark_has_its_sentence(shared_data: Path) -> None:
    codes = {key for key in _sentences() if key.startswith("pupils.")}
    for remark in read(shared_data / "hostile" / "csv_excel_mangled.csv").refused:
        assert remark.code in codes


def _sentences() -> set[str]:
    import resources

    return set(resources.read_toml("messages", "pupils.toml"))
