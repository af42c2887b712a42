"""The chronology PDF against a raw writer, ReportLab and Typst, side by side."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from budget import Budget
from figure import Figure

_CHILD = Path(__file__).resolve().parent / "pdf_child.py"
_MANY, _FEW, _SMALL = 6000, 600, 120
_ROUNDS = 5
_SLOW = ("typst", "platypus")  # slower by factors, not by shares: once is enough to see it


def run() -> list[Figure | Budget]:
    """Measure side by side, turn by turn; medians of each turn's ratio of processor time."""
    rounds = [_round() for _ in range(_ROUNDS)]

    def median(program: str, value: str = "seconds") -> float:
        return statistics.median(one[program][value] for one in rounds)

    def over(program: str) -> float:
        """A machine changes its speed between turns: only what ran side by side is compared."""
        return statistics.median(
            one["product"]["seconds"] / one[program]["seconds"] for one in rounds
        )

    ours, raw, canvas = median("product"), median("raw"), median("canvas")
    few, size = median("few"), median("product", "kilobytes")
    slow = {program: _child(program, _MANY) for program in _SLOW}
    return [
        *_against_slow(ours, size, slow),
        Figure(
            name="pdf.vs_raw_writer",
            ratio=over("raw"),
            goal=2.8,
            unit=f"tagged PDF/A-3a of {_MANY} entries over the untagged raw writer, CPU",
            absolute={
                "ours ms": ours * 1000,
                "raw writer ms": raw * 1000,
                "pages": median("product", "pages"),
                "ours kB": size,
            },
        ),
        Figure(
            name="pdf.vs_plain_canvas",
            ratio=over("canvas"),
            goal=2.0,
            unit="the same over ReportLab's canvas, untagged, CPU",
            absolute={"canvas ms": canvas * 1000},
        ),
        Figure(
            name="pdf.growth",
            ratio=over("few"),
            goal=11.0,
            unit=f"{_MANY} entries over {_FEW}, CPU",
            absolute={f"{_FEW} entries ms": few * 1000},
        ),
        Figure(
            name="pdf.memory",
            ratio=median("product", "build megabytes") / 150,
            goal=1.0,
            unit="peak memory over 150 MB",
            absolute={"MB": median("product", "build megabytes")},
        ),
        Figure(
            name="pdf.sign",
            ratio=median("product", "sign") / ours,
            goal=1.0,
            unit="signing over building, CPU",
            absolute={"sign ms": median("product", "sign") * 1000},
        ),
        Figure(
            name="pdf.lock_and_sign",
            ratio=median("product", "lock") / ours,
            goal=1.0,
            unit="encrypting and signing over building, CPU",
            absolute={"lock and sign ms": median("product", "lock") * 1000},
        ),
        Budget(
            name="pdf.layout_share",
            value=100 * median("product", "layout") / ours,
            goal=15,
            unit="% of building spent on layout and shaping",
        ),
        Budget(
            name="pdf.school_file",
            value=median("small") * 1000,
            goal=500,
            unit=f"ms of CPU for {_SMALL} entries in a fresh process",
        ),
    ]


def _against_slow(
    seconds: float, kilobytes: float, slow: dict[str, dict[str, float]]
) -> list[Figure]:
    """Compare with the programs that were measured once."""
    typst, platypus = slow["typst"], slow["platypus"]
    return [
        Figure(
            name="pdf.vs_typst",
            ratio=seconds / typst["seconds"],
            goal=0.4,
            unit=f"{_MANY} entries over Typst's PDF/A-3a and PDF/UA-1, CPU",
            absolute={"Typst ms": typst["seconds"] * 1000, "Typst MB": typst["megabytes"]},
        ),
        Figure(
            name="pdf.size_vs_typst",
            ratio=kilobytes / typst["kilobytes"],
            goal=0.5,
            unit="size of the same files; small objects are packed",
            absolute={"Typst kB": typst["kilobytes"], "Typst pages": typst["pages"]},
        ),
        Figure(
            name="pdf.vs_platypus",
            ratio=seconds / platypus["seconds"],
            goal=0.16,
            unit="over ReportLab's tables of 25 rows with contents, untagged, CPU",
            absolute={"platypus ms": platypus["seconds"] * 1000},
        ),
    ]


def _round() -> dict[str, dict[str, float]]:
    return {
        "raw": _child("raw", _MANY),
        "product": _child("product", _MANY),
        "few": _child("product", _FEW),
        "canvas": _child("canvas", _MANY),
        "small": _child("product", _SMALL),
    }


def _child(program: str, entries: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(_CHILD), program, str(entries)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
