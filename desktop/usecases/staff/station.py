"""What a workstation knows: its own identity, the school it is pinned to, and the cards it was
given.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from storage.keys.device_secret import SecretStore
from storage.keys.durable_file import write_durably
from storage.keys.reporter_keys import ReporterFolder
from storage.letterbox.outbox import Outbox
from storage.letterbox.pairing import WorkstationIdentity
from storage.letterbox.school_card import PinnedSchool, SchoolCard, verify_school_card
from storage.letterbox.spool import Spool
from storage.letterbox.team_card import TeamCard, open_team_card
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes
from storage.records.times import Clock

IDENTITY = "workstation.json"
PINNED = "school.json"
SCHOOL_COPY = "school.card"
TEAM_COPY = "team.card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The staff side of one home, opened. It never holds a key that opens a submitted concern."""

    folder: Path
    spool: Spool
    outbox: Outbox
    reporters: ReporterFolder
    identity: WorkstationIdentity
    pinned: PinnedSchool
    clock: Clock
    random_bytes: RandomBytes
    secrets: SecretStore | None = None

    def now(self) -> datetime:
        """The moment by this computer's clock, aware, UTC."""
        return self.clock()


def open_station(
    *,
    folder: Path,
    letterbox: Path,
    clock: Clock,
    random_bytes: RandomBytes,
    secrets: SecretStore | None = None,
) -> Station:
    """Open the workstation in ``folder``; raises UserFacingError staff.not_a_workstation when there
    is none. ``secrets`` is the computer's key store; only a PIN asks it.
    """
    try:
        identity = WorkstationIdentity.from_bytes((folder / IDENTITY).read_bytes())
        pinned = PinnedSchool.from_value(
            _mapping(canonical_json.decode((folder / PINNED).read_bytes()))
        )
    except FileNotFoundError:
        raise UserFacingError("staff.not_a_workstation") from None
    except (canonical_json.CanonicalJsonError, KeyError, ValueError) as error:
        raise UserFacingError("staff.workstation_damaged") from error
    return build_station(
        folder=folder,
        letterbox=letterbox,
        identity=identity,
        pinned=pinned,
        clock=clock,
        random_bytes=random_bytes,
        secrets=secrets,
    )


def build_station(
    *,
    folder: Path,
    letterbox: Path,
    identity: WorkstationIdentity,
    pinned: PinnedSchool,
    clock: Clock,
    random_bytes: RandomBytes,
    secrets: SecretStore | None = None,
) -> Station:
    """Put the parts of a workstation together; makes the folders that are missing on this side."""
    outbox = Outbox(folder / "outbox", workstation_id=identity.workstation_id)
    outbox.prepare()
    return Station(
        folder=folder,
        spool=Spool(letterbox),
        outbox=outbox,
        reporters=ReporterFolder(folder / "people"),
        identity=identity,
        pinned=pinned,
        clock=clock,
        random_bytes=random_bytes,
        secrets=secrets,
    )


def school_card(station: Station) -> SchoolCard:
    """The school's card, the newest of the letterbox's and our own copy; a card of another school
    is refused.
    """
    try:
        data = station.spool.read_school_card()
    except UserFacingError:
        return verify_school_card(_copy(station, SCHOOL_COPY), pinned=_lenient(station))[0]
    card, pinned = verify_school_card(data, pinned=_current(station))
    _keep(station, name=SCHOOL_COPY, data=data, pinned=pinned)
    return card


def team_card(station: Station) -> TeamCard | None:
    """The card with names of staff and pupils, or None until the lead has confirmed this
    workstation.
    """
    try:
        data = station.spool.read_team_card()
    except UserFacingError:
        return _open_copy(station)
    try:
        card, pinned = open_team_card(
            data,
            pinned=_current(station),
            workstation_id=station.identity.workstation_id,
            card_secret=station.identity.card_secret,
        )
    except UserFacingError as error:
        if error.code == "letterbox.card_without_us":
            _forget_names(station)
            return None
        raise
    _keep(station, name=TEAM_COPY, data=data, pinned=pinned)
    return card


def known_school_card(station: Station) -> tuple[SchoolCard, UserFacingError | None]:
    """The school's card, or the last good one and why the folder's is refused.

    A card that somebody exchanged or damaged must not keep a concern from being sent.
    """
    try:
        return school_card(station), None
    except UserFacingError as refusal:
        try:
            data = _copy(station, SCHOOL_COPY)
            return verify_school_card(data, pinned=_lenient(station))[0], refusal
        except UserFacingError:
            raise refusal from None


def known_team_card(station: Station) -> tuple[TeamCard | None, UserFacingError | None]:
    """The card with names, or the last good one and why the folder's is refused."""
    try:
        return team_card(station), None
    except UserFacingError as refusal:
        return _open_copy(station), refusal


def _open_copy(station: Station) -> TeamCard | None:
    try:
        data = _copy(station, TEAM_COPY)
        return open_team_card(
            data,
            pinned=_lenient(station),
            workstation_id=station.identity.workstation_id,
            card_secret=station.identity.card_secret,
        )[0]
    except UserFacingError:
        return None


def _forget_names(station: Station) -> None:
    """Revoked: the names go from this computer too. Should somebody have put a card there that the
    DSL never made, her next sign-in writes the right one and the names come back.
    """
    with suppress(OSError):
        (station.folder / TEAM_COPY).unlink()


def _current(station: Station) -> PinnedSchool:
    """The pin as last written: versions only ever rise, also within one run of the program."""
    value = canonical_json.decode((station.folder / PINNED).read_bytes())
    return PinnedSchool.from_value(_mapping(value))


def _lenient(station: Station) -> PinnedSchool:
    """Our own copies were checked when they came; the version of a copy may equal the pin, never be
    newer.
    """
    return replace(_current(station), version=0, team_version=0)


def _copy(station: Station, name: str) -> bytes:
    try:
        return (station.folder / name).read_bytes()
    except FileNotFoundError:
        raise UserFacingError("letterbox.no_school_card") from None


def _keep(station: Station, *, name: str, data: bytes, pinned: PinnedSchool) -> None:
    path = station.folder / name
    if not path.exists() or path.read_bytes() != data:
        write_durably(path, data)
    if pinned != _current(station):
        write_durably(station.folder / PINNED, canonical_json.encode(pinned.to_value()))


def _mapping(value: canonical_json.Value) -> dict[str, canonical_json.Value]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value
