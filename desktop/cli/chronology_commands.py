"""Commands about a child's chronology: taken in, shown, marked, told more than once."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from desktop.cli.lead_commands import remark_value
from desktop.cli.reply import Reply
from desktop.context import Context, read_file
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.chronology_families import linked_family
from desktop.usecases.lead.chronology_links import link_events, part_events
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.significance import set_significant
from storage.database.repositories import chronology, chronology_lists, linked_events, pupils
from storage.intake.columns import parse_mapping
from storage.records.chronology import ChronologyEntry, marked_by
from storage.records.chronology_filter import ChronologyFilter
from storage.records.errors import UserFacingError


def chronology_import(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology import FILE.csv --pupil ID``"""
    del context
    preview = preview_history(read_file(args.file), mapping=parse_mapping(args.map))
    ids: tuple[str, ...] = ()
    if not args.dry_run:
        ids = take_history(casebook, preview=preview, pupil_id=args.pupil)
    rows = preview.file.rows
    undated = sum(1 for row in rows if not row.happened.dated)
    return Reply(
        value={
            "rows": len(rows),
            "imported": len(ids),
            "undated": undated,
            "ids": list(ids),
            "warnings": [remark_value(remark) for remark in preview.file.warnings],
            "notes": [
                {"row": row.row, "line": row.line, "note": row.undecided}
                for row in rows
                if row.undecided
            ],
        },
        text=f"{len(ids)} of {len(rows)} rows taken, {undated} undated;"
        " each is marked as transcribed.",
    )


def chronology_show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology show --pupil ID``"""
    del context
    connection = casebook.connection
    pupil = pupils.pupil(connection, args.pupil)
    if pupil is None:
        raise UserFacingError("pupils.not_found")
    family = linked_family(connection, pupil) if args.family else (pupil,)
    for child in family:
        note_file_opened(casebook, pupil_id=child.id)
    names = [child.id for child in family]
    found = chronology_lists.ids(connection, names, _filter(args))
    whose = chronology_lists.whose(connection, names, found)
    rows = chronology.rows(connection, args.pupil, found)
    total = chronology_lists.amounts(connection, names).total
    lines = [f"{row.happened.for_people():28}  {row.kind:12}  {row.text}" for row in rows]
    text = "\n".join((*lines, f"{len(rows)} of {total} shown.")) if total else "No entries."
    return Reply(
        value=[{**_entry_value(row), "pupils": list(whose[row.id])} for row in rows], text=text
    )


def _filter(args: Namespace) -> ChronologyFilter:
    return ChronologyFilter(
        significant=args.significant_only,
        undated=args.undated,
        linked=args.linked,
        kinds=tuple(args.kind),
        categories=tuple(args.category),
        authors=tuple(args.author),
        since=args.since or "",
        until=args.until or "",
        words=args.words,
    )


def chronology_significant(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology significant ROW``"""
    del context
    set_significant(
        casebook,
        target=args.row,
        significant=not args.no_longer,
        summary=args.summary,
        so_what=args.so_what,
    )
    row = chronology.entry(casebook.connection, args.row)
    assert row is not None  # it was marked just now
    said = "Not significant" if args.no_longer else "Significant"
    return Reply(value=_entry_value(row), text=f"{said}: {args.row}")


def chronology_link(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology link ROW ROW … --reason R``"""
    del context
    event = link_events(casebook, targets=args.rows, reason=args.reason)
    rows = list(linked_events.members(casebook.connection, event))
    return Reply(
        value={"event": event, "rows": rows},
        text=f"{event}: {len(rows)} entries are shown together, each with its own date.",
    )


def chronology_part(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``chronology part EVENT --reason R``"""
    del context
    part_events(casebook, event=args.event, targets=args.row, reason=args.reason)
    rows = list(linked_events.members(casebook.connection, args.event))
    text = f"{args.event}: {len(rows)} entries are still taken as this event."
    return Reply(value={"event": args.event, "rows": rows}, text=text)


def _entry_value(row: ChronologyEntry) -> dict[str, Any]:
    mark = marked_by(row)
    return {
        "id": row.id,
        "kind": row.kind,
        "happened": row.happened.to_value(),
        "text": row.text,
        "child_words": row.child_words or None,
        "source": row.source or None,
        "action": row.action or None,
        "decision": row.decision or None,
        "reason": row.reason or None,
        "outcome": row.outcome or None,
        "author": row.author,
        "written_at": row.written_at,
        "recorded_at": row.recorded_at,
        "significant": row.significant,
        "marked_by": mark.by if mark else None,
        "marked_at": mark.recorded_at if mark else None,
        "summary": row.summary or None,
        "so_what": row.so_what or None,
        "event": row.event or None,
        "transcribed": row.transcribed,
        "note": row.undecided or None,
        "corrections": [asdict(correction) for correction in row.corrections],
    }
