"""The commands about a file that goes to, or came from, another school."""

from pathlib import Path

import pytest

from desktop.cli import pack_commands
from desktop.cli.reply import Reply, say
from tests.fakes.full_file import fill_file
from tests.fakes.small_school import cheap_kdf


@pytest.fixture
def filled(cli, monkeypatch):
    """The command line of a school whose first child has a file."""
    monkeypatch.setattr(pack_commands, "calibrate", cheap_kdf)
    with cli.school.signed_in() as casebook:
        fill_file(cli.school, casebook)
    return cli


def create(cli, out: Path, *more: str):
    pupil = cli.school.first_pupil
    words = ("pack", "create", "--pupil", pupil, "--recipient", "Otter Brook", "--method", "hand")
    return cli.lead("--json", *words, "--out", str(out), *more)


def test_from_school_to_school(filled, tmp_path: Path) -> None:
    pack, slip = tmp_path / "a.holdfast-pack", tmp_path / "slip.pdf"
    made = create(filled, pack, "--receipt", str(slip))
    assert made.status == 0, made.err
    assert slip.read_bytes().startswith(b"%PDF-")
    assert "receipt" not in made.value
    secret, export = made.value["passphrase"], made.value["export_id"]
    verified = filled.run("--json", "verify", str(pack), "--password-stdin", stdin=f"{secret}\n")
    assert verified.status == 0, verified.err
    assert verified.value["result"] == "ok"
    assert verified.value["export_id"] == export
    out = tmp_path / "out"
    laid = filled.run("--json", "pack", "open", str(pack), "--out", str(out), stdin=f"{secret}\n")
    assert laid.status == 0, laid.err
    assert {"child-protection-file.pdf", "receipt.pdf"} <= {path.name for path in out.iterdir()}
    known = filled.lead(
        "pack", "open", str(pack), "--as-new", stdin=f"{filled.answers()}{secret}\n"
    )
    assert known.status == 1
    assert filled.school.first_pupil in known.err
    day = filled.school.clock().date().isoformat()
    answered = filled.lead(
        "--json", "pack", "acknowledged", "--export", export, "--by", "Kim Vale", "--on", day
    )
    assert answered.status == 0, answered.err
    assert filled.lead("--json", "pack", "due").value == []


def test_it_is_looked_at_before_it_is_taken(filled, tmp_path: Path) -> None:
    pack = tmp_path / "a.holdfast-pack"
    secret = create(filled, pack).value["passphrase"]
    pupil = ("--pupil", filled.school.first_pupil)
    answers = f"{filled.answers()}{secret}\n"
    looked = filled.lead("--json", "pack", "open", str(pack), *pupil, "--dry-run", stdin=answers)
    assert looked.status == 0, looked.err
    assert "entries" not in looked.value
    taken = filled.lead(
        "--json", "pack", "open", str(pack), *pupil, stdin=f"{filled.answers()}{secret}\n"
    )
    assert taken.status == 0, taken.err
    assert len(taken.value["entries"]) == len(looked.value["rows"]) > 10
    shown = filled.lead("--json", "chronology", "show", *pupil).value
    assert sum(entry["transcribed"] for entry in shown) > 10


def test_a_late_receipt_is_asked_for(filled, tmp_path: Path) -> None:
    export = create(filled, tmp_path / "a.holdfast-pack").value["export_id"]
    filled.school.clock.advance(days=9)
    (due,) = filled.lead("--json", "pack", "due").value
    assert due["export_id"] == export
    assert export in filled.lead("reminders").out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("open", "a.pack"), 2),
        (("open", "a.pack", "--out", "b", "--as-new"), 2),
        (("create", "--pupil", "p-1", "--recipient", "R", "--out", "f"), 2),
    ],
)
def test_what_is_not_said_whole_is_wrong_usage(cli, words, status: int) -> None:
    assert cli.run("pack", *words).status == status


def test_what_is_no_pack_is_one_sentence(cli, tmp_path: Path) -> None:
    path = tmp_path / "a.holdfast-pack"
    path.write_bytes(b"not a pack")
    done = cli.run("pack", "open", str(path), "--out", str(tmp_path / "out"), stdin="six words\n")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("This file is not a transfer pack.")
    path.write_bytes(b"CBPACK01" + b"\x01" * 300)
    done = cli.run("pack", "open", str(path), "--out", str(tmp_path / "out"), stdin="six words\n")
    assert done.status == 1
    assert "damaged" in done.err
    missing = cli.run("pack", "open", str(tmp_path / "no"), "--out", "x", stdin="six words\n")
    assert missing.status == 2


def test_words_from_elsewhere_give_no_orders_to_the_terminal(capsys) -> None:
    say(Reply(value=None, text="a\x1b[2J\tb\nc\r\x9b"), as_json=False)
    assert capsys.readouterr().out == "a\ufffd[2J\tb\nc\ufffd\ufffd\n"
