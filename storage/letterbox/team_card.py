"""The team card: the names a workstation needs, encrypted for the paired ones.

"CBTEAM01" | store id 16 | version u64 | one wrapped key for each workstation | encrypted, padded,
signed card | Ed25519 over label and SHA-256(everything above)

The signature outside is for a workstation that the card is not made for: only the school can say
that it is no longer paired. Of a pupil it holds id, display name, year and class; never UPN, date
of birth or address.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from storage.keys import card_cipher, lined_file, sealing
from storage.keys.card_cipher import NotAmongReadersError
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import SIGNATURE_LENGTH, verify
from storage.keys.sealing import CannotOpenError
from storage.keys.signing import SchoolKeys
from storage.letterbox.school_card import PinnedSchool, plain_text, version_number
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

_MAGIC = b"CBTEAM01"
_LABEL = b"casebook/team-card/v1"
_OUTSIDE_LABEL = b"casebook/team-card-outside/v1\0"
SIGN_WITH = ("pin", "password", "pin_and_code")
_STORE_LENGTH = 16
_HEADER_LENGTH = len(_MAGIC) + _STORE_LENGTH + 8
_PADDING_FLOOR = 16384
# What came after the first edition: a card without them is read all the same.
_LATER = frozenset(("guide", "policy"))
_NAMES = frozenset(
    (
        *("contacts", "guide_version", "issued_at", "pupils"),
        *("staff", "store", "v", "version"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody who may report from the workstation."""

    person: str
    account: str
    name: str
    role: str
    job_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to find or ring; ``person`` is empty for somebody outside (the LADO)."""

    person: str
    role: str
    name: str
    telephone: str
    key_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPupil:
    """A pupil as the reporting form shows them; brothers and sisters share ``family``, a number
    that means nothing outside this one card ("" for an only child).
    """

    id: str
    name: str
    year: str
    class_name: str
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstationPolicy:
    """How the school wants its shared computers to be used.

    ``sign_with`` is "pin", "password" or "pin_and_code" (a one-time code beside the PIN);
    ``lock_seconds`` without a touch until the form is put away, ``draft_hours`` that an unfinished
    one is kept.
    """

    sign_with: str = "pin"
    lock_seconds: int = 120
    draft_hours: int = 24

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value of the card."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "WorkstationPolicy":
        """Read the JSON value back; raises ValueError, KeyError or TypeError for another shape."""
        policy = cls(**value)
        if policy.sign_with not in SIGN_WITH:
            raise ValueError("not a way to sign")
        if not version_number(policy.lock_seconds) > 0 or not version_number(policy.draft_hours):
            raise ValueError("not a time")
        return policy


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCard:
    """What a paired workstation knows of the people of the school; ``guide`` is the school's own
    recording guide, "" while it uses the one that comes with the program.
    """

    store_id: str
    version: int
    issued_at: str
    guide_version: str
    staff: tuple[TeamMember, ...]
    contacts: tuple[Contact, ...]
    pupils: tuple[CardPupil, ...]
    guide: str = ""
    policy: WorkstationPolicy = WorkstationPolicy()


def make_team_card(
    card: TeamCard,
    *,
    school: SchoolKeys,
    secrets: Mapping[str, bytes],
    random_bytes: RandomBytes,
) -> bytes:
    """Return the bytes of the card; ``secrets`` are the paired workstations' card secrets by id."""
    document = lined_file.signed(_body(card), label=_LABEL, sign=school.sign)
    header = _MAGIC + bytes.fromhex(card.store_id) + card.version.to_bytes(8, "big")
    data = card_cipher.seal_card(
        sealing.pad(document, floor=_PADDING_FLOOR),
        header=header,
        secrets=secrets,
        random_bytes=random_bytes,
    )
    return data + school.sign(_outside(data))


