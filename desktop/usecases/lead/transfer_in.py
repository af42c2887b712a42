"""Takes a child's file that another school passed on: looked at first, nothing merged silently."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.received_entries import NOT_ORIGINAL, ReceivedRow, received_rows
from desktop.usecases.pack_contents import DOCUMENT, ENTRIES, StoredInPack
from desktop.usecases.report import Report, long_day
from desktop.usecases.transfer_pack import SUFFIX, opened_pack
from storage.database.repositories import chronology, pupils
from storage.intake.attachments import safe_name
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event, FileContent
from storage.records.identifiers import new_id
from storage.records.names import fold
from storage.records.pupil import Pupil, PupilDetails
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When

_VOLUME = "volume.attached"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PackPreview:
    """What would be taken, and into whose file.

    ``pupil`` is None where the child is new here. ``differs`` names what of the child (words for
    a list) is not the same here and there: then it may be another child.
    """

    report: Report
    school_name: str
    school_urn: str
    export_id: str
    sha256: str
    pupil: Pupil | None
    child: PupilDetails
    differs: tuple[str, ...]
    rows: tuple[ReceivedRow, ...]
    files: int
    key_id: str
    data: bytes = field(default=b"")
    document: bytes = field(default=b"")
    entries: bytes = field(default=b"")
    made_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken: the child, the entry that holds the pack itself, and the new entries."""

    pupil_id: str
    new_pupil: bool
    document: str
    entries: tuple[str, ...]
    volumes: tuple[str, ...]
    files: int


def preview_pack(
    casebook: OpenCasebook,
    *,
    data: bytes,
    passphrase: str,
    pupil_id: str = "",
    expect_key: str = "",
) -> PackPreview:
    """Open and check a pack and say what would be taken; nothing is written.

    ``pupil_id`` names the child here; empty for a child who is new. Raises pack.not_one,
    pack.damaged, pack.wrong_passphrase, pack.does_not_hold, pupils.not_found, pack.child_is_known
    and pack.already_taken.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    opened = opened_pack(data, passphrase=passphrase, expect_key=expect_key)
    if opened.report.result != "ok":
        raise UserFacingError("pack.does_not_hold")
    contents = opened.contents
    pupil = _pupil(casebook, contents.child, pupil_id)
    _not_taken_before(casebook, pupil, contents.export_id)
    return PackPreview(
        report=opened.report,
        school_name=contents.school_name,
        school_urn=contents.school_urn,
        export_id=contents.export_id,
        sha256=hashlib.sha256(data).hexdigest(),
        pupil=pupil,
        child=contents.child,
        differs=_differing(pupil.details, contents.child) if pupil is not None else (),
        rows=received_rows(contents, opened.proved, key_id=opened.key_id),
        files=sum(file.content is not None for file in contents.stored),
        key_id=opened.key_id,
        data=data,
        document=contents.document,
        entries=contents.entries,
        made_at=contents.made_at,
    )


def take_pack(
    casebook: OpenCasebook, *, preview: PackPreview, although_different: bool = False
) -> Taken:
    """Take what was shown, in one transaction: every record as a row marked as received, with its
    words, dates and author; the pack itself, its document and its proofs kept as files.

    Raises pack.another_child where name, UPN or date of birth differ and it was not said that it is
    the same child all the same.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if preview.differs and not although_different:
        raise UserFacingError("pack.another_child", differs=" and ".join(preview.differs))
    _not_taken_before(casebook, preview.pupil, preview.export_id)
    known = preview.pupil
    pupil_id = known.id if known is not None else new_id("pupil", casebook.random_bytes)
    events = [_new_pupil(pupil_id, preview)] if known is None else []
    document = new_id("entry", casebook.random_bytes)
    events.append(_document(casebook, preview, pupil_id=pupil_id, document=document))
    ids, volumes = [], []
    for row in preview.rows:
        if row.kind == _VOLUME and row.files:
            volumes.append(new_id("document", casebook.random_bytes))
            events.append(_volume(row, preview, pupil_id=pupil_id, volume=volumes[-1]))
        ids.append(new_id("entry", casebook.random_bytes))
        events.append(_row(row, preview, pupil_id=pupil_id, entry=ids[-1]))
    casebook.append(*events)
    return Taken(
        pupil_id=pupil_id,
        new_pupil=known is None,
        document=document,
        entries=tuple(ids),
        volumes=tuple(volumes),
        files=preview.files,
    )


