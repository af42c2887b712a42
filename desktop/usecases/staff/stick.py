"""The letterbox on a stick: found by the school’s card on it, whatever its drive letter is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.usecases.letterbox_place import find_again
from desktop.usecases.staff.station import Station
from storage.letterbox.spool import Spool


def at_the_stick(station: Station, *, volumes: Callable[[], list[Path]]) -> tuple[Station, bool]:
    """Return the station with its letterbox where the stick lies now, and whether only a stick of
    another school is plugged in: into that one nothing is written.
    """
    usual = station.spool.folder
    found = find_again(
        usual,
        store_id=station.pinned.store_id,
        school_key=station.pinned.school_key,
        volumes=volumes,
    )
    if found.folder is not None:
        return replace(station, spool=Spool(found.folder)), False
    if found.other_school:
        return replace(station, spool=Spool(usual / "not plugged in")), True
    return station, False
