"""``demo`` and ``shots``: a made-up school shown from beginning to end, without a screen."""

import os
import sys
import tempfile
from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.cli.reply import ANSWER_NO, DONE, Reply
from desktop.context import Context
from desktop.demo.made_up_school import FULL_CONCERNS, FULL_PUPILS
from desktop.demo.seeded import MovedClock
from desktop.demo.steps import Say, Told, tell
from desktop.demo.story_proof import proof_steps
from desktop.demo.story_records import record_steps
from desktop.demo.story_school import school_steps
from desktop.demo.story_world import make_world
from storage.keys.self_test import run_self_test
from storage.records.errors import UserFacingError

# From a Tuesday morning to Friday, and over before this computer's clock: nothing in it lies ahead.
_STORY_LASTS = timedelta(days=4)
_TUESDAY = 1


def make_demo(context: Context, args: Namespace) -> Reply:
    """``demo --out DIR``: the whole story of one made-up child, each step checked."""
    run_self_test()
    out = make_folder(args.out)
    say = _quiet if context.as_json else _say
    say("Larch Lane Primary (made up): no child, parent or member of staff in it is real.\n")
    with tempfile.TemporaryDirectory(prefix="holdfast-demo-") as folder:
        world = make_world(
            folder=Path(folder),
            out=out,
            clock=MovedClock(_story_begins(context.clock())),
            random_bytes=context.random_bytes,
            app_version=context.app_version,
        )
        try:
            told = tell(
                (
                    *school_steps(world),
                    *record_steps(world),
                    *proof_steps(world, everything=args.all),
                ),
                say=say,
            )
        finally:
            world.lock()
    good = all(one.ok for one in told)
    files = [str(path) for path in world.files]
    screens = ""
    if args.screens and good:
        screens = str(out / "screens")
        files += _shots(context, out / "screens", theme="light", text=100, say=say)
    return Reply(
        value={"ok": good, "steps": [_value(one) for one in told], "files": files},
        text=_last_words(good=good, out=out, screens=screens, files=len(files)),
        status=DONE if good else ANSWER_NO,
    )


def make_shots(context: Context, args: Namespace) -> Reply:
    """``shots --out DIR``: a picture of every screen of the made-up school."""
    run_self_test()
    out = make_folder(args.out)
    say = _quiet if context.as_json else _say
    files = _shots(context, out, theme=args.theme, text=args.text, say=say)
    return Reply(value={"files": files}, text=f"{len(files)} pictures lie in {out}")


def _shots(context: Context, folder: Path, *, theme: str, text: int, say: Say) -> list[str]:
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.demo.shots import take_shots  # late: Qt looks for a screen when it is loaded

    make_folder(str(folder))
    pictures = take_shots(
        folder=folder,
        theme=theme,
        text=text,
        app_version=context.app_version,
        say=say,
        pupils=FULL_PUPILS,
        concerns=FULL_CONCERNS,
    )
    return [str(path) for path in pictures]


def has_screen() -> bool:
    """Whether a window can be shown; Linux alone is used without a screen."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_folder(name: str) -> Path:
    """Return the folder ``name``, made where it is missing; raises desktop.home_not_writable."""
    folder = Path(name).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFacingError("desktop.home_not_writable", folder=str(folder)) from error
    return folder


def _story_begins(now: datetime) -> datetime:
    day = now - _STORY_LASTS
    while day.weekday() != _TUESDAY:
        day -= timedelta(days=1)
    return day.replace(hour=8, minute=40, second=0, microsecond=0)


def _value(one: Told) -> dict[str, str | bool]:
    return {"step": one.title, "ok": one.ok, "outcome": one.outcome}


def _last_words(*, good: bool, out: Path, screens: str, files: int) -> str:
    if not good:
        return f"\nThe story stopped at a step that failed. What was made lies in {out}"
    words = [f"\nEvery step did what it should. {files} files lie in {out}"]
    words.append(f"The signed documents: {out / 'chronology-court.pdf'}")
    words.append(f"                      {out / 'chronology-referral.pdf'}")
    if screens:
        words.append(f"The screens:          {screens}")
    return "\n".join(words)


def _say(line: str) -> None:
    """Say a line at once; a terminal that lacks a character shows a question mark."""
    coding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(coding, "replace").decode(coding) + "\n")
    sys.stdout.flush()


def _quiet(line: str) -> None:
    del line
