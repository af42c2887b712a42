"""Draws a finished view as SVG, to look at it (build time)."""

from typing import Any
from xml.sax.saxutils import escape

SKIN, INK, FAINT = "#efeae3", "#3b3733", "#a39a90"
TINTS = ("#f6d9d2", "#d8e6f3", "#e0efd9", "#f5ecc9", "#e7dcf1", "#d6eeec", "#f3dcea", "#ece2d2")


def svg(view: dict[str, Any], *, regions: bool = False, scale: float = 1.0) -> str:
    """Return the view as an SVG document, with its regions tinted if asked."""
    w, h = view["width"], view["height"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
        f'width="{w * scale:.0f}" height="{h * scale:.0f}">',
        f"<title>{escape(view['title'])}</title>",
        f'<path d="{view["outline"]}" fill="{SKIN}"/>',
    ]
    if regions:
        for i, region in enumerate(view["regions"]):
            tint = TINTS[i % len(TINTS)]
            parts.append(
                f'<polygon points="{region["polygon"]}" fill="{tint}" stroke="#b0a79c" '
                f'stroke-width="0.6"><title>{escape(region["name"])}</title></polygon>'
            )
    for line in view["lines"]:
        if line["weight"] == "spot":
            parts.append(f'<path d="{line["path"]}" fill="{FAINT}"/>')
            continue
        firm = line["weight"] == "firm"
        colour, width = (INK, 2.2) if firm else (FAINT, 1.4)
        parts.append(
            f'<path d="{line["path"]}" fill="none" stroke="{colour}" stroke-width="{width}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )
    parts.append(
        f'<path d="{view["outline"]}" fill="none" stroke="{INK}" stroke-width="2.2" '
        'stroke-linejoin="round"/>'
    )
    for label in view["labels"]:
        parts.append(
            f'<text x="{label["x"]}" y="{label["y"]}" text-anchor="{label["anchor"]}" '
            f'font-family="sans-serif" font-size="15" fill="#5c564f">{escape(label["text"])}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
