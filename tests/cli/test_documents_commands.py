"""The commands about documents: kinds, make, review, sheets, the register."""

import json
from pathlib import Path

import pytest

from exports.preview import page_count, page_texts
from storage.intake import vocabularies


@pytest.fixture
def pupil(cli) -> str:
    """The first child, about whom a concern was collected."""
    cli.school.send(what_happened="He said Quentin Abernathy pushed him.", told_dsl="yes")
    assert cli.lead("letterbox", "collect").status == 0
    return cli.school.first_pupil


def words(pupil: str, out: Path, *more: str) -> str:
    """A line that makes a chronology."""
    return (
        f"document make --kind chronology --pupil {pupil} --purpose 'Care proceedings'"
        f" --recipient 'Wexcombe Council' --out '{out}' {' '.join(more)}"
    )


def test_the_kinds_are_listed(cli) -> None:
    done = cli.lead("--json", "document", "kinds")
    assert done.status == 0
    listed = {kind["code"]: kind for kind in done.value}
    assert listed["chronology"]["products"] == ["locked", "signed", "working"]
    assert listed["s9_certificate"]["asked_by"] == ["lawyer", "police", "court"]
    assert all(kind["label"] and kind["help"] for kind in done.value)


def test_an_answer_that_a_document_does_not_take_is_refused(cli, pupil: str) -> None:
    """A slip of the fingers must not leave a paper without what was typed."""
    out = cli.school.root / "index.pdf"
    line = words(pupil, out, "--answer court_oders='Care order'").replace(
        "--kind chronology", "--kind child_protection_file"
    )
    done = cli.do(line)
    assert done.status != 0
    assert "court_orders" in done.err
    assert not out.exists()


def test_a_document_is_made_and_listed(cli, pupil: str) -> None:
    root = cli.school.root
    done = cli.do(
        words(pupil, root / "signed.pdf", "--look referral --length significant --family"),
        words(pupil, root / "full.pdf"),
        words(pupil, root / "locked.pdf", "--locked"),
        f"disclosures list --pupil {pupil}",
        "disclosures list --pupil p-nobody",
    )
    assert done.status != 0, "nothing is significant yet"
    done = cli.do(
        words(pupil, root / "full.pdf"),
        words(pupil, root / "locked.pdf", "--locked"),
        f"disclosures list --pupil {pupil}",
        "disclosures list --pupil p-nobody",
    )
    assert done.status == 0, done.err
    full, locked, listed, none = done.values
    assert full["password"] is None
    assert len(locked["password"].split()) == 6
    assert page_count((root / "locked.pdf").read_bytes(), password=locked["password"]) == len(
        locked["page_codes"]
    )
    assert [row["id"] for row in listed] == [locked["export_id"], full["export_id"]]
    assert [row["product"] for row in listed] == ["locked", "signed"]
    assert listed[0]["sha256"] == locked["sha256"] != listed[0]["kept_sha256"]
    assert locked["password"] not in json.dumps(listed)
    assert none == []
    verified = cli.lead("--json", "verify", "--page", full["page_codes"][0])
    assert (verified.status, verified.value["file_matches"]) == (0, True)


def test_the_password_is_said_once_in_words(cli, pupil: str) -> None:
    out = cli.school.root / "locked.pdf"
    path = cli.school.root / "commands"
    path.write_text(words(pupil, out, "--locked"), encoding="utf-8")
    done = cli.lead("do", str(path))
    assert done.status == 0
    (said,) = [line for line in done.out.splitlines() if line.startswith("Password")]
    password = said.rpartition(": ")[2]
    assert page_count(out.read_bytes(), password=password) > 1
    assert done.out.count(password) == 1
    assert password not in done.err


def test_a_folder_gets_a_file_whose_name_names_nobody(cli, pupil: str) -> None:
    out = cli.school.root / "out"
    out.mkdir()
    done = cli.do(words(pupil, out), words(pupil, out, "--working"))
    assert done.status == 0, done.err
    made = [Path(value["path"]).name for value in done.values]
    assert made == [
        f"chronology-{pupil}-{value['export_id']}{suffix}"
        for value, suffix in zip(done.values, (".pdf", ".docx"), strict=True)
    ]
    assert sorted(made) == sorted(path.name for path in out.iterdir())


