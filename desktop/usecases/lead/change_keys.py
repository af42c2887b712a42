"""One person's keys, or the paper code's, replaced whole or not at all across ledger and key file.

Three steps, each durable before the next: the ledger introduces the new key and notes what is
meant; the key file swaps the slot in one rename; the ledger ends the old key. After a crash
between any two of them every slot of the key file is one that the ledger introduced, and the next
sign-in brings the change to its end, or takes it back when the key file was not written. The
casebook's own key changes after it: an ended way in must open nothing that is written from then on.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.own_password import note_first_password
from desktop.usecases.lead.publish_cards import CARDS_DUE, public_value
from desktop.usecases.lead.rotate_key import note_rotation_due
from storage.database.connection import Connection
from storage.database.repositories import people, settings
from storage.keys import key_file_store
from storage.keys.key_file import AddedSlot, KeyFile
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.times import to_text

_PENDING = "key_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """What is meant: whose key, of which kind (``person`` or ``recovery``), which keys end.

    ``what`` is the word of the entry ``way_in.changed``; ``first_password`` says that the new
    password stands on a slip of paper.
    """

    person: str
    kind: str
    what: str
    ends: tuple[str, ...]
    reason: str = ""
    by_recovery: bool = False
    first_password: bool = False


def change_key(
    casebook: OpenCasebook, *, folder: Path, added: AddedSlot, change: KeyChange
) -> None:
    """Introduce the key of ``added``, write its key file, end the old keys.

    Raises ``keys.disk_full``, ``keys.folder_read_only`` and ``database.*``; the way in that was
    there before is the one that works then.
    """
    casebook.require_writable()
    new = added.keys.public
    pending = {**asdict(change), "ends": list(change.ends), "new": new.key_id}
    fields = {"owner": change.person, "kind": change.kind, "public": public_value(new)}
    with casebook.work() as work:
        work.append(Event(type="key.introduced", fields=fields | {"note": change.what}))
        settings.put_state(work.connection, _PENDING, json.dumps(pending).encode())
    try:
        key_file_store.save_key_file(folder, added.file)
    except UserFacingError:
        # what the file holds now decides; where no entry finds room the next sign-in does this
        with suppress(UserFacingError):
            finish_key_change(casebook, folder=folder)
        raise
    _complete(casebook, pending=pending, file=added.file)


def finish_key_change(casebook: OpenCasebook, *, folder: Path) -> None:
    """Bring a change to its end that a crash interrupted; nothing happens when there is none."""
    stored = settings.get_state(casebook.connection, _PENDING)
    pending: dict[str, Any] = json.loads(stored) if stored else {}
    if not pending:
        return
    file = key_file_store.load_key_file(folder).file
    if any(slot.public.key_id == pending["new"] for slot in file.slots):
        _complete(casebook, pending=pending, file=file)
    else:
        _take_back(casebook, new_key=pending["new"])


def require_speaking(connection: Connection, *, key_id: str) -> None:
    """Raise keys.not_introduced unless this key stands in the ledger and was not ended: an older
    key file that was put back must not bring a lost key to life.
    """
    if all(key.key_id != key_id for key in people.keys(connection)):
        raise UserFacingError("keys.not_introduced")


def keys_of(connection: Connection, *, person: str, kind: str) -> tuple[str, ...]:
    """The key ids of one person and kind that may speak now."""
    return tuple(
        key.key_id for key in people.keys(connection) if key.owner == person and key.kind == kind
    )


def _complete(casebook: OpenCasebook, *, pending: dict[str, Any], file: KeyFile) -> None:
    alive = {key.key_id for key in people.keys(casebook.connection)}
    reason = pending["reason"] or pending["what"]
    ended = [
        Event(type="key.ended", fields={"key_id": key_id, "reason": reason})
        for key_id in pending["ends"]
        if key_id in alive
    ]
    fields: dict[str, Any] = {"person": pending["person"], "what": pending["what"]}
    fields |= {"reason": pending["reason"]} if pending["reason"] else {}
    fields |= {"by_recovery": True} if pending["by_recovery"] else {}
    with casebook.work() as work:
        work.append(*ended, Event(type="way_in.changed", fields=fields))
        if ended:
            # whoever kept the old way in and an old key file has the database's key besides
            note_rotation_due(work.connection, reason=reason, person_id=pending["person"])
        settings.put_state(work.connection, _PENDING, b"")
        settings.put(work.connection, CARDS_DUE, True)
        settings.keep_keyfile(work.connection, file.to_bytes(), to_text(casebook.clock()))
        if pending["first_password"]:
            note_first_password(casebook, person_id=pending["person"])


def _take_back(casebook: OpenCasebook, *, new_key: str) -> None:
    """The key file never held the new key: it ends without having been used."""
    with casebook.work() as work:
        work.append(
            Event(
                type="key.ended",
                fields={"key_id": new_key, "reason": "the change was not completed"},
            )
        )
        settings.put_state(work.connection, _PENDING, b"")
