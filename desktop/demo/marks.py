"""Puts a made-up mark on an outline: in the middle of its region, with the region's own words."""

from collections.abc import Mapping
from typing import Any

from resources.body_maps.drawings import current_view, drawing
from storage.records.body_map import Mark


def read_mark(words: Mapping[str, Any], *, number: int) -> Mark:
    """Return the mark that a table of a data file describes: view, region and kind are needed.

    The view is the name of one on offer, ``child-front``.
    """
    picture = drawing(current_view(words["view"]))
    region = picture.region(words["region"])
    x, y = picture.thousandths(*region.centre)
    return Mark(
        **{
            **words,
            "view": picture.id,
            "number": number,
            "x": x,
            "y": y,
            "region": region.name,
            "site": region.site,
        }
    )
