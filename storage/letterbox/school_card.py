"""The school card: public keys and roles for every workstation, signed, without names of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from storage.keys import lined_file
from storage.keys.lined_file import LinedFileError
from storage.keys.signing import SchoolKeys
from storage.letterbox.slip import MOST_READERS
from storage.records.errors import UserFacingError

LEAD_ROLES = ("lead", "deputy", "recovery")
RESTRICTED_ROLES = ("head", "chair", "spare")
_LABEL = b"casebook/school-card/v1"
_NAMES = frozenset(
    (
        *("issued_at", "readers", "restricted", "school", "school_key"),
        *("store", "v", "version"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A key that slips can be sealed to; ``tested`` once its holder has opened a test letter.

    ``ed25519`` checks what a head or chair signs; empty on cards of earlier editions.
    """

    role: str
    key_id: str
    x25519: bytes
    tested: bool
    ed25519: bytes = b""

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value of the card."""
        signing = {"ed25519": self.ed25519.hex()} if self.ed25519 else {}
        return signing | {
            "key_id": self.key_id,
            "role": self.role,
            "tested": self.tested,
            "x25519": self.x25519.hex(),
        }

    @classmethod
    def from_value(cls, value: Any, *, roles: Sequence[str]) -> Self:
        """Read the JSON value back; raises ValueError, KeyError or TypeError for anything else."""
        x25519 = bytes.fromhex(value["x25519"])
        ed25519 = bytes.fromhex(value.get("ed25519", ""))
        if value["role"] not in roles or len(x25519) != 32 or type(value["tested"]) is not bool:
            raise ValueError("not a reader")
        if len(ed25519) not in (0, 32):
            raise ValueError("not a signing key")
        bytes.fromhex(value["key_id"])
        return cls(
            role=value["role"],
            key_id=value["key_id"],
            x25519=x25519,
            tested=value["tested"],
            ed25519=ed25519,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCard:
    """The card; ``readers`` are leads' keys, ``restricted`` head's, chair's, spare."""

    school_name: str
    urn: str
    store_id: str
    version: int
    issued_at: str
    school_key: bytes
    readers: tuple[Reader, ...]
    restricted: tuple[Reader, ...]

    def restricted_reader(self, role: str) -> Reader | None:
        """Return the head's, the chair's or the spare key, or None when the school has none."""
        return next((reader for reader in self.restricted if reader.role == role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedSchool:
    """The school a workstation was paired with, and the newest cards it has seen."""

    store_id: str
    school_key: bytes
    version: int
    team_version: int = 0

    def to_value(self) -> dict[str, Any]:
        """Return the JSON value that the workstation keeps."""
        return {
            "school_key": self.school_key.hex(),
            "store": self.store_id,
            "team_version": self.team_version,
            "v": 1,
            "version": self.version,
        }

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Self:
        """Read the JSON value back; raises ValueError, KeyError or TypeError for anything else."""
        if value["v"] != 1:
            raise ValueError("not version 1")
        return cls(
            store_id=bytes.fromhex(value["store"]).hex(),
            school_key=bytes.fromhex(value["school_key"]),
            version=version_number(value["version"]),
            team_version=version_number(value["team_version"]),
        )


def make_school_card(card: SchoolCard, *, school: SchoolKeys) -> bytes:
    """Return the signed bytes; raises ``letterbox.too_many_readers`` above four leads' keys."""
    if card.school_key != school.public_ed25519:
        raise ValueError("the card names another school's key")
    if len(card.readers) > MOST_READERS:
        raise UserFacingError("letterbox.too_many_readers", most=MOST_READERS)
    body: dict[str, Any] = {
        "issued_at": card.issued_at,
        "readers": [reader.to_value() for reader in card.readers],
        "restricted": [reader.to_value() for reader in card.restricted],
        "school": {"name": card.school_name, "urn": card.urn},
        "school_key": card.school_key.hex(),
        "store": card.store_id,
        "v": 1,
        "version": card.version,
    }
    return lined_file.signed(body, label=_LABEL, sign=school.sign)


def read_school_card(data: bytes) -> SchoolCard:
    """Read a card and check it against the key it names itself; raises
    ``letterbox.card_damaged``.

    It proves that the card is whole, not whose it is: that takes pairing, or
    :func:`verify_school_card`.
    """
    try:
        card = _read(lined_file.read_unchecked(data))
        lined_file.check_signed(data, label=_LABEL, public_ed25519=card.school_key)
    except (LinedFileError, ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.card_damaged") from None
    return card


def verify_school_card(data: bytes, *, pinned: PinnedSchool) -> tuple[SchoolCard, PinnedSchool]:
    """Return the card and what to pin from now on.

    Raises ``letterbox.card_damaged``, ``letterbox.card_not_pinned`` (another school, or another
    key) and ``letterbox.card_older`` (a newer one was seen here before).
    """
    card = read_school_card(data)
    if card.school_key != pinned.school_key or card.store_id != pinned.store_id:
        raise UserFacingError("letterbox.card_not_pinned")
    if card.version < pinned.version:
        raise UserFacingError("letterbox.card_older")
    return card, replace(pinned, version=card.version)


def version_number(value: Any) -> int:
    """Return a version number; raises ValueError for anything that is none."""
    if type(value) is not int or value < 0:
        raise ValueError("not a version number")
    return value


def plain_text(value: Any) -> str:
    """Return text as it is; raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _read(body: dict[str, Any]) -> SchoolCard:
    if set(body) != _NAMES or len(body["readers"]) > MOST_READERS:
        raise ValueError("not a school card")
    return SchoolCard(
        school_name=plain_text(body["school"]["name"]),
        urn=plain_text(body["school"]["urn"]),
        store_id=bytes.fromhex(body["store"]).hex(),
        version=version_number(body["version"]),
        issued_at=plain_text(body["issued_at"]),
        school_key=bytes.fromhex(body["school_key"]),
        readers=tuple(Reader.from_value(value, roles=LEAD_ROLES) for value in body["readers"]),
        restricted=tuple(
            Reader.from_value(value, roles=RESTRICTED_ROLES) for value in body["restricted"]
        ),
    )
