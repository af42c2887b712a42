"""The paper code: typed back once, renewed, and proved each year by really opening the casebook."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.lead.back_up import open_backup_read_only
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_keys import KeyChange, change_key, require_speaking
from desktop.usecases.lead.key_access import database_keys, key_folder
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.opening_keys import keep_opening_key
from desktop.usecases.lead.publish_cards import publish_cards
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.lead.ways_in import recovery_state
from storage.database.connection import open_newest, store_identity
from storage.database.repositories import ledger_rows, people, settings
from storage.keys import key_file, key_file_store, recovery_code
from storage.keys.slot_changes import recovery_slot_of, replace_recovery
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import to_text

RECOVERY_CODE = "recovery_code"
DEPUTY_BACKUP = "deputy_backup"
_CONFIRMED = "recovery_confirmed"
_REHEARSALS = "recovery_rehearsals"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRehearsal:
    """What was proved: ``entries`` were read with the code's, or the colleague's, own key.

    ``person`` is the id of whoever it lets in, ``at`` UTC text.
    """

    at: str
    entries: int
    person: str


def needs_confirmation(casebook: OpenCasebook, *, folder: Path) -> bool:
    """Whether the recovery code was never typed back, or there is none: ask at the sign-in."""
    file = key_file_store.load_key_file(folder).file
    return not casebook.read_only and recovery_state(casebook, file=file) != "confirmed"


def confirm_recovery_code(casebook: OpenCasebook, *, folder: Path, code: str) -> None:
    """The code was typed back from the paper and opens the casebook: remember that.

    Raises what rehearse_recovery raises; nothing is changed then.
    """
    casebook.require_writable()
    _open_with(casebook, folder=folder, code=code)
    with casebook.work() as work:
        work.append(
            Event(
                type="way_in.changed",
                fields={"person": casebook.person.id, "what": "recovery_confirmed"},
            )
        )
        settings.put(work.connection, _CONFIRMED, True)


def draw_recovery_code(casebook: OpenCasebook) -> str:
    """Draw a new code, nine groups of six digits; ``renew_recovery_code`` makes it count."""
    return recovery_code.to_text(recovery_code.new_recovery_secret(casebook.random_bytes))


def renew_recovery_code(
    casebook: OpenCasebook, *, folder: Path, code: str, typed: str, reason: str = ""
) -> None:
    """Let the drawn ``code`` take the place of every older one, once it was typed back.

    It belongs to the signed-in lead from then on: a new DSL does this after the hand-over. Raises
    keys.recovery_* for a slip of the pen, keys.recovery_not_the_same.
    """
    permissions.require(casebook.person.role, permissions.MANAGE_PEOPLE)
    casebook.require_fresh_code()
    secret = recovery_code.parse_code(code)
    if recovery_code.parse_code(typed) != secret:
        raise UserFacingError("keys.recovery_not_the_same")
    file = key_file_store.load_key_file(folder).file
    added = replace_recovery(
        file,
        person=casebook.person.id,
        role=casebook.person.role,
        code_secret=secret,
        database_keys=database_keys(casebook, file),
        random_bytes=casebook.random_bytes,
    )
    keep_opening_key(casebook.connection, added.keys.opening_key())
    old = [key.key_id for key in people.keys(casebook.connection) if key.kind == "recovery"]
    change = KeyChange(
        person=casebook.person.id,
        kind="recovery",
        what="recovery_code",
        ends=tuple(old),
        reason=reason.strip(),
    )
    change_key(casebook, folder=folder, added=added, change=change)
    settings.put(casebook.connection, _CONFIRMED, True)
    publish_cards(cards_state(casebook))


def rehearse_recovery(casebook: OpenCasebook, *, folder: Path, code: str) -> RecoveryRehearsal:
    """Prove that the paper works: open its slot, and with the key in it the database itself.

    Raises keys.recovery_*, keys.wrong_recovery_code, keys.no_recovery_slot, keys.not_introduced,
    database.wrong_key.
    """
    casebook.require_writable()
    person, entries = _open_with(casebook, folder=folder, code=code)
    settings.put(casebook.connection, _CONFIRMED, True)
    return _record(casebook, kind=RECOVERY_CODE, person=person, entries=entries)


def rehearse_deputy(
    casebook: OpenCasebook, *, path: Path, credentials: Credentials
) -> RecoveryRehearsal:
    """Prove that a colleague opens this backup with her own password and code, as she would on
    another computer.

    Raises backup.* and keys.*, and keys.rehearse_somebody_else when it is the signed-in lead.
    """
    casebook.require_writable()
    with tempfile.TemporaryDirectory(prefix="holdfast-rehearsal-") as folder:
        opened = open_backup_read_only(
            path=path,
            into=Path(folder),
            credentials=credentials,
            clock=casebook.clock,
            random_bytes=casebook.random_bytes,
            app_version=casebook.app_version,
            counted_in=key_folder(casebook),
        )
        try:
            if opened.store_id != casebook.store_id:
                raise UserFacingError("backup.other_casebook")
            if opened.person.id == casebook.person.id:
                raise UserFacingError("keys.rehearse_somebody_else")
            entries, person = opened.head().size, opened.person.id
        finally:
            opened.close()
    return _record(casebook, kind=DEPUTY_BACKUP, person=person, entries=entries)


def last_recovery_rehearsal(casebook: OpenCasebook, *, kind: str = RECOVERY_CODE) -> str | None:
    """When this was last proved, as UTC text; None when never."""
    at: str | None = settings.get(casebook.connection, _REHEARSALS, {}).get(kind)
    return at


def _open_with(casebook: OpenCasebook, *, folder: Path, code: str) -> tuple[str, int]:
    """Open the casebook a second time by the code alone; return whose code it is and how many
    entries it read.
    """
    file = key_file_store.load_key_file(folder).file
    slot_id = recovery_slot_of(file, code)
    unlocked = key_file.unlock(file, slot_id, code)
    require_speaking(casebook.connection, key_id=unlocked.keys.key_id)
    beside = open_newest(
        folder / "casebook.db",
        keys=unlocked.database_keys,
        store_id=bytes.fromhex(file.store_id),
        read_only=True,
    )
    try:
        if store_identity(beside) != store_identity(casebook.connection):
            raise UserFacingError("database.other_store")
        entries = ledger_rows.heads(beside).size
    finally:
        beside.close()
    keep_opening_key(casebook.connection, unlocked.keys.opening_key())
    return file.slot(slot_id).person, entries


def _record(casebook: OpenCasebook, *, kind: str, person: str, entries: int) -> RecoveryRehearsal:
    at = to_text(casebook.clock())
    with casebook.work() as work:
        work.append(
            Event(
                type="recovery.rehearsed",
                fields={
                    "person": person,
                    "opened": True,
                    "at": at,
                    "kind": kind,
                    "entries": entries,
                },
            )
        )
        known = settings.get(work.connection, _REHEARSALS, {})
        settings.put(work.connection, _REHEARSALS, known | {kind: at})
    return RecoveryRehearsal(at=at, entries=entries, person=person)
