"""Commands about a child's file beside its chronology: front sheet, family, agencies, statuses."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.child_json import (
    read_boxes,
    read_professional,
    read_relation,
    read_status,
)
from desktop.usecases.lead.file_index import file_index
from desktop.usecases.lead.front_sheet import note_boxes, refuse_sibling, warnings
from desktop.usecases.lead.household import end_relation, family, set_relation, tree
from desktop.usecases.lead.professionals import change_professional, note_professional
from desktop.usecases.lead.statuses import end_status, set_status
from storage.database.repositories import (
    file_contents,
    household,
    professionals,
    pupils,
    statuses,
)
from storage.intake.pupil_words import language_words, needs_words
from storage.intake.vocabularies import load_calendar
from storage.records import permissions
from storage.records.dates_as_told import DateReader
from storage.records.errors import UserFacingError
from storage.records.pupil import Pupil
from storage.records.times import SCHOOL_ZONE


def sheet(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child sheet --pupil ID``"""
    child, connection = _child(casebook, args), casebook.connection
    today = context.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    decision = file_contents.last_decision(connection, child.id)
    known = statuses.of_pupil(connection, child.id)
    value: dict[str, Any] = {
        "id": child.id,
        "name": child.display_name,
        "warnings": list(warnings(connection, child.id, today=today)),
        "last_decision": None if decision is None else asdict(decision),
        "language": language_words(child.details.language),
        "needs": needs_words(child.details.sen),
        "boxes": household.boxes(connection, child.id),
        "statuses": [{**asdict(each), "in_force": each.in_force(today)} for each in known],
        "levels": [asdict(each) for each in statuses.levels(connection, child.id)],
        "people": [asdict(each) for each in family(connection, child)],
        "agencies": [
            asdict(each) for each in professionals.of_pupil(connection, child.id, current=False)
        ],
    }
    lines = [child.display_name, *value["warnings"]]
    if decision is not None:
        lines.append(f"Last decision: {decision.decision} Why: {decision.reason or 'not given'}")
    lines += [f"{box}: {text}" for box, text in value["boxes"].items()]
    return Reply(value=value, text="\n".join(lines))


def history(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child history --pupil ID``"""
    del context
    child = _child(casebook, args)
    written = household.box_history(casebook.connection, child.id)
    return Reply(
        value={box: [asdict(entry) for entry in entries] for box, entries in written.items()},
        text="\n".join(
            f"{box}: {entry.value or '(emptied)'} · {entry.by} · {entry.at}"
            for box, entries in written.items()
            for entry in entries
        )
        or "Nothing was written on the front sheet yet.",
    )


def voice(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child voice --pupil ID``"""
    del context
    said = file_contents.child_words(casebook.connection, _child(casebook, args).id)
    return Reply(
        value=[asdict(each) for each in said],
        text="\n".join(f"{(each.happened.earliest or '–')[:10]}  {each.words}" for each in said)
        or "None of the child's own words yet.",
    )


def index(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child index --pupil ID``"""
    del context
    lines = file_index(casebook, _child(casebook, args).id)
    return Reply(
        value=[asdict(line) for line in lines],
        text="\n".join(f"{line.count:6,}  {line.label}" for line in lines),
    )


def documents(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child documents --pupil ID``"""
    del context
    found = file_contents.documents(casebook.connection, _child(casebook, args).id)
    return Reply(
        value=[asdict(each) for each in found],
        text="\n".join(f"{each.row}  {each.file.name}" for each in found) or "No document.",
    )


def family_tree(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child tree --pupil ID``"""
    del context
    child = _child(casebook, args)
    people = family(casebook.connection, child)
    drawn = tree(casebook.connection, child, people)
    return Reply(
        value=asdict(drawn),
        text="\n".join(
            f"{'  ' * one.row}{one.name}{f', {one.words}' if one.words else ''}"
            f"{' (no longer)' if one.ended else ''}"
            for one in drawn.people
        ),
    )


def note(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child note FILE.json``"""
    del context
    pupil, boxes, reason = read_boxes(Path(args.file))
    changed = note_boxes(casebook, pupil_id=pupil, boxes=boxes, reason=reason)
    return Reply(value={"changed": list(changed)}, text=f"{len(changed)} boxes changed.")


def relation(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child relation FILE.json``"""
    del context
    return _written(set_relation(casebook, draft=read_relation(Path(args.file))))


def professional(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child professional FILE.json``"""
    del context
    return _written(note_professional(casebook, draft=read_professional(Path(args.file))))


def status(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child status FILE.json``"""
    return _written(set_status(casebook, **read_status(Path(args.file), clock=context.clock)))


def relation_end(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child relation-end ID --on DATE --reason R``"""
    del context
    end_relation(casebook, relation_id=args.id, until=args.on, reason=args.reason)
    return _written(args.id)


def professional_end(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child professional-end ID --on DATE --reason R``"""
    del context
    change_professional(casebook, professional_id=args.id, until=args.on, reason=args.reason)
    return _written(args.id)


def status_end(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child status-end ID --on DATE --reason R``"""
    del context
    ended = DateReader(load_calendar()).read(args.on).when
    end_status(casebook, status_id=args.id, happened=ended, reason=args.reason)
    return _written(args.id)


def not_sibling(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``child not-sibling ID ID --reason R``"""
    del context
    one, other = args.ids
    refuse_sibling(casebook, pupil_id=one, other_id=other, reason=args.reason)
    return _written(other)


def _child(casebook: OpenCasebook, args: Namespace) -> Pupil:
    permissions.require(casebook.person.role, permissions.READ_FILES)
    child = pupils.pupil(casebook.connection, args.pupil)
    if child is None:
        raise UserFacingError("pupils.not_found")
    return child


def _written(identifier: str) -> Reply:
    return Reply(value={"id": identifier}, text=f"Written down: {identifier}")
