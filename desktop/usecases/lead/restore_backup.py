"""Puts a backup in the place of a lost or damaged casebook, or on a new computer: never over a
file, never without saying what may be missing.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.signature_workers import signature_workers
from desktop.usecases.lead import live_casebook
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.finish_restore import finish_restore
from desktop.usecases.lead.letters_after_restore import expect_letters_again
from desktop.usecases.lead.restore_key import BackupKey, unlock_backup
from desktop.usecases.lead.restore_plan import RestorePlan, plan_restore
from desktop.usecases.lead.sign_in import Credentials, assemble
from desktop.usecases.lead.used_codes import use_up
from storage.database import backup, casebook_swap, check
from storage.database.backup import UnpackedBackup
from storage.database.connection import Connection, checkpoint, open_casebook
from storage.database.lock_file import CasebookLock, acquire
from storage.database.network_path import refuse_network_path
from storage.database.repositories import ledger_rows
from storage.keys import key_file
from storage.keys.device_secret import SecretStore
from storage.keys.durable_file import write_durably
from storage.ledger.checkpoint import Checkpoint, read_note
from storage.ledger.fingerprint import check_code
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock, to_text

Progress = Callable[[int, int], None]
# Enough to show what was lost; each is an anchor of the same lost tail.
_MOST_RECEIPTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The backup is the casebook now.

    ``replaced`` is the folder in which the old one lies, None when there was none; ``entries``
    counts the restore's own entry.
    """

    plan: RestorePlan
    replaced: Path | None
    entries: int
    check_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRestore:
    """A verified backup that lies ready beside the casebook's folder.

    Call ``complete_restore`` or ``close``, which leaves everything as it was.
    """

    plan: RestorePlan
    casebook: OpenCasebook
    folder: Path
    opened: BackupKey
    note: str
    name: str

    def close(self) -> None:
        """Take it away again."""
        self.casebook.close()
        casebook_swap.drop_stage(self.folder)


def prepare_restore(
    *,
    path: Path,
    folder: Path,
    letterbox: Path,
    credentials: Credentials,
    host: str,
    user: str,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    recovery_code: str = "",
    secrets: SecretStore | None = None,
    progress: Progress | None = None,
) -> PreparedRestore:
    """Unpack a backup beside ``folder`` (the casebook's, which need not exist), verify all of it
    and compare it with what lies there.

    Password and code are those of the backup's own key file; a ``recovery_code`` serves without
    either. ``progress`` gets (entries verified, in all). Raises backup.*, keys.*, database.in_use,
    database.network_path, restore.backup_broken, people.no_longer_lead.
    """
    refuse_network_path(folder)
    finish_restore(folder, host=host, user=user, clock=clock)
    lock = _lock(folder, host=host, user=user, clock=clock)
    with _cleared_on_failure(folder, lock) as clearing:
        unpacked = _unpack(path, folder)
        opened = unlock_backup(
            unpacked,
            folder=folder,
            credentials=credentials,
            recovery_code=recovery_code,
            secrets=secrets,
            now=clock(),
        )
        connection = _open(unpacked, opened)
        clearing.callback(connection.close)
        _verify(connection, unpacked, progress)
        casebook = assemble(
            connection,
            lock=lock,
            slot=opened.slot,
            unlocked=opened.unlocked,
            letterbox=letterbox,
            clock=clock,
            random_bytes=random_bytes,
            app_version=app_version,
        )
        live = live_casebook.look(
            folder, against=connection, opened=opened, credentials=credentials
        )
        plan = plan_restore(casebook, manifest=unpacked.manifest, live=live)
    return PreparedRestore(
        plan=plan,
        casebook=casebook,
        folder=folder,
        opened=opened,
        note=unpacked.manifest.checkpoint,
        name=path.name,
    )


def complete_restore(
    prepared: PreparedRestore, *, replace: bool = False, reason: str = ""
) -> Restored:
    """Make the prepared backup the casebook; what lay there is kept beside, whole.

    Raises restore.live_is_longer and its like unless ``replace`` is given with a ``reason``
    (restore.reason_missing): nothing is changed then, and the prepared one can be tried again.
    After any other refusal it is closed. Sign in as usual afterwards, with the next code.
    """
    if prepared.plan.needs_a_word and not replace:
        raise prepared.plan.refusal
    if prepared.plan.needs_a_word and not reason.strip():
        raise UserFacingError("restore.reason_missing")
    casebook, folder = prepared.casebook, prepared.folder
    try:
        head = _note_restore(prepared, reason=reason.strip())
        checkpoint(casebook.connection)
        casebook.connection.close()
        stage = casebook_swap.stage_of(folder)
        write_durably(stage / casebook_swap.KEY_FILE, _key_file(prepared).to_bytes())
        moment = casebook.clock().strftime("%Y%m%dT%H%M%SZ")
        casebook_swap.declare_ready(folder, replaced_name=f"{folder.name}.replaced-{moment}")
        replaced = casebook_swap.finish(folder)
    except OSError as error:
        raise UserFacingError("restore.swap_failed") from error
    finally:
        casebook.close()
        casebook_swap.drop_stage(folder)
    return Restored(
        plan=prepared.plan,
        replaced=replaced,
        entries=head.size,
        check_code=check_code(head.root),
    )


