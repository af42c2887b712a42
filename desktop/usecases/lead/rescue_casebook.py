"""Looks at a damaged casebook and says in words what is damaged; rescues it; or opens it to read.

All three need a lead's password and code, not a database that opens. Nothing is ever deleted: the
damaged file stays beside the rescued one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.signature_workers import signature_workers
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.create_school import CERTIFICATE, SCHOOL_KEYS
from desktop.usecases.lead.damage_words import sentences_of
from desktop.usecases.lead.publish_cards import public_value
from desktop.usecases.lead.rescue_access import RescueAccess
from desktop.usecases.lead.rescue_backups import opened_backups
from storage.database import damage, file_swap
from storage.database import rescue as rescuing
from storage.database.connection import open_casebook
from storage.database.damage import FileDamage
from storage.database.page_reader import PageReader
from storage.database.repositories import people, settings
from storage.database.rescue import LostEntry, Rescuer
from storage.database.rescue_plan import Planner
from storage.database.rescue_sources import Sources
from storage.database.salvage import Salvager
from storage.keys.durable_file import code_of
from storage.keys.signing import SchoolKeys
from storage.ledger.fingerprint import check_code
from storage.ledger.verification import CheckBatch
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError
from storage.records.people import Person, Role

# (stage, done, in all); stages: "pages", "entries", "lists", "check"
Progress = Callable[[str, int, int], None]
NEW_FILE = "casebook.rescuing.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What is damaged: as numbers, and as sentences a head teacher understands."""

    found: FileDamage
    sentences: tuple[UserFacingError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupComparison:
    """How the newest readable backup would help: it ``fills`` so many of the ``missing`` entries.

    ``newer_in_casebook`` readable entries are not in the backup: restoring it would lose them.
    """

    made_at: str
    entries: int
    missing: int
    fills: int
    newer_in_casebook: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """What came back. ``kept_as`` is where the damaged file lies now.

    ``from_backups``: how many entries by the backup's date (UTC text). ``settings_incomplete``:
    look whether computers and cards still work. ``keys_introduced_again``: entries by which the
    rescuing lead vouched for a colleague's key whose own entry is lost.
    """

    entries: int
    from_file: int
    from_backups: Mapping[str, int]
    lost: tuple[LostEntry, ...]
    files_lost: tuple[tuple[int, int], ...]
    pages_damaged: int
    settings_incomplete: bool
    keys_introduced_again: int
    check_code: str
    kept_as: Path


def look_at_damage(access: RescueAccess, *, progress: Progress | None = None) -> Damage:
    """Read the whole file, change nothing, and say what is damaged."""
    with PageReader(access.database, key=access.database_key) as reader:
        salvager = Salvager(reader, ledger=access.ledger)
        planner = Planner(salvager, ledger=access.ledger, sources=Sources(()))
        found = damage.look(reader, salvager, planner, progress=progress or _silent)
    return Damage(found=found, sentences=sentences_of(found))


def compare_with_newest_backup(
    access: RescueAccess, *, backup_folders: Sequence[Path]
) -> BackupComparison | None:
    """Compare with the newest readable backup; None when there is none."""
    with opened_backups(access, backup_folders) as backups:
        newest = next(backups, None)
        if newest is None:
            return None
        with PageReader(access.database, key=access.database_key) as reader:
            salvager = Salvager(reader, ledger=access.ledger)
            salvager.survey()
            alone = Planner(salvager, ledger=access.ledger, sources=Sources(())).make()
            planner = Planner(salvager, ledger=access.ledger, sources=Sources((newest,)))
            plan = planner.make()
            readable = set(range(newest.size, alone.size)) - alone.lost - alone.emptied
        missing = (alone.lost | alone.emptied) - alone.named_before
        return BackupComparison(
            made_at=newest.made_at,
            entries=newest.size,
            missing=len(missing),
            fills=len(missing - plan.lost - plan.emptied),
            newer_in_casebook=len(readable),
        )


def rescue_casebook(
    access: RescueAccess,
    *,
    backup_folders: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Rescued:
    """Build a new casebook from everything readable, verify it, and put it in place.

    Afterwards sign in as usual. Raises rescue.*, database.disk_full, database.read_only; the
    damaged casebook lies where it lay then.
    """
    target = access.folder / NEW_FILE
    rescuing.remove_new_file(target)
    with (
        signature_workers() as check_batch,
        opened_backups(access, backup_folders) as backups,
    ):
        report = rescuing.rescue(
            access.database,
            target=target,
            key=access.database_key,
            store_id=access.store_id,
            ledger=access.ledger,
            backups=backups,
            rescuer=_rescuer(access, check_batch),
            school_keys=(SCHOOL_KEYS, CERTIFICATE),
            progress=progress,
        )
    name = access.clock().strftime("damaged-%Y%m%dT%H%M%SZ")
    try:
        kept_as = file_swap.put_in_place(access.folder, new=target, kept_as=name)
    except OSError as error:
        code = "database.disk_full" if code_of(error) == "keys.disk_full" else "database.read_only"
        raise UserFacingError(code) from error
    return Rescued(
        entries=report.entries,
        from_file=report.from_file,
        from_backups=report.from_backups,
        lost=report.lost,
        files_lost=report.files_lost,
        pages_damaged=report.pages_damaged,
        settings_incomplete=report.settings_incomplete,
        keys_introduced_again=report.keys_introduced_again,
        check_code=check_code(report.verdict.root),
        kept_as=kept_as,
    )


def open_read_only(
    access: RescueAccess, *, into: Path, backup_folders: Sequence[Path] = ()
) -> OpenCasebook:
    """Build what can be read in the private folder ``into`` and open that to read only.

    Nothing is signed, nothing of the casebook changes; what is missing is simply not shown, so
    show the damage beside it. Raises rescue.first_entry_lost.
    """
    target = into / file_swap.DATABASE
    with opened_backups(access, backup_folders) as backups:
        rescuing.copy_readable(
            access.database,
            target=target,
            key=access.database_key,
            store_id=access.store_id,
            ledger=access.ledger,
            backups=backups,
        )
    connection = open_casebook(target, key=access.database_key, read_only=True)
    school = settings.school_key(connection, SCHOOL_KEYS)
    return OpenCasebook(
        connection=connection,
        lock=None,
        person=people.person(connection, access.slot.person) or _person_of_slot(access),
        keys=access.keys,
        database_key=access.database_key,
        # a casebook that is only read signs nothing: a lost key does not keep it shut
        school=SchoolKeys.new(access.random_bytes) if school is None
        else SchoolKeys.from_bytes(school),
        ledger=access.ledger,
        store_id=access.file.store_id,
        spool=Spool(into / "letterbox"),
        clock=access.clock,
        random_bytes=access.random_bytes,
        app_version=access.app_version,
        read_only=True,
    )  # fmt: skip


def _silent(_stage: str, _done: int, _total: int) -> None:
    return


def _rescuer(access: RescueAccess, check_batch: CheckBatch | None) -> Rescuer:
    return Rescuer(
        author_key_id=access.keys.key_id,
        sign=access.keys.sign,
        check_signature=check_signature,
        check_batch=check_batch,
        known_keys=_known_keys(access),
        clock=access.clock,
        random_bytes=access.random_bytes,
    )


def _known_keys(access: RescueAccess) -> dict[str, dict[str, Any]]:
    """What the key file knows of its slots, as the entries that introduce them would say it."""
    return {
        slot.public.key_id: {
            "owner": slot.person,
            "kind": "person" if slot.kdf is not None else "recovery",
            "public": public_value(slot.public),
            "note": "introduced again: its own entry was lost",
            "role": slot.role,
            "account": slot.account,
        }
        for slot in access.file.slots
    }


def _person_of_slot(access: RescueAccess) -> Person:
    slot = access.slot
    return Person(
        id=slot.person,
        account=slot.account,
        name=slot.account,
        role=Role(slot.role),
        job_title="",
        key_id=slot.public.key_id,
        active=True,
    )
