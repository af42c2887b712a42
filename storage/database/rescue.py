"""Brings everything readable of a damaged casebook into a new file beside it.

The ledger keeps its id and every readable entry byte for byte; holes are filled from backups;
what is left is named in a signed ``rescue.made``. Only a new file that verifies is handed back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.database import check, rescue_write
from storage.database.connection import Connection, create_casebook
from storage.database.page_reader import PageReader
from storage.database.repositories import people
from storage.database.rescue_plan import Plan, Planner
from storage.database.rescue_sources import (
    SPARE,
    Source,
    Sources,
    SpareSource,
    keep_spare_entries,
)
from storage.database.salvage import Salvager
from storage.database.unit_of_work import UnitOfWork
from storage.ledger.entries import CheckSignature, Sign, key_id
from storage.ledger.key_ring import signing_key_of
from storage.ledger.lost import RESCUE
from storage.ledger.verification import CheckBatch, Verdict
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock, to_text

# (stage, done, in all): "pages", "entries", "lists", "check"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescuer:
    """Who rescues: the key that signs, and the keys that the key file knows, by key id.

    ``known_keys``: the fields of the ``key.introduced`` that each would need.
    """

    author_key_id: str
    sign: Sign
    check_signature: CheckSignature
    check_batch: CheckBatch | None
    known_keys: Mapping[str, Mapping[str, Any]]
    clock: Clock
    random_bytes: RandomBytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LostEntry:
    """An entry that could not be read: all of it, or its content alone.

    ``type`` is known where the header survived, else ""; ``before_at`` and ``after_at`` are when
    its nearest readable neighbours were written (UTC text, "" where there is none).
    """

    seq: int
    what: str
    type: str
    before_at: str
    after_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """What came back and what is missing; ``files_lost`` are (position, number of the file)."""

    entries: int
    from_file: int
    from_backups: Mapping[str, int]
    lost: tuple[LostEntry, ...]
    files_lost: tuple[tuple[int, int], ...]
    pages: int
    pages_damaged: int
    settings_incomplete: bool
    keys_introduced_again: int
    verdict: Verdict


def rescue(
    path: Path,
    *,
    target: Path,
    key: DatabaseKey,
    store_id: bytes,
    ledger: bytes,
    backups: Iterable[Source],
    rescuer: Rescuer,
    school_keys: Sequence[str],
    progress: Progress | None = None,
) -> RescueReport:
    """Write what can be read of ``path`` into the new file ``target`` and verify that.

    ``backups`` are asked newest first, and only while something is missing; ``school_keys`` are
    the names without which the casebook cannot speak. ``path`` is only read. Raises
    rescue.first_entry_lost, rescue.school_key_lost, rescue.not_verified, database.disk_full;
    ``target`` is gone then.
    """
    say = progress or _silent
    with _copied(
        path, target=target, key=key, store_id=store_id, ledger=ledger, backups=backups, say=say
    ) as copied:
        _require_school_keys(copied.connection, school_keys)
        return _finish(copied, ledger=ledger, rescuer=rescuer, progress=say)


def copy_readable(
    path: Path,
    *,
    target: Path,
    key: DatabaseKey,
    store_id: bytes,
    ledger: bytes,
    backups: Iterable[Source],
    progress: Progress | None = None,
) -> tuple[LostEntry, ...]:
    """Write what can be read into ``target``, only to be read: nothing is signed or verified.

    Returns what is missing. Raises rescue.first_entry_lost, database.disk_full.
    """
    with _copied(
        path, target=target, key=key, store_id=store_id, ledger=ledger, backups=backups,
        say=progress or _silent,
    ) as copied:  # fmt: skip
        return _lost_entries(copied.plan, copied.written.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copied:
    """The new file with everything readable in it, open, and what is known of the old one."""

    connection: Connection
    plan: Plan
    written: rescue_write.Written
    pages: int
    pages_damaged: int


@contextmanager
def _copied(
    path: Path,
    *,
    target: Path,
    key: DatabaseKey,
    store_id: bytes,
    ledger: bytes,
    backups: Iterable[Source],
    say: Progress,
) -> Iterator[_Copied]:
    try:
        with PageReader(path, key=key) as reader:
            salvager = Salvager(reader, ledger=ledger)
            salvager.survey(progress=lambda done, total: say("pages", done, total))
            sources = Sources(_with_spare(salvager, ledger=ledger, backups=backups))
            planner = Planner(salvager, ledger=ledger, sources=sources)
            plan = planner.make()
            if planner.row(0) is None or 0 in plan.emptied:
                raise UserFacingError("rescue.first_entry_lost")
            connection = create_casebook(target, key=key, store_id=store_id, ledger=ledger)
            try:
                connection.all("PRAGMA synchronous = OFF")  # brought to the disk before it counts
                written = rescue_write.write_all(
                    connection, planner, salvager=salvager, ledger=ledger, sources=sources,
                    progress=say,
                )  # fmt: skip
                yield _Copied(
                    connection=connection,
                    plan=plan,
                    written=written,
                    pages=reader.count,
                    pages_damaged=len(salvager.found.bad),
                )
            finally:
                connection.close()
    except BaseException:
        remove_new_file(target)
        raise


def remove_new_file(target: Path) -> None:
    """Remove an unfinished new file with its log; nothing of it was ever the casebook."""
    for part in ("", "-wal", "-shm"):
        with suppress(OSError):
            target.with_name(target.name + part).unlink(missing_ok=True)


def ledger_of(path: Path, *, key: DatabaseKey) -> bytes | None:
    """Return the id of the ledger in a damaged file, or None when no entry of it can be read."""
    with PageReader(path, key=key) as reader:
        return Salvager(reader, ledger=b"").find_ledger()


def _silent(_stage: str, _done: int, _total: int) -> None:
    return


def _with_spare(
    salvager: Salvager, *, ledger: bytes, backups: Iterable[Source]
) -> Iterable[Source]:
    for name, data in salvager.found.rows("machine_state"):
        if name == SPARE:
            yield SpareSource(data, ledger=ledger)
    yield from backups


def _require_school_keys(connection: Connection, names: Sequence[str]) -> None:
    for name in names:
        if connection.one("SELECT 1 FROM school_key WHERE name = ?", (name,)) is None:
            raise UserFacingError("rescue.school_key_lost")


def _finish(
    copied: _Copied, *, ledger: bytes, rescuer: Rescuer, progress: Progress
) -> RescueReport:
    """Sign what is missing, verify everything, and say both."""
    connection, plan, written = copied.connection, copied.plan, copied.written
    lost = _lost_entries(plan, written.headers)
    _append(connection, _rescue_event(copied, lost, rescuer), ledger, rescuer)
    verdict = _verify(connection, rescuer, progress)
    again = _keys_to_introduce(connection, verdict, rescuer)
    if again:
        _append(connection, again, ledger, rescuer)
        verdict = _verify(connection, rescuer, progress)
    pages = check.check_pages(connection)
    if not verdict.ok or pages:
        fault = verdict.first_fault
        raise UserFacingError(
            "rescue.not_verified",
            position=fault.position if fault else 0,
            fault=fault.kind if fault else "pages",
        )
    keep_spare_entries(connection, ledger=ledger)
    check.remember_verified(connection, verdict.state)
    filled = sum(plan.fills_from.values())
    return RescueReport(
        entries=plan.size,
        from_file=plan.size - len(lost) - filled,
        from_backups=plan.fills_from,
        lost=tuple(item for item in lost if item.seq not in plan.named_before),
        files_lost=written.files_lost,
        pages=copied.pages,
        pages_damaged=copied.pages_damaged,
        settings_incomplete=written.settings_incomplete,
        keys_introduced_again=len(again),
        verdict=verdict,
    )


def _lost_entries(plan: Plan, headers: Mapping[int, tuple[str, str]]) -> tuple[LostEntry, ...]:
    """Each lost position with its neighbours' dates; ``headers`` gives (at, type) by position."""
    lost = sorted(plan.lost | plan.emptied)
    after: dict[int, str] = {}
    at = ""
    for seq in range(plan.size - 1, -1, -1):
        after[seq] = at
        at = headers[seq][0] if seq in headers and seq not in plan.emptied else at
    entries, at, place = [], "", 0
    for seq in lost:
        for earlier in range(place, seq):
            at = headers[earlier][0] if earlier in headers else at
        place = seq
        entries.append(
            LostEntry(
                seq=seq,
                what="content" if seq in plan.emptied else "entry",
                type=headers[seq][1] if seq in headers else "",
                before_at=at,
                after_at=after[seq],
            )
        )
    return tuple(entries)


