"""Makes this home a workstation of the school whose letterbox folder it can reach."""

from dataclasses import dataclass
from pathlib import Path

from desktop.usecases.staff.pin_secret import kept_outside
from desktop.usecases.staff.station import (
    IDENTITY,
    PINNED,
    SCHOOL_COPY,
    Station,
    build_station,
    open_station,
    school_card,
    team_card,
)
from storage.keys.device_secret import SecretStore
from storage.keys.durable_file import write_durably
from storage.letterbox.pairing import comparison_code, make_ask, new_workstation
from storage.letterbox.school_card import PinnedSchool, read_school_card
from storage.letterbox.spool import Spool
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What people compare: the same ``code`` must stand on the lead's screen before they confirm it
    there.
    """

    workstation_id: str
    school_name: str
    code: str
    confirmed: bool


def pair_workstation(
    *,
    folder: Path,
    letterbox: Path,
    label: str,
    clock: Clock,
    random_bytes: RandomBytes,
    secrets: SecretStore | None = None,
    ask_again: bool = False,
) -> Pairing:
    """Pin the school found in ``letterbox`` and ask its lead to confirm this computer, named
    ``label``.

    Called again, it shows the same code as before; with ``ask_again`` a request that the folder
    lost, or that was taken away after half an hour, is left there once more. Until the lead has
    compared the code, concerns can be sent all the same; names of pupils and staff come with the
    confirmation. Raises letterbox.no_school_card, letterbox.folder_gone.
    """
    try:
        station = open_station(
            folder=folder,
            letterbox=letterbox,
            clock=clock,
            random_bytes=random_bytes,
            secrets=secrets,
        )
    except UserFacingError as error:
        if error.code != "staff.not_a_workstation":
            raise
    else:
        pairing = pairing_of(station)
        if ask_again and not pairing.confirmed:
            card = school_card(station)
            ask = make_ask(station.identity, card=card)
            station.spool.write_ask(station.identity.workstation_id, ask)
        return pairing
    spool = Spool(letterbox)
    data = spool.read_school_card()
    card = read_school_card(data)
    identity = new_workstation(label=label, random_bytes=random_bytes)
    pinned = PinnedSchool(store_id=card.store_id, school_key=card.school_key, version=card.version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(folder / SCHOOL_COPY, data)
        write_durably(folder / PINNED, canonical_json.encode(pinned.to_value()))
        identity = kept_outside(identity, secrets=secrets)
        write_durably(folder / IDENTITY, identity.to_bytes())
    except OSError as error:
        raise UserFacingError("staff.folder_not_writable") from error
    spool.write_ask(identity.workstation_id, make_ask(identity, card=card))
    station = build_station(
        folder=folder,
        letterbox=letterbox,
        identity=identity,
        pinned=pinned,
        clock=clock,
        random_bytes=random_bytes,
        secrets=secrets,
    )
    return pairing_of(station)


def withdraw(station: Station) -> None:
    """Take the request away: nobody compared the code in time, or the codes were different. What
    was sent from here meanwhile stays sealed on its way.
    """
    station.spool.remove_ask(station.identity.workstation_id)


def forget_school(station: Station) -> bool:
    """The codes were different: what was pinned came from somebody else. Unless a concern was
    sealed here already this computer is no workstation afterwards; returns whether that is so.
    """
    withdraw(station)
    if station.outbox.waiting() or station.outbox.receipts():
        return False
    for name in (IDENTITY, PINNED, SCHOOL_COPY):
        (station.folder / name).unlink(missing_ok=True)
    return True


def pairing_of(station: Station) -> Pairing:
    """The code of this workstation's pairing, and whether the lead has confirmed it."""
    card = read_school_card((station.folder / SCHOOL_COPY).read_bytes())
    return Pairing(
        workstation_id=station.identity.workstation_id,
        school_name=card.school_name,
        code=comparison_code(
            school_key=station.pinned.school_key,
            workstation_id=station.identity.workstation_id,
            workstation=station.identity.keys.public,
        ),
        confirmed=team_card(station) is not None,
    )
