"""Makes a school: key file, casebook, letterbox, and the first lead's way in."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from desktop.usecases.lead.opening_keys import keep_opening_key
from desktop.usecases.lead.publish_cards import CardsState, public_value, publish_school_card
from storage.database.connection import Connection, create_casebook
from storage.database.network_path import refuse_network_path
from storage.database.repositories import settings
from storage.database.unit_of_work import UnitOfWork
from storage.keys import key_file, key_file_store, recovery_code, totp
from storage.keys.durable_file import make_folder, sync_folder
from storage.keys.key_file import KeyFile
from storage.keys.passwords import KdfParameters, assess
from storage.keys.person_keys import PersonKeys, new_seed
from storage.keys.signing import SchoolKeys, make_certificate
from storage.letterbox.spool import Spool
from storage.records.database_key import DatabaseKey
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import RandomBytes, new_id
from storage.records.people import Role
from storage.records.times import Clock, to_text

SCHOOL_KEYS = "school"
CERTIFICATE = "certificate"
_MAKING = ".making-"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLead:
    """Who sets the school up. ``account`` is what she types to sign in."""

    name: str
    account: str
    password: str = field(repr=False)
    job_title: str = "Designated safeguarding lead"
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSecrets:
    """Shown once and never stored in clear: the phone's secret, the printed codes."""

    totp_secret: bytes = field(repr=False)
    recovery_secret: bytes = field(repr=False)
    spare_secret: bytes = field(repr=False)
    one_time_codes: tuple[str, ...] = field(repr=False)

    @property
    def recovery_code(self) -> str:
        """The recovery code as printed: nine groups of six digits."""
        return recovery_code.to_text(self.recovery_secret)

    @property
    def spare_code(self) -> str:
        """The printed code that opens letters about adults until the head or the chair has
        a key.
        """
        return recovery_code.to_text(self.spare_secret)

    def otpauth(self, *, account: str, school: str) -> str:
        """The ``otpauth://`` URI of the QR code."""
        return totp.otpauth_uri(self.totp_secret, account=account, school=school)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolMade:
    """What was made: the store and the first lead's person id."""

    store_id: str
    person_id: str


def new_school_secrets(random_bytes: RandomBytes) -> SchoolSecrets:
    """Draw the secrets of a school about to be made."""
    return SchoolSecrets(
        totp_secret=totp.new_totp_secret(random_bytes),
        recovery_secret=recovery_code.new_recovery_secret(random_bytes),
        spare_secret=recovery_code.new_recovery_secret(random_bytes),
        one_time_codes=totp.new_one_time_codes(random_bytes),
    )


def check_school_details(*, name: str, urn: str, lead: FirstLead) -> None:
    """Raise the first thing that must be put right before a school can be made."""
    if not name.strip():
        raise UserFacingError("school.name_missing")
    if not (urn.strip().isdigit() and 1 <= len(urn.strip()) <= 6):
        raise UserFacingError("school.urn_wrong")
    if not lead.name.strip():
        raise UserFacingError("school.lead_missing")
    if not lead.account.strip():
        raise UserFacingError("school.account_missing")
    problems = assess(lead.password, banned_words=(name, lead.name, lead.account))
    if problems:
        raise problems[0]


def create_school(
    *,
    casebook: Path,
    letterbox: Path,
    name: str,
    urn: str,
    lead: FirstLead,
    secrets: SchoolSecrets,
    kdf: KdfParameters,
    clock: Clock,
    random_bytes: RandomBytes,
    app_version: str,
    recovery_confirmed: bool = False,
) -> SchoolMade:
    """Make the school whole or not at all: it is built beside ``casebook`` and renamed into place.

    Raises school.exists, database.network_path, database.disk_full, keys.password_*.
    """
    check_school_details(name=name, urn=urn, lead=lead)
    if casebook.exists() and any(casebook.iterdir()):
        raise UserFacingError("school.exists", folder=str(casebook))
    refuse_network_path(casebook)
    spool = Spool(letterbox)
    if letterbox.parent == casebook.parent:
        _make_folder(letterbox)
    spool.prepare()
    _remove_unfinished(casebook)
    building = casebook.with_name(f"{casebook.name}{_MAKING}{random_bytes(4).hex()}")
    _make_folder(building)
    try:
        made = _build(
            building,
            _Making(
                name=name.strip(),
                urn=urn.strip(),
                lead=lead,
                secrets=secrets,
                kdf=kdf,
                clock=clock,
                random_bytes=random_bytes,
                app_version=app_version,
                spool=spool,
                recovery_confirmed=recovery_confirmed,
            ),
        )
        _give_its_name(building, casebook)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return made


def _give_its_name(building: Path, casebook: Path) -> None:
    if casebook.exists():
        casebook.rmdir()
    building.rename(casebook)
    sync_folder(casebook.parent)


