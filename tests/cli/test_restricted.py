"""Letters about adults on the command line, from the post to the printed page."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.small_school import PIN

PASSWORD = "grey herons over weir"


def _home(cli) -> Path:
    """The head's own computer."""
    return cli.school.root / "head-home"


def _at_head(cli, *words: str, stdin: str):
    """Run a command there."""
    where = ("--home", str(_home(cli)), "--letterbox", str(cli.school.letterbox))
    return cli.run(*where, *words, stdin=stdin)


def _post(cli, tmp_path: Path, **changes) -> int:
    concern = {
        "account": "megan",
        "pin": PIN,
        "what_happened": "He took hold of a child by the arm.",
        "told_dsl": "yes",
        "about_adult": True,
        **changes,
    }
    file = tmp_path / "concern.json"
    file.write_text(json.dumps(concern), encoding="utf-8")
    done = cli.staff("concern", "post", str(file), "--json")
    assert done.status == 0, done.err
    return done.value["number"]


def test_from_the_slip_to_the_printed_page(cli, tmp_path: Path) -> None:
    lead, head = cli.lead, partial(_at_head, cli)
    assert lead("restricted", "post", "--post", "head", "--account", "ruth", "--json").status == 0
    slip = lead("restricted", "slip", "--post", "head", "--json").value["slip"]
    made = head(
        "restricted", "enrol", "--post", "head", "--json", stdin=f"{slip}\n{PASSWORD}\n"
    ).value
    lead("letterbox", "collect", "--json")
    wrong = lead("restricted", "confirm", "--post", "head", "AAAA-AAAA", "--json")
    assert wrong.value["error"]["code"] == "restricted.code_differs"
    states = lead("restricted", "confirm", "--post", "head", made["code"], "--json").value
    assert [state["stage"] for state in states] == ["test", "nobody"]
    number = _post(cli, tmp_path, about_whom="Tom Hill")

    def own(*words: str, status: int = 0):
        done = head("restricted", *words, "--json", stdin=f"{PASSWORD}\n")
        assert done.status == status, done.err
        return done.value

    taken = own("collect")
    assert (len(taken["letters"]), taken["tests"], taken["standing"]) == (1, 1, "active")
    (row,) = own("list")
    assert (row["concern"], row["adult"]) == (number, "Tom Hill")
    letter = str(row["number"])
    own("note", letter, "--text", "Rang the LADO.")
    own(
        *("note", letter, "--kind", "allegation", "--text", "A child may have been hurt."),
        *("--threshold", "harmed", "--lado-called", "13:10", "--outcome", "unfounded"),
    )
    own("note", letter, "--kind", "no such word", "--text", "x", status=1)
    own("reply", letter, "--text", "Thank you.")
    shown = own("show", letter)
    assert [kept["kind"] for kept in shown["kept"]] == ["note", "decision", "reply"]
    assert shown["row"]["outcome"] == "Unfounded"
    out = tmp_path / "letter.pdf"
    assert own("print", letter, "--out", str(out))["pages"] == 1
    assert out.read_bytes().startswith(b"%PDF-")
    assert own("verify")["result"] == "ok"
    copied = own("copy", "--to", str(tmp_path / "stick"))
    assert Path(copied["path"]).is_dir()
    assert own("adults")[0]["adult"] == "Tom Hill"
    entry = next(_home(cli).rglob("000000000003.entry"))
    entry.write_bytes(entry.read_bytes()[:-1])
    changed = own("verify", status=1)
    assert {"entry": 3, "code": "restricted.fault_damaged"} in changed["faults"]
    lead("letterbox", "collect", "--json")
    states = lead("restricted", "readers", "--json").value
    assert states[0]["stage"] == "works"


def test_a_wrong_password_is_not_signed_in(cli) -> None:
    done = _at_head(cli, "restricted", "list", "--json", stdin="nothing of the kind\n")
    assert done.status == 1
    assert done.value["error"]["code"] == "restricted.nobody_here"


@pytest.mark.parametrize("word", ["collect", "list", "verify", "enrol --post head", "open x"])
def test_none_of_it_runs_inside_do(cli, tmp_path: Path, word: str) -> None:
    """The process that holds a lead's keys never holds a reader's."""
    file = tmp_path / "do.txt"
    file.write_text(f"restricted {word}\n", encoding="utf-8")
    done = cli.lead("do", str(file), "--json")
    assert done.value["error"]["code"] == "cli.not_in_do"
