"""Runs everything CI runs, one step after the other, and says which failed."""

import os

import environment
import say

Command = list[str]

SOURCES = ["."]
WORKERS = str(max(1, min(4, os.cpu_count() or 1)))


def steps() -> list[tuple[str, Command]]:
    """Return the steps in order; pytest is last, so that its summary closes the output."""
    python = str(environment.executable("python"))
    return [
        ("Lint (ruff check)", [python, "-m", "ruff", "check", *SOURCES]),
        ("Layout (ruff format --check)", [python, "-m", "ruff", "format", "--check", *SOURCES]),
        ("Types (mypy)", [python, "-m", "mypy"]),
        ("Arrows between the rooms (lint-imports)", [str(environment.executable("lint-imports"))]),
        (
            "Tests, black-box stories among them (pytest)",
            [python, "-m", "pytest", "-n", WORKERS, "--dist", "loadfile", "tests"],
        ),
    ]


def run_all() -> int:
    """Run every step even when one fails; return 0 only if all passed."""
    results: list[tuple[str, int, float]] = []
    for name, command in steps():
        say.heading(name)
        watch = say.Stopwatch()
        status = environment.run(command, extra={"QT_QPA_PLATFORM": "offscreen"})
        results.append((name, status, watch.seconds()))
        say.line(f"   {'passed' if status == 0 else 'FAILED'} in {watch.seconds():.1f} s")
    say.heading("Summary")
    for name, status, seconds in results:
        say.line(f"   {'passed' if status == 0 else 'FAILED':6}  {seconds:6.1f} s  {name}")
    return 0 if all(status == 0 for _, status, _ in results) else 1
