"""The words of the commands about documents that leave the school."""

import argparse

from desktop.cli.words import add_group, leaf


def add_documents(commands: argparse._SubParsersAction) -> None:
    """Documents of every kind, sheets to print, and the register of what left."""
    group = add_group(commands, "document", "documents that leave the school")
    leaf(group, "kinds", command="document kinds", text="the kinds there are")
    make = leaf(group, "make", command="document make", text="make one and enter it")
    make.add_argument(
        "--out", required=True, metavar="FILE", help="a file, or a folder for a name without names"
    )
    make.add_argument("--locked", action="store_true", help="with a password, for sending")
    make.add_argument("--working", action="store_true", help="to edit; proves nothing")
    make.add_argument("--purpose", required=True)
    make.add_argument("--recipient", required=True)
    _asked(make)
    review = leaf(
        group, "review", command="document review", text="every place where something is withheld"
    )
    review.add_argument("--purpose", default="Review before it is made")
    review.add_argument("--recipient", default="Nobody yet")
    _asked(review)
    sheets = add_group(commands, "sheet", "forms, slips and posters to print")
    leaf(sheets, "kinds", command="sheet kinds", text="the sheets there are")
    sheet = leaf(sheets, "make", command="sheet make", text="make one")
    sheet.add_argument("--kind", required=True, metavar="K")
    sheet.add_argument("--out", required=True, metavar="FILE")
    _answers(sheet)
    register = add_group(commands, "disclosures", "what left the school")
    listing = leaf(register, "list", command="disclosures list", text="the register")
    listing.add_argument("--pupil", default="", metavar="ID")


def add_export(chronology: argparse._SubParsersAction) -> None:
    """``chronology export``, among the other commands about a chronology."""
    export = leaf(chronology, "export", command="chronology export", text="the evidential document")
    export.add_argument("--pupil", required=True, metavar="ID")
    export.add_argument("--profile", required=True, choices=["court", "referral", "working"])
    export.add_argument("--purpose", required=True)
    export.add_argument("--recipient", required=True)
    export.add_argument("--out", required=True, metavar="FILE")
    export.add_argument("--significant-only", action="store_true")
    export.add_argument("--length", default="", choices=["", "page", "significant", "full"])
    export.add_argument("--family", action="store_true", help="with linked brothers and sisters")
    export.add_argument("--locked", action="store_true", help="with a password, for sending")
    export.add_argument("--analysis", action="store_true", help="with what the DSL makes of it")
    export.add_argument("--redact", action="append", default=[], metavar="NAME-OR-ID")


def _asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True, metavar="K")
    parser.add_argument("--pupil", default="", metavar="ID")
    parser.add_argument("--record", action="append", default=[], metavar="ID")
    parser.add_argument("--look", default="court", choices=["court", "referral"])
    parser.add_argument("--length", default="full", choices=["page", "significant", "full"])
    parser.add_argument("--family", action="store_true", help="with linked brothers and sisters")
    parser.add_argument("--withhold", action="append", default=[], metavar="NAME-OR-ID")
    parser.add_argument("--withhold-reason", default="", metavar="CODE")
    parser.add_argument("--withhold-field", action="append", default=[], metavar="SEQ:FIELD:REASON")
    parser.add_argument("--withhold-reporters", action="store_true")
    parser.add_argument("--subject-access", action="store_true")
    parser.add_argument("--requested-by", default="", metavar="WHO")
    _answers(parser)


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--answer", action="append", default=[], metavar="NAME=VALUE")
