"""What the inside of a transfer pack says, read with suspicion: it comes from elsewhere."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from storage.letterbox.pack_payload import PackFile, PackPayload
from storage.records import times
from storage.records.concern import PUPIL_ROLES
from storage.records.date_of_birth import read_date_of_birth
from storage.records.errors import UserFacingError
from storage.records.pupil import Contact, PupilDetails, display_name

FORMAT = "holdfast/pack/v1"
DOCUMENT = "child-protection-file.pdf"
ENTRIES = "entries.json"
RECEIPT = "receipt.pdf"
_OWN_FILES = (DOCUMENT, ENTRIES, RECEIPT)
_TEXTS = ("export_id", "made_at", "recipient", "purpose", "program", "reference")
_EXPORT_ID = re.compile(r"x-[0-9a-z]{12}")
_LONGEST_LINE = 2_000
_MOST_CONTACTS = 100
# They turn the reading direction of what stands beside them, and are seen nowhere.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRow:
    """A row of the sender's chronology: whose words, when recorded (UTC text), and the position of
    the entry it rests on.
    """

    seq: int
    id: str
    kind: str
    author: str
    recorded_at: str
    role: str
    significant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInPack:
    """A stored file of the child: the entry (position) and the number of the file in it.

    ``content`` is None where the sender had lost it.
    """

    name: str
    media_type: str
    seq: int
    number: int
    record: str
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """A pack from another school. ``reference`` is the child's reference there."""

    export_id: str
    made_at: str
    recipient: str
    purpose: str
    program: str
    reference: str
    school_name: str
    school_urn: str
    child: PupilDetails
    rows: tuple[PackRow, ...]
    stored: tuple[StoredInPack, ...]
    document: bytes
    entries: bytes
    receipt: bytes


def write_contents(
    *,
    texts: Mapping[str, str],
    school: tuple[str, str],
    child: PupilDetails,
    rows: tuple[PackRow, ...],
    stored: tuple[StoredInPack, ...],
    own_files: Mapping[str, bytes],
) -> tuple[dict[str, Any], tuple[PackFile, ...]]:
    """Return the manifest and the files of a pack; ``texts`` by the names of PackContents,
    ``school`` is name and URN, ``own_files`` are DOCUMENT, ENTRIES and RECEIPT.
    """
    media = {DOCUMENT: "application/pdf", ENTRIES: "application/json", RECEIPT: "application/pdf"}
    files = [
        PackFile(name=name, media_type=media[name], content=own_files[name]) for name in _OWN_FILES
    ]
    listed = []
    for file in stored:
        place = -1
        if file.content is not None:
            place = len(files)
            files.append(PackFile(name=file.name, media_type=file.media_type, content=file.content))
        listed.append(
            {
                "file": place,
                "media_type": file.media_type,
                "name": file.name,
                "number": file.number,
                "record": file.record,
                "seq": file.seq,
            }
        )
    content = {
        "format": FORMAT,
        **{name: texts[name] for name in _TEXTS},
        "school": {"name": school[0], "urn": school[1]},
        "child": child.to_fields(),
        "rows": [{name: getattr(row, name) for name in row.__slots__} for row in rows],
        "stored": listed,
    }
    return content, tuple(files)


def read_contents(payload: PackPayload) -> PackContents:
    """Read what write_contents wrote; raises pack.damaged for anything else."""
    try:
        return _read(payload)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise UserFacingError("pack.damaged") from None


def _read(payload: PackPayload) -> PackContents:
    content = payload.content
    if content["format"] != FORMAT:
        raise ValueError("not our format")
    own = {file.name: file.content for file in payload.files[: len(_OWN_FILES)]}
    if not _EXPORT_ID.fullmatch(content["export_id"]):
        raise ValueError("not the number of a transfer")
    times.from_text(content["made_at"])
    return PackContents(
        **{name: _line(content[name]) for name in _TEXTS},
        school_name=_line(content["school"]["name"]),
        school_urn=_line(content["school"]["urn"]),
        child=_child(content["child"]),
        rows=tuple(_row(item) for item in _listed(content["rows"])),
        stored=tuple(_stored(item, payload) for item in _listed(content["stored"])),
        document=own[DOCUMENT],
        entries=own[ENTRIES],
        receipt=own[RECEIPT],
    )


def _child(value: Mapping[str, Any]) -> PupilDetails:
    if not isinstance(value, dict) or set(value) != set(PupilDetails.__slots__):
        raise TypeError("not a child")
    details = PupilDetails.from_fields(value)
    texts: dict[str, Any] = {
        name: _line(getattr(details, name))
        for name in details.__slots__
        if name not in ("in_care", "contacts")
    }
    if details.in_care not in (True, False, None) or len(details.contacts) > _MOST_CONTACTS:
        raise TypeError("not a child")
    contacts = tuple(_contact(contact) for contact in details.contacts)
    child = replace(details, **texts, contacts=contacts)
    if not display_name(child) or read_date_of_birth(child.date_of_birth) != child.date_of_birth:
        raise ValueError("not a child that a casebook of ours could hold")
    return child


def _contact(contact: Contact) -> Contact:
    if contact.parental_responsibility not in (True, False, None):
        raise TypeError("not yes or no")
    if contact.priority is not None:
        _whole(contact.priority)
    return replace(
        contact,
        name=_line(contact.name),
        relationship=_line(contact.relationship),
        email=_line(contact.email),
        address=_line(contact.address),
        phones=tuple(_line(phone) for phone in contact.phones),
    )


def _row(value: Mapping[str, Any]) -> PackRow:
    row = PackRow(
        seq=_whole(value["seq"]),
        id=_text(value["id"]),
        kind=_text(value["kind"]),
        author=_line(value["author"]),
        recorded_at=_text(value["recorded_at"]),
        role=_text(value["role"]),
        significant=value["significant"],
    )
    if type(row.significant) is not bool or row.role not in PUPIL_ROLES:
        raise ValueError("not a row")
    return row


def _stored(value: Mapping[str, Any], payload: PackPayload) -> StoredInPack:
    place = value["file"]
    content = None
    if place != -1:
        if _whole(place) < len(_OWN_FILES):
            raise ValueError("not a stored file")
        content = payload.files[place].content
    return StoredInPack(
        name=_text(value["name"]),
        media_type=_text(value["media_type"]),
        seq=_whole(value["seq"]),
        number=_whole(value["number"]),
        record=_text(value["record"]),
        content=content,
    )


def _line(value: Any) -> str:
    """Return a text of the manifest as one that can be shown and printed: it stands on screens, on
    paper and in a terminal, and nobody could take it out of the record again.
    """
    kept = "".join(each if _is_shown(each) else " " for each in _text(value)[:_LONGEST_LINE])
    return kept if kept == value else " ".join(kept.split())


def _is_shown(each: str) -> bool:
    return each == "\n" or (unicodedata.category(each) not in ("Cc", "Cs") and each not in _TURNING)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a number")
    return value


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