def test_what_is_withheld_is_reviewed_first(cli, pupil: str) -> None:
    out = cli.school.root / "withheld.pdf"
    asked = f"--kind chronology --pupil {pupil} --withhold 'Quentin Abernathy'"
    done = cli.do(
        f"document review {asked}",
        f"document review --kind chronology --pupil {pupil}",
        f"document make {asked} --subject-access --withhold-reason third_party"
        f" --purpose 'Subject access request' --recipient Grandmother --out '{out}'",
    )
    assert done.status == 0, done.err
    review, nothing, made = done.values
    assert [place["found"] for place in review["places"]] == ["Quentin Abernathy"]
    assert review["places"][0]["label"].startswith("[")
    assert nothing["places"] == []
    text = "".join(page_texts(out.read_bytes()))
    assert "Abernathy" not in text
    assert review["places"][0]["label"] in text
    assert made["total"] >= 1, "the register keeps how many there are"


def test_a_field_and_the_reporters_are_withheld(cli, pupil: str) -> None:
    out = cli.school.root / "withheld.pdf"
    review = cli.lead("--json", "document", "review", "--kind", "chronology", "--pupil", pupil)
    (told,) = [one for one in review.value["texts"] if one["field"] == "what_happened"]
    field = f"{told['entry']}:{told['field']}"
    done = cli.do(
        f"document review --kind chronology --pupil {pupil} --withhold-field {field}:third_party",
        words(pupil, out, "--withhold-reporters", f"--withhold-field {field}:third_party"),
    )
    assert done.status == 0, done.err
    again = [one for one in done.values[0]["texts"] if one["reason"]]
    assert [(one["entry"], one["field"]) for one in again] == [(told["entry"], told["field"])]
    text = "".join(page_texts(out.read_bytes()))
    assert "pushed him" not in text
    assert "Megan Price" not in text
    assert "[Withheld]" in text


@pytest.mark.parametrize(
    "line",
    [
        "document make --kind chronology --purpose P --recipient R",
        "document make --kind chronology --out x.pdf --purpose P --recipient R --answer nonsense",
        "document make --kind chronology --out x.pdf --purpose P --recipient R --withhold-field 3",
        "document make --kind chronology --out x --purpose P --recipient R --withhold-field a:b:c",
    ],
)
def test_what_cannot_be_read_is_a_usage_error(cli, line: str) -> None:
    done = cli.do(line)
    assert done.status == 2
    assert done.value["error"]["code"] == "cli.usage"


def test_unknown_kinds_are_refused(cli) -> None:
    done = cli.do("document make --kind poster --out x.pdf --purpose P --recipient R")
    assert (done.status, done.value["error"]["code"]) == (1, "documents.unknown_kind")
    done = cli.do("sheet make --kind nothing --out x.pdf")
    assert (done.status, done.value["error"]["code"]) == (1, "documents.unknown_sheet")


def test_every_sheet_is_made(cli, pupil: str) -> None:
    del pupil
    listed = cli.lead("--json", "sheet", "kinds").value
    assert {one["code"] for one in listed} == {
        item.code for item in vocabularies.load("sheets").items
    }
    concern = cli.lead("--json", "concerns", "list").value[0]["id"]
    answers = {"receipt_slip": f"--answer concern={concern}", "green_form": "--answer count=1"}
    lines, outs = [], []
    for one in listed:
        outs.append(cli.school.root / f"{one['code']}.pdf")
        lines.append(
            f"sheet make --kind {one['code']} --out '{outs[-1]}' {answers.get(one['code'], '')}"
        )
    done = cli.do(*lines)
    assert done.status == 0, done.err
    for made, out in zip(done.values, outs, strict=True):
        assert made["pages"] == page_count(out.read_bytes()) >= 1


def test_the_chronology_command_keeps_its_words(cli, pupil: str) -> None:
    out = cli.school.root / "chronology.pdf"
    usual = (
        f"chronology export --pupil {pupil} --profile court --purpose P --recipient R --out '{out}'"
    )
    done = cli.do(usual, f"{usual} --length page", f"{usual} --locked", f"{usual} --family")
    assert done.status == 0, done.err
    plain, page, locked, family = done.values
    keys = {
        *("path", "pages", "entries_shown", "entries_total"),
        *("export_id", "fingerprint", "sha256", "warnings"),
    }
    assert set(plain) == set(page) == set(family) == keys
    assert set(locked) == keys | {"password"}
