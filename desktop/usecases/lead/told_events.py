"""Puts entries that a lead takes as one event beside each other in a list, where the first of them
stands; each keeps its own date.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence


def together(
    row_ids: Sequence[str], groups: Mapping[str, str]
) -> tuple[tuple[str, ...], dict[str, tuple[int, int]]]:
    """Return the ids with those of one event together, and by the id of each of these (which one,
    of how many); of an event of which the list shows only one row nothing is said.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in row_ids:
        if row in groups:
            members[groups[row]].append(row)
    ordered: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    for row in row_ids:
        event = groups.get(row)
        if event is None:
            ordered.append(row)
            continue
        rows = members.pop(event, [])
        ordered += rows
        if len(rows) > 1:
            places |= {each: (place, len(rows)) for place, each in enumerate(rows, start=1)}
    return tuple(ordered), places
