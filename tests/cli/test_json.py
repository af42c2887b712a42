"""What scripts read: each command's JSON has exactly the shape that was promised."""

import json
from pathlib import Path
from typing import Any

import pytest

from storage.keys.recovery_code import parse_code
from tests.fakes.command_files import TRIAGE, post_file
from tests.fakes.small_school import SmallSchool, secret_of

PUPIL = {
    "id", "upn", "legal_surname", "legal_forename", "preferred_surname", "preferred_forename",
    "date_of_birth", "year_group", "class",
}  # fmt: skip
ROW = {
    "id", "happened", "text", "child_words", "source", "action", "outcome", "author",
    "recorded_at", "significant", "transcribed",
}  # fmt: skip
WHEN = {"earliest", "latest", "precision", "as_told"}
EXPORT = {
    "path", "pages", "entries_shown", "entries_total", "export_id", "fingerprint", "sha256",
}  # fmt: skip
VERIFY = {"result", "proved", "not_proved", "first_fault"}


def test_school_create(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "new home"
    done = cli.run(
        "--home", str(home), "--json", "school", "create", "--name", "Oak Primary", "--urn",
        "654321", "--lead", "Ada Bell", "--account", "ada", stdin="nine copper kettles sing\n",
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    value = done.value
    assert {"home", "account", "otpauth", "recovery_code"} <= set(value)
    assert (value["home"], value["account"]) == (str(home), "ada")
    assert value["otpauth"].startswith("otpauth://totp/")
    assert len(secret_of(value["otpauth"])) == 20
    assert len(parse_code(value["recovery_code"])) == 16
    assert len(value["one_time_codes"]) == 10
    code = value["one_time_codes"][0]
    listed = cli.run(
        "--home", str(home), "--json", "pupils", "list",
        stdin=f"ada\nnine copper kettles sing\n{code}\n",
    )  # fmt: skip
    assert (listed.status, listed.value) == (0, [])
    again = cli.run(
        "--home", str(home), "--json", "school", "create", "--name", "Oak Primary", "--urn",
        "654321", "--lead", "Ada Bell", "--account", "ada", stdin="nine copper kettles sing\n",
    )  # fmt: skip
    assert (again.status, again.value["error"]["code"]) == (1, "school.exists")


def test_pupils_list(cli: Any) -> None:
    done = cli.lead("--json", "pupils", "list")
    assert done.status == 0
    assert len(done.value) == 5
    for pupil in done.value:
        assert set(pupil) == PUPIL
        assert all(value != "" for value in pupil.values()), "unknown is null"
    first = next(pupil for pupil in done.value if pupil["upn"] == "X999100121001")
    assert (first["legal_surname"], first["date_of_birth"]) == ("Ó Brien-Nowak", "2016-10-02")


def test_pupils_import(cli: Any, shared_data: Path) -> None:
    table = cli.school.root / "roll.csv"
    table.write_text(
        "Familienname,Rufname,DOB,UPN\nOlsen,Kai,2018-02-03,X999100121002\n,,2018-02-03,\n",
        encoding="utf-8",
    )
    mapping = ("--map", "Familienname=legal_surname", "--map", "Rufname=legal_forename")
    dry = cli.lead("--json", "pupils", "import", str(table), "--dry-run", *mapping)
    taken = cli.lead("--json", "pupils", "import", str(table), *mapping)
    assert dry.value == taken.value
    assert {"new", "changed", "unchanged", "refused", "warnings"} <= set(taken.value)
    assert (taken.value["new"], taken.value["changed"]) == (1, 0)
    (refused,) = taken.value["refused"]
    assert (set(refused), refused["line"]) == ({"line", "reason"}, 3)
    assert refused["reason"].endswith(".")
    for warning in taken.value["warnings"]:
        assert set(warning) == {"line", "reason"}
        assert "Olsen" not in warning["reason"]
    again = cli.lead("--json", "pupils", "import", str(table), *mapping)
    assert (again.value["new"], again.value["unchanged"]) == (0, 1)


def test_concern_to_export_and_back(cli: Any, shared_data: Path) -> None:
    posted = cli.staff("--json", "concern", "post", post_file(cli))
    assert posted.status == 0
    assert (posted.value["receipt"], posted.value["carried"]) == (3, True)
    assert posted.value["find_now"][0]["name"] == "Ruth Okafor"
    out = cli.school.root
    paper = shared_data / "chronologies" / "child_P_input.csv"
    pupil = cli.school.first_pupil
    export = f"chronology export --pupil {pupil} --purpose Court --recipient Council"
    entry = {"kind": "call", "pupils": [pupil], "text": "Rang mother.", "happened": "2026-11-21"}
    risk = {
        "pupil": pupil, "title": "Wall", "review_date": "2026-12-10",
        "hazards": [{"hazard": "Climbing", "likelihood": 3, "severity": 2, "control": "Adult"}],
    }  # fmt: skip
    done = cli.do(
        "letterbox collect",
        "concerns list --status waiting",
        f"triage {cli.write('triage.json', TRIAGE)}",
        f"entry add {cli.write('entry.json', entry)}",
        f"risk save {cli.write('risk.json', risk)}",
        f"chronology import {paper} --pupil {pupil}",
        f"chronology show --pupil {pupil}",
        f"{export} --profile court --out {out}/court.pdf",
        f"{export} --profile referral --out {out}/referral.pdf --redact 'Nobody Known'",
        f"{export} --profile working --out {out}/working.docx",
        f"verify {out}/court.pdf",
        "disclosures list",
        "# a comment",
        "",
        "backup",
        "restore --check",
        "replay --check",
        "staff list",
        "workstation list",
    )
    assert done.status == 0, done.err + done.out[-300:]
    (
        collected, waiting, triaged, added, assessed, imported, shown, court, referral, working,
        verified, register, backup, restored, replayed, people, workstations,
    ) = done.values  # fmt: skip
    assert collected == {
        "collected": [waiting[0]["id"]], "enrolled": [], "kept": [], "passed_by": 0,
    }  # fmt: skip
    assert triaged["concern"] == waiting[0]["id"]
    assert len(triaged["actions"]) == 1
    assert added["id"].startswith("e-")
    assert assessed["id"]
    assert (imported["rows"], imported["imported"]) == (51, 51)
    for row in shown:
        assert set(row) >= ROW
        assert set(row["happened"]) == WHEN
    concern = next(row for row in shown if row["id"] == waiting[0]["id"])
    assert concern["happened"]["earliest"] == "2026-11-20"
    assert concern["child_words"] == "I fell off the wall."
    assert [row["child_words"] for row in shown if row["id"] == added["id"]] == [None]
    assert sum(row["transcribed"] for row in shown) == 51
    for made in (court, referral, working):
        assert set(made) >= EXPORT
        assert Path(made["path"]).exists()
        assert made["entries_shown"] == made["entries_total"] == len(shown)
    assert set(verified) >= VERIFY
    assert (verified["result"], verified["first_fault"]) == ("ok", None)
    assert {row["id"] for row in register} == {
        court["export_id"], referral["export_id"], working["export_id"],
    }  # fmt: skip
    assert Path(backup["path"]).exists()
    assert (restored["verified"], restored["relation"]) == (True, "older")
    assert replayed == {"equal": True, "differences": []}
    assert {person["account"] for person in people} == {"ruth", "dan", "megan", "tom"}
    assert len(workstations["paired"]) == 1

    outside = cli.run("--json", "verify", court["path"])
    assert (outside.status, outside.value["result"]) == (0, "ok")
    casebook = cli.lead("--json", "verify", str(cli.school.laptop))
    assert (casebook.status, casebook.value["result"]) == (0, "ok")
    data = bytearray(Path(court["path"]).read_bytes())
    data[len(data) // 2] ^= 1
    changed = out / "changed.pdf"
    changed.write_bytes(bytes(data))
    tampered = cli.run("--json", "verify", str(changed))
    assert (tampered.status, tampered.value["result"]) == (1, "changed")
    assert tampered.value["proved"] == []
    assert tampered.value["first_fault"]
    no_pdf = cli.run("--json", "verify", str(cli.school.root / "commands"))
    assert (no_pdf.status, no_pdf.value["result"]) == (2, "unreadable")
    other_key = cli.run("--json", "verify", court["path"], "--expect-key", "00" * 16)
    assert other_key.status == 1


def test_a_page_as_it_was_exported(cli: Any) -> None:
    from exports.inspect import inspect_pdf  # late: used once

    pupil = cli.school.first_pupil
    entry = {"kind": "call", "pupils": [pupil], "text": "Rang mother.", "happened": "2026-11-21"}
    out = cli.school.root / "court.pdf"
    made = cli.do(
        f"entry add {cli.write('entry.json', entry)}",
        f"chronology export --pupil {pupil} --profile court --purpose P --recipient R --out {out}",
    )
    assert made.status == 0
    code = inspect_pdf(out.read_bytes()).page_codes[0]
    picture = cli.school.root / "page.png"
    shown = cli.lead("--json", "verify", "--page", code, "--out", str(picture))
    assert (shown.status, shown.value["page"], shown.value["file_matches"]) == (0, 1, True)
    assert picture.read_bytes().startswith(b"\x89PNG")
    nothing = cli.lead("--json", "verify", "--page", "0000-0000")
    assert (nothing.status, nothing.value["error"]["code"]) == (1, "verify.no_such_page")


def test_staff_add_pair_approve_and_enrol(cli: Any, tmp_path: Path) -> None:
    added = cli.lead("--json", "staff", "add", "--name", "Pat Lowe", "--account", "pat")
    assert added.status == 0
    assert (added.value["account"], added.value["role"]) == ("pat", "staff")
    home = str(tmp_path / "another workstation")
    paired = cli.run(
        "--home", home, "--json", "workstation", "pair", "--letterbox",
        str(cli.school.letterbox), "--name", "Office",
    )  # fmt: skip
    assert (paired.status, paired.value["confirmed"]) == (0, False)
    approved = cli.lead("--json", "workstation", "approve", paired.value["code"].lower())
    assert approved.value == {
        "workstation": paired.value["workstation"], "name": "Office", "confirmed": True,
    }  # fmt: skip
    wrong = cli.run(
        "--home", home, "--json", "workstation", "enrol", "--account", "pat",
        stdin="AAAA-AAAA-AAAA\n7294\n",
    )  # fmt: skip
    assert (wrong.status, wrong.value["error"]["code"]) == (1, "letterbox.enrolment_code_mistyped")
    enrolled = cli.run(
        "--home", home, "--json", "workstation", "enrol", "--account", "pat",
        stdin=f"{added.value['slip']}\n7294\n",
    )  # fmt: skip
    assert (enrolled.status, enrolled.value["account"]) == (0, "pat")
    collected = cli.lead("--json", "letterbox", "collect")
    assert collected.value["enrolled"] == [added.value["person"]]
    refused = cli.lead("--json", "workstation", "approve", "AAAA-AAAA")
    assert (refused.status, refused.value["error"]["code"]) == (1, "people.no_such_computer")


def test_lead_add_and_the_first_sign_in(cli: Any) -> None:
    done = cli.lead("--json", "lead", "add", "--name", "Ana Silva", "--account", "ana", "--deputy")
    assert (done.status, done.value["role"]) == (0, "deputy")
    assert len(done.value["one_time_codes"]) == 10
    listed = cli.lead(
        "--json", "pupils", "list",
        stdin=f"ana\n{done.value['slip']}\n{done.value['one_time_codes'][0]}\n",
    )  # fmt: skip
    assert listed.status in (0, 3), "an own password may be asked for first"


def test_a_letter_about_an_adult(cli: Any) -> None:
    posted = cli.staff("--json", "concern", "post", post_file(cli, about_adult=True))
    assert posted.value["sealed_to_spare_key"] is True
    (path,) = (cli.school.letterbox / "out").glob("*.slip")
    words = ("--json", "restricted", "open", str(path))
    opened = cli.staff(*words, stdin=f"{cli.school.secrets.spare_code}\n")
    assert opened.value["what_happened"] == "A bruise, seen at PE."
    refused = cli.staff(*words, stdin=f"{cli.school.secrets.recovery_code}\n")
    assert (refused.status, refused.value["error"]["code"]) == (1, "letterbox.slip_not_for_you")


def test_vocabulary_and_version(cli: Any) -> None:
    words = cli.run("--json", "vocabulary", "case_levels").value
    assert {"code", "label", "definition", "parent"} == set(words["items"][0])
    assert set(cli.run("--json", "--version").value) == {"version"}


def test_text_is_for_people(cli: Any, school: SmallSchool) -> None:
    posted = cli.staff("concern", "post", post_file(cli))
    assert "number 3" in posted.out
    assert "Nobody has read this yet. Find Ruth Okafor or Dan Whitcombe now." in posted.out
    assert "01632 960001" in posted.out
    assert "999" in posted.out
    done = cli.do("letterbox collect", "concerns list", "replay --check", json_out=False)
    assert done.status == 0
    assert "1 concerns taken" in done.out
    with pytest.raises(ValueError, match="line 1"):
        json.loads(done.out)
