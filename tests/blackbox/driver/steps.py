"""What every story needs: a school made by the command line, codes, and counted presses."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from driver.session import ROOT, Application, Node, program_python

SHARED = ROOT / "tests" / "data" / "shared"
CTF_FILE = SHARED / "ctf" / "9991001_CTF_9991002_001.xml"
PASSWORD = "seven lanterns under glass"
PIN = "7294"
ACCOUNT = "ruth"
SCHOOL = "Larch Lane Primary"
PATIENCE = 30


@dataclass
class School:
    """Two homes and the secrets on paper; ``codes`` are the printed ones not used yet."""

    laptop: Path
    workstation: Path
    secret: str
    codes: list[str]
    slips: dict[str, str] = field(default_factory=dict)
    pupils: list[dict[str, Any]] = field(default_factory=list)

    def next_code(self) -> str:
        """Take the next printed code."""
        return self.codes.pop(0)


def command(home: Path, *words: str | Path, lines: Sequence[str] = ()) -> list[Any]:
    """Run the program's command line; return its JSON values. Fails when it does."""
    done = subprocess.run(
        [program_python(), "-m", "desktop", "--home", str(home), "--json", *map(str, words)],
        cwd=ROOT,
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_lead(school: School, *commands: str) -> list[Any]:
    """Sign in once with a printed code and run several commands."""
    script = school.laptop.parent / "commands.txt"
    script.write_text("\n".join(commands) + "\n", encoding="utf-8")
    return command(school.laptop, "do", script, lines=(ACCOUNT, PASSWORD, school.next_code()))


def make_school(folder: Path) -> School:
    """A school with a deputy, two members of staff, five pupils and a paired workstation."""
    laptop, workstation = folder / "laptop", folder / "workstation"
    made = command(
        laptop, "school", "create", "--name", SCHOOL, "--urn", "123456",
        "--lead", "Ruth Okafor", "--account", ACCOUNT, lines=(PASSWORD,),
    )[0]  # fmt: skip
    school = School(
        laptop=laptop,
        workstation=workstation,
        secret=secret_of(made["otpauth"]),
        codes=list(made["one_time_codes"]),
    )
    answers = as_lead(
        school,
        'staff add --name "Megan Price" --account megan --job-title "Class teacher"',
        'staff add --name "Tom Hill" --account tom',
        'lead add --name "Dan Whitcombe" --account dan --deputy',
        f"pupils import {CTF_FILE}",
        "pupils list",
    )
    school.slips = {"megan": answers[0]["slip"], "tom": answers[1]["slip"]}
    school.pupils = answers[4]
    words = ("workstation", "pair", "--letterbox", laptop / "letterbox", "--name", "Staff room")
    paired = command(workstation, *words)[0]
    as_lead(school, f"workstation approve {paired['code']}")
    return school


def post_concern(school: School, **fields: Any) -> None:
    """Send a concern about Shân from the workstation by the command line, on Megan's first day."""
    shan = next(pupil for pupil in school.pupils if pupil["date_of_birth"] == "2016-10-02")
    concern = {
        "account": "megan",
        "pin": PIN,
        "slip_code": school.slips["megan"],
        "pupils": [{"id": shan["id"], "role": "subject"}],
        "told_dsl": True,
        **fields,
    }
    file = school.laptop.parent / "concern.json"
    file.write_text(json.dumps(concern), encoding="utf-8")
    command(school.workstation, "concern", "post", file)


def secret_of(otpauth: str) -> str:
    """The secret in an otpauth address."""
    return parse_qs(urlsplit(otpauth).query)["secret"][0]


def phone_code(secret: str, *, seconds_off: int = 0) -> str:
    """What a phone shows now; ``seconds_off``: a phone whose clock is wrong."""
    when = f"now + {seconds_off} seconds"
    argv = ["oathtool", "--totp", "-b", "--now", when, secret]
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()


class Hands:
    """Does what a person does, by identifier, and counts it: presses, and fields written in."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.presses = 0
        self.inputs = 0

    def press(self, identifier: str, *, seconds: float = PATIENCE, **wanted: Any) -> None:
        """Wait until the control can be pressed, and press it."""
        node = self.app.find(id=identifier, seconds=seconds, **wanted)
        ready = f"{identifier} can be pressed"
        self.app.until(lambda: _fresh(node).has("ENABLED"), seconds=seconds, what=ready)
        node.press()
        self.presses += 1

    def write(self, identifier: str, words: str) -> None:
        """Write into a field."""
        self.app.find(id=identifier, seconds=PATIENCE).type(words)
        self.inputs += 1

    def key(self, combination: str) -> None:
        """Press a key that does something by itself."""
        self.app.keys(combination)
        self.presses += 1

    def choose(self, identifier: str, letters: str, *, shown: str) -> None:
        """Open a drop-down, type the first letters, Enter; ``shown`` is the answer it then says."""
        self.press(identifier)
        options = f"{identifier}.options"
        self.app.find(id=options, seconds=PATIENCE)
        self.app.xdotool("type", "--delay", "20", letters)
        self.app.keys("Return")
        self.app.find(id=identifier, name=shown, seconds=PATIENCE)
        self.presses += 1

    def look_up(self, identifier: str, letters: str, *, taken: str) -> None:
        """Write a few letters, Enter takes the first offer; ``taken`` is the text it leaves."""
        self.write(identifier, letters)
        self.app.find(id=f"{identifier}.matches", seconds=PATIENCE)
        self.app.keys("Return")
        self.presses += 1
        if taken:
            self.app.find(id=identifier, text=taken, seconds=PATIENCE)


def sign_in(hands: Hands, *, code: str, password: str = PASSWORD, account: str = ACCOUNT) -> None:
    """From the first screen into the casebook, by keyboard alone."""
    app = hands.app
    hands.press("start.sign_in")
    fill_sign_in(hands, code=code, password=password, account=account)
    app.find(id="today.new", seconds=PATIENCE)


def fill_sign_in(hands: Hands, *, code: str, password: str, account: str) -> None:
    """Fill the three fields and send them."""
    hands.write("signin.account", account)
    hands.write("signin.password", password)
    hands.write("signin.code", code)
    hands.key("Return")


def _fresh(node: Node) -> Node:
    node.accessible.clear_cache()
    return node
