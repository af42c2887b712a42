"""Commands of entries without a concern: add, correct, state a disagreement, move."""

from argparse import Namespace
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.context import Context
from desktop.usecases.lead.amendments import amend, state_disagreement
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.entries import add_entry
from desktop.usecases.lead.entry_json import read_entry, read_move, read_statement
from desktop.usecases.lead.moves import move_record


def add(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``entry add FILE.json``"""
    del context
    entry_id = add_entry(casebook, entry=read_entry(casebook, Path(args.file)))
    return Reply(value={"id": entry_id}, text=f"Added: {entry_id}")


def correct(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``entry correct ID --box BOX --to WORDS --reason WHY``"""
    del context
    amend(casebook, target=args.id, field=args.box, correction=args.to, reason=args.reason)
    return Reply(value={"id": args.id}, text="The correction stands beside the entry.")


def disagree(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``entry disagree FILE.json``"""
    del context
    statement = read_statement(Path(args.file))
    state_disagreement(casebook, statement=statement)
    return Reply(value={"id": statement.target}, text="The statement stands beside the entry.")


def move(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``entry move FILE.json``"""
    del context
    target, pupils, reason = read_move(Path(args.file))
    move_record(casebook, target=target, pupils=pupils, reason=reason)
    return Reply(value={"id": target}, text="Moved; the files it left keep a trace.")
