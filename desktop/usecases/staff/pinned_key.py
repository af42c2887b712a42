"""The school's ledger key that a workstation was paired with, to check receipts against."""

from collections.abc import Mapping
from pathlib import Path

from desktop.usecases.staff.station import PINNED
from storage.letterbox.school_card import PinnedSchool
from storage.records import canonical_json


def pinned_key(folder: Path) -> bytes | None:
    """Return the public key (32 bytes) pinned in the workstation's folder; None where there is no
    readable one.
    """
    try:
        value = canonical_json.decode((folder / PINNED).read_bytes())
        return PinnedSchool.from_value(value).school_key if isinstance(value, Mapping) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
