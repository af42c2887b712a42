"""Which slips have been seen: numbers and digests, so that gaps show and nothing is taken twice."""

from dataclasses import dataclass

from storage.database.connection import Connection


def seen(connection: Connection, workstation: str, number: int) -> bytes | None:
    """Return the digest of the slip that came under this number, or None."""
    value: bytes | None = connection.value(
        "SELECT digest FROM slip_seen WHERE workstation = ? AND number = ?", (workstation, number)
    )
    return value


def seen_at(connection: Connection, workstation: str, number: int) -> int:
    """Return the position of the entry that the slip of this number became."""
    seq: int = connection.value(
        "SELECT seq FROM slip_seen WHERE workstation = ? AND number = ?", (workstation, number)
    )
    return seq


def mark_seen(
    connection: Connection, *, workstation: str, number: int, digest: bytes, seq: int
) -> None:
    """Note a slip and the position of the entry it became; call it in the same unit of work."""
    connection.run("INSERT INTO slip_seen VALUES (?, ?, ?, ?)", (workstation, number, digest, seq))


def last_seen(connection: Connection, workstation: str) -> tuple[int, bytes] | None:
    """Return the highest number seen of a workstation and its digest."""
    found = connection.one(
        "SELECT number, digest FROM slip_seen WHERE workstation = ? ORDER BY number DESC LIMIT 1",
        (workstation,),
    )
    return None if found is None else (found[0], found[1])


def digest_seen(connection: Connection, digest: bytes) -> bool:
    """Return whether a slip of this digest came, under any number."""
    found = connection.value("SELECT 1 FROM slip_seen WHERE digest = ? LIMIT 1", (digest,))
    return found is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSlip:
    """A number that came from a workstation, and the position of the entry it became."""

    workstation: str
    number: int
    digest: bytes
    seq: int


def every_seen(connection: Connection) -> list[SeenSlip]:
    """Return every number that came, by workstation and number."""
    rows = connection.all(
        "SELECT workstation, number, digest, seq FROM slip_seen ORDER BY workstation, number"
    )
    return [SeenSlip(workstation=row[0], number=row[1], digest=row[2], seq=row[3]) for row in rows]


def number_of_concern(connection: Connection, concern_id: str) -> int:
    """Return the number at its computer under which a concern came; 0 when it came otherwise."""
    number: int | None = connection.value(
        "SELECT slip_seen.number FROM concern CROSS JOIN slip_seen"
        " ON slip_seen.workstation = concern.workstation"
        " WHERE concern.id = ? AND lower(hex(slip_seen.digest)) = concern.slip_digest LIMIT 1",
        (concern_id,),
    )
    return number or 0
