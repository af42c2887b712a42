"""The recording guide from the command line: read it, sign it, replace it, see who has read it."""

import sys
from argparse import Namespace
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.recording_guide import current_guide, guide_readers, set_guide
from storage.records.errors import UserFacingError
from storage.records.recording_guide import RecordingGuide
from storage.records.times import for_people


def show(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``guide show``"""
    del context, args
    return _guide(current_guide(casebook))


def replace(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``guide set [FILE]``: the school's own text; without a file the one of the program again"""
    del context
    text = ""
    if args.file:
        try:
            text = Path(args.file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UserFacingError("cli.file_missing", file=Path(args.file).name) from error
    return _guide(set_guide(casebook, text=text))


def readers(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``guide list``"""
    del context, args
    found = guide_readers(casebook)
    lines = [
        f"{reader.name}  "
        + (f"version {reader.version}, {for_people(reader.at)}" if reader.at else "not yet")
        + ("" if reader.is_current or not reader.at else "  (not the one that holds now)")
        for reader in found
    ]
    value = [
        {
            "person": reader.person,
            "name": reader.name,
            "version": reader.version,
            "at": reader.at,
            "current": reader.is_current,
        }
        for reader in found
    ]
    return Reply(value=value, text="\n".join(lines))


def sign(context: Context, args: Namespace) -> Reply:
    """``guide sign``: shows the guide at a workstation and asks for the PIN"""
    from desktop.usecases.staff.recording_guide import (  # late: the staff side alone needs it
        sign_guide,
        station_guide,
    )
    from desktop.usecases.staff.say_who import author_with_pin  # late: the same
    from desktop.usecases.staff.station import open_station  # late: the same

    station = open_station(
        folder=context.paths.workstation,
        letterbox=context.paths.letterbox,
        clock=context.clock,
        random_bytes=context.random_bytes,
        secrets=context.secret_store,
    )
    guide = station_guide(station)
    if not context.as_json:
        sys.stdout.write(f"{guide.text}\n\n")
    pin = ask("PIN, to sign that you have read it", secret=True)
    author = author_with_pin(station, account=args.account, pin=pin)
    number = sign_guide(station, author=author, guide=guide)
    text = f"Signed by {author.name}: version {guide.version}. It is on its way to the DSL."
    return Reply(value={"letter": number, "version": guide.version}, text=text)


def _guide(guide: RecordingGuide) -> Reply:
    value = {"version": guide.version, "own": guide.own, "text": guide.text}
    return Reply(value=value, text=f"{guide.text}\n\nVersion {guide.version}")
