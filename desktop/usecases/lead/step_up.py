"""A fresh code in the middle of a session: before exports and changes of people and keys."""

from pathlib import Path

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.change_slot import own_slot
from desktop.usecases.lead.sign_in import ATTEMPTS, attempts_in_turn, note_failure
from desktop.usecases.lead.used_codes import use_up
from storage.keys import key_file, key_file_store, key_slots
from storage.keys.durable_file import write_durably
from storage.keys.totp import accept_second_factor
from storage.records.errors import UserFacingError


def show_fresh_code(casebook: OpenCasebook, *, folder: Path, code: str) -> None:
    """Accept the signed-in lead's next code, as a sign-in would; it counts for five minutes.

    The used code is stored first. Wrong ones are counted together with those of the sign-in, and
    hold back the next try. Raises keys.code_*, keys.clock_*, keys.printed_code_wrong, keys.wait,
    keys.disk_full, keys.folder_read_only.
    """
    casebook.require_writable()
    file = key_file_store.load_key_file(folder).file
    slot = own_slot(file, casebook)
    now = casebook.clock()
    attempts = attempts_in_turn(folder, who=slot.id, now=now)
    before = key_slots.open_payload(slot, store_id=file.store_id, keys=casebook.keys)
    try:
        after = accept_second_factor(before, code, now=now)
    except UserFacingError:
        note_failure(folder, attempts, who=slot.id, now=now, what="code")
        raise
    key_file_store.save_key_file(
        folder,
        key_file.replace_payload(
            file,
            slot_id=slot.id,
            keys=casebook.keys,
            payload=after,
            random_bytes=casebook.random_bytes,
        ),
    )
    with casebook.connection.transaction():
        use_up(casebook.connection, slot_id=slot.id, before=before, after=after)
    if (folder / ATTEMPTS).exists():
        write_durably(folder / ATTEMPTS, attempts.succeeded(slot.id).to_bytes())
    if casebook.fresh_code is not None:
        casebook.fresh_code.shown()
