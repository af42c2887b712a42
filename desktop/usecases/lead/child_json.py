"""Reads boxes, people, agencies and statuses of a child from JSON files, as scripts write them."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from desktop.usecases.lead.household import RelationDraft
from desktop.usecases.lead.json_boxes import (
    code_of,
    ids_of,
    read_json,
    text_of,
    when_of,
    wrong,
)
from desktop.usecases.lead.professionals import ProfessionalDraft
from storage.records.times import Clock

_LISTS = ("pupils", "parent_of")
_TOLD = ("lives_with", "parental_responsibility")


def read_boxes(path: Path) -> tuple[str, dict[str, str], str]:
    """Return the child's id, the boxes and the reason; raises cli.file_missing, cli.unreadable."""
    data = read_json(path)
    boxes = data.get("boxes")
    if not isinstance(boxes, dict):
        raise wrong(path, "boxes")
    texts = {code: text_of(boxes, code, path) for code in boxes}
    return text_of(data, "pupil", path), texts, text_of(data, "reason", path)


def read_relation(path: Path) -> RelationDraft:
    """A person of a family; every field of RelationDraft by its name."""
    data = read_json(path)
    said: dict[str, Any] = {}
    for field in fields(RelationDraft):
        if field.name in _LISTS:
            said[field.name] = ids_of(data, field.name, path)
        elif field.name in _TOLD:
            said[field.name] = _told(data, field.name, path)
        else:
            said[field.name] = text_of(data, field.name, path)
    return RelationDraft(**said)


def read_professional(path: Path) -> ProfessionalDraft:
    """Somebody of an agency; every field of ProfessionalDraft by its name, ``kind`` as code or
    words.
    """
    data = read_json(path)
    said: dict[str, Any] = {
        field.name: text_of(data, field.name, path)
        for field in fields(ProfessionalDraft)
        if field.name != "pupils"
    }
    said["kind"] = code_of("professional_kinds", said["kind"])
    return ProfessionalDraft(pupils=ids_of(data, "pupils", path), **said)


def read_status(path: Path, *, clock: Clock) -> dict[str, Any]:
    """Return what set_status takes, by name; ``kind`` as code or words, ``since`` may be as vague
    as it is known.
    """
    data = read_json(path)
    said: dict[str, Any] = {
        name: text_of(data, name, path) for name in ("kind", "text", "until", "reason", "source")
    }
    said["kind"] = code_of("pupil_statuses", said["kind"])
    said["pupil_ids"] = ids_of(data, "pupils", path)
    said["happened"] = when_of(data.get("since"), path, clock=clock)
    return said


def _told(data: Mapping[str, Any], name: str, path: Path) -> bool | None:
    value = data.get(name)
    if value is not None and not isinstance(value, bool):
        raise wrong(path, name)
    return value