def _remove_unfinished(casebook: Path) -> None:
    """Remove what a crash left of an earlier attempt: a school that nobody has the keys of."""
    for left in casebook.parent.glob(f"{casebook.name}{_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise UserFacingError("desktop.home_not_writable", folder=str(folder.parent)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """What a school is made from."""

    name: str
    urn: str
    lead: FirstLead
    secrets: SchoolSecrets
    kdf: KdfParameters
    clock: Clock
    random_bytes: RandomBytes
    app_version: str
    spool: Spool
    recovery_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ways:
    """The key file with the first lead's slot and the recovery slot, and what they open."""

    store_id: str
    person_id: str
    ledger: bytes
    database_key: DatabaseKey
    file: KeyFile
    lead_keys: PersonKeys
    recovery_keys: PersonKeys


def _build(folder: Path, making: _Making) -> SchoolMade:
    ways = _ways_in(making)
    school = SchoolKeys.new(making.random_bytes)
    connection = create_casebook(
        folder / "casebook.db",
        key=ways.database_key,
        store_id=bytes.fromhex(ways.store_id),
        ledger=ways.ledger,
    )
    try:
        with UnitOfWork(
            connection,
            ledger=ways.ledger,
            author_key_id=ways.lead_keys.key_id,
            sign=ways.lead_keys.sign,
            clock=making.clock,
            random_bytes=making.random_bytes,
        ) as work:
            work.append(*_opening_events(making, ways, school))
            _keep_school(work.connection, making=making, ways=ways, school=school)
        publish_school_card(
            CardsState(
                connection=connection,
                school=school,
                spool=making.spool,
                clock=making.clock,
                random_bytes=making.random_bytes,
            )
        )
    finally:
        connection.close()
    key_file_store.save_key_file(folder, ways.file)
    return SchoolMade(store_id=ways.store_id, person_id=ways.person_id)


def _ways_in(making: _Making) -> _Ways:
    random_bytes, secrets = making.random_bytes, making.secrets
    store_id = key_file.new_store_id(random_bytes)
    person_id = new_id("person", random_bytes)
    database_key = DatabaseKey(key=random_bytes(32), salt=random_bytes(16))
    added = key_file.add_password_slot(
        key_file.create(store_id=store_id),
        person=person_id,
        account=making.lead.account.strip(),
        role=Role.LEAD,
        password=making.lead.password,
        kdf=making.kdf,
        seed=new_seed(random_bytes),
        totp_secret=secrets.totp_secret,
        one_time_hashes=tuple(totp.hash_one_time_code(code) for code in secrets.one_time_codes),
        database_keys={1: database_key},
        random_bytes=random_bytes,
    )
    recovery = key_file.add_recovery_slot(
        added.file,
        person=person_id,
        role=Role.LEAD,
        code_secret=secrets.recovery_secret,
        database_keys={1: database_key},
        random_bytes=random_bytes,
    )
    return _Ways(
        store_id=store_id,
        person_id=person_id,
        ledger=random_bytes(16),
        database_key=database_key,
        file=recovery.file,
        lead_keys=added.keys,
        recovery_keys=recovery.keys,
    )


def _opening_events(making: _Making, ways: _Ways, school: SchoolKeys) -> tuple[Event, Event]:
    """Entry 0 opens the ledger and names the first key; entry 1 brings in the printed code's."""
    lead = making.lead
    opened = Event(
        type="ledger.opened",
        fields={
            "school": making.name,
            "urn": making.urn,
            "store_id": ways.store_id,
            "school_keys": {"sign": school.public_ed25519.hex(), "pdf": school.p256_key_id},
            "first_person": {
                "id": ways.person_id,
                "account": lead.account.strip(),
                "name": lead.name.strip(),
                "role": Role.LEAD,
                "job_title": lead.job_title,
                "public": public_value(ways.lead_keys.public),
            },
            "app_version": making.app_version,
        },
    )
    recovery = Event(
        type="key.introduced",
        fields={
            "owner": ways.person_id,
            "kind": "recovery",
            "public": public_value(ways.recovery_keys.public),
            "note": "the printed recovery code",
        },
    )
    return opened, recovery


def _keep_school(
    connection: Connection, *, making: _Making, ways: _Ways, school: SchoolKeys
) -> None:
    certificate = make_certificate(
        school,
        school_name=making.name,
        urn=making.urn,
        not_before=making.clock(),
        random_bytes=making.random_bytes,
    )
    settings.put_school_key(connection, SCHOOL_KEYS, school.to_bytes())
    settings.put_school_key(connection, CERTIFICATE, certificate)
    spare = recovery_code.keys_from_code(making.secrets.spare_secret, store_id=ways.store_id)
    settings.put(connection, "spare_reader", spare.public.to_value())
    settings.put(connection, "recovery_confirmed", making.recovery_confirmed)
    keep_opening_key(connection, ways.recovery_keys.opening_key())
    settings.put(connection, "telephones", {ways.person_id: making.lead.telephone})
    settings.keep_keyfile(connection, ways.file.to_bytes(), to_text(making.clock()))
