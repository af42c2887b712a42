"""Forms, posters and papers for a court from the command line."""

import json
from typing import Any


def test_forms_are_printed_listed_and_accounted_for(cli: Any, tmp_path: Any) -> None:
    kinds = {row["code"] for row in cli.lead("--json", "sheet", "kinds").value}
    assert {"green_form", "report_poster", "receipt_slip"} <= kinds
    make = ("--json", "sheet", "make", "--kind")
    pad = cli.lead(*make, "green_form", "--answer", "count=2", "--out", str(tmp_path / "forms.pdf"))
    assert (pad.status, pad.value["pages"]) == (0, 6)
    assert (tmp_path / "forms.pdf").read_bytes().startswith(b"%PDF-")
    assert cli.lead("--json", "forms", "list").value["out"] == [1, 2]
    account = ("--json", "forms", "account", "--number")
    spoilt = cli.lead(*account, "1", "--fate", "spoilt", "--note", "coffee")
    assert (spoilt.value["fate"], spoilt.value["note"]) == ("spoilt", "coffee")
    assert cli.lead("--json", "forms", "list").value["out"] == [2]
    assert "0001" in cli.lead("forms", "list").out
    for words, code in ((("9", "--fate", "lost"), "forms.not_issued"),
                        (("1", "--fate", "eaten"), "forms.fate_unknown")):  # fmt: skip
        assert cli.lead(*account, *words).value["error"]["code"] == code
    poster = cli.lead(*make, "report_poster", "--out", str(tmp_path / "poster.pdf"))
    assert poster.value["pages"] == 1


def test_a_certificate_is_made_when_a_court_asks(cli: Any, tmp_path: Any) -> None:
    child, out = cli.school.first_pupil, str(tmp_path / "paper.pdf")
    asked = ("--json", "document", "make", "--purpose", "p", "--recipient", "r", "--out", out)
    register = cli.lead(*asked, "--kind", "disclosure_register")
    assert register.status == 0
    certificate = (*asked, "--kind", "s9_certificate", "--record", register.value["export_id"])
    assert cli.lead(*certificate).value["error"]["code"] == "documents.only_when_asked"
    made = cli.lead(*certificate, "--requested-by", "court")
    assert (made.status, made.value["title"]) == (0, "Certificate of records")
    again = cli.lead(*asked, "--kind", "disclosure_register", "--pupil", child)
    assert again.value["total"] == 0  # neither of the two was about this child
    assert cli.run("--json", "verify", out).value["result"] == "ok"


def test_a_sheet_is_typed_in_and_its_number_accounted_for(cli: Any, tmp_path: Any) -> None:
    make = ("sheet", "make", "--kind", "green_form", "--answer", "count=2")
    assert cli.lead(*make, "--out", str(tmp_path / "forms.pdf")).status == 0
    sheet = {
        "account": "megan",
        "pupils": [cli.school.first_pupil],
        "what_happened": "No coat again.",
        "happened": "19 November 2026",
        "told_dsl": "yes",
        "paper": {"form": "0002", "written": "19 November 2026", "kept": "drawer"},
    }
    path = tmp_path / "sheet.json"
    path.write_text(json.dumps(sheet), encoding="utf-8")
    entered = cli.lead("--json", "forms", "enter", str(path))
    assert (entered.status, entered.value["doubts"]) == (0, [])
    listed = cli.lead("--json", "forms", "list").value
    assert listed["out"] == [1]
    assert listed["forms"][1]["concerns"] == [entered.value["concern"]]
    twice = cli.lead("--json", "forms", "enter", str(path))
    assert twice.value["error"]["code"] == "forms.entered_before"
    again = cli.lead("--json", "forms", "enter", str(path), "--again")
    assert again.value["doubts"] == ["form_entered_before"]
    path.write_text(json.dumps({**sheet, "account": "nobody"}), encoding="utf-8")
    refused = cli.lead("--json", "forms", "enter", str(path))
    assert refused.value["error"]["code"] == "people.not_found"