def _pupil(casebook: OpenCasebook, child: PupilDetails, pupil_id: str) -> Pupil | None:
    if pupil_id:
        pupil = pupils.pupil(casebook.connection, pupil_id)
        if pupil is None:
            raise UserFacingError("pupils.not_found")
        return pupil
    known = pupils.find_by_upn(casebook.connection, child.upn) or pupils.find_by_name(
        casebook.connection, child.legal_surname, child.legal_forename, child.date_of_birth
    )
    if known:
        raise UserFacingError("pack.child_is_known", pupil=known[0].id)
    return None


def _differing(here: PupilDetails, there: PupilDetails) -> tuple[str, ...]:
    """What does not agree; what one side does not know is no difference."""
    found = []
    if here.upn and there.upn and here.upn != there.upn:
        found.append("the UPN")
    if here.date_of_birth and there.date_of_birth and here.date_of_birth != there.date_of_birth:
        found.append("the date of birth")
    if not _names(here) & _names(there):
        found.append("the name")
    return tuple(found)


def _names(details: PupilDetails) -> set[str]:
    legal = f"{details.legal_forename} {details.legal_surname}"
    preferred = (
        f"{details.preferred_forename or details.legal_forename}"
        f" {details.preferred_surname or details.legal_surname}"
    )
    return {fold(legal), fold(preferred)}


def _not_taken_before(casebook: OpenCasebook, pupil: Pupil | None, export_id: str) -> None:
    """The transfer's own number stands in the source of every row that came with it."""
    if pupil is None:
        return
    for entry in chronology.of_pupil(casebook.connection, pupil.id):
        if entry.transcribed and f"transfer {export_id}:" in entry.source_ref:
            raise UserFacingError("pack.already_taken")


def _new_pupil(pupil_id: str, preview: PackPreview) -> Event:
    return Event(
        type="pupil.added",
        fields={"id": pupil_id, "source": "transfer", **preview.child.to_fields()},
    )


def _document(
    casebook: OpenCasebook, preview: PackPreview, *, pupil_id: str, document: str
) -> Event:
    """The entry that keeps the pack as it came, with the document and the proofs out of it."""
    today = casebook.clock().astimezone(SCHOOL_ZONE).date()
    text = (
        f"Child protection file received from {preview.school_name} (URN {preview.school_urn}):"
        f" transfer {preview.export_id}, made {long_day(preview.made_at)}, {len(preview.rows)}"
        f" records, {preview.files} stored files. Key of that school’s record: {preview.key_id}."
        f" SHA-256 of the pack: {preview.sha256}."
    )
    return Event(
        type="entry.added",
        fields={
            "id": document,
            "kind": "document",
            "pupils": [{"id": pupil_id, "role": "subject"}],
            "happened": When.on_day(today).to_value(),
            "text": text,
            "source": preview.school_name,
            "significant": True,
        },
        files=(
            FileContent(
                name=f"{preview.export_id}{SUFFIX}",
                media_type="application/octet-stream",
                content=preview.data,
            ),
            FileContent(name=DOCUMENT, media_type="application/pdf", content=preview.document),
            FileContent(name=ENTRIES, media_type="application/json", content=preview.entries),
        ),
    )


def _row(row: ReceivedRow, preview: PackPreview, *, pupil_id: str, entry: str) -> Event:
    files = () if row.kind == _VOLUME else _contents(row.files)
    return Event(
        type="entry.transcribed",
        fields={
            **row.fields,
            "id": entry,
            "source_file": preview.sha256,
            "pupils": [pupil_id],
        },
        files=files,
    )


def _volume(row: ReceivedRow, preview: PackPreview, *, pupil_id: str, volume: str) -> Event:
    fields: dict[str, Any] = {
        "id": volume,
        "pupils": [pupil_id],
        "title": row.text,
        "volume": 1,
        "original_lies": f"{preview.school_name}, URN {preview.school_urn}, unless it was handed"
        " over",
        "note": NOT_ORIGINAL,
    }
    return Event(type=_VOLUME, fields=fields, files=_contents(row.files))


def _contents(files: tuple[StoredInPack, ...]) -> tuple[FileContent, ...]:
    return tuple(
        FileContent(
            name=safe_name(file.name), media_type=file.media_type, content=file.content or b""
        )
        for file in files
    )
