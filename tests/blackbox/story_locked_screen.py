"""What stays on the screen: nothing after a lock, a curtain, or the death of the casebook."""

import os
import re
import signal
import tempfile
from pathlib import Path

from driver.session import Application, Session
from driver.steps import Hands, School, make_school, post_concern, sign_in

WHAT = "A bruise on the left forearm, seen at PE."
SECRETS = (WHAT, "Brien", "Hussain", "Megan", "Ruth Okafor", "MASH")


def fill_the_screen(app: Application) -> None:
    """A child's file is open, over the list of children, with words half written."""
    hands = Hands(app)
    hands.press("casebook.pupils")
    app.until(lambda: app.find(id="pupils.list").shape()[0] == 5, what="five children are listed")
    hands.write("pupils.search", "shan")
    app.until(lambda: app.find(id="pupils.list").shape()[0] == 1, what="one child is found")
    app.keys("Tab", "Return")
    app.find(id="file.front_sheet", seconds=30)
    hands.press("file.new_entry")
    hands.write("entry.text", "The MASH rang.")
    shown = app.everything()
    for words in (WHAT, "Brien", "MASH"):
        assert words in shown, f"the screen did not show: {words}"


def nothing_is_left(app: Application) -> None:
    """Not one word of the last person's screen, in any process, hidden widgets and cells too."""
    left = app.everything()
    for words in SECRETS:
        assert words not in left, f"still readable: {words}"


def cover(app: Application) -> None:
    """F12 covers; the same key brings back what was being written."""
    app.keys("F12")
    app.find(id="app.uncover")
    assert not app.find_all(id="entry.text")
    app.keys("F12")
    app.find(id="entry.text", text="The MASH rang.")


def kill_the_casebook(app: Application) -> None:
    """The casebook's process dies: the first screen comes back and says so."""
    children = [pid for pid in app.processes() if pid != app.process.pid]
    assert len(children) == 1
    os.kill(children[0], signal.SIGKILL)
    app.find(id="start.message", name=re.compile("ended|closed|stopped"), seconds=30)
    app.find(id="start.sign_in")
    nothing_is_left(app)


def tell(app: Application, school: School) -> None:
    """Locked by key, locked by button, killed."""
    sign_in(Hands(app), code=school.next_code())
    fill_the_screen(app)
    cover(app)
    app.keys("ctrl+l")
    app.find(id="start.sign_in", seconds=30)
    nothing_is_left(app)
    sign_in(Hands(app), code=school.next_code())
    Hands(app).press("app.lock")
    app.find(id="start.sign_in", seconds=30)
    nothing_is_left(app)
    sign_in(Hands(app), code=school.next_code())
    fill_the_screen(app)
    kill_the_casebook(app)
    sign_in(Hands(app), code=school.next_code())
    app.keys("ctrl+l")
    app.find(id="start.sign_in", seconds=30)
    app.until(lambda: len(app.processes()) == 1, seconds=60, what="the casebook has ended")
    app.keys("alt+F4")
    assert app.wait_for_end() == 0


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        school = make_school(Path(name))
        post_concern(school, what_happened=WHAT)
        tell(desktop.start_holdfast("--home", school.laptop), school)


if __name__ == "__main__":
    main()
