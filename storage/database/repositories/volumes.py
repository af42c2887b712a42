"""Reads the scanned paper volumes of a child's file."""

from dataclasses import dataclass

from storage.database.connection import Connection, Row
from storage.database.repositories import files
from storage.records.casework import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRecord:
    """One volume: where the original lies, and the scan; ``file`` is None once disposed of."""

    id: str
    title: str
    volume: int
    original_lies: str
    recorded_at: str
    file: StoredFile | None


def of_pupil(connection: Connection, pupil_id: str) -> list[VolumeRecord]:
    """Return the volumes of a child's file, by their number."""
    found = connection.all(
        "SELECT volume.id, volume.ledger, volume.seq, title, volume.volume, original_lies,"
        " chronology_pupil.recorded_at FROM volume"
        " JOIN chronology_pupil ON chronology_pupil.id = volume.id"
        " WHERE chronology_pupil.pupil = ? ORDER BY CAST(volume.volume AS INTEGER), volume.seq",
        (pupil_id,),
    )
    return [_volume(connection, item) for item in found]


def _volume(connection: Connection, item: Row) -> VolumeRecord:
    stored = files.stored_files(connection, item[1], item[2])
    return VolumeRecord(
        id=item[0],
        title=item[3],
        volume=int(item[4]),
        original_lies=item[5],
        recorded_at=item[6],
        file=stored[0] if stored else None,
    )
