"""Brings in pupils from a CTF or CSV file: preview first, then take the whole of it or nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.manage_people import cards_state
from desktop.usecases.lead.publish_cards import publish_cards
from storage.database.repositories import pupils
from storage.intake.pupil_file import read_pupil_file
from storage.records import permissions
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.import_plan import ImportPlan, plan_import


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilPreview:
    """What the file would do: the plan, the kind of file, and columns nobody knows (to be
    mapped).
    """

    plan: ImportPlan
    kind: str
    unknown_columns: tuple[str, ...]
    sha256: str


def preview_pupils(
    casebook: OpenCasebook, *, data: bytes, mapping: Mapping[str, str]
) -> PupilPreview:
    """Read the file and compare it with the casebook; nothing is changed.

    ``mapping`` is COLUMN -> field. Raises intake.* when the file as a whole cannot be read.
    """
    permissions.require(casebook.person.role, permissions.IMPORT_PUPILS)
    file = read_pupil_file(data, mapping=mapping)
    plan = plan_import(
        existing=pupils.all_pupils(casebook.connection),
        rows=file.rows,
        refused=file.refused,
        warnings=file.warnings,
    )
    return PupilPreview(
        plan=plan,
        kind=file.kind,
        unknown_columns=file.unknown_columns,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def take_pupils(casebook: OpenCasebook, *, preview: PupilPreview) -> None:
    """Add the new and change the changed pupils of a preview, in one transaction."""
    permissions.require(casebook.person.role, permissions.IMPORT_PUPILS)
    plan = preview.plan
    source = {"kind": preview.kind, "sha256": preview.sha256}
    events = [
        Event(
            type="pupil.added",
            fields={
                "id": new_id("pupil", casebook.random_bytes),
                "source": {**source, "line": new.line},
                **new.details.to_fields(),
            },
        )
        for new in plan.new
    ]
    events += [
        Event(
            type="pupil.changed",
            fields={
                "id": changed.pupil_id,
                "source": {**source, "line": changed.line},
                **changed.fields,
            },
        )
        for changed in plan.changed
    ]
    events.append(
        Event(
            type="pupils.imported",
            fields={
                "file_kind": preview.kind,
                "file_sha256": preview.sha256,
                "new": len(plan.new),
                "changed": len(plan.changed),
                "unchanged": len(plan.unchanged),
                "refused": len(plan.refused),
            },
        )
    )
    casebook.append(*events)
    publish_cards(cards_state(casebook))
