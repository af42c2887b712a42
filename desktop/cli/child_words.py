"""The words of the commands about a child's file beside its chronology."""

import argparse

from desktop.cli.words import add_group, leaf


def add_child(commands: argparse._SubParsersAction) -> None:
    """Front sheet, family, agencies, statuses; the child's words, documents and index."""
    group = add_group(commands, "child", "a child's file beside its chronology")
    for name, text in (
        ("sheet", "the front sheet: what must be known first, boxes, family, agencies, statuses"),
        ("history", "what ever stood in the boxes of the front sheet, by whom and when"),
        ("voice", "all of the child's own words, in order"),
        ("index", "what the file holds, how much of it, from when to when"),
        ("documents", "everything attached anywhere in the file"),
        ("tree", "the family tree: people by row, whose parents are whose, households"),
    ):
        shown = leaf(group, name, command=f"child {name}", text=text)
        shown.add_argument("--pupil", required=True, metavar="ID")
    for name, text in (
        ("note", "write into boxes of the front sheet: pupil, boxes {name: value}, reason"),
        ("relation", "a person of the family: pupils, name, relationship, lives_with, …"),
        ("professional", "somebody of an agency: pupils, name, organisation, role, telephone, …"),
        ("status", "a status or court order: pupils, kind, since, until, text, reason, source"),
    ):
        leaf(group, name, command=f"child {name}", text=text).add_argument("file")
    for name, text in (
        ("relation-end", "somebody no longer belongs to the family or household"),
        ("professional-end", "somebody no longer works with the child"),
        ("status-end", "a status no longer holds"),
    ):
        ended = leaf(group, name, command=f"child {name}", text=text)
        ended.add_argument("id")
        ended.add_argument("--on", required=True, metavar="DATE")
        ended.add_argument("--reason", required=True)
    refused = leaf(
        group, "not-sibling", command="child not-sibling", text="two children are no siblings"
    )
    refused.add_argument("ids", nargs=2, metavar="ID")
    refused.add_argument("--reason", required=True)
