"""Reads plans and meetings from JSON files, as scripts write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.usecases.lead.json_boxes import (
    files_of,
    pupils_of,
    read_json,
    text_of,
    when_of,
    wrong,
)
from desktop.usecases.lead.meetings import MeetingDraft, MeetingNotes
from desktop.usecases.lead.plans import PlanChangeDraft, PlanDraft
from storage.records.plans import Guest
from storage.records.times import Clock
from storage.records.when import When


def read_plan(path: Path, *, clock: Clock) -> PlanDraft:
    """A plan: pupils, kind, and what else is known."""
    data = read_json(path)
    return PlanDraft(
        pupils=tuple(link.id for link in pupils_of(data, path)),
        happened=_when(data, path, clock=clock),
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in ("kind", "title", "text", "case", "review_date", "lead_worker", "aims")
        },
    )


def read_plan_change(path: Path, *, clock: Clock) -> PlanChangeDraft:
    """A change of a plan: plan, reason, and what is different."""
    data = read_json(path)
    return PlanChangeDraft(
        happened=_when(data, path, clock=clock),
        **{
            name: text_of(data, name, path)
            for name in ("plan", "reason", "title", "review_date", "lead_worker", "aims", "text")
        },
    )


def read_meeting(path: Path) -> MeetingDraft:
    """A meeting that is to be: kind, on, and pupils or plan."""
    data = read_json(path)
    return MeetingDraft(
        pupils=tuple(link.id for link in pupils_of(data, path)),
        invited=_guests(data, "invited", path),
        **{
            name: text_of(data, name, path)
            for name in ("kind", "on", "plan", "case", "place", "note")
        },
    )


def read_meeting_notes(path: Path, *, clock: Clock) -> MeetingNotes:
    """A meeting that took place: the one that was planned (``meeting``), or pupils and kind."""
    data = read_json(path)
    return MeetingNotes(
        pupils=tuple(link.id for link in pupils_of(data, path)),
        happened=_when(data, path, clock=clock),
        attended=_guests(data, "attended", path),
        apologies=_guests(data, "apologies", path),
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in (
                *("text", "meeting", "kind", "plan", "case", "place", "decision", "action"),
                *("reason", "outcome", "child_words", "parents_view", "next_date"),
            )
        },
    )


def _when(data: Mapping[str, Any], path: Path, *, clock: Clock) -> When | None:
    return when_of(data["happened"], path, clock=clock) if data.get("happened") else None


def _guests(data: Mapping[str, Any], name: str, path: Path) -> tuple[Guest, ...]:
    """Names alone, or {"name", "agency", "chaired"}."""
    value = data.get(name) or []
    if not isinstance(value, list):
        raise wrong(path, name)
    found = []
    for item in value:
        entry = {"name": item} if isinstance(item, str) else item
        if not isinstance(entry, dict):
            raise wrong(path, name)
        found.append(
            Guest(
                name=text_of(entry, "name", path),
                agency=text_of(entry, "agency", path),
                chaired=entry.get("chaired") is True,
            )
        )
    return tuple(found)
