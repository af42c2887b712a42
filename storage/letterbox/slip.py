"""A slip: words on their way, sealed on one computer for named readers on others.

"CBSLIP01" | suite 1 | workstation id 16 | number u64 | digest of the slip before 32 | epoch u32 |
n = 4 4 x (u16 length | HPKE(content key; info = everything before n, and the index as one byte))
nonce 12 | AES-256-GCM(content key, padded payload, AAD = SHA-256(everything before the nonce))
SHA-256(everything above), which is the slip's digest

There are always four wraps in random order; those for nobody are sealed to keys that nobody
holds. The outside tells from which workstation a slip comes and which number it has, not from
whom, for whom or about what. The digest at the end tells a damaged slip from one for somebody
else; it protects against no one.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.keys import sealing
from storage.keys.opening_key import Opener
from storage.keys.person_keys import PersonKeys, PublicKeys
from storage.keys.sealing import CannotOpenError
from storage.letterbox import slip_payload
from storage.letterbox.slip_payload import Payload, PayloadError
from storage.records import canonical_json
from storage.records.concern import Attachment
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

MOST_READERS = 4
DIGEST_LENGTH = 32
NO_SLIP_BEFORE = bytes(DIGEST_LENGTH)
WORKSTATION_ID_LENGTH = 16
KnownKeys = Callable[[str], PublicKeys | None]
MAGIC = b"CBSLIP01"
_ANSWER_LABEL = b"casebook/slip-answer/v1"
_SUITE = b"\x01"  # X25519 / HKDF-SHA256 / AES-256-GCM; 0x02 is kept for a post-quantum KEM
_PREFIX_LENGTH = len(MAGIC) + len(_SUITE) + WORKSTATION_ID_LENGTH + 8 + DIGEST_LENGTH + 4
_WRAP_LENGTH = sealing.KEY_LENGTH + sealing.WRAP_OVERHEAD
_HEADER_LENGTH = _PREFIX_LENGTH + 1 + MOST_READERS * (2 + _WRAP_LENGTH)
_SHORTEST = _HEADER_LENGTH + sealing.NONCE_LENGTH + sealing.TAG_LENGTH + DIGEST_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLink:
    """The place in a workstation's chain: number from 1, digest of the one before."""

    workstation_id: str
    number: int
    previous: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSlip:
    """A slip ready for the letterbox.

    ``answer_key`` (Ed25519 public, hex) checks a receipt by whoever opened it: the private half
    follows from the content key, so the workstation need not know, or keep, who that is.
    """

    data: bytes
    digest: bytes
    link: SlipLink
    answer_key: str = ""

    @property
    def number(self) -> int:
        """The number that the receipt shows."""
        return self.link.number

    @property
    def workstation_id(self) -> str:
        """The workstation that sealed it."""
        return self.link.workstation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipHeader:
    """What everybody can read; ``epoch`` is the version of the school card used."""

    workstation_id: str
    number: int
    previous: bytes
    epoch: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSlip:
    """What a named reader finds in it.

    ``signature_ok``: the keys in ``author`` signed this slip for these readers. ``author_known``:
    those keys are the ones the ledger knows by their id. Only both together say whose PIN was
    used. ``answering`` signs a receipt without saying who opened the slip.
    """

    header: SlipHeader
    kind: str
    content: Mapping[str, Any]
    attachments: tuple[Attachment, ...]
    author: PublicKeys
    signature_ok: bool
    author_known: bool
    answering: PersonKeys

    @property
    def digest(self) -> bytes:
        """The digest of the whole slip."""
        return self.header.digest


def seal_slip(
    *,
    kind: str,
    content: Mapping[str, Any],
    attachments: Sequence[Attachment],
    author: PersonKeys,
    readers: Sequence[bytes],
    link: SlipLink,
    epoch: int,
    random_bytes: RandomBytes,
) -> SealedSlip:
    """Seal ``content`` to one to four X25519 public keys; ``epoch`` is the school card's version.

    Raises ``letterbox.attachment_too_large`` and ``letterbox.attachments_too_large``.
    """
    if not 1 <= len(set(readers)) == len(readers) <= MOST_READERS:
        raise ValueError("a slip has one to four different readers")
    content_key = random_bytes(sealing.KEY_LENGTH)
    prefix = _prefix(link, epoch)
    header = prefix + _wraps(prefix, content_key, readers, random_bytes)
    header_digest = hashlib.sha256(header).digest()
    payload = slip_payload.build(
        kind=kind,
        content=content,
        attachments=attachments,
        author=author,
        header_digest=header_digest,
    )
    nonce = random_bytes(sealing.NONCE_LENGTH)
    sealed = sealing.encrypt(content_key, payload, nonce=nonce, associated_data=header_digest)
    data = header + nonce + sealed
    digest = hashlib.sha256(data).digest()
    return SealedSlip(
        data=data + digest,
        digest=digest,
        link=link,
        answer_key=_answering(content_key).public.ed25519.hex(),
    )