def _rescue_event(copied: _Copied, lost: Sequence[LostEntry], rescuer: Rescuer) -> list[Event]:
    plan, written = copied.plan, copied.written
    return [
        Event(
            type=RESCUE,
            fields={
                "at": to_text(rescuer.clock()),
                "entries": plan.size,
                "lost": [
                    {"seq": item.seq, "leaf_known": item.seq in plan.leaves, "what": item.what}
                    for item in lost
                ],
                "files_lost": [{"seq": seq, "file": number} for seq, number in written.files_lost],
                "backups": [
                    {"made_at": made_at, "entries": count}
                    for made_at, count in sorted(plan.fills_from.items())
                ],
                "pages": copied.pages_damaged,
                "rebuilt_from": plan.rebuilt_from,
            },
        )
    ]


def _append(
    connection: Connection, events: Sequence[Event], ledger: bytes, rescuer: Rescuer
) -> None:
    with UnitOfWork(
        connection,
        ledger=ledger,
        author_key_id=rescuer.author_key_id,
        sign=rescuer.sign,
        clock=rescuer.clock,
        random_bytes=rescuer.random_bytes,
    ) as work:
        work.append(*events)


def _verify(connection: Connection, rescuer: Rescuer, progress: Progress) -> Verdict:
    return check.verify_all(
        connection,
        check_signature=rescuer.check_signature,
        check_batch=rescuer.check_batch,
        progress=lambda done, total: progress("check", done, total),
    )


def _keys_to_introduce(connection: Connection, verdict: Verdict, rescuer: Rescuer) -> list[Event]:
    """Keys that signed entries here, whose own introduction is lost: the rescuer vouches for them.

    Only of keys that the key file knows, and that really signed: nobody is let in by it.
    """
    unknown = {
        connection.value("SELECT json_extract(CAST(header AS TEXT), '$.author') FROM entry"
                         " WHERE seq = ? AND header <> x''", (fault.position,))
        for fault in verdict.faults
        if fault.kind in ("author_unknown", "author_not_authorised")
    }  # fmt: skip
    events = []
    for name in sorted(author for author in unknown if author in rescuer.known_keys):
        fields = dict(rescuer.known_keys[name])
        assert key_id(signing_key_of(fields["public"])) == name
        role, account = fields.pop("role"), fields.pop("account")
        owner = str(fields["owner"])
        if people.person(connection, owner) is None:
            person = {"id": owner, "account": account, "name": account, "role": role}
            events.append(Event(type="person.added", fields=person))
        events.append(Event(type="key.introduced", fields=fields))
    return events