def _lock(folder: Path, *, host: str, user: str, clock: Clock) -> CasebookLock | None:
    """Keep everybody else out; None where there is nothing to open yet."""
    if not folder.exists():
        return None
    return acquire(folder, host=host, user=user, since=to_text(clock()))


@contextmanager
def _cleared_on_failure(folder: Path, lock: CasebookLock | None) -> Iterator[ExitStack]:
    """Close what was opened (the last first), take the stage away and let the casebook go, unless
    all went well.
    """
    with ExitStack() as clearing:
        if lock is not None:
            clearing.callback(lock.release)
        clearing.callback(casebook_swap.drop_stage, folder)
        yield clearing
        clearing.pop_all()


def _open(unpacked: UnpackedBackup, opened: BackupKey) -> Connection:
    return open_casebook(
        unpacked.database, key=opened.key, store_id=bytes.fromhex(opened.file.store_id)
    )


def _unpack(path: Path, folder: Path) -> UnpackedBackup:
    try:
        stage = casebook_swap.new_stage(folder)
    except OSError as error:
        raise UserFacingError("desktop.home_not_writable", folder=str(folder.parent)) from error
    unpacked = backup.unpack_backup(path, stage)
    if unpacked.manifest.store_id != key_file.parse(unpacked.keyfile).store_id:
        raise UserFacingError("backup.damaged")
    return unpacked


def _verify(connection: Connection, unpacked: UnpackedBackup, progress: Progress | None) -> None:
    """Every page, entry, signature and file, and that it is what the manifest's check code says."""
    if check.check_pages(connection):
        raise UserFacingError("backup.damaged")
    with signature_workers() as check_batch:
        verdict = check.verify_all(
            connection,
            check_signature=check_signature,
            progress=progress,
            check_batch=check_batch,
        )
    if verdict.first_fault is not None:
        raise UserFacingError("restore.backup_broken", position=verdict.first_fault.position)
    manifest = unpacked.manifest
    said = read_note(manifest.checkpoint).checkpoint
    tree = ledger_rows.tree(connection)
    whole = (tree.size, tree.root().hex()) == (manifest.size, manifest.root)
    if not whole or said.size > tree.size or tree.root(said.size) != said.root:
        raise UserFacingError("backup.damaged")


def _note_restore(prepared: PreparedRestore, *, reason: str) -> Checkpoint:
    """Write the entry of the restore, and what must not be forgotten with the laptop: the used code
    and the anchors of what is missing.
    """
    casebook, plan, opened = prepared.casebook, prepared.plan, prepared.opened
    head, at = casebook.head(), to_text(casebook.clock())
    fields: dict[str, Any] = {
        "at": at,
        "made_at": plan.made_at,
        "size": head.size,
        "root": head.root.hex(),
    }
    if reason:
        fields["reason"] = reason
    if plan.live.root:
        fields |= {"replaced_size": plan.live.entries, "replaced_root": plan.live.root.hex()}
    if plan.receipts:
        fields["receipts"] = [one.to_value() for one in plan.receipts[-_MOST_RECEIPTS:]]
    with casebook.work() as work:
        if opened.payload is not None:
            use_up(
                work.connection,
                slot_id=opened.slot.id,
                before=opened.unlocked.payload,
                after=opened.payload,
            )
        work.append(Event(type="restore.made", fields=fields))
        ledger_rows.remember_checkpoint(
            work.connection, prepared.note, where=f"backup:{prepared.name}", at=plan.made_at
        )
        expect_letters_again(work.connection)
    return casebook.head()


def _key_file(prepared: PreparedRestore) -> key_file.KeyFile:
    """The backup's key file, in which the code is used."""
    opened = prepared.opened
    if opened.payload is None:
        return opened.file
    return key_file.replace_payload(
        opened.file,
        slot_id=opened.slot.id,
        keys=opened.unlocked.keys,
        payload=opened.payload,
        random_bytes=prepared.casebook.random_bytes,
    )
