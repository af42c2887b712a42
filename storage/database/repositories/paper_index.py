"""Reads the indexes of a child's old paper files."""

from storage.database.connection import Connection
from storage.database.repositories import ledger_rows
from storage.records.paper_index import PaperIndex, PaperPart


def of_pupil(connection: Connection, pupil_id: str) -> list[PaperIndex]:
    """Return the index of each volume, the oldest first; one that was destroyed is left out."""
    found = connection.all(
        "SELECT chronology.id, chronology.ledger, chronology.seq, author, chronology.recorded_at"
        " FROM chronology JOIN chronology_pupil USING (number)"
        " WHERE pupil = ? AND kind = 'paper_indexed' ORDER BY chronology.ledger, chronology.seq",
        (pupil_id,),
    )
    indexes = []
    for row_id, ledger, seq, author, at in found:
        row = ledger_rows.row(connection, ledger, seq)
        if row is None or row.fields is None:
            continue
        fields = {name: value for name, (value, _salt) in row.fields.items()}
        indexes.append(
            PaperIndex(
                id=row_id,
                seq=seq,
                title=str(fields["title"]),
                volume=str(fields.get("volume") or ""),
                original_lies=str(fields["original_lies"]),
                note=str(fields.get("note") or ""),
                parts=tuple(PaperPart.from_value(item) for item in fields["items"]),
                by=author,
                at=at,
            )
        )
    return indexes
