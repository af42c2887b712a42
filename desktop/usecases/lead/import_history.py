"""Brings in the rows of a paper file's chronology: each marked transcribed, none dropped, dates as
they were told.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.repositories import pupils
from storage.intake.chronology_csv import ChronologyFile, read_chronology
from storage.intake.vocabularies import load_calendar
from storage.records import permissions
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPreview:
    """The rows as they will be taken; ``sha256`` names the file."""

    file: ChronologyFile
    sha256: str


def preview_history(data: bytes, *, mapping: Mapping[str, str]) -> HistoryPreview:
    """Read the rows; raises chronology.row_unreadable with the line: all of the file or nothing."""
    return HistoryPreview(
        file=read_chronology(data, calendar=load_calendar(), mapping=mapping),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def take_history(
    casebook: OpenCasebook, *, preview: HistoryPreview, pupil_id: str
) -> tuple[str, ...]:
    """Add every row to the pupil's file in one transaction; returns the entries' ids in the file's
    order.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if pupils.pupil(casebook.connection, pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    ids = [new_id("entry", casebook.random_bytes) for _ in preview.file.rows]
    casebook.append(
        *(
            Event(
                type="entry.transcribed",
                fields={
                    "id": entry_id,
                    "source_file": preview.sha256,
                    "pupils": [pupil_id],
                    **row.to_fields(),
                },
            )
            for entry_id, row in zip(ids, preview.file.rows, strict=True)
        )
    )
    return tuple(ids)
