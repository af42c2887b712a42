"""The whole story with the real program: three homes, each command a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.canary import files_with

PASSWORD = "nine copper kettles sing"
CANARY = "Zuleika-swears-the-marmalade-cat-did-it"


class Program:
    """Runs the program; printed codes stand for the telephone, so nobody waits for the next."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.codes: dict[str, list[str]] = {}
        self.passwords: dict[str, str] = {}

    def run(self, home: str, *words: str, stdin: str = "", status: int = 0) -> list[Any]:
        """Run one command in a home; return the JSON values it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "--home", str(self.folder / home), "--json", *words],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert CANARY not in done.stderr
        assert done.returncode == status, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def answers(self, account: str) -> str:
        """Account, password and the next printed code."""
        return f"{account}\n{self.passwords[account]}\n{self.codes[account].pop()}\n"

    def do(self, account: str, *lines: str, status: int = 0) -> list[Any]:
        """Sign in at the laptop once and run the lines."""
        path = self.folder / "commands"
        path.write_text("\n".join(lines), encoding="utf-8")
        return self.run("laptop", "do", str(path), stdin=self.answers(account), status=status)

    def write(self, name: str, value: Any) -> str:
        """Write a JSON file."""
        path = self.folder / name
        path.write_text(json.dumps(value), encoding="utf-8")
        return str(path)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_one_childs_story(project_root: Path, shared_data: Path, tmp_path: Path) -> None:
    program = Program(project_root, tmp_path)
    laptop, staff_room = tmp_path / "laptop", tmp_path / "staff room"

    (made,) = program.run(
        "laptop", "school", "create", "--name", "Oak Primary", "--urn", "654321", "--lead",
        "Ada Bell", "--account", "ada", stdin=f"{PASSWORD}\n",
    )  # fmt: skip
    program.codes["ada"] = made["one_time_codes"]
    program.passwords["ada"] = PASSWORD

    megan, dan, imported, pupils = program.do(
        "ada",
        "staff add --name 'Megan Price' --account megan",
        "lead add --name 'Dan Whitcombe' --account dan --deputy",
        f"pupils import {shared_data / 'ctf' / '9991001_CTF_9991002_001.xml'}",
        "pupils list",
    )
    assert imported["new"] == len(pupils) == 5
    program.codes["dan"] = dan["one_time_codes"]
    program.passwords["dan"] = dan["slip"]
    pupil = pupils[0]["id"]

    (pairing,) = program.run(
        "staff room", "workstation", "pair", "--letterbox", str(laptop / "letterbox")
    )
    (approved,) = program.do("ada", f"workstation approve {pairing['code']}")
    assert approved["confirmed"]
    concern = {
        "account": "megan",
        "pin": megan["slip"],
        "pupils": [{"id": pupil, "role": "subject"}],
        "what_happened": f"{CANARY} she said.",
        "child_words": f"{CANARY} twice.",
        "told_dsl": True,
        "body_maps": [{"marks": [{"x": 300, "y": 400, "kind": "bruise"}]}],
    }
    path = program.write("concern.json", concern)
    (receipt,) = program.run("staff room", "concern", "post", path)
    assert receipt["carried"]
    Path(path).unlink()
    assert files_with(CANARY, [tmp_path]) == []

    triage = {
        "category": "physical", "level": "universal", "response": "in_school",
        "decision": "Speak to mother", "reason": "The account fits",
        "actions": [{"what": "Check in", "owner": "ada", "due": "2026-12-01"}],
        "reply": "Thank you.",
    }  # fmt: skip
    paper = shared_data / "chronologies" / "child_A_input.csv"
    out = tmp_path / "court.pdf"
    answers = program.do(
        "ada",
        "letterbox collect",
        f"triage {program.write('triage.json', triage)}",
        f"chronology import {paper} --pupil {pupil}",
        f"chronology export --pupil {pupil} --profile court --purpose P --recipient R --out {out}",
        "backup",
        "restore --check",
        "replay --check",
        f"verify {laptop}",
    )
    collected, _, history, exported, backup, rehearsal, replay, verified = answers
    assert (len(collected["collected"]), collected["kept"]) == (1, [])
    assert history["imported"] == 28
    assert exported["entries_shown"] == exported["entries_total"] >= 31
    assert rehearsal["verified"]
    assert replay["equal"]
    assert verified["result"] == "ok"

    (report,) = program.run("nowhere", "verify", str(out))
    assert report["result"] == "ok"
    assert not (tmp_path / "nowhere").exists(), "checking a document makes no home"

    stick = tmp_path / "stick"
    stick.mkdir()
    copied = stick / Path(backup["path"]).name
    copied.write_bytes(Path(backup["path"]).read_bytes())
    (seen,) = program.run(
        "dans home", "--backup", str(copied), "chronology", "show", "--pupil", pupil,
        stdin=program.answers("dan"),
    )  # fmt: skip
    assert CANARY in json.dumps(seen)
    (proof,) = program.run("dans home", "verify", str(copied), stdin=program.answers("dan"))
    assert proof["result"] == "ok"
    out.unlink()
    assert files_with(CANARY, [tmp_path]) == []
    assert staff_room.exists()
