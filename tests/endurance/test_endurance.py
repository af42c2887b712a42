"""The sample of the long run that the test command does; `dev.py endure` does all of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = ("--kills", "10", "--disks", "60", "--steps", "2")
POWER_CONTROLS = 5


@pytest.mark.slow
@pytest.mark.timeout(600)  # other tests run beside it
@pytest.mark.parametrize("system", {"linux"} & {sys.platform})  # the recorder is preloaded there
def test_nothing_acknowledged_is_lost_and_every_crash_leaves_one_truth(
    project_root: Path, system: str
) -> None:
    """Kills, rebuilt disks, crashes at system calls and leaks; the controls must fail."""
    done = subprocess.run(
        [sys.executable, str(project_root / "tests" / "endurance"), "--short", "--json", *SAMPLE],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, (system, done.stderr)
    found = json.loads(done.stdout)
    problems = [run.get("problems") for run in found["runs"].values()]
    seen = (found["seed"], found["faults"], problems)
    assert done.returncode == 0, seen
    assert found["ok"], seen
    assert (found["lost"], found["broken"]) == (0, 0), seen
    assert found["tried"]["kills"] == 10
    assert found["tried"]["power"] >= 60
    assert all(steps["tried"] == 2 for steps in found["steps"].values())
    assert sum(name.startswith("power: ") for name in found["controls"]) == POWER_CONTROLS
    assert all(control["caught"] for control in found["controls"].values())
