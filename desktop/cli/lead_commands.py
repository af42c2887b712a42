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
from desktop.usecases.lead.import_pupils import preview_pupils, take_pupils
from desktop.usecases.lead.json_files import read_decision
from desktop.usecases.lead.volumes import attach_volume
from storage.database.repositories import concerns, pupils
from storage.intake.columns import parse_mapping
from storage.records.import_plan import Remark
from ui.messages import message_for


def pupils_import(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pupils import FILE``"""
    del context
    preview = preview_pupils(casebook, data=read_file(args.file), mapping=parse_mapping(args.map))
    plan = preview.plan
    if not args.dry_run:
        take_pupils(casebook, preview=preview)
    refused = [remark_value(remark) for remark in plan.refused]
    warnings = [remark_value(remark) for remark in plan.warnings]
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


def remark_value(remark: Remark) -> dict[str, Any]:
    """Return a remark about a line of a file that was read."""
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
