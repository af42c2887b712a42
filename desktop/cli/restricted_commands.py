"""Letters about adults on the command line, with the reader's own key; the casebook is never
opened.
"""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from desktop.cli.reply import ANSWER_NO, Reply, SignInRefusedError
from desktop.cli.terminal import ask
from desktop.context import Context, read_file
from desktop.usecases.restricted import keeping, paper, reading
from desktop.usecases.restricted.letter_file import open_restricted_letter
from desktop.usecases.restricted.letters import collect as collect_letters
from desktop.usecases.restricted.room import Room, enrol_reader, open_room, readers_here
from storage.keys.passwords import calibrate
from storage.records.errors import UserFacingError
from storage.records.restricted import AdultDecision, LetterRow, RestrictedLetter
from storage.records.times import for_people
from ui.messages import message_for


def open_file(context: Context, args: Namespace) -> Reply:
    """``restricted open FILE``: with the printed spare code, or the head's or chair's own."""
    letter = open_restricted_letter(
        read_file(args.file),
        code=ask("Printed code", secret=True),
        letterbox=context.paths.letterbox,
    )
    lines = [f"Written {letter.written_at} by {letter.reporter}"]
    if not letter.signature_ok:
        lines.insert(1, "The signature does not fit these words.")
    lines.insert(1, "The name stands in the letter; that this person wrote it is not proved.")
    for part in letter.parts:
        lines += ["", f"{part.label}:", part.text]
    if letter.files:
        lines += ["", "Files that came with it:", *letter.files]
    return Reply(value=letter.to_value(), text="\n".join(lines))


def enrol(context: Context, args: Namespace) -> Reply:
    """``restricted enrol``"""
    code = ask("Code on the slip of paper", secret=True)
    password = "" if args.printed else ask("New password", secret=True)
    if not password and not args.printed:
        raise UserFacingError("cli.no_answer", wanted="New password")
    made = enrol_reader(
        folder=context.paths.restricted,
        letterbox=context.paths.letterbox,
        post=args.post,
        code=code,
        password=password,
        kdf=calibrate(random_bytes=context.random_bytes),
        clock=context.clock,
        random_bytes=context.random_bytes,
    )
    lines = [f"Read this code to the DSL, who must see the same: {made.code}"]
    if made.printed_code:
        lines.append(f"Your printed code, shown this once: {made.printed_code}")
    value = {"post": made.post, "school": made.school_name, "code": made.code}
    if made.printed_code:
        value["printed_code"] = made.printed_code
    return Reply(value=value, text="\n".join(lines))


def collect(context: Context, args: Namespace) -> Reply:
    """``restricted collect``"""
    room = _room(context, args)
    taken = collect_letters(room)
    new = len(taken.letters) + len(taken.again)
    lines = [f"New letters: {new}. Test letters opened: {taken.tests}."]
    if taken.again:
        lines.append("Some had been taken before: an older copy of this store was put back.")
    return Reply(
        value={
            "letters": [*taken.letters, *taken.again],
            "tests": taken.tests,
            "taken_again": list(taken.again),
            "standing": room.standing(),
        },
        text="\n".join(lines),
    )


def list_letters(context: Context, args: Namespace) -> Reply:
    """``restricted list``"""
    rows = reading.letter_rows(_room(context, args))
    return Reply(
        value=[asdict(row) for row in rows],
        text="\n".join(_line(row) for row in rows) or "No letter yet.",
    )


def show(context: Context, args: Namespace) -> Reply:
    """``restricted show``"""
    letter = reading.read_letter(_room(context, args), args.letter)
    return Reply(value=asdict(letter), text="\n".join(_lines(letter)))


def adults(context: Context, args: Namespace) -> Reply:
    """``restricted adults``"""
    found = reading.patterns(_room(context, args))
    lines = []
    for each in found:
        lines.append(each.adult)
        lines += [f"  {for_people(at)}  {what} (entry {number})" for at, what, number in each.items]
    return Reply(value=[asdict(each) for each in found], text="\n".join(lines) or "Nobody yet.")


