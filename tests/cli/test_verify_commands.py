"""``verify`` of everything, ``anchors list`` and ``certificate``, as scripts see them."""

from pathlib import Path
from typing import Any


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
