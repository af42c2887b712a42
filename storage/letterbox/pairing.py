"""Pairing a workstation with a school: a request in the letterbox, and a code that people compare
on both screens.

Whoever can write into the letterbox could put other keys there. The compared code covers both
sides' keys and is made with Argon2id: to find keys that give the same eight characters takes 2^40
derivations of 64 MiB each.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from storage.keys import lined_file, passwords, sealing
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import PersonKeys, PublicKeys, new_seed
from storage.keys.sealing import CannotOpenError
from storage.letterbox import enrolment
from storage.letterbox.school_card import PinnedSchool, SchoolCard, plain_text
from storage.records import canonical_json
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

_LABEL = b"casebook/pairing/v1"
_CODE_LABEL = b"casebook/pair-code/v1\0"
_ID_LENGTH = 16
_SECRET_LENGTH = 32
_SECRET_FLOOR = 256
_CODE_LETTERS = 8
_MOST_WRAPS = 16
_ASK_NAMES = frozenset(
    ("card_version", "public", "school_key", "store", "v", "workstation", "wraps")
)
_IDENTITY_NAMES = frozenset(("card_secret", "label", "pin_secret", "seed", "v", "workstation"))


@dataclass(frozen=True, kw_only=True)
class WorkstationIdentity:
    """What makes a computer this workstation.

    ``card_secret`` opens the team card, ``pin_secret`` is mixed with every PIN typed here; both
    have 32 bytes. ``pin_secret`` is None when the computer's own key store keeps it.
    """

    workstation_id: str
    seed: bytes = field(repr=False)
    card_secret: bytes = field(repr=False)
    pin_secret: bytes | None = field(repr=False)
    label: str

    @cached_property
    def keys(self) -> PersonKeys:
        """The workstation's own keys: they sign requests, and what guests write."""
        return PersonKeys.from_seed(self.seed)

    def to_bytes(self) -> bytes:
        """Return the bytes to keep in the workstation's folder, readable by its account only."""
        return lined_file.summed(
            {
                "card_secret": self.card_secret.hex(),
                "label": self.label,
                "pin_secret": self.pin_secret.hex() if self.pin_secret else "",
                "seed": self.seed.hex(),
                "v": 1,
                "workstation": self.workstation_id,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the bytes back; raises ``letterbox.identity_damaged``."""
        try:
            value = lined_file.read_summed(data)
            if set(value) != _IDENTITY_NAMES:
                raise ValueError("not an identity")
            return cls(
                workstation_id=_exactly(value["workstation"], _ID_LENGTH).hex(),
                seed=_exactly(value["seed"], _SECRET_LENGTH),
                card_secret=_exactly(value["card_secret"], _SECRET_LENGTH),
                pin_secret=(
                    _exactly(value["pin_secret"], _SECRET_LENGTH)
                    if value["pin_secret"] != ""
                    else None
                ),
                label=plain_text(value["label"]),
            )
        except (LinedFileError, ValueError, TypeError):
            raise UserFacingError("letterbox.identity_damaged") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingAsk:
    """A request as anybody can read it."""

    workstation_id: str
    public: PublicKeys
    school_key: bytes
    store_id: str
    wraps: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAsk:
    """A request as a lead reads it: the team card's secret, the computer's name."""

    ask: PairingAsk
    card_secret: bytes
    label: str


def new_workstation(*, label: str, random_bytes: RandomBytes) -> WorkstationIdentity:
    """Make a new identity for each pairing, only after the school card was read."""
    return WorkstationIdentity(
        workstation_id=random_bytes(_ID_LENGTH).hex(),
        seed=new_seed(random_bytes),
        card_secret=random_bytes(_SECRET_LENGTH),
        pin_secret=random_bytes(_SECRET_LENGTH),
        label=label,
    )


def make_ask(identity: WorkstationIdentity, *, card: SchoolCard) -> bytes:
    """Return the signed request; the card secret in it is sealed to the card's leads."""
    public = identity.keys.public
    secret: dict[str, Any] = {"card_secret": identity.card_secret.hex(), "label": identity.label}
    plaintext = sealing.pad(canonical_json.encode(secret), floor=_SECRET_FLOOR)
    bound = _bound(card.school_key, identity.workstation_id, public)
    wraps = [
        sealing.wrap(plaintext, to_x25519=reader.x25519, info=bound + bytes([index]))
        for index, reader in enumerate(card.readers)
    ]
    body: dict[str, Any] = {
        "card_version": card.version,
        "public": public.to_value(),
        "school_key": card.school_key.hex(),
        "store": card.store_id,
        "v": 1,
        "workstation": identity.workstation_id,
        "wraps": [wrap.hex() for wrap in wraps],
    }
    return lined_file.signed(body, label=_LABEL, sign=identity.keys.sign)


def read_ask(data: bytes) -> PairingAsk:
    """Read a request, check it by its own key; raises ``letterbox.ask_damaged``."""
    try:
        body = lined_file.read_unchecked(data)
        if set(body) != _ASK_NAMES or not 1 <= len(body["wraps"]) <= _MOST_WRAPS:
            raise ValueError("not a request")
        ask = PairingAsk(
            workstation_id=_exactly(body["workstation"], _ID_LENGTH).hex(),
            public=PublicKeys.from_value(body["public"]),
            school_key=_exactly(body["school_key"], 32),
            store_id=_exactly(body["store"], 16).hex(),
            wraps=tuple(bytes.fromhex(wrap) for wrap in body["wraps"]),
        )
        lined_file.check_signed(data, label=_LABEL, public_ed25519=ask.public.ed25519)
    except (LinedFileError, ValueError, TypeError):
        raise UserFacingError("letterbox.ask_damaged") from None
    return ask


def open_ask(data: bytes, *, keys: PersonKeys, school: PinnedSchool) -> OpenedAsk:
    """Open a request with a lead's keys; it is worth nothing before people have compared the
    code.

    Raises ``letterbox.ask_not_for_us`` (the computer saw another school's card, or no key of this
    lead) and ``letterbox.ask_damaged``.
    """
    ask = read_ask(data)
    if ask.school_key != school.school_key or ask.store_id != school.store_id:
        raise UserFacingError("letterbox.ask_not_for_us")
    bound = _bound(ask.school_key, ask.workstation_id, ask.public)
    for index, wrap in enumerate(ask.wraps):
        try:
            opened = keys.open_wrap(wrap, info=bound + bytes([index]))
        except CannotOpenError:
            continue
        return _opened(ask, opened.rstrip(b"\0"))
    raise UserFacingError("letterbox.ask_not_for_us")


def comparison_code(*, school_key: bytes, workstation_id: str, workstation: PublicKeys) -> str:
    """Return the code for both screens; takes 0.25 s, so call it in a worker."""
    compared = _CODE_LABEL + _keys_of(school_key, workstation_id, workstation)
    salt = hashlib.sha256(compared).digest()[: passwords.SALT_LENGTH]
    derived = passwords.derive_bytes(
        compared, passwords.KdfParameters.floor(salt=salt), length=_CODE_LETTERS * 5 // 8
    )
    number = int.from_bytes(derived, "big")
    shifts = range(5 * (_CODE_LETTERS - 1), -1, -5)
    return enrolment.grouped("".join(enrolment.ALPHABET[number >> shift & 31] for shift in shifts))


def _opened(ask: PairingAsk, data: bytes) -> OpenedAsk:
    try:
        value: Any = canonical_json.decode(data)
        return OpenedAsk(
            ask=ask,
            card_secret=_exactly(value["card_secret"], _SECRET_LENGTH),
            label=plain_text(value["label"]),
        )
    except (ValueError, KeyError, TypeError):
        raise UserFacingError("letterbox.ask_damaged") from None


def _bound(school_key: bytes, workstation_id: str, public: PublicKeys) -> bytes:
    return _LABEL + b"\0" + _keys_of(school_key, workstation_id, public)


def _keys_of(school_key: bytes, workstation_id: str, public: PublicKeys) -> bytes:
    return school_key + bytes.fromhex(workstation_id) + public.ed25519 + public.x25519


def _exactly(text: Any, length: int) -> bytes:
    data = bytes.fromhex(plain_text(text))
    if len(data) != length:
        raise ValueError("of another length")
    return data
