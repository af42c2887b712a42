"""An empty machine: a school is set up, wrong answers are told in words, the first day begins."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from driver.session import ROOT, Application, Session, program_python
from driver.steps import (
    CTF_FILE,
    PASSWORD,
    SCHOOL,
    Hands,
    fill_sign_in,
    phone_code,
    secret_of,
)

ACCOUNT = "ruth.okafor"


def set_up(desktop: Session, app: Application, folder: Path) -> str:
    """Go through the five screens by keyboard; return the phone's secret."""
    hands = Hands(app)
    first = app.find(id="start.set_up")
    app.until(lambda: first.has("FOCUSED"), what="the first choice has the keyboard")
    hands.key("Return")
    hands.write("setup.school", SCHOOL)
    hands.write("setup.urn", "123456")
    hands.key("Return")
    hands.write("setup.name", "Ruth Okafor")
    app.find(id="setup.account", text=ACCOUNT)
    hands.write("setup.password", "password1")
    hands.key("Return")
    app.find(role="label", name=re.compile("too short"))
    hands.write("setup.password", PASSWORD)
    hands.key("Return")
    app.find(id="setup.code")
    secret = secret_of(desktop.scan_qr(folder))
    assert app.find(id="setup.secret").description.replace(" ", "") == secret
    hands.write("setup.code", phone_code(secret, seconds_off=-7200))
    hands.key("Return")
    app.find(id="setup.message")
    hands.write("setup.code", phone_code(secret))
    hands.key("Return")
    group = "setup.recovery_code.group{}"
    paper = [app.find(id=group.format(place)).description for place in range(1, 10)]
    recovery = "".join(paper).replace(" ", "")
    assert len(recovery) == 54
    wrong = recovery[:-1] + str((int(recovery[-1]) + 1) % 10)
    hands.write("setup.recovery", wrong)
    hands.key("Return")
    app.find(id="setup.message", name=re.compile("[Gg]roup 9"))
    hands.write("setup.recovery", recovery)
    hands.key("Return")
    app.find(id="setup.disk")
    assert app.find(id="setup.letterbox").text == str(folder / "laptop" / "letterbox")
    hands.press("setup.finish")
    app.find(id="start.sign_in", seconds=60)
    left = app.everything()
    assert secret not in left
    assert recovery[:6] not in left
    return secret


def hear_every_refusal(app: Application, secret: str) -> str:
    """Each wrong answer has a sentence of its own; the right one opens; return it."""
    hands = Hands(app)
    hands.press("start.sign_in")
    wrong = "not the password at all"
    fill_sign_in(hands, account=ACCOUNT, password=wrong, code=phone_code(secret))
    app.find(id="signin.message", name=re.compile("password does not open"), seconds=30)
    assert app.find(id="signin.password").text == ""
    late = phone_code(secret, seconds_off=3600)
    fill_sign_in(hands, account=ACCOUNT, password=PASSWORD, code=late)
    app.find(id="signin.message", name=re.compile("60 minutes"), seconds=30)
    assert set(app.find(id="signin.password").text) == {"●"}
    code = phone_code(secret)
    hands.write("signin.code", code)
    hands.key("Return")
    app.find(id="today.new", seconds=30)
    assert PASSWORD not in app.everything()
    return code


def fill_the_school(app: Application) -> None:
    """A deputy, two members of staff, and the pupils from a CTF file."""
    hands = Hands(app)
    hands.press("casebook.people")
    people = (("Dan Whitcombe", "deputy"), ("Megan Price", "staff"), ("Tom Hill", "staff"))
    for name, role in people:
        hands.press("people.add")
        hands.write("person.name", name)
        hands.press(f"person.role.{role}")
        hands.press("person.add")
        words = "First password" if role == "deputy" else "One-time code"
        app.find(role="label", name=re.compile(f"^{words}: "), seconds=30)
        hands.press("slip.handed_over")
        hands.press("slip.done")
        app.find(role="list item", name=re.compile(name))
    hands.press("casebook.pupils")
    hands.press("pupils.import")
    hands.write("import.file", str(CTF_FILE))
    hands.key("Return")
    hands.press("import.take")
    app.find(id="import.message", name=re.compile("^5 new"))
    hands.press("import.leave")
    table = app.find(id="pupils.list")
    assert table.shape()[0] == 5
    assert "Ó Brien-Nowak" in table.cell(0, 0).name + table.cell(1, 0).name + table.cell(3, 0).name


def refuse_a_second_copy(desktop: Session, home: Path) -> None:
    """A second copy ends at once, with a sentence."""
    done = subprocess.run(
        [program_python(), "-m", "desktop", "--home", str(home)],
        cwd=ROOT,
        env=desktop.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert "open already" in done.stderr


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        folder = Path(name)
        home = folder / "laptop"
        app = desktop.start_holdfast("--home", home)
        app.find(id="start.set_up")
        secret = set_up(desktop, app, folder)
        used = hear_every_refusal(app, secret)
        fill_the_school(app)
        refuse_a_second_copy(desktop, home)
        assert app.network_sockets() == []
        app.keys("ctrl+l")
        app.find(id="start.sign_in", seconds=30)
        hands = Hands(app)
        hands.press("start.sign_in")
        fill_sign_in(hands, account=ACCOUNT, password=PASSWORD, code=used)
        app.find(id="signin.message", name=re.compile("used"), seconds=30)
        assert set(app.find(id="signin.password").text) == {"●"}
        assert app.network_sockets() == []


if __name__ == "__main__":
    main()
