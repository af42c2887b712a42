"""Writes what the letterbox folder shows: the school's card, and the team card for the paired
workstations.
"""

import hashlib
from dataclasses import dataclass

from desktop.usecases.lead.chronology_families import families_on_roll
from desktop.usecases.lead.restricted_posts import post_contacts, restricted_readers_of
from desktop.usecases.lead.stored_guide import stored_guide
from desktop.usecases.lead.stored_policy import stored_policy
from storage.database.connection import Connection
from storage.database.repositories import people, pupils, settings
from storage.keys.person_keys import PublicKeys
from storage.keys.signing import SchoolKeys
from storage.letterbox.school_card import Reader, SchoolCard, make_school_card
from storage.letterbox.slip import MOST_READERS
from storage.letterbox.spool import Spool
from storage.letterbox.team_card import CardPupil, Contact, TeamCard, TeamMember, make_team_card
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.people import LEADS, Person, Role
from storage.records.times import Clock, to_text

CARDS_DUE = "cards_due"
_READER_ORDER = {Role.LEAD: 0, Role.DEPUTY: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsState:
    """What the cards are made from; works for a casebook that is only being made, too."""

    connection: Connection
    school: SchoolKeys
    spool: Spool
    clock: Clock
    random_bytes: RandomBytes


def publish_school_card(state: CardsState) -> int:
    """Write the open card (public keys, no names) with the next version number; returns the
    version.
    """
    connection = state.connection
    version = int(settings.get(connection, "school_card_version", 0)) + 1
    school = settings.school(connection)
    card = SchoolCard(
        school_name=school.name,
        urn=school.urn,
        store_id=school.store_id,
        version=version,
        issued_at=to_text(state.clock()),
        school_key=state.school.public_ed25519,
        readers=lead_readers(connection),
        restricted=_restricted_readers(connection),
    )
    data = make_school_card(card, school=state.school)
    settings.put(connection, "school_card_version", version)
    settings.put(connection, "school_card_digest", _digest(data))
    state.spool.write_school_card(data)
    return version


def publish_team_card(state: CardsState) -> int:
    """Write the card with names, encrypted for each paired workstation; returns how many can read
    it.
    """
    connection = state.connection
    secrets = workstation_secrets(connection)
    version = int(settings.get(connection, "team_card_version", 0)) + 1
    if not secrets and version == 1:
        return 0
    everyone = people.people(connection, active=True)
    guide = stored_guide(connection)
    card = TeamCard(
        store_id=settings.school(connection).store_id,
        version=version,
        issued_at=to_text(state.clock()),
        guide_version=guide.version,
        staff=tuple(_member(person) for person in everyone),
        contacts=_contacts(connection, everyone),
        pupils=_card_pupils(connection),
        guide=guide.text if guide.own else "",
        policy=stored_policy(connection),
    )
    data = make_team_card(
        card, school=state.school, secrets=secrets, random_bytes=state.random_bytes
    )
    settings.put(connection, "team_card_version", version)
    settings.put(connection, "team_card_digest", _digest(data))
    state.spool.write_team_card(data)
    return len(secrets)


def publish_cards(state: CardsState) -> None:
    """Write both cards anew: after people, keys, workstations or pupils changed.

    What changed is committed by then, so a folder that cannot be reached is no error: the cards
    are due, and the next collecting writes them.
    """
    settings.put(state.connection, CARDS_DUE, True)
    try:
        publish_school_card(state)
        publish_team_card(state)
    except UserFacingError as error:
        if not error.code.startswith("letterbox.") or error.code == "letterbox.too_many_readers":
            raise
        return
    settings.put(state.connection, CARDS_DUE, False)


def keep_cards_current(state: CardsState, *, changed: bool) -> None:
    """Write the cards anew when something ``changed``, or the folder's are not what we wrote."""
    if changed or settings.get(state.connection, CARDS_DUE, False) or not _as_written(state):
        publish_cards(state)


def _as_written(state: CardsState) -> bool:
    for name, read in (
        ("school", state.spool.read_school_card),
        ("team", state.spool.read_team_card),
    ):
        wanted = settings.get(state.connection, f"{name}_card_digest", "")
        try:
            found = _digest(read())
        except UserFacingError as error:
            if error.code not in ("letterbox.no_school_card", "letterbox.no_team_card"):
                raise
            found = ""
        if wanted != found:
            return False
    return True


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def workstation_secrets(connection: Connection) -> dict[str, bytes]:
    """The card secret of each paired workstation that is still in use."""
    stored = settings.get(connection, "workstation_secrets", {})
    active = {station.id for station in people.workstations(connection) if station.active}
    return {name: bytes.fromhex(secret) for name, secret in stored.items() if name in active}


def lead_readers(connection: Connection) -> tuple[Reader, ...]:
    """Who can open concerns: leads and deputies first, then the printed recovery code; four at
    most.
    """
    active = {person.id: person for person in people.people(connection, active=True)}
    readers = []
    for key in people.keys(connection):
        owner = active.get(key.owner)
        if owner is None or owner.role not in LEADS or key.kind not in ("person", "recovery"):
            continue
        role = "recovery" if key.kind == "recovery" else str(owner.role)
        order = 2 if key.kind == "recovery" else _READER_ORDER[owner.role]
        reader = Reader(role=role, key_id=key.key_id, x25519=key.seal, tested=False)
        readers.append((order, key.introduced_seq, reader))
    ordered = sorted(readers, key=lambda entry: entry[:2])
    return tuple(reader for _, _, reader in ordered)[:MOST_READERS]


def _restricted_readers(connection: Connection) -> tuple[Reader, ...]:
    """Head and chair where they have a key, and the spare printed code: none of these keys lies in
    the casebook.
    """
    spare = settings.get(connection, "spare_reader")
    found = restricted_readers_of(connection)
    if spare is None:
        return found
    public = PublicKeys.from_value(spare)
    printed = Reader(
        role="spare",
        key_id=public.key_id,
        x25519=public.x25519,
        tested=False,
        ed25519=public.ed25519,
    )
    return (*found, printed)


def _member(person: Person) -> TeamMember:
    return TeamMember(
        person=person.id,
        account=person.account,
        name=person.name,
        role=str(person.role),
        job_title=person.job_title,
    )


def _contacts(connection: Connection, everyone: list[Person]) -> tuple[Contact, ...]:
    telephones = settings.get(connection, "telephones", {})
    leading = [person for person in everyone if person.role in LEADS]
    found = [
        Contact(
            person=person.id,
            role=str(person.role),
            name=person.name,
            telephone=telephones.get(person.id, ""),
            key_id=person.key_id or "",
        )
        for person in leading
    ]
    found += post_contacts(connection, everyone, telephones)
    lado = settings.get(connection, "lado", {})
    if lado:
        found.append(
            Contact(
                person="",
                role="lado",
                name=lado.get("name", "LADO"),
                telephone=lado.get("telephone", ""),
            )
        )
    return tuple(found)


def _card_pupils(connection: Connection) -> tuple[CardPupil, ...]:
    rows = pupils.rows(connection, pupils.ids(connection, on_roll=True))
    family = {
        child: str(number)
        for number, children in enumerate(families_on_roll(connection), start=1)
        for child in children
    }
    return tuple(
        CardPupil(
            id=row.id,
            name=row.name,
            year=row.year_group,
            class_name=row.class_name,
            family=family.get(row.id, ""),
        )
        for row in rows
    )


def public_value(public: PublicKeys) -> dict[str, str]:
    """Public keys as the ledger's entries hold them."""
    return {"sign": public.ed25519.hex(), "seal": public.x25519.hex()}
