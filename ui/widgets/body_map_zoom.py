"""Which closer view shows a place on the whole figure: heads, hands and feet have their own."""

from resources.body_maps.drawings import Drawing, Region, current_view

BABY = "baby"


def newest(name: str) -> str:
    """Return the id under which new marks name a view, by its name with or without a version;
    "" where none of that name is on offer.
    """
    try:
        return current_view(name.partition("@")[0])
    except KeyError:
        return ""


def closer_view(art: Drawing, region: Region) -> str:
    """Return the id of the view that shows a region of a whole figure larger, else "".

    A baby keeps to its own drawings: its head has another shape than a child's, and a mark on a
    baby must be known as one.
    """
    if not region.zoom or region.zoom.startswith(BABY) != (art.figure == BABY):
        return ""
    return newest(region.zoom)
