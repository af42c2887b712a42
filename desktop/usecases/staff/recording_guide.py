"""Staff read the recording guide and sign it with their own PIN; it holds up no concern."""

import json
from contextlib import suppress
from pathlib import Path

from desktop.usecases.shipped_guide import shipped_guide
from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station, known_school_card, known_team_card
from storage.keys.durable_file import write_durably
from storage.letterbox.slip import seal_slip
from storage.letterbox.team_card import TeamCard
from storage.records.errors import UserFacingError
from storage.records.recording_guide import GuideRead, RecordingGuide
from storage.records.times import to_text

_FILE = "guide-read.json"


def guide_of(card: TeamCard | None) -> RecordingGuide:
    """The school's own guide where it has one, else the one that comes with the program."""
    if card is None or not card.guide:
        return shipped_guide()
    return RecordingGuide(version=card.guide_version, text=card.guide, own=True)


def station_guide(station: Station) -> RecordingGuide:
    """What is to be read at this workstation."""
    return guide_of(known_team_card(station)[0])


def somebody_has_not_read_it(station: Station) -> bool:
    """Whether a member of staff with a PIN at this workstation has not signed the guide here."""
    card = known_team_card(station)[0]
    if card is None:
        return False
    read, digest = _read_here(station), guide_of(card).digest
    here = station.reporters.people()
    return any(member.person in here and read.get(member.person) != digest for member in card.staff)


def sign_guide(station: Station, *, author: Author, guide: RecordingGuide) -> int:
    """Sign that ``author`` has read exactly this text, and send it to the leads; returns the
    number of the letter.

    Raises guide.name_without_key for a guest, letterbox.disk_full.
    """
    if not author.checked:
        raise UserFacingError("guide.name_without_key")
    card, _ = known_school_card(station)
    read = GuideRead(
        person=author.person,
        version=guide.version,
        digest=guide.digest,
        at=to_text(station.now()),
        workstation=station.identity.workstation_id,
    )
    sealed = seal_slip(
        kind="guide",
        content={
            "v": 1,
            "read": read.to_value(),
            "signature": author.keys.sign(read.signed_bytes()).hex(),
        },
        attachments=(),
        author=author.keys,
        readers=[reader.x25519 for reader in card.readers],
        link=station.outbox.next_link(),
        epoch=card.version,
        random_bytes=station.random_bytes,
    )
    station.outbox.store(
        sealed,
        # no concern of theirs: it is not listed under "My concerns"
        author=station.identity.keys,
        sealed_at=station.now(),
        nobody_told=False,
        random_bytes=station.random_bytes,
        quiet=True,
    )
    _note(station, person=author.person, digest=guide.digest)
    station.outbox.deliver(station.spool, school=station.pinned)
    return sealed.number


def _read_here(station: Station) -> dict[str, str]:
    try:
        value = json.loads(_path(station).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def _note(station: Station, *, person: str, digest: str) -> None:
    # only so that nobody is asked twice: a full disk must not undo what was signed
    with suppress(OSError, UserFacingError):
        known = {**_read_here(station), person: digest}
        write_durably(_path(station), json.dumps(known, sort_keys=True).encode())


def _path(station: Station) -> Path:
    return station.folder / _FILE
