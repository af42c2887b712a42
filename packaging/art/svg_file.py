"""Writes a finished view as the SVG file that the program reads, draws and prints (build time)."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

SKIN, INK, FAINT, WORDS = "#efeae3", "#3b3733", "#a39a90", "#5c564f"
TINTS = ("#f6d9d2", "#d8e6f3", "#e0efd9", "#f5ecc9", "#e7dcf1", "#d6eeec", "#f3dcea", "#ece2d2")


def document(view: dict[str, Any], *, tinted: bool = False) -> str:
    """Return the SVG document; ``tinted`` shows the regions, to look at them."""
    w, h = view["width"], view["height"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f"data-view={quoteattr(view['id'])} data-figure={quoteattr(view['figure'])}>",
        f"<title>{escape(view['title'])}</title>",
        f'<path id="outline" fill="{SKIN}" stroke="{INK}" stroke-width="2.2" '
        f'stroke-linejoin="round" d="{view["outline"]}"/>',
        '<g id="regions" fill="none">',
    ]
    for index, region in enumerate(view["regions"]):
        tint = f'fill="{TINTS[index % len(TINTS)]}" stroke="#b0a79c" ' if tinted else ""
        parts.append(_region(region, tint))
    parts += ["</g>", '<g id="lines" fill="none" stroke-linecap="round" stroke-linejoin="round">']
    parts.extend(_line(line) for line in view["lines"])
    parts += ["</g>", f'<g id="labels" font-family="sans-serif" font-size="15" fill="{WORDS}">']
    for label in view["labels"]:
        parts.append(
            f'<text x="{label["x"]}" y="{label["y"]}" text-anchor="{label["anchor"]}">'
            f"{escape(label['text'])}</text>"
        )
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _region(region: dict[str, Any], tint: str) -> str:
    x, y = region["centre"]
    zoom = f"data-zoom={quoteattr(region['zoom'])} " if region["zoom"] else ""
    return (
        f"<path id={quoteattr(region['id'])} data-site={quoteattr(region['site'])} "
        f'data-side="{region["side"]}" data-centre="{x} {y}" {zoom}{tint}'
        f'd="{region["path"]}"><title>{escape(region["name"])}</title></path>'
    )


def _line(line: dict[str, Any]) -> str:
    if line["weight"] == "spot":
        return f'<path class="spot" fill="{FAINT}" d="{line["path"]}"/>'
    colour, width = (INK, 2.2) if line["weight"] == "firm" else (FAINT, 1.4)
    return (
        f'<path class="{line["weight"]}" stroke="{colour}" stroke-width="{width}" '
        f'd="{line["path"]}"/>'
    )