def open_team_card(
    data: bytes, *, pinned: PinnedSchool, workstation_id: str, card_secret: bytes
) -> tuple[TeamCard, PinnedSchool]:
    """Return the card and what to pin from now on.

    Raises ``letterbox.card_not_pinned``, ``letterbox.card_older``, ``letterbox.card_damaged`` and
    ``letterbox.card_without_us`` (this workstation is not, or no longer, paired: the school itself
    says so). A card from before the signature outside is read by whoever it was made for.
    """
    if len(data) < _HEADER_LENGTH or not data.startswith(_MAGIC):
        raise UserFacingError("letterbox.card_damaged")
    if data[len(_MAGIC) : len(_MAGIC) + _STORE_LENGTH].hex() != pinned.store_id:
        raise UserFacingError("letterbox.card_not_pinned")
    end = len(data) - SIGNATURE_LENGTH
    is_signed = verify(pinned.school_key, _outside(data[:end]), data[end:])

    def document_of(card: bytes) -> bytes:
        return _decrypted(card, workstation_id=workstation_id, card_secret=card_secret)

    try:
        document = document_of(data[:end] if is_signed else data)
    except UserFacingError as error:
        if error.code == "letterbox.card_without_us":
            raise _not_for_us(data, pinned=pinned, is_signed=is_signed) from None
        if not is_signed:
            document_of(data[:end])  # whole, but the school did not sign it
            raise UserFacingError("letterbox.card_not_pinned") from None
        raise
    try:
        body = lined_file.read_unchecked(document)
    except LinedFileError:
        raise UserFacingError("letterbox.card_damaged") from None
    try:
        lined_file.check_signed(document, label=_LABEL, public_ed25519=pinned.school_key)
    except LinedFileError:
        raise UserFacingError("letterbox.card_not_pinned") from None
    try:
        card = _read(body)
    except (ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.card_damaged") from None
    header = _MAGIC + bytes.fromhex(card.store_id) + card.version.to_bytes(8, "big")
    if data[:_HEADER_LENGTH] != header:
        raise UserFacingError("letterbox.card_damaged")
    if card.version < pinned.team_version:
        raise UserFacingError("letterbox.card_older")
    return card, replace(pinned, team_version=card.version)


def _outside(data: bytes) -> bytes:
    return _OUTSIDE_LABEL + hashlib.sha256(data).digest()


def _not_for_us(data: bytes, *, pinned: PinnedSchool, is_signed: bool) -> UserFacingError:
    """One from before this workstation was paired, put back, does not mean that it is revoked; nor
    does one that anybody could have put together.
    """
    before = int.from_bytes(data[_HEADER_LENGTH - 8 : _HEADER_LENGTH], "big")
    if before < pinned.team_version:
        return UserFacingError("letterbox.card_older")
    return UserFacingError(
        "letterbox.card_without_us" if is_signed else "letterbox.card_not_pinned"
    )


def _decrypted(data: bytes, *, workstation_id: str, card_secret: bytes) -> bytes:
    try:
        padded = card_cipher.open_card(
            data,
            header_length=_HEADER_LENGTH,
            workstation_id=workstation_id,
            secret=card_secret,
        )
    except NotAmongReadersError:
        raise UserFacingError("letterbox.card_without_us") from None
    except CannotOpenError:
        raise UserFacingError("letterbox.card_damaged") from None
    return padded.rstrip(b"\0")


def _body(card: TeamCard) -> dict[str, Any]:
    return {
        "contacts": [
            {
                "key_id": contact.key_id,
                "name": contact.name,
                "person": contact.person,
                "role": contact.role,
                "telephone": contact.telephone,
            }
            for contact in card.contacts
        ],
        "guide": card.guide,
        "guide_version": card.guide_version,
        "issued_at": card.issued_at,
        "policy": card.policy.to_value(),
        "pupils": [
            {
                "class": pupil.class_name,
                **({"family": pupil.family} if pupil.family else {}),
                "id": pupil.id,
                "name": pupil.name,
                "year": pupil.year,
            }
            for pupil in card.pupils
        ],
        "staff": [
            {
                "account": member.account,
                "job_title": member.job_title,
                "name": member.name,
                "person": member.person,
                "role": member.role,
            }
            for member in card.staff
        ],
        "store": card.store_id,
        "v": 1,
        "version": card.version,
    }


def _read(body: dict[str, Any]) -> TeamCard:
    if set(body) - _LATER != _NAMES:
        raise ValueError("not a team card")
    return TeamCard(
        store_id=plain_text(body["store"]),
        version=version_number(body["version"]),
        issued_at=plain_text(body["issued_at"]),
        guide_version=plain_text(body["guide_version"]),
        staff=tuple(TeamMember(**_texts(member)) for member in body["staff"]),
        contacts=tuple(Contact(**_texts(contact)) for contact in body["contacts"]),
        pupils=tuple(
            CardPupil(
                id=plain_text(pupil["id"]),
                name=plain_text(pupil["name"]),
                year=plain_text(pupil["year"]),
                class_name=plain_text(pupil["class"]),
                family=plain_text(pupil.get("family", "")),
            )
            for pupil in body["pupils"]
        ),
        guide=plain_text(body.get("guide", "")),
        policy=WorkstationPolicy.from_value(body.get("policy", {})),
    )


def _texts(value: dict[str, Any]) -> dict[str, str]:
    return {name: plain_text(text) for name, text in dict(value).items()}
