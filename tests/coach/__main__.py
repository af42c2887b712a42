"""Prints precision and recall of the writing coach, per rule: ``python tests/coach``."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
sys.path.insert(0, str(HERE.parent / "support"))

from coach_scores import report  # noqa: E402 - found beside the helpers, after the path is set

if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
