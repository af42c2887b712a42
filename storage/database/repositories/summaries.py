"""Where the safeguarding lead's own summaries of entries stand in the record."""

from collections.abc import Iterable

from storage.database import stored_fields
from storage.database.connection import Connection, store_identity

_FOUND = (
    "SELECT seq, fields FROM entry WHERE ledger = ? AND fields IS NOT NULL AND"
    ' (instr(header, CAST(\'"type":"significance.set"\' AS BLOB))'
    ' OR instr(header, CAST(\'"type":"triage.decided"\' AS BLOB))) ORDER BY seq'
)


def summary_positions(connection: Connection, records: Iterable[str]) -> dict[str, int]:
    """Return the position of the entry that last gave each of these records a summary, by the
    record's id; one without a summary is left out.
    """
    wanted = set(records)
    found: dict[str, int] = {}
    for seq, text in connection.all(_FOUND, (store_identity(connection)[1],)):
        values = stored_fields.values_of_text(text)
        record = str(values.get("target", values.get("concern", "")))
        if record in wanted and values.get("summary"):
            found[record] = seq
    return found
