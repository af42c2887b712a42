"""The school's name for the first screen, where this home's settings do not know it yet."""

from pathlib import Path

from desktop.usecases.staff.station import Station, school_card
from storage.letterbox.school_card import read_school_card
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError


def read_school_name(*, letterbox: Path, station: Station | None) -> str:
    """Return the name on the school's card, or on this workstation's own copy of it; else empty."""
    try:
        return read_school_card(Spool(letterbox).read_school_card()).school_name
    except UserFacingError:
        pass
    try:
        return school_card(station).school_name if station else ""
    except UserFacingError:
        return ""
