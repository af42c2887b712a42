"""What a child's file holds beside its records, as values for paper: index, volumes, stored files,
what left the school, who has opened it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_rows import time_told, with_part
from desktop.usecases.lead.documents.short_days import day_of_when, short_day
from desktop.usecases.lead.documents.told import Told, told
from desktop.usecases.report import long_day
from exports.care_values import Words
from exports.file_parts import AccessLine, DisclosureLine, IndexLine, StoredFileLine, VolumeLine
from exports.pdfa import Attachment
from storage.database.repositories import access, disclosures, files, people, risks, volumes
from storage.database.repositories.access import AccessQuery
from storage.intake import vocabularies
from storage.intake.attachments import safe_name
from storage.records.casework import StoredFile
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor

# The anchors of the lists of paper volumes and of actions.
VOLUMES, ACTIONS = "volumes", "actions"
_KILOBYTE = 1024
_GROUP = 8
# Kinds of rows that are records of their own; decisions, actions, replies and closures stand with
# the concern that they belong to.
_RECORDS = ("concern", "entry", "transcribed", "volume", "risk_assessment", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A stored file of a child's file, with the record it is kept with; ``content`` is None when
    it was lost to damage.
    """

    stored: StoredFile
    record: str
    content: bytes | None

    @property
    def sha256(self) -> str:
        """The check digits in hex; empty when the content is gone."""
        return "" if self.content is None else hashlib.sha256(self.content).hexdigest()


def words_of(said: Told) -> Words:
    """Words of a record for the parts that are shared with other documents."""
    return Words(text=said.text, source=said.source)


def size_words(size: int) -> str:
    """Return a number of bytes as people say it: ``48 kB``, ``1.4 MB``."""
    if size < _KILOBYTE:
        return f"{size} bytes"
    if size < _KILOBYTE**2:
        return f"{size / _KILOBYTE:.0f} kB"
    return f"{size / _KILOBYTE**2:.1f} MB"


def digit_groups(sha256: str) -> str:
    """Return check digits in groups of eight, for comparing by eye."""
    return " ".join(sha256[place : place + _GROUP] for place in range(0, len(sha256), _GROUP))


def kept_files(casebook: OpenCasebook, entries: Sequence[ChronologyEntry]) -> tuple[KeptFile, ...]:
    """Return the stored files behind the rows of a chronology, in the rows' order, each row's own
    before those of the statements beside it.
    """
    result: dict[tuple[int, int], KeptFile] = {}
    for entry in entries:
        own = [entry.seq] if entry.files else []
        beside = [each.seq for each in entry.corrections if each.files]
        found = (
            stored
            for seq in (*own, *beside)
            for stored in files.stored_files(casebook.connection, entry.ledger, seq)
        )
        for stored in found:
            result.setdefault(
                (stored.seq, stored.number),
                KeptFile(stored=stored, record=entry.id, content=_content(casebook, stored)),
            )
    return tuple(result.values())


def _content(casebook: OpenCasebook, stored: StoredFile) -> bytes | None:
    try:
        return files.content(casebook.connection, stored)
    except UserFacingError as error:
        if error.code != "database.file_lost":
            raise
        return None


def stored_file_lines(
    kept: Iterable[KeptFile], *, redactor: Redactor
) -> tuple[StoredFileLine, ...]:
    """Return the lines of the list of files."""
    return tuple(
        StoredFileLine(
            number=number,
            name=redactor.field(file.stored.seq, "files", file.stored.name),
            kind=_media_words(file.stored.media_type),
            size=size_words(file.stored.size),
            digits=digit_groups(file.sha256),
            record=file.record,
        )
        for number, file in enumerate(kept, start=1)
    )


def attachments(kept: Iterable[KeptFile]) -> tuple[Attachment, ...]:
    """Return the files as they travel inside a document, named by their number in its list."""
    return tuple(
        Attachment(
            name=f"{number:03d} {safe_name(file.stored.name)}",
            description=f"File {number} of the list of files, kept with {file.record}",
            relation="Supplement",
            data=file.content,
            media_type=file.stored.media_type,
        )
        for number, file in enumerate(kept, start=1)
        if file.content is not None
    )


def volume_lines(
    casebook: OpenCasebook,
    *,
    pupil_id: str,
    entries: Sequence[ChronologyEntry],
    redactor: Redactor,
) -> tuple[VolumeLine, ...]:
    """Return the paper volumes of a child, by their number."""
    seqs = {entry.id: entry.seq for entry in entries}
    return tuple(
        _volume(casebook, record, seq=seqs[record.id], redactor=redactor)
        for record in volumes.of_pupil(casebook.connection, pupil_id)
        if record.id in seqs
    )


