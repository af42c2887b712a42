"""The index of a child's file: what it holds, in the order of a child protection file."""

from collections.abc import Iterable

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import Connection
from storage.database.repositories import chronology, file_contents, household
from storage.intake import vocabularies
from storage.intake.vocabularies import Item
from storage.records import permissions
from storage.records.file_contents import IndexLine
from storage.records.times import school_day

_Part = tuple[int, str, str]
_NOTHING: _Part = (0, "", "")


def file_index(casebook: OpenCasebook, pupil_id: str) -> tuple[IndexLine, ...]:
    """Return every part of a child's file with how many there are and the first and last day."""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    return index_of(casebook.connection, pupil_id)


def index_of(connection: Connection, pupil_id: str) -> tuple[IndexLine, ...]:
    """Do the same over a reader's connection."""
    rows = file_contents.parts(connection, pupil_id)
    apart: dict[str, _Part] = {
        "front_sheet": _front_sheet(connection, pupil_id),
        "chronology": _sum(row[2:] for row in rows),
        "voice": _voice(connection, pupil_id),
        "body_maps": _maps(connection, pupil_id),
        "left": _moments(file_contents.documents_left(connection, pupil_id)),
        "access": _moments(file_contents.looked(connection, pupil_id)),
    }
    lines = []
    for item in vocabularies.load("file_index").items:
        number, first, last = apart.get(item.code) or _counted(item, rows)
        lines.append(
            IndexLine(
                code=item.code,
                label=item.label,
                opens=str(item.extra["opens"]),
                count=number,
                first=first,
                last=last,
            )
        )
    return tuple(lines)


def _counted(item: Item, rows: list[tuple[str, str, int, str, str]]) -> _Part:
    kinds = set(item.extra.get("rows", ()))
    entries = set(item.extra.get("entries", ()))
    return _sum(row[2:] for row in rows if row[0] in kinds or row[1] in entries)


def _sum(parts: Iterable[_Part]) -> _Part:
    found = list(parts)
    days = [day for _count, first, last in found for day in (first, last) if day]
    return (
        sum(count for count, _first, _last in found),
        *(min(days, default=""), max(days, default="")),
    )


def _moments(part: _Part) -> _Part:
    number, first, last = part
    if not number:
        return _NOTHING
    return (number, school_day(first).isoformat(), school_day(last).isoformat())


def _front_sheet(connection: Connection, pupil_id: str) -> _Part:
    written = household.box_history(connection, pupil_id)
    moments = sorted(entry.at for entries in written.values() for entry in entries)
    return (1, "", "") if not moments else _moments((1, moments[0], moments[-1]))


def _voice(connection: Connection, pupil_id: str) -> _Part:
    said = file_contents.child_words(connection, pupil_id)
    days = [(each.happened.earliest or "")[:10] for each in said]
    return _sum((1, day, day) for day in days)


def _maps(connection: Connection, pupil_id: str) -> _Part:
    maps = [
        row
        for row in chronology.body_maps(connection, pupil_id)
        if row.body_map.pupil in ("", pupil_id)
    ]
    return _sum((1, *_days(row.written_at)) for row in maps)


def _days(moment: str) -> tuple[str, str]:
    day = school_day(moment).isoformat()
    return (day, day)
