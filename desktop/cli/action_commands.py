"""Commands about actions: add, list, finish, hand over, put off, drop."""

from argparse import Namespace
from dataclasses import asdict

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.actions import (
    NewTask,
    add_action,
    complete_action,
    drop,
    postpone,
    reassign,
)
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.json_boxes import person_of
from storage.database.repositories import actions
from storage.records import permissions
from storage.records.times import SCHOOL_ZONE


def add(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action add --case ID --what WORDS --owner A --due DATE``"""
    del context
    task = NewTask(
        case=args.case, what=args.what, owner=person_of(casebook, args.owner), due=args.due
    )
    action = add_action(casebook, task=task)
    return Reply(value={"action": action}, text=f"Added: {action}")


def list_actions(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action list [--left]``"""
    permissions.require(casebook.person.role, permissions.READ_FILES)
    connection = casebook.connection
    found = actions.of_nobody(connection) if args.left else actions.ids(connection)
    today = context.clock().astimezone(SCHOOL_ZONE).date().isoformat()
    rows = actions.rows(connection, found, today=today)
    return Reply(
        value=[asdict(row) for row in rows],
        text="\n".join(f"{row.id}  {row.due:10}  {row.owner}: {row.what}" for row in rows)
        or "Nothing is to be done.",
    )


def done(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action done ID --outcome WORDS``"""
    del context
    complete_action(casebook, action_id=args.id, outcome=args.outcome)
    return Reply(value={"action": args.id}, text="Done, with what came of it.")


def give(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action give ID… --to A --reason WHY``"""
    del context
    owner = person_of(casebook, args.to)
    reassign(casebook, action_ids=args.ids, owner=owner, reason=args.reason)
    return Reply(value={"actions": args.ids}, text="Handed over, with the reason.")


def put_off(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action postpone ID --due DATE --reason WHY``"""
    del context
    postpone(casebook, action_id=args.id, due=args.due, reason=args.reason)
    return Reply(value={"action": args.id}, text="Another day is set, with the reason.")


def no_longer(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``action drop ID --reason WHY``"""
    del context
    drop(casebook, action_id=args.id, reason=args.reason)
    return Reply(value={"action": args.id}, text="No longer needed; it stays in the record.")
