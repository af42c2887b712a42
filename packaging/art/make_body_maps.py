"""Makes the SVG files of resources/body_maps from the tables of this folder (needs shapely and
numpy, which never ship; the same tables give the same files, byte for byte).

cd packaging && python -m art.make_body_maps
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from art import baby, baby_head, baby_side, child_regions, child_side, foot, hand, head, head_side
from art.figure import Figure, Mirrored
from art.svg_file import document

TARGET = Path(__file__).resolve().parents[2] / "resources" / "body_maps"
VIEWS: dict[str, Callable[[], Figure | Mirrored]] = {
    "child-front": child_regions.front,
    "child-back": child_regions.back,
    "child-left": child_side.left,
    "child-right": child_side.right,
    "head-front": head.front,
    "head-back": head.back,
    "head-left": head_side.left,
    "head-right": head_side.right,
    "head-top": head_side.top,
    "hand-left-palm": hand.palm_left,
    "hand-left-back": hand.back_left,
    "hand-right-palm": hand.palm_right,
    "hand-right-back": hand.back_right,
    "foot-left-top": foot.top_left,
    "foot-left-sole": foot.sole_left,
    "foot-right-top": foot.top_right,
    "foot-right-sole": foot.sole_right,
    "baby-front": baby.front,
    "baby-back": baby.back,
    "baby-left": baby_side.left,
    "baby-right": baby_side.right,
    "baby-head-front": baby_head.front,
    "baby-head-back": baby_head.back,
    "baby-head-left": baby_head.left,
    "baby-head-right": baby_head.right,
}


def main() -> int:
    """Write every view, or those asked for; ``--tinted`` shows the regions, to look at them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("views", nargs="*")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--tinted", action="store_true")
    options = parser.parse_args()
    for name in options.views or VIEWS:
        view = VIEWS[name]().finished()
        text = document(view, tinted=options.tinted)
        (options.out / f"{view['id']}.svg").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
