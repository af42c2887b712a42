"""Looks whether the casebook is whole: quickly at start, thoroughly in the background."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from storage.database.connection import Connection, checkpoint, store_identity
from storage.database.ledger_writer import read_frontier
from storage.database.repositories import files, ledger_rows, people, settings
from storage.ledger import commitments
from storage.ledger.entries import (
    CheckSignature,
    StoredEntry,
    leaf_of,
    parse_header,
    signed_message,
)
from storage.ledger.key_ring import KeyRing, KnownKey
from storage.ledger.lost import RESCUE, is_placeholder, named_by
from storage.ledger.merkle import HASH_BYTES, Frontier
from storage.ledger.verification import CheckBatch, Verdict, VerifiedState, verify
from storage.ledger.walk import Fault, KnownCheckpoint

Progress = Callable[[int, int], None]
_STATE = "verified"


def quick_look(
    connection: Connection, *, check_signature: CheckSignature, last: int = 50
) -> Verdict:
    """Check the last entries one by one: their signatures, their words and that none is missing.

    Takes a few milliseconds. That they follow from all entries before them is for ``verify_all``.
    """
    ledger = store_identity(connection)[1]
    frontier = read_frontier(connection, ledger)
    start = max(0, frontier.size - last)
    keys = people.signing_keys(connection)
    faults = _faults_beside(connection, ledger)
    expected = start
    lost: set[int] = set()
    for entry in ledger_rows.stored(connection, ledger=ledger, start=start):
        if entry.seq != expected:
            faults.append(Fault(expected, "gap"))
            break
        expected += 1
        if is_placeholder(entry):
            lost.add(entry.seq)
            continue
        kind = _fault_of(entry, keys, check_signature)
        if kind is not None:
            faults.append(Fault(entry.seq, kind))
        lost -= _named_lost(entry)
    faults += [Fault(position, "entry_lost") for position in sorted(lost)]
    if expected < frontier.size and not faults:
        faults.append(Fault(expected, "gap"))
    return Verdict(
        ok=not faults,
        size=frontier.size,
        root=frontier.root,
        first_fault=faults[0] if faults else None,
        faults=tuple(faults),
        time_reversals=(),
        gaps=tuple(fault.position for fault in faults if fault.kind == "gap"),
        forks=(),
        disposed=0,
        state=VerifiedState(),
    )


def check_pages(connection: Connection) -> tuple[str, ...]:
    """Check every page of the file against its key; () means whole. Seconds per 100 MB.

    The write-ahead log is brought home first: the check reads the main file alone.
    """
    if not connection.read_only:
        checkpoint(connection)
    pages = [text for (text,) in connection.all("PRAGMA cipher_integrity_check")]
    structure = [text for (text,) in connection.all("PRAGMA quick_check") if text != "ok"]
    return (*pages, *structure)


def verify_all(
    connection: Connection,
    *,
    check_signature: CheckSignature,
    progress: Progress | None = None,
    check_files: bool = True,
    check_batch: CheckBatch | None = None,
) -> Verdict:
    """Verify the whole ledger and compare it with every head that was ever given out.

    ``progress`` gets (entries done, entries in all). Raises database.damaged when a page cannot be
    read.
    """
    ledger = store_identity(connection)[1]
    size = ledger_rows.heads(connection).size
    known = ledger_rows.known_checkpoints(connection, ledger=ledger)
    verdict = verify(
        ledger_rows.stored(connection, ledger=ledger),
        ledger=ledger,
        check_signature=check_signature,
        checkpoints=(*known, _stored_head(connection)),
        read_file=_file_reader(connection) if check_files else None,
        progress=None if progress is None else lambda done: progress(done, size),
        check_batch=check_batch,
    )
    return _with(verdict, _faults_beside(connection, ledger))


def verify_since(
    connection: Connection,
    *,
    check_signature: CheckSignature,
    state: VerifiedState,
    progress: Progress | None = None,
    check_batch: CheckBatch | None = None,
) -> Verdict:
    """Verify what was appended after ``state``: the state of an earlier verdict that was ok.

    An entry that was lawfully disposed of since is not counted again.
    """
    ledger = store_identity(connection)[1]
    size = ledger_rows.heads(connection).size
    verdict = verify(
        ledger_rows.stored(connection, ledger=ledger, start=state.frontier.size),
        ledger=ledger,
        check_signature=check_signature,
        start=state,
        checkpoints=(
            *ledger_rows.known_checkpoints(connection, ledger=ledger),
            _stored_head(connection),
        ),
        read_file=_file_reader(connection),
        progress=None if progress is None else lambda done: progress(done, size),
        check_batch=check_batch,
    )
    return _with(verdict, _faults_beside(connection, ledger))


def remember_verified(connection: Connection, state: VerifiedState) -> None:
    """Keep where the last full verification ended, for ``verify_since`` after the next start."""
    settings.put_state(connection, _STATE, json.dumps(_state_value(state)).encode("utf-8"))


def last_verified(connection: Connection) -> VerifiedState | None:
    """Return what was kept, or None when nothing usable was."""
    data = settings.get_state(connection, _STATE)
    if data is None:
        return None
    try:
        return _state_of(json.loads(data))
    except (ValueError, KeyError, TypeError):
        return None


def _fault_of(
    entry: StoredEntry, keys: dict[str, bytes], check_signature: CheckSignature
) -> str | None:
    if leaf_of(entry.header, entry.signature) != entry.leaf:
        return "leaf"
    try:
        header = parse_header(entry.header)
    except (ValueError, KeyError, TypeError):
        return "header"
    if (header.seq, header.ledger) != (entry.seq, entry.ledger):
        return "header"
    public = keys.get(header.author)
    if public is None:
        return "author_unknown"
    if not check_signature(public, entry.signature, signed_message(entry.header)):
        return "signature"
    if entry.body is None and entry.salt is None and entry.fields is None:
        return None  # a disposal, which verify_all looks for
    if entry.body is None or entry.salt is None or entry.fields is None:
        return "half_disposed"
    if commitments.body_commitment(salt=entry.salt, body=entry.body) != header.body:
        return "body"
    return None if commitments.commit_fields(entry.fields) == entry.body else "fields"


def _named_lost(entry: StoredEntry) -> frozenset[int]:
    """What a rescue among the last entries names as lost."""
    try:
        if parse_header(entry.header).type == RESCUE:
            return named_by(entry).lost
    except (ValueError, KeyError, TypeError):
        return frozenset()  # named as a fault already
    return frozenset()


def _faults_beside(connection: Connection, ledger: bytes) -> list[Fault]:
    """What a walk along one ledger cannot see: that there is none, or entries of another one.

    Read tables are made from every entry that lies here, so none may lie here unverified.
    """
    ends = {
        connection.value(f"SELECT {end}(ledger) FROM entry")  # by the index, not by a scan
        for end in ("min", "max")
    }
    if ends == {ledger}:
        return []
    return [Fault(0, "not_opened" if ends == {None} else "other_ledger")]


def _with(verdict: Verdict, faults: list[Fault]) -> Verdict:
    if not faults:
        return verdict
    return replace(verdict, ok=False, first_fault=faults[0], faults=(*faults, *verdict.faults))


def _stored_head(connection: Connection) -> KnownCheckpoint:
    """The head that the casebook itself noted: entries lost from its end show against it."""
    head = ledger_rows.heads(connection)
    return KnownCheckpoint(size=head.size, root=head.root, where="the casebook itself")


def _file_reader(connection: Connection) -> Callable[[StoredEntry, int], Iterable[bytes]]:
    def read(entry: StoredEntry, number: int) -> Iterable[bytes]:
        return files.read(connection, entry.ledger, entry.seq, number)

    return read


def _state_value(state: VerifiedState) -> dict[str, Any]:
    return {
        "size": state.frontier.size,
        "hashes": b"".join(state.frontier.hashes).hex(),
        "keys": [
            [name, key.public.hex(), key.owner, key.kind, key.ended]
            for name, key in state.ring.keys.items()
        ],
        "roles": dict(state.ring.roles),
        "inactive": sorted(state.ring.inactive),
        "last_at": state.last_at,
        "disposed": state.disposed,
        "waiting": sorted(state.waiting),
        "lost": state.lost,
        "files_lost": state.files_lost,
        "uncompared": state.uncompared,
    }


def _state_of(value: Any) -> VerifiedState:
    joined = bytes.fromhex(value["hashes"])
    hashes = tuple(joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES))
    frontier = Frontier(value["size"], hashes)
    if not frontier.is_sound():
        raise ValueError("not a frontier")
    keys = {
        name: KnownKey(public=bytes.fromhex(public), owner=owner, kind=kind, ended=ended)
        for name, public, owner, kind, ended in value["keys"]
    }
    return VerifiedState(
        frontier=frontier,
        ring=KeyRing(keys=keys, roles=value["roles"], inactive=frozenset(value["inactive"])),
        last_at=value["last_at"],
        disposed=value["disposed"],
        waiting=frozenset(value["waiting"]),
        lost=tuple(value["lost"]),
        files_lost=tuple((seq, number) for seq, number in value["files_lost"]),
        uncompared=value["uncompared"],
    )
