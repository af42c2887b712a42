"""Commands about a file that goes to, or came from, another school."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli.reply import Reply
from desktop.cli.terminal import ask
from desktop.context import Context
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.transfer_in import PackPreview, preview_pack, take_pack
from desktop.usecases.lead.transfer_out import USUAL_PURPOSE, PackMade, PackRequest, create_pack
from desktop.usecases.lead.transfer_receipts import acknowledge_pack, due_receipts
from desktop.usecases.transfer_pack import read_pack, unpack
from exports.file_writer import write_atomically
from storage.keys.passwords import calibrate


def create(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pack create``"""
    request = PackRequest(
        pupil_id=args.pupil,
        recipient=args.recipient,
        path=Path(args.out).absolute(),
        method=args.method,
        purpose=args.purpose or USUAL_PURPOSE,
        sent_on=args.sent_on,
        as_pdf=args.pdf,
    )
    kdf = calibrate(random_bytes=context.random_bytes)
    made = create_pack(casebook, request=request, kdf=kdf)
    if args.receipt:
        write_atomically(Path(args.receipt).absolute(), made.receipt)
    value = {name: getattr(made, name) for name in made.__slots__ if name != "receipt"}
    return Reply(value=value, text="\n".join(_made(made)))


def _made(made: PackMade) -> list[str]:
    lost = f" {made.files_lost} stored files are lost and not in it." if made.files_lost else ""
    return [
        f"{made.path}: {made.pages} pages, {made.entries} records, {made.files} stored"
        f" files.{lost}",
        f"Number of this transfer: {made.export_id}",
        f"Passphrase, to be told by telephone and kept nowhere: {made.passphrase}",
        f"Key id, to be told in the same call: {made.key_id}",
        f"The receipt is due by {made.answer_by} (five school days);"
        f" five days by the calendar end on {made.answer_by_calendar}.",
    ]


def lay_out(context: Context, args: Namespace) -> Reply:
    """``pack open FILE --out DIR``: no sign-in, no casebook."""
    del context
    laid = unpack(
        read_pack(Path(args.file)),
        passphrase=ask("Passphrase of the pack", secret=True),
        out=Path(args.out).absolute(),
        expect_key=args.expect_key,
    )
    value = {**laid.report.to_value(), "folder": laid.folder, "files": list(laid.files)}
    lines = [
        f"{laid.folder}: {len(laid.files)} files.",
        *(f"  proved: {line}" for line in laid.report.proved),
        *(f"  not proved: {line}" for line in laid.report.not_proved),
    ]
    return Reply(value=value, text="\n".join(lines))


def take(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pack open FILE --pupil ID`` or ``--as-new``"""
    del context
    preview = preview_pack(
        casebook,
        data=read_pack(Path(args.file)),
        passphrase=ask("Passphrase of the pack", secret=True),
        pupil_id=args.pupil,
        expect_key=args.expect_key,
    )
    value = _preview_value(preview)
    lines = _preview_lines(preview)
    if args.dry_run:
        return Reply(value=value, text="\n".join(("Would be taken:", *lines)))
    taken = take_pack(casebook, preview=preview, although_different=args.although_different)
    into = f"Taken into the file of {taken.pupil_id}:"
    return Reply(value={**value, **asdict(taken)}, text="\n".join((into, *lines)))


def _preview_value(preview: PackPreview) -> dict[str, object]:
    return {
        "school": preview.school_name,
        "urn": preview.school_urn,
        "export_id": preview.export_id,
        "key_id": preview.key_id,
        "sha256": preview.sha256,
        "pupil_id": preview.pupil.id if preview.pupil is not None else None,
        "differs": list(preview.differs),
        "rows": [
            {"record": row.key, "happened": row.happened.to_value(), "author": row.author}
            for row in preview.rows
        ],
        "files": preview.files,
        "proved": list(preview.report.proved),
        "not_proved": list(preview.report.not_proved),
    }


def _preview_lines(preview: PackPreview) -> list[str]:
    lines = [
        f"  {len(preview.rows)} records and {preview.files} stored files from"
        f" {preview.school_name} (URN {preview.school_urn}), each marked as received",
        *(f"  {row.happened.for_people()}: {_first_line(row.text)}" for row in preview.rows),
        *(f"  proved: {line}" for line in preview.report.proved),
        *(f"  not proved: {line}" for line in preview.report.not_proved),
    ]
    if preview.differs:
        lines.append(f"  It may be another child: {' and '.join(preview.differs)} differs.")
    return lines


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")


def acknowledged(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pack acknowledged``"""
    del context
    acknowledge_pack(casebook, export_id=args.export, by=args.by, on=args.on, note=args.note)
    value = {"export_id": args.export, "by": args.by, "on": args.on}
    return Reply(value=value, text=f"Entered: {args.export} was received on {args.on}.")


def due(context: Context, casebook: OpenCasebook, args: Namespace) -> Reply:
    """``pack due``"""
    del context, args
    found = due_receipts(casebook)
    lines = [
        f"{one.export_id} for {one.recipient}, sent {one.sent_on}: due {one.answer_by} (five school"
        f" days), {one.answer_by_calendar} by the calendar"
        for one in found
    ]
    text = "\n".join(lines) or "No receipt is overdue."
    return Reply(value=[asdict(one) for one in found], text=text)
