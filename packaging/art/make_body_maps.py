"""Makes resources/body_maps from the tables of this folder (needs shapely, which never ships).

cd packaging && python -m art.make_body_maps
"""

import argparse
import json
import sys
from pathlib import Path

from art import baby, child_regions, child_side, foot, hand, head
from art.preview import svg

TARGET = Path(__file__).resolve().parents[2] / "resources" / "body_maps"
VIEWS = {
    "child-front": child_regions.front,
    "child-back": child_regions.back,
    "child-left": child_side.left,
    "child-right": child_side.right,
    "head-front": head.front,
    "head-back": head.back,
    "head-left": head.left,
    "head-right": head.right,
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
}


def main() -> int:
    """Write every view, or those asked for, as JSON; and as SVG for looking where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("views", nargs="*")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--svg", type=Path, help="also write pictures for looking at into DIR")
    options = parser.parse_args()
    for name in options.views or VIEWS:
        drawing = VIEWS[name]().finished()
        text = json.dumps(drawing, ensure_ascii=False, indent=1) + "\n"
        (options.out / f"{drawing['id']}.json").write_text(text, encoding="utf-8")
        if options.svg:
            (options.svg / f"{name}.svg").write_text(svg(drawing), encoding="utf-8")
            (options.svg / f"{name}-regions.svg").write_text(
                svg(drawing, regions=True), encoding="utf-8"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
