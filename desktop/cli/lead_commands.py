"""Commands that open the casebook: each is handed the signed-in casebook and answers once."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context, read_file
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide, open_concern
from desktop.usecases.lead.import_history import preview_history, take_history
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.json_files import read_decision
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import chronology, concerns, pupils
from storage.intake.columns import parse_mapping
from storage.records.chronology import ChronologyEntry
from storage.records.errors import UserFacingError
from storage.records.import_plan import Remark
from ui.messages import message_for


def pupils_import(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pupils import FILE``"""
    del context
    preview = preview_pupils(casebook, data=read_file(args.file), mapping=parse_mapping(args.map))
    plan = preview.plan
    if not args.dry_run:
        take_pupils(casebook, preview=preview)
    refused = [_remark(remark) for remark in plan.refused]
    warnings = [_remark(remark) for remark in plan.warnings]
    counts = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
    }
    lines = [
        ("Would be taken: " if args.dry_run else "Taken: ")
        + ", ".join(f"{count} {word}" for word, count in counts.items())
        + f", {len(refused)} refused."
    ]
    lines += [f"  line {item['line']} refused: {item['reason']}" for item in refused]
    lines += [f"  line {item['line']}: {item['reason']}" for item in warnings]
    value = {**counts, "refused": refused, "warnings": warnings}
    if preview.unknown_columns:
        value["unknown_columns"] = list(preview.unknown_columns)
    return Reply(value=value, text="\n".join(lines))


def _remark(remark: Remark) -> dict[str, Any]:
    message = message_for(remark.as_error())
    return {"line": remark.line, "reason": message.message}


def pupils_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pupils list``"""
    del context, args
    everyone = pupils.all_pupils(casebook.connection, on_roll=True)
    value = [
        {
            "id": pupil.id,
            "upn": pupil.details.upn or None,
            "legal_surname": pupil.details.legal_surname,
            "legal_forename": pupil.details.legal_forename,
            "preferred_surname": pupil.details.preferred_surname or None,
            "preferred_forename": pupil.details.preferred_forename or None,
            "date_of_birth": pupil.details.date_of_birth or None,
            "year_group": pupil.details.year_group or None,
            "class": pupil.details.class_name or None,
        }
        for pupil in everyone
    ]
    text = "\n".join(
        f"{pupil.id}  {pupil.display_name}  {pupil.details.date_of_birth}"
        f"  {pupil.details.class_name}"
        for pupil in everyone
    )
    return Reply(value=value, text=text or "No pupils yet: bring them in with “pupils import”.")


def letterbox_collect(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``letterbox collect``"""
    del context, args
    done = collect_letterbox(casebook)
    lines = [f"{len(done.concerns)} concerns taken, {len(done.enrolled)} people enrolled."]
    lines += [f"  kept apart: {item.name} ({item.reason})" for item in done.kept]
    if done.passed_by:
        lines.append(f"  {done.passed_by} letters for somebody else went by.")
    return Reply(
        value={
            "collected": list(done.concerns),
            "enrolled": list(done.enrolled),
            "kept": [{"name": item.name, "reason": item.reason} for item in done.kept],
            "passed_by": done.passed_by,
        },
        text="\n".join(lines),
    )


def concerns_list(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``concerns list``"""
    del context
    rows = concerns.rows(
        casebook.connection, concerns.ids(casebook.connection, status=args.status, limit=100_000)
    )
    text = "\n".join(
        f"{row.id}  {row.status:8}  {row.written_at}  {row.pupils}  {row.first_words}"
        for row in rows
    )
    return Reply(value=[asdict(row) for row in rows], text=text or "No concerns.")


def concern_show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``concern show ID``"""
    del context
    concern = open_concern(casebook, concern_id=args.id)
    value = asdict(concern)
    text = "\n".join(
        (
            f"{concern.id}  {concern.status}",
            f"Happened: {concern.happened.for_people()}   Written: {concern.written_at}"
            f"   Received: {concern.recorded_at}",
            f"By: {concern.reporter} (signed: {concern.signature})",
            "",
            concern.what_happened,
            f"Child's words: {concern.child_words}" if concern.child_words else "",
        )
    )
    return Reply(value=value, text=text)


def triage(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``triage FILE.json``"""
    del context
    done = decide(casebook, decision=read_decision(casebook, Path(args.file)))
    return Reply(
        value={
            "concern": done.concern,
            "actions": list(done.actions),
            "case": done.case,
            "closed": done.closed,
        },
        text=f"Decided: {done.concern}, {len(done.actions)} actions."
        + (f" Case: {done.case}." if done.case else "")
        + (" The concern is closed." if done.closed else ""),
    )


def volume_attach(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``volume attach FILE``"""
    del context
    volume_id = attach_volume(
        casebook,
        pupil_id=args.pupil,
        title=args.title,
        volume=args.volume,
        original_lies=args.original,
        name=Path(args.file).name,
        content=read_file(args.file),
    )
    return Reply(value={"id": volume_id}, text=f"Attached: {volume_id}")


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
            "warnings": [_remark(remark) for remark in preview.file.warnings],
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
    if pupils.pupil(casebook.connection, args.pupil) is None:
        raise UserFacingError("pupils.not_found")
    note_file_opened(casebook, pupil_id=args.pupil)
    rows = chronology.of_pupil(
        casebook.connection, args.pupil, significant_only=args.significant_only
    )
    text = "\n".join(f"{row.happened.for_people():28}  {row.kind:12}  {row.text}" for row in rows)
    return Reply(value=[_entry_value(row) for row in rows], text=text or "No entries.")


def _entry_value(row: ChronologyEntry) -> dict[str, Any]:
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
        "transcribed": row.transcribed,
        "note": row.undecided or None,
        "corrections": [asdict(correction) for correction in row.corrections],
    }
