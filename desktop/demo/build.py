"""Builds the made-up school in a process of its own, before the window opens."""

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.clock import system_clock
from desktop.demo.made_up_school import FULL_CONCERNS, FULL_PUPILS, build_made_up_school
from desktop.practice_school import sign_in_lines

_STEPS = 20
_FEW_PUPILS, _FEW_CONCERNS = 60, 24


def run_build(words: Sequence[str]) -> int:
    """Build the school in the home ``words[0]`` and say how to sign in; returns the exit status.

    ``small`` as the second word makes a few classes and concerns: enough to practise with.
    """
    small = words[1:] == ["small"]
    minute = "a few seconds" if small else "about a minute"
    sys.stderr.write(f"Making up a school with two years of records; this takes {minute}.\n")
    told = [0]

    def progress(done: int, total: int) -> None:
        step = done * _STEPS // max(1, total)
        if step > told[0]:
            told[0] = step
            sys.stderr.write(f"\r  {step * 100 // _STEPS:3d} %")
            sys.stderr.flush()

    build_made_up_school(
        Path(words[0]),
        pupils=_FEW_PUPILS if small else FULL_PUPILS,
        concerns=_FEW_CONCERNS if small else FULL_CONCERNS,
        progress=progress,
    )
    sys.stderr.write("\r  done. Nobody in it is real. To sign in:\n")
    for line in sign_in_lines(system_clock()):
        sys.stderr.write(f"  {line}\n")
    return 0