def note(context: Context, args: Namespace) -> Reply:
    """``restricted note``: a note, a decision (with --kind) or a correction (with --corrects)."""
    room = _room(context, args)
    if args.corrects:
        number = keeping.correct(room, target=args.corrects, text=args.text, reason=args.text)
    elif args.kind:
        decision = AdultDecision(
            kind=args.kind,
            reason=args.text,
            adult=args.adult,
            thresholds=tuple(args.threshold),
            lado_called=args.lado_called,
            lado_name=args.lado_name,
            lado_advice=args.lado_advice,
            outcome=args.outcome,
            action=args.action,
        )
        number = keeping.decide(room, letter=args.letter, decision=decision)
    else:
        number = keeping.add_note(room, letter=args.letter, text=args.text)
    return Reply(value={"entry": number}, text=f"Kept as entry {number}.")


def reply(context: Context, args: Namespace) -> Reply:
    """``restricted reply``"""
    number = keeping.reply(_room(context, args), letter=args.letter, text=args.text)
    return Reply(value={"entry": number}, text=f"Kept as entry {number}, and on its way.")


def print_letter(context: Context, args: Namespace) -> Reply:
    """``restricted print``"""
    path = Path(args.out).absolute()
    pages = paper.save_letter(
        _room(context, args),
        letter=args.letter,
        path=path,
        program=f"Holdfast {context.app_version}",
    )
    return Reply(
        value={"path": str(path), "pages": pages},
        text=f"{path} ({pages} pages). It is not protected: print it, and delete the file.",
    )


def verify(context: Context, args: Namespace) -> Reply:
    """``restricted verify``"""
    report = keeping.check_store(_room(context, args))
    faults = [message_for(UserFacingError(code, number=at)) for at, code in report.faults]
    lines = [f"{report.entries} entries, {report.letters} letters."]
    lines += [fault.text for fault in faults]
    lines += [f"The writer's signature of letter {at} does not fit." for at in report.unsigned]
    lines += ["Nothing is missing or changed."] if report.whole else []
    return Reply(
        value={
            "result": "ok" if report.whole else "changed",
            "entries": report.entries,
            "letters": report.letters,
            "faults": [{"entry": at, "code": code} for at, code in report.faults],
            "unsigned": list(report.unsigned),
        },
        text="\n".join(lines),
        status=0 if report.whole else ANSWER_NO,
    )


def copy(context: Context, args: Namespace) -> Reply:
    """``restricted copy``"""
    target, files = keeping.copy_store(_room(context, args), folder=Path(args.to).absolute())
    return Reply(
        value={"path": str(target), "files": files},
        text=f"{files} files copied to {target} and read back; they open with your key only.",
    )


def _room(context: Context, args: Namespace) -> Room:
    here = {each.post for each in readers_here(context.paths.restricted)}
    post = args.post or (next(iter(here)) if len(here) == 1 else "head")
    try:
        return open_room(
            folder=context.paths.restricted,
            letterbox=context.paths.letterbox,
            post=post,
            secret=ask("Password or printed code", secret=True),
            clock=context.clock,
            random_bytes=context.random_bytes,
        )
    except UserFacingError as error:
        if error.code.startswith("keys."):
            raise SignInRefusedError(error) from error
        raise


def _line(row: LetterRow) -> str:
    words = f"{row.number:>4}  {for_people(row.received_at)}  {row.reporter}"
    return f"{words}  {row.kind or 'not decided'}  {row.first_words}"


def _lines(letter: RestrictedLetter) -> list[str]:
    lines = [f"Written by {letter.row.reporter}, received {for_people(letter.row.received_at)}"]
    if not letter.signed:
        lines.append("The writer's signature does not fit these words.")
    for part in letter.parts:
        lines += ["", f"{part.label}:", part.text]
    for kept in letter.kept:
        lines += ["", f"{kept.number}  {kept.kind}, {for_people(kept.at)}"]
        lines += [f"  {label}: {text}" for label, text in kept.lines]
    return lines
