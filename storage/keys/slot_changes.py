"""A way in that takes the place of another in one step: new keys for a person, a new paper code."""

from dataclasses import replace

from storage.keys import key_file
from storage.keys.key_file import AddedSlot, KeyFile
from storage.keys.key_slots import PASSWORD, RECOVERY, DatabaseKeys
from storage.keys.passwords import KdfParameters
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes


def recovery_slot_of(file: KeyFile, code: str) -> str:
    """Return the id of the recovery slot that this code opens.

    Raises ``keys.no_recovery_slot``, ``keys.wrong_recovery_code`` and, before either says
    anything, what ``recovery_code.parse_code`` raises for a slip of the pen.
    """
    problem = UserFacingError("keys.no_recovery_slot")
    for slot in file.recovery_slots():
        try:
            return key_file.unlock(file, slot.id, code).slot_id
        except UserFacingError as error:
            problem = error
            if error.code != "keys.wrong_recovery_code":
                break
    raise problem


def replace_way_in(
    file: KeyFile,
    *,
    person: str,
    account: str,
    role: str,
    password: str,
    kdf: KdfParameters,
    totp_secret: bytes,
    last_step: int,
    one_time_hashes: tuple[str, ...],
    database_keys: DatabaseKeys,
    random_bytes: RandomBytes,
) -> AddedSlot:
    """Return the file in which new keys of ``person`` stand where the old ones stood.

    What sealed the old slot (a password, a device) plays no part any more.
    """
    others = tuple(slot for slot in file.slots if slot.kind != PASSWORD or slot.person != person)
    return key_file.add_password_slot(
        replace(file, slots=others),
        person=person,
        account=account,
        role=role,
        password=password,
        kdf=kdf,
        totp_secret=totp_secret,
        last_step=last_step,
        one_time_hashes=one_time_hashes,
        database_keys=database_keys,
        random_bytes=random_bytes,
    )


def replace_recovery(
    file: KeyFile,
    *,
    person: str,
    role: str,
    code_secret: bytes,
    database_keys: DatabaseKeys,
    random_bytes: RandomBytes,
) -> AddedSlot:
    """Return the file in which a new paper code, owned by ``person``, replaces every older one."""
    others = tuple(slot for slot in file.slots if slot.kind != RECOVERY)
    return key_file.add_recovery_slot(
        replace(file, slots=others),
        person=person,
        role=role,
        code_secret=code_secret,
        database_keys=database_keys,
        random_bytes=random_bytes,
    )
