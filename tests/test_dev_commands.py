"""The developer's commands: what they accept, what they refuse, how they answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIBRARY_ONLY = ("-S", "-E")  # no site-packages: what a fresh machine has


def _dev(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *LIBRARY_ONLY, str(root / "packaging" / "dev.py"), *arguments],
        env=surroundings | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_needs_only_the_standard_library(project_root: Path) -> None:
    """Every command of the fixed table is listed."""
    done = _dev(project_root, "--help")
    assert done.returncode == 0
    for command in ("run", "test", "bench", "endure", "shots", "build"):
        assert f"\n    {command} " in done.stdout


def test_what_follows_later_says_so(project_root: Path) -> None:
    """One sentence, status 2."""
    done = _dev(project_root, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("follows in a later version.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("system", {"linux"} & {sys.platform})  # others always have a screen
def test_run_without_a_screen_names_the_way_out(project_root: Path, system: str) -> None:
    """Nothing is installed, nothing is opened; the sentence says what to type."""
    done = _dev(project_root, "run")
    assert done.returncode == 2
    assert "run --demo" in done.stderr, system
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["dance"],
        ["shots"],
        ["shots", "--out", "x", "--theme", "pink"],
        ["run", "now"],
        ["endure", "--kills", "many"],
    ],
)
def test_wrong_usage_is_refused(project_root: Path, wrong: list[str]) -> None:
    """Status 2 and the usage, as every program does."""
    done = _dev(project_root, *wrong)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_every_pin_has_a_hash(project_root: Path) -> None:
    """pip refuses a file that pins one package without a hash; better to see it here."""
    for name in ("runtime.txt", "dev.txt"):
        text = (project_root / "packaging" / "requirements" / name).read_text(encoding="utf-8")
        pins = [block for block in text.split("\n") if block and not block.startswith((" ", "#"))]
        assert len(pins) > 20
        assert all(pin.endswith("\\") and "==" in pin for pin in pins)


def test_dev_pins_contain_the_runtime_pins(project_root: Path) -> None:
    """One environment serves both, so the two files may not disagree."""
    folder = project_root / "packaging" / "requirements"
    runtime, dev = (
        {line for line in (folder / name).read_text(encoding="utf-8").split("\n") if "==" in line}
        for name in ("runtime.txt", "dev.txt")
    )
    assert runtime - dev == set()


def test_benchmark_names_are_checked(project_root: Path) -> None:
    """A name that does not exist is wrong usage, and the message lists those that do."""
    runner = project_root / "tests" / "benchmarks"
    done = subprocess.run(
        [sys.executable, str(runner), "nonesuch"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nonesuch" in done.stderr


def test_benchmark_json_has_the_fixed_shape(project_root: Path, tmp_path: Path) -> None:
    """``{"name": {"ratio", "goal", "unit"}}`` on standard output and nothing else there."""
    runner = project_root / "tests" / "benchmarks"
    for name in ("__main__.py", "figure.py", "budget.py"):
        (tmp_path / name).write_text((runner / name).read_text("utf-8"), encoding="utf-8")
    (tmp_path / "measure_tea.py").write_text(
        "from budget import Budget\nfrom figure import Figure\n"
        "def run():\n"
        "    return [Figure(name='tea', ratio=1.25, goal=1.0, unit='cups', absolute={'ms': 3.0}),\n"
        "            Budget(name='sugar', value=2, goal=1, unit='lumps')]\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(tmp_path), "--json"], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout) == {"tea": {"ratio": 1.25, "goal": 1.0, "unit": "cups"}}
    assert done.returncode == 1
    assert "MISSED" in done.stderr
    assert "sugar" in done.stderr
