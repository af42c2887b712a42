"""``verify`` of everything, ``anchors list`` and ``certificate``, as scripts see them."""

from pathlib import Path
from typing import Any

import pytest

from desktop.cli import verify_commands
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.records.concern import LinkedPupil
from tests.fakes.small_school import WHEN


def test_a_certificate_and_what_can_be_asked_of_it(cli: Any) -> None:
    page = cli.school.root / "certificate.pdf"
    made = cli.lead(
        "--json", "certificate", "--out", str(page), "--recipient", "Mrs Akhtar, chair",
        "--kept", "Church safe",
    )  # fmt: skip
    assert (made.status, made.value["path"]) == (0, str(page))
    alone = cli.run("--json", "verify", str(page))
    assert (alone.status, alone.value["result"]) == (0, "ok")
    assert alone.value["check_code"] == made.value["check_code"]
    listed = cli.lead("--json", "anchors", "list")
    assert listed.value[0]["kind"] == "certificate"
    assert "Mrs Akhtar, chair" in listed.value[0]["where"]
    against = cli.lead("--json", "verify", "--against", str(page))
    assert (against.status, against.value["anchors"][0]["relation"]) == (0, "agrees")
    typed = made.value["check_code"].lower().replace(" ", "")
    found = cli.lead("--json", "verify", "--check-code", typed)
    assert (found.status, found.value["found"], found.value["size"]) == (
        0,
        True,
        made.value["size"],
    )


def test_a_code_the_record_never_had_is_a_no(cli: Any) -> None:
    never = cli.lead("--json", "verify", "--check-code", "ABCD " * 13)
    assert (never.status, never.value["found"]) == (1, False)
    short = cli.lead("--json", "verify", "--check-code", "ABCD")
    assert (short.status, short.value["error"]["code"]) == (2, "verify.not_a_check_code")


def test_two_papers_without_a_sign_in(cli: Any) -> None:
    first, second = (cli.school.root / name for name in ("first.pdf", "second.pdf"))
    for path in (first, second):
        assert cli.lead("certificate", "--out", str(path), "--recipient", "Head").status == 0
    both = cli.run("--json", "verify", str(first), str(second))
    assert (both.status, both.value["verdict"]) == (0, "consistent")
    text = cli.run("verify", str(first), str(second)).out
    assert text.startswith("CONSISTENT")


def test_a_backup_alone_with_a_sign_in_and_inside_do(cli: Any, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    made = cli.lead("--json", "backup", "--folder", str(folder))
    path = made.value["path"]
    alone = cli.run("--json", "verify", path)
    assert (alone.status, alone.value["document"]) == (0, "backup")
    assert any("encrypted" in line for line in alone.value["not_proved"])
    opened = cli.lead("--json", "verify", path, "--sign-in")
    assert (opened.status, opened.value["relation"]) == (0, "older")
    inside = cli.do(f"verify '{path}'")
    assert inside.status == 0


def locked_copy(cli: Any) -> tuple[str, str]:
    """A locked chronology with one entry, and its password."""
    pupil = cli.school.first_pupil
    with cli.school.signed_in() as casebook:
        links = (LinkedPupil(id=pupil, role="subject"),)
        entry = NewEntry(kind="call", pupils=links, happened=WHEN, text="Rang the school nurse.")
        add_entry(casebook, entry=entry)
    path = str(cli.school.root / "locked.pdf")
    made = cli.lead(
        "--json", "chronology", "export", "--pupil", pupil, "--profile", "court",
        "--purpose", "Care proceedings", "--recipient", "Council", "--out", path, "--locked",
    )  # fmt: skip
    assert made.status == 0, made.err
    return path, made.value["password"]


def test_a_locked_file_opens_with_its_password_alone(cli: Any) -> None:
    path, password = locked_copy(cli)
    closed = cli.run("--json", "verify", path)
    assert closed.value["error"]["code"] == "exports.password_needed"
    opened = cli.run("--json", "verify", path, "--password-stdin", stdin=f"{password}\n")
    assert (opened.status, opened.value["result"]) == (0, "ok")
    assert any(
        "The text of the pages is the attached data" in line for line in opened.value["proved"]
    )
    wrong = cli.run("--json", "verify", path, "--password-stdin", stdin="not this one\n")
    assert wrong.value["error"]["code"] == "exports.password_wrong"
    silent = cli.run("--json", "verify", path, "--password-stdin")
    assert silent.value["error"]["code"] == "cli.no_answer"
    for done in (closed, wrong, silent):
        assert done.status != 0


def test_a_locked_file_asks_for_its_password_on_a_terminal(
    cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, password = locked_copy(cli)
    asked: list[str] = []

    def answer(prompt: str, *, secret: bool = False) -> str:
        assert secret
        asked.append(prompt)
        return password

    monkeypatch.setattr(verify_commands, "is_terminal", lambda: True)
    monkeypatch.setattr(verify_commands, "ask", answer)
    opened = cli.run("--json", "verify", path)
    assert (opened.status, opened.value["result"]) == (0, "ok")
    assert asked == ["Password of locked.pdf"]
