"""The demonstration, from an empty folder to verified documents."""

import json
from pathlib import Path

import pytest

import resources
from desktop.cli.main import run
from desktop.usecases.lead.documents.sheets_flow import SHEETS


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the demonstration leaves its files."""
    return tmp_path / "demo"


def test_the_whole_story_passes(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every step does what it should; documents and pictures of their pages are left."""
    status = run(["--json", "demo", "--out", str(out), "--all"])
    answer = json.loads(capsys.readouterr().out)
    failed = [step for step in answer["steps"] if not step["ok"]]
    assert (status, failed) == (0, [])
    names = {path.name for path in out.iterdir()}
    assert {
        "chronology-court.pdf",
        "chronology-referral.pdf",
        "chronology-working.docx",
        "chronology-working.csv",
        "chronology-court-changed-copy.pdf",
        "chronology-court-page-1.png",
        "chronology-referral-page-1.png",
    } <= names
    for one in resources.read_toml("demo", "documents.toml")["documents"]:
        assert {f"{one['name']}.pdf", f"{one['name']}-page-1.png"} <= names
    for code in (*SHEETS, "recovery_sheet"):
        assert f"{code.replace('_', '-')}-page-1.png" in names
    assert all(Path(name).exists() for name in answer["files"])
    assert run(["verify", str(out / "chronology-court.pdf")]) == 0
    assert run(["verify", str(out / "chronology-court-changed-copy.pdf")]) == 1


def test_a_step_that_fails_ends_it_with_a_no(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong answer in the middle is told, nothing after it is tried, and the status says no."""
    monkeypatch.setattr("desktop.demo.story_proof._rehearse", lambda _world: 1 / 0)
    assert run(["demo", "--out", str(out)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("FAIL" in line and "Restore check" in line for line in lines)
    assert not any("Replay check" in line for line in lines)