def _volume(
    casebook: OpenCasebook, record: volumes.VolumeRecord, *, seq: int, redactor: Redactor
) -> VolumeLine:
    content = _content(casebook, record.file) if record.file is not None else None
    name = redactor.field(seq, "files", record.file.name) if record.file is not None else ""
    lies = told(redactor, entry=seq, name="original_lies", text=record.original_lies)
    return VolumeLine(
        number=str(record.volume),
        title=words_of(told(redactor, entry=seq, name="title", text=record.title)),
        original_lies=words_of(lies),
        recorded=long_day(record.recorded_at),
        file_name=name,
        size=size_words(record.file.size) if record.file is not None else "",
        digits=digit_groups(hashlib.sha256(content).hexdigest()) if content is not None else "",
    )


def record_anchor(record_id: str) -> str:
    """Return the anchor of a record's own heading in a file."""
    return f"record-{record_id}"


def index_lines(
    entries: Sequence[ChronologyEntry], *, redactor: Redactor, targets: frozenset[str]
) -> tuple[IndexLine, ...]:
    """Return a line for each record of a file, in the order of what happened.

    ``targets`` are the anchors that the document has; a record without its own stands in the
    chronology.
    """
    return tuple(_index_line(entry, redactor, targets) for entry in entries if _stands_alone(entry))


def _stands_alone(entry: ChronologyEntry) -> bool:
    return entry.kind in _RECORDS


def _index_line(entry: ChronologyEntry, redactor: Redactor, targets: frozenset[str]) -> IndexLine:
    anchor = _anchor_of(entry)
    when = time_told(entry, redactor, day_of_when(entry.happened))
    return IndexLine(
        day=when if entry.happened.dated else "Undated",
        kind=with_part(_kind_words(entry), entry),
        reference=entry.id,
        author=redactor.writer(entry.seq, entry.author),
        target=anchor if anchor in targets else "chronology",
    )


def _anchor_of(entry: ChronologyEntry) -> str:
    if entry.kind == "risk_assessment":
        return record_anchor(risk_of(entry))
    if entry.kind == "volume":
        return VOLUMES
    if entry.kind == "action":
        return ACTIONS
    return record_anchor(entry.id)


def risk_of(entry: ChronologyEntry) -> str:
    """Return the id of the assessment whose version a row of the chronology is."""
    return entry.id.rpartition(".")[0]


def _kind_words(entry: ChronologyEntry) -> str:
    if entry.kind == "entry":
        return vocabularies.load("entry_kinds").label(entry.category)
    label = vocabularies.load("record_words").label(entry.kind)
    maps = entry.kind == "concern" and entry.body_maps
    return f"{label}, with a body map" if maps else label


def risk_ids(casebook: OpenCasebook, entries: Sequence[ChronologyEntry]) -> tuple[str, ...]:
    """Return the ids of all risk assessments of a file, the oldest first."""
    found = dict.fromkeys(risk_of(entry) for entry in entries if entry.kind == "risk_assessment")
    return tuple(item for item in found if risks.versions(casebook.connection, item))


def disclosure_lines(
    casebook: OpenCasebook, *, pupil_id: str, redactor: Redactor
) -> Iterator[DisclosureLine]:
    """Yield what left the school about a child, the oldest first."""
    labels = vocabularies.load("documents")
    clean = redactor.apply
    for row in reversed(disclosures.register(casebook.connection, pupil=pupil_id, limit=10_000)):
        answer = row.values.get("acknowledged") or {}
        yield DisclosureLine(
            at=short_day(row.recorded_at),
            document=labels.label(row.document),
            reference=row.id,
            recipient=clean(row.recipient),
            purpose=clean(row.purpose),
            by=redactor.writer(row.seq, row.author),
            acknowledged=clean(f"{answer['by']}, {answer['on']}") if answer else "",
        )


def access_lines(
    casebook: OpenCasebook, *, pupil_id: str, redactor: Redactor
) -> tuple[AccessLine, ...]:
    """Return how often each person opened the file, most often first."""
    rows = access.page(casebook.connection, AccessQuery(pupil=pupil_id), limit=-1)
    seen: dict[str, list[access.AccessRow]] = {}
    for row in rows:
        seen.setdefault(row.person_id or row.person, []).append(row)
    roles = {person.id: person.job_title for person in people.people(casebook.connection)}
    lines = [
        AccessLine(
            name=redactor.apply(found[0].person) or "Not known",
            role=redactor.apply(roles.get(key, "")),
            first=short_day(min(row.at for row in found)),
            last=short_day(max(row.at for row in found)),
            times=len(found),
        )
        for key, found in seen.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.times, line.name)))


def _media_words(media_type: str) -> str:
    known = {
        "application/pdf": "PDF",
        "image/jpeg": "Picture (JPEG)",
        "image/png": "Picture (PNG)",
        "text/plain": "Text",
    }
    return known.get(media_type, media_type)
