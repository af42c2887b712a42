"""Runs the benchmarks: ``python tests/benchmarks [--json] [NAME ...]``; without a NAME, all."""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from budget import Budget  # noqa: E402 - found beside this file, after the path is set
from figure import Figure  # noqa: E402 - the same

PREFIX = "measure_"


def names() -> list[str]:
    """Return the benchmarks there are: each is a module measure_NAME.py with ``run()``."""
    return sorted(path.stem.removeprefix(PREFIX) for path in HERE.glob(f"{PREFIX}*.py"))


def measure(name: str) -> Sequence[Figure | Budget]:
    """Run one benchmark."""
    module = importlib.import_module(PREFIX + name)
    found: Sequence[Figure | Budget] = module.run()
    return found


def as_json(found: Sequence[Figure | Budget]) -> dict[str, dict[str, float | str]]:
    """Return ``{"name": {"ratio", "goal", "unit"}}``; budgets stand in the table alone."""
    return {
        one.name: {"ratio": round(one.ratio, 3), "goal": one.goal, "unit": one.unit}
        for one in found
        if isinstance(one, Figure)
    }


def as_table(found: Sequence[Figure | Budget]) -> str:
    """Return the table people read: ratios first, then budgets."""
    lines = [f"{'benchmark':<28}{'ratio':>8}{'goal':>8}  "]
    for one in found:
        if isinstance(one, Figure):
            state = "kept" if one.reached else "MISSED"
            lines.append(f"{one.name:<28}{one.ratio:>8.2f}{one.goal:>8.2f}  {state}; {one.unit}")
            lines += [f"    {name}: {value:.1f}" for name, value in one.absolute.items()]
    budgets = [one for one in found if isinstance(one, Budget)]
    if budgets:
        lines.append(f"\n{'budget (no gate)':<28}{'taken':>8}{'goal':>8}")
    lines += [f"{one.name:<28}{one.value:>8.1f}{one.goal:>8.1f}  {one.unit}" for one in budgets]
    return "\n".join(lines)


def main() -> int:
    """Measure, print; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}")
    options = parser.parse_args()
    unknown = set(options.names) - set(names())
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    found: list[Figure | Budget] = []
    for name in options.names or names():
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        found += measure(name)
    table = as_table(found)
    if options.json:
        print(table, file=sys.stderr)
        print(json.dumps(as_json(found), indent=1))
    else:
        print(table)
    return 0 if all(one.reached for one in found if isinstance(one, Figure)) else 1


if __name__ == "__main__":
    sys.exit(main())
