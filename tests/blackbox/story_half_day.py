"""The half-day test: a new user finds any child's last decision and why, three presses from Today.

``--school full`` takes the made-up school of 150 children and 400 concerns instead of the small
one; ``--children N`` is how many are looked up, ``--seed S`` repeats a run.
"""

import argparse
import json
import os
import random
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from driver.session import ROOT, Application, Session, program_python
from driver.steps import Hands, command, phone_code, sign_in

MOST_PRESSES, FEWEST = 3, 3
CLOSINGS = ("case_closed",)
HEAD = ("file.decision", "file.decision_reason", "file.decision_line")
CUT, WHOLE, BEGINS = "…", "file.decision_open", 25
SEVERAL, SOON = 9, 4  # rows that are read out, seconds until a line stands there
# What Today lists, and what says that the thing is open.
BLOCKS = {
    "today.letters": ("triage.",),
    "today.actions": ("case.", "file.", "triage."),
    "today.reviews": ("case.", "plan.", "risk."),
    "today.answers": ("referral.", "disagreement."),
    "today.meetings": ("meeting.",),
    "today.cases": ("case.",),
    "today.news": ("file.", "triage."),
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """How to get into the made-up school; nobody in it is real."""

    home: Path
    account: str
    password: str
    secret: str

    def command(self, *commands: str, seconds_off: int = 0) -> list[Any]:
        """Sign in with what the telephone shows and run several commands."""
        script = self.home.parent / "commands.txt"
        script.write_text("\n".join(commands) + "\n", encoding="utf-8")
        code = phone_code(self.secret, seconds_off=seconds_off)
        return command(self.home, "do", script, lines=(self.account, self.password, code))


def make_up(folder: Path, *, full: bool) -> Way:
    """Build the school; the command says how to get in."""
    home = folder / "school"
    words = [program_python(), "-m", "desktop", "demo-school", str(home)]
    done = subprocess.run(
        words if full else [*words, "small"],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    said = dict(
        re.findall(r"^  (Account|Password|For an authenticator app): (.+)$", done.stderr, re.M)
    )
    return Way(
        home=home,
        account=said["Account"],
        password=said["Password"],
        secret=said["For an authenticator app"],
    )


def last_decision(rows: list[dict[str, Any]]) -> tuple[str, str] | None:
    """Decision and reason that happened last in a chronology; None where nothing was decided."""
    decided = [row for row in rows if row["decision"] and row["kind"] not in CLOSINGS]
    if not decided:
        return None
    last = max(
        enumerate(decided),
        key=lambda each: (each[1]["happened"]["latest"] or "", each[1]["recorded_at"], each[0]),
    )[1]
    return last["decision"], last["reason"] or ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What stood above a child's file, and after how many presses; empty where no decision did."""

    name: str
    presses: int
    words: str = ""


def look_up(app: Application, name: str) -> Found:
    """From Today: the children, a few letters, Enter; what the head of the file says."""
    hands = Hands(app)
    app.find(id="today.new")
    hands.press("casebook.pupils")
    hands.write("pupils.search", name)
    app.until(lambda: name in names_found(app), what=f"{name} is found")
    rows = names_found(app)
    hands.key("Return")
    if len(rows) > 1:
        app.keys(*["Down"] * rows.index(name))
        hands.key("Return")
    app.find(id="file.export", seconds=30)
    app.find(role="label", name=name)
    words = said(app)
    if CUT in words or app.find_all(id="file.decision_go"):
        hands.press("file.decision_go" if app.find_all(id="file.decision_go") else WHOLE)
        words = shown_whole(app, words)
    found = Found(name=name, presses=hands.presses, words=words)
    app.find(id="casebook.today").press()
    return found


def said(app: Application) -> str:
    """What the head of the file says, in one line or two; empty where nothing comes."""
    limit = time.monotonic() + SOON
    while time.monotonic() < limit:
        nodes = [node for node in app.find_all(role="label") if node.id in HEAD]
        if nodes:
            return " · ".join(" ".join(node.name.split()) for node in nodes)
    return ""


def shown_whole(app: Application, line: str) -> str:
    """What the page says once the row of the decision is open beside the list."""
    begins = line.partition(": ")[2].partition(" · ")[0][:BEGINS].rstrip(CUT)
    texts: list[str] = []

    def read() -> bool:
        nodes = [node for node in app.find_all() if node.id not in HEAD]
        texts[:] = [" ".join((node.text or node.name).split()) for node in nodes]
        return any(begins in text for text in texts)

    app.until(read, what="the decision stands there whole")
    return "\n".join(texts)


def names_found(app: Application) -> list[str]:
    """The names in the list of children, as far as it was narrowed."""
    table = app.find(id="pupils.list")
    rows = table.shape()[0]
    return [table.cell(row, 0).name for row in range(rows)] if rows < SEVERAL else []


def agrees(shown: str, words: str) -> bool:
    """Whether what was shown says these words, all of them."""
    return " ".join(words.split()) in shown


def name_of(pupil: dict[str, Any]) -> str:
    """The name as the lists show it."""
    first = pupil["preferred_forename"] or pupil["legal_forename"]
    return f"{first} {pupil['preferred_surname'] or pupil['legal_surname']}"


def open_everything(app: Application) -> int:
    """Every list of Today: its first row opens with one press; back to Today each time."""
    opened = 0
    for block, pages in BLOCKS.items():
        app.find(id="casebook.today").press()
        app.find(id="today.new")
        app.find(id="today.letters", seconds=30)
        lists = app.find_all(id=block)
        if not lists:
            continue
        lists[0].focus()
        app.keys("Home", "Return")
        app.until(
            lambda pages=pages: any(node.id.startswith(pages) for node in app.find_all()),
            what=f"the first row of {block} is open",
        )
        opened += 1
    app.find(id="casebook.today").press()
    assert opened >= FEWEST, f"only {opened} lists: nothing much was tried"
    return opened


def draw(
    pupils: list[Any], concerns: list[Any], *, number: int, chance: random.Random
) -> list[dict[str, Any]]:
    """Children at random, three of four among those about whom something was decided."""
    known = json.dumps([one for one in concerns if one["status"] != "waiting"], ensure_ascii=False)
    mixed = chance.sample(pupils, len(pupils))
    with_work = [one for one in mixed if name_of(one) in known]
    first = with_work[: number * 3 // 4]
    return [*first, *(one for one in mixed if one not in first)][:number]


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--school", choices=("small", "full"), default="small")
    parser.add_argument("--children", type=int, default=8)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    return parser.parse_args()


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    given = parse()
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        way = make_up(Path(name), full=given.school == "full")
        pupils, concerns = way.command("pupils list", "concerns list")
        chosen = draw(pupils, concerns, number=given.children, chance=random.Random(given.seed))
        app = desktop.start_holdfast("--home", way.home)
        # a code counts once: the telephone's next one is taken ahead of its time
        code = phone_code(way.secret, seconds_off=30)
        sign_in(Hands(app), code=code, password=way.password, account=way.account)
        opened = open_everything(app)
        print(f"Today: {opened} lists, one press to the first row of each")
        begun = time.monotonic()
        found = {one["id"]: look_up(app, name_of(one)) for one in chosen}
        seconds = time.monotonic() - begun
        app.keys("ctrl+l")
        app.find(id="start.sign_in", seconds=60)
        app.until(lambda: len(app.processes()) == 1, seconds=60, what="the casebook has ended")
        decided = compare(way, found, after=code)
        most = max(one.presses for one in found.values())
        print(
            f"{len(found)} children, {decided} of them with a decision: found with its reason in"
            f" {most} presses, {seconds:.0f} s for all"
        )
        assert decided, "no child of these has a decision: nothing was tried"
        assert most <= MOST_PRESSES


def compare(way: Way, found: dict[str, Found], *, after: str) -> int:
    """What stood on the screen is what the chronologies say; returns how many had a decision."""
    while phone_code(way.secret, seconds_off=30) == after:
        time.sleep(1)
    commands = [f"chronology show --pupil {pupil}" for pupil in found]
    told = way.command(*commands, seconds_off=30)
    decided = 0
    for one, rows in zip(found.values(), told, strict=True):
        truth = last_decision(rows)
        assert bool(truth) == bool(one.words), f"{one.name}: {truth} but seen {one.words!r}"
        if truth:
            decided += 1
            for words in truth:
                assert agrees(one.words, words), f"{one.words!r} does not say {words!r}"
            assert not agrees(one.words, f"not {truth[0]}"), "the comparison sees no difference"
    return decided


if __name__ == "__main__":
    main()
