"""Runs one command: the second client of the use-cases, without a window."""

import importlib
import io
import shlex
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import resources
from desktop.cli import table
from desktop.cli.parser import build_parser
from desktop.cli.reply import (
    DONE,
    NOT_SIGNED_IN,
    Reply,
    SignInRefusedError,
    say,
    say_error,
    status_of,
)
from desktop.clock import system_clock, system_random
from desktop.context import Context, make_context
from storage.keys.self_test import run_self_test
from storage.records.errors import UserFacingError

if TYPE_CHECKING:
    from desktop.usecases.lead.casebook import OpenCasebook


def run(argv: Sequence[str]) -> int:
    """Run the command of ``argv`` (without the program's name) and return the exit status."""
    as_json = "--json" in argv
    try:
        args = parse(argv)
    except UserFacingError as error:
        say_error(error, as_json=as_json)
        return status_of(error)
    if args.version:
        say(
            Reply(value={"version": resources.version()}, text=resources.version()), as_json=as_json
        )
        return DONE
    if args.temp_home:
        with tempfile.TemporaryDirectory(prefix="holdfast-home-") as folder:
            return run_parsed(args, home=Path(folder), as_json=as_json)
    home = Path(args.home).absolute() if args.home else None
    return run_parsed(args, home=home, as_json=as_json)


def parse(argv: Sequence[str]) -> Namespace:
    """Parse the words; ``--json`` may stand anywhere. Raises cli.usage."""
    words = [word for word in argv if word != "--json"]
    try:
        "".join(words).encode("utf-8")
    except UnicodeEncodeError:
        raise UserFacingError("cli.usage", problem="a character in it is not whole") from None
    args = build_parser().parse_args(words)
    args.json = len(words) != len(argv)
    return args


def run_parsed(args: Namespace, *, home: Path | None, as_json: bool) -> int:
    """Run a parsed command in a home; every refusal becomes one sentence and an exit status."""
    try:
        context = make_context(
            home=home,
            letterbox=Path(args.letterbox).absolute() if args.letterbox else None,
            clock=system_clock,
            random_bytes=system_random,
            app_version=resources.version(),
            as_json=as_json,
        )
        reply = _dispatch(context, args)
    except SignInRefusedError as refused:
        say_error(refused.reason, as_json=as_json)
        return NOT_SIGNED_IN
    except UserFacingError as error:
        say_error(error, as_json=as_json)
        return status_of(error)
    except Exception as error:  # noqa: BLE001 - border: never a traceback, never its words
        say_error(UserFacingError("desktop.bug", kind=type(error).__name__), as_json=as_json)
        return 1
    if reply is not None:
        say(reply, as_json=as_json)
        return reply.status
    return DONE


def _dispatch(context: Context, args: Namespace) -> Reply | None:
    command = str(args.command)
    run_self_test()
    if command == "do":
        return _do(context, args)
    if command in table.DEMO:
        return _call(f"desktop.demo.commands.{table.DEMO[command]}", context, args)
    place = _without_sign_in(command, args)
    if place:
        return _call(place, context, args)
    from desktop.cli.signing_in import signed_in  # late: only commands that sign in

    with signed_in(context, args) as casebook:
        return _run_signed_in(context, casebook, args)


def _is_document(path: str) -> bool:
    """A file that is no casebook is looked at as a document; the casebook's folder or file asks to
    sign in.
    """
    if not path:
        return False
    target = Path(path)
    return not target.is_dir() and target.name != "casebook.db"


def _without_sign_in(command: str, args: Namespace, *, inside: bool = False) -> str:
    """The function that answers without a sign-in, or ""; a backup is opened where there is one."""
    if command == "verify" and not (args.page or args.against or args.check_code):
        opened = Path(args.path).suffix == ".cbk" and not args.more and (inside or args.sign_in)
        if _is_document(args.path) and not opened:
            return "desktop.cli.verify_commands.verify_files"
    if command == "restore" and not args.check:
        return "desktop.cli.care_commands.restore"
    if command == "pack open" and args.out:
        return "desktop.cli.pack_commands.lay_out"
    name = {**table.STAFF, **table.OPEN}.get(command, "")
    return f"desktop.cli.{name}" if name else ""


def _call(place: str, *arguments: Any) -> Reply:
    module, _, name = place.rpartition(".")
    function: Callable[..., Reply] = getattr(importlib.import_module(module), name)
    return function(*arguments)


def _run_signed_in(context: Context, casebook: "OpenCasebook", args: Namespace) -> Reply:
    command = str(args.command)
    name = table.SIGNED_IN.get(command, "")
    if command == "verify":
        name = "verify_commands.verify_signed_in"
    return _call(f"desktop.cli.{name}", context, casebook, args)


def _do(context: Context, args: Namespace) -> Reply | None:
    """One sign-in, then one command per line; stops at the first that fails, whose answer is the
    last one.
    """
    try:
        lines = Path(args.file).read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UserFacingError("cli.file_missing", file=Path(args.file).name) from error
    except UnicodeDecodeError as error:
        raise UserFacingError(
            "cli.unreadable", file=Path(args.file).name, problem="not UTF-8", kind="text"
        ) from error
    from desktop.cli.signing_in import signed_in  # late: only commands that sign in

    inside = replace(context, signed_in=True)
    with signed_in(context, args) as casebook:
        for line in lines:
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            reply = _one_line(inside, casebook, line)
            if reply.status != DONE:
                return reply
            say(reply, as_json=context.as_json)
    return None


def _one_line(context: Context, casebook: "OpenCasebook", line: str) -> Reply:
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UserFacingError("cli.usage", problem="a quotation mark is not closed") from error
    if words and words[0] in ("holdfast", "./holdfast"):
        words = words[1:]
    args = _parse_line(words)
    command = str(args.command)
    if command == "workstation pair":
        from desktop.cli.people_commands import workstation_pair  # late: needs the casebook

        return workstation_pair(context, casebook, args)
    if command in table.NOT_IN_DO:
        raise UserFacingError("cli.not_in_do", command=command)
    if command in ("", "do", "demo", "shots"):
        raise UserFacingError("cli.not_in_do", command=command or "an option alone")
    place = _without_sign_in(command, args, inside=True)
    if place:
        return _call(place, context, args)
    return _run_signed_in(context, casebook, args)


def _parse_line(words: Sequence[str]) -> Namespace:
    try:
        with redirect_stdout(io.StringIO()):  # argparse prints its help and ends
            args = parse(words)
    except SystemExit:
        raise UserFacingError("cli.not_in_do", command="--help") from None
    for option in ("home", "letterbox", "temp_home", "backup"):
        if getattr(args, option, None):
            given = f"--{option.replace('_', '-')}"
            raise UserFacingError("cli.not_in_do", command=given)
    return args


def interrupted() -> int:
    """Say that the person stopped it; what was saved before is safe."""
    sys.stderr.write("Stopped. What was saved before is safe.\n")
    return 1
