"""The computer in the corridor: whatever takes the form from the screen, no word of it can be read
from outside, and only its writer finds it again.
"""

import os
import re
import signal
import tempfile
from pathlib import Path

from driver.projector import plug_in
from driver.session import Application, Session
from driver.steps import PIN, Hands, School, as_lead, command, make_school

WHAT = "Quillfeather told me at PE that the marks were old."
SECRETS = (WHAT, "Quillfeather", "Tomasz", "Megan", "forearm")


def nothing_is_left(app: Application) -> None:
    """Not one word of the form, in hidden widgets neither."""
    left = app.everything()
    for words in SECRETS:
        assert words not in left, f"still readable: {words}"


def nothing_lies_there(school: School) -> None:
    """Nor on the disk of the workstation or in the letterbox; a file of ours shows how we look."""
    control = school.workstation / "control.txt"
    control.write_text(WHAT, encoding="utf-8")
    found = [
        path.name
        for path in sorted(school.workstation.parent.rglob("*"))
        if path.is_file() and b"Quillfeather" in path.read_bytes()
    ]
    control.unlink()
    assert found == ["control.txt"], found


def write_half(app: Application) -> None:
    """A form nearly done, until it says that it is kept."""
    hands = Hands(app)
    hands.press("start.report")
    hands.press("report.about_adult.no")
    hands.look_up("report.who", "meg", taken="Megan Price")
    hands.look_up("report.pupil", "tomasz", taken="")
    hands.write("report.what_happened", WHAT)
    hands.press("report.told_dsl.yes")
    app.find(role="label", name=re.compile("^Kept for you"), seconds=30)
    assert WHAT in app.everything(), "the control: it stands on the screen"


def open_again(app: Application) -> None:
    """Its writer goes on: name and PIN."""
    hands = Hands(app)
    app.find(id="start.unfinished", seconds=30)
    hands.press("start.unfinished")
    hands.look_up("unfinished.who", "meg", taken="Megan Price")
    hands.write("unfinished.pin", PIN)
    hands.press("unfinished.open")
    app.find(id="report.what_happened", text=WHAT, seconds=30)


def cover(app: Application) -> None:
    """F12 covers, and brings back what was being written."""
    app.keys("F12")
    app.find(id="app.uncover")
    nothing_is_left(app)
    app.keys("F12")
    app.find(id="report.what_happened", text=WHAT)


def put_away(app: Application) -> None:
    """One press, and somebody else can start."""
    Hands(app).press("report.put_away")
    app.find(id="start.report")
    nothing_is_left(app)
    Hands(app).press("start.report")
    app.find(id="report.what_happened", text="")
    nothing_is_left(app)
    Hands(app).press("report.cancel")
    app.find(id="start.report")


def second_screen(app: Application) -> None:
    """A projector is plugged in: covered by itself, and asked about before it is shown."""
    plug_in(os.environ["DISPLAY"])
    app.find(id="app.why_covered", name=re.compile("second screen"), seconds=15)
    nothing_is_left(app)
    app.keys("F12")
    app.find(id="app.stay_covered")
    nothing_is_left(app)
    Hands(app).press("app.uncover_sure")
    app.find(id="report.what_happened", text=WHAT)


def leave_alone(app: Application) -> None:
    """Nobody touches it: a warning, then the first screen, which names nobody."""
    app.find(id="app.lock_warning", seconds=40)
    app.find(id="start.message", name=re.compile("^Put away"), seconds=40)
    nothing_is_left(app)
    app.find(id="start.unfinished", seconds=30)


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        school = make_school(Path(name))
        as_lead(school, "workstation policy --lock-seconds 30")
        slip = school.slips["megan"]
        enrol = ("workstation", "enrol", "--account", "megan")
        command(school.workstation, *enrol, lines=(slip, PIN))
        app = desktop.start_holdfast("--home", school.workstation)
        write_half(app)
        cover(app)
        put_away(app)
        nothing_lies_there(school)
        open_again(app)
        os.kill(app.process.pid, signal.SIGKILL)
        app.wait_for_end()
        app = desktop.start_holdfast("--home", school.workstation)
        open_again(app)
        second_screen(app)
        leave_alone(app)
        nothing_lies_there(school)
        app.keys("alt+F4")
        assert app.wait_for_end() == 0


if __name__ == "__main__":
    main()
