"""The words of the commands that prove: verify, the check codes given out, the certificate."""

import argparse

from desktop.cli.words import add_group, leaf


def add_verify(commands: argparse._SubParsersAction) -> None:
    """Verification, anchors and the record certificate."""
    verify = leaf(
        commands, "verify", text="says what is proved, what is not, and where it first breaks"
    )
    verify.add_argument(
        "path",
        nargs="?",
        default="",
        help="a casebook, document, certificate, receipt, backup or transfer pack",
    )
    verify.add_argument(
        "more", nargs="*", default=[], help="further files: do they come from one record?"
    )
    verify.add_argument("--expect-key", default="", metavar="ID", help="told in another way")
    verify.add_argument(
        "--password-stdin",
        action="store_true",
        help="read a locked file's password from standard input, one line",
    )
    verify.add_argument(
        "--against",
        nargs="+",
        default=[],
        metavar="FILE",
        help="compare the casebook with what was given out of it (signs in)",
    )
    verify.add_argument(
        "--check-code",
        default="",
        metavar="CODE",
        help="did the record ever have this check code? (signs in)",
    )
    verify.add_argument(
        "--sign-in", action="store_true", help="open a backup and verify every entry in it"
    )
    verify.add_argument("--page", default="", metavar="CODE", help="show a page as exported")
    verify.add_argument("--out", default="", metavar="FILE", help="where the page's picture goes")
    anchors = add_group(commands, "anchors", "check codes that were given out")
    leaf(anchors, "list", command="anchors list", text="each with where it went (signs in)")
    certificate = leaf(
        commands, "certificate", text="the termly page with the check code, to be signed and kept"
    )
    certificate.add_argument("--out", required=True, metavar="FILE")
    certificate.add_argument("--recipient", required=True, help="who keeps it, and their role")
    certificate.add_argument("--kept", default="", metavar="WHERE", help="where it is kept")