def read_slip_header(data: bytes) -> SlipHeader:
    """Read the outside of a slip, without a key; raises ``letterbox.slip_damaged``."""
    digest = data[-DIGEST_LENGTH:]
    if (
        len(data) < _SHORTEST
        or not data.startswith(MAGIC + _SUITE)
        or not hmac.compare_digest(digest, hashlib.sha256(data[:-DIGEST_LENGTH]).digest())
    ):
        raise UserFacingError("letterbox.slip_damaged")
    place = len(MAGIC) + len(_SUITE)
    parts = []
    for length in (WORKSTATION_ID_LENGTH, 8, DIGEST_LENGTH, 4):
        parts.append(data[place : place + length])
        place += length
    number = int.from_bytes(parts[1], "big")
    if not 1 <= number <= canonical_json.LARGEST_INTEGER:
        raise UserFacingError("letterbox.slip_damaged")
    return SlipHeader(
        workstation_id=parts[0].hex(),
        number=number,
        previous=parts[2],
        epoch=int.from_bytes(parts[3], "big"),
        digest=digest,
    )


def open_slip(data: bytes, *, keys: Opener, known_keys: KnownKeys) -> OpenedSlip:
    """Open a slip with a reader's keys; ``known_keys`` finds the ledger's public keys by key id.

    Raises ``letterbox.slip_damaged``, and ``letterbox.slip_not_for_you`` for a whole slip with
    other readers.
    """
    header = read_slip_header(data)
    content_key = _content_key(data, keys)
    nonce_end = _HEADER_LENGTH + sealing.NONCE_LENGTH
    header_digest = hashlib.sha256(data[:_HEADER_LENGTH]).digest()
    try:
        payload = slip_payload.read(
            sealing.decrypt(
                content_key,
                data[nonce_end:-DIGEST_LENGTH],
                nonce=data[_HEADER_LENGTH:nonce_end],
                associated_data=header_digest,
            ),
            header_digest=header_digest,
        )
    except (CannotOpenError, PayloadError):
        raise UserFacingError("letterbox.slip_damaged") from None
    return _opened(header, payload, known_keys, answering=_answering(content_key))


def _prefix(link: SlipLink, epoch: int) -> bytes:
    workstation = bytes.fromhex(link.workstation_id)
    if len(workstation) != WORKSTATION_ID_LENGTH or len(link.previous) != DIGEST_LENGTH:
        raise ValueError("not a link of a chain of slips")
    return (
        MAGIC
        + _SUITE
        + workstation
        + link.number.to_bytes(8, "big")
        + link.previous
        + epoch.to_bytes(4, "big")
    )


def _wraps(
    prefix: bytes, content_key: bytes, readers: Sequence[bytes], random_bytes: RandomBytes
) -> bytes:
    targets = [(reader, content_key) for reader in readers]
    while len(targets) < MOST_READERS:
        # the private half of this key is never written down, and what is sealed to it is noise
        nobody = PersonKeys.from_seed(random_bytes(sealing.KEY_LENGTH)).public.x25519
        targets.append((nobody, random_bytes(sealing.KEY_LENGTH)))
    # sorting by random numbers: the place of a wrap tells nothing
    targets.sort(key=lambda _target: random_bytes(16))
    data = bytes([MOST_READERS])
    for index, (reader, secret) in enumerate(targets):
        wrapped = sealing.wrap(secret, to_x25519=reader, info=prefix + bytes([index]))
        data += len(wrapped).to_bytes(2, "big") + wrapped
    return data


def _content_key(data: bytes, keys: Opener) -> bytes:
    prefix, place = data[:_PREFIX_LENGTH], _PREFIX_LENGTH + 1
    if data[_PREFIX_LENGTH] != MOST_READERS:
        raise UserFacingError("letterbox.slip_damaged")
    for index in range(MOST_READERS):
        wrapped = data[place + 2 : place + 2 + _WRAP_LENGTH]
        if int.from_bytes(data[place : place + 2], "big") != _WRAP_LENGTH:
            raise UserFacingError("letterbox.slip_damaged")
        place += 2 + _WRAP_LENGTH
        try:
            return keys.open_wrap(wrapped, info=prefix + bytes([index]))
        except CannotOpenError:
            continue
    raise UserFacingError("letterbox.slip_not_for_you")


def _answering(content_key: bytes) -> PersonKeys:
    return PersonKeys.from_seed(sealing.hkdf(content_key, label=_ANSWER_LABEL))


def _opened(
    header: SlipHeader, payload: Payload, known_keys: KnownKeys, *, answering: PersonKeys
) -> OpenedSlip:
    return OpenedSlip(
        header=header,
        kind=payload.kind,
        content=payload.content,
        attachments=payload.attachments,
        author=payload.author,
        signature_ok=payload.signature_ok,
        author_known=known_keys(payload.author.key_id) == payload.author,
        answering=answering,
    )
