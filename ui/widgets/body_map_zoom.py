"""Which closer view shows a place on the whole figure: heads, hands and feet have their own."""

from functools import cache

from resources.body_maps.drawings import Drawing, Region, view_choices

_HEAD = frozenset(
    ("ear", "nose", "mouth", "chin", "eye", "scalp", "forehead", "temple", "cheek", "jaw")
)
_HAND = frozenset(("palm", "thumb", "fingers", "back of hand", "hand"))
_FOOT = frozenset(("foot", "toes", "heel"))


@cache
def newest(name: str) -> str:
    """Return the id of a view that new marks are placed on, by its name without version."""
    wanted = name.partition("@")[0]
    return next((v.id for v in view_choices() if v.id.partition("@")[0] == wanted), "")


def closer_view(art: Drawing, region: Region) -> str:
    """Return the id of the view that shows a region of a whole figure larger, else "".

    A baby has no closer views: its head has another shape than a child's.
    """
    figure, _, aspect = art.id.partition("@")[0].partition("-")
    if figure != "child":
        return ""
    side = region.side if region.side in ("left", "right") else ""
    if region.site in _HEAD:
        return newest(f"head-{aspect}")
    if region.site in _HAND and side:
        return newest(f"hand-{side}-{'palm' if aspect == 'front' else 'back'}")
    if region.site in _FOOT and side:
        return newest(f"foot-{side}-{'sole' if aspect == 'back' else 'top'}")
    return ""
