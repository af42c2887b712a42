"""A lead's morning: a concern is decided on, a file grows, a signed document leaves the school."""

import json
import os
import re
import tempfile
from pathlib import Path

from driver.session import Application, Session
from driver.steps import SHARED, Hands, School, command, make_school, post_concern, sign_in

WHAT = "A bruise on the left forearm, seen at PE."
DECISION = "Refer to the MASH today."
MOST_STEPS = 12
MOST_MOVES = 12


def triage(app: Application) -> Hands:
    """Level, category, response, decision, reason, whose action until when."""
    hands = Hands(app)
    app.find(id="today.letters")
    app.find(role="list item", name=re.compile("Megan Price"), seconds=30)
    app.until(lambda: is_in_the_list(app), what="the list of concerns has the keyboard")
    hands.key("Return")
    app.find(role="label", name=WHAT, seconds=30)
    hands.choose("triage.level", "Ch", shown="Child in need (section 17)")
    hands.choose("triage.category", "Ph", shown="Physical abuse")
    hands.press("triage.response.referral")
    hands.write("triage.decision", DECISION)
    hands.write("triage.reason", "The mark and what was said fit together.")
    hands.choose("triage.owner", "R", shown="Ruth Okafor")
    hands.press("triage.due.in_0")
    hands.press("triage.save")
    app.find(name=re.compile("^Saved"), seconds=30)
    app.find(role="label", name=WHAT)
    app.find(id="casebook.concerns", name="Concerns")
    return hands


def is_in_the_list(app: Application) -> bool:
    """Whether Enter would open what waits."""
    node = app.focused()
    return node is not None and (node.id == "today.letters" or node.role == "list item")


def open_file(app: Application) -> None:
    """A child by a few letters."""
    hands = Hands(app)
    hands.press("casebook.pupils")
    hands.write("pupils.search", "shan")
    app.until(lambda: app.find(id="pupils.list").shape()[0] == 1, what="one child is found")
    app.keys("Tab", "Return")
    app.find(id="file.front_sheet", seconds=30)
    app.until(lambda: entries(app) >= 3, what="concern, decision and action are in the chronology")


def entries(app: Application) -> int:
    """How many rows the chronology shows."""
    return app.find(id="file.entries").shape()[0]


def grow_the_file(app: Application) -> None:
    """A call, a risk assessment, the scanned binder, the rows of the paper chronology."""
    hands = Hands(app)
    before = entries(app)
    hands.press("file.new_entry")
    hands.press("entry.kind.call")
    hands.write("entry.text", "Rang mother. She will come at three.")
    hands.press("entry.save")
    app.until(lambda: entries(app) == before + 1, what="the call is in the chronology")
    hands.press("file.risk_assessments")
    hands.press("file.new_risk_assessment")
    hands.write("risk.title", "Going home on Tuesdays")
    hands.press("risk.review.in_2_weeks")
    hands.write("risk.hazard", "Brother collects her")
    hands.choose("risk.likelihood", "L", shown="Likely")
    hands.choose("risk.severity", "M", shown="Minor")
    hands.write("risk.control", "Mother collects her")
    hands.write("risk.owner", "Megan Price")
    hands.press("risk.save")
    app.find(role="list item", name=re.compile("Going home on Tuesdays"), seconds=30)
    hands.press("file.documents")
    hands.press("file.attach_volume")
    hands.write("volume.file", str(SHARED / "images" / "Canon_40D.jpg"))
    hands.write("volume.original_lies", "Office, cabinet 2")
    hands.press("volume.save")
    app.find(role="list item", name=re.compile("cabinet 2"), seconds=30)
    hands.press("file.import_chronology")
    hands.write("import.file", str(SHARED / "chronologies" / "child_P_input.csv"))
    hands.key("Return")
    hands.press("import.take")
    app.find(id="import.message", name=re.compile("^51 rows taken"), seconds=30)
    hands.press("import.leave")
    hands.press("file.chronology")
    app.until(lambda: entries(app) >= before + 52, what="the paper rows are in the chronology")


def export(app: Application, school: School, folder: Path) -> tuple[Hands, str]:
    """The court chronology by the keyboard alone: looked at, locked, verified by its password."""
    hands = Hands(app)
    document = folder / "court.pdf"
    app.find(id="file.export").focus()
    hands.key("Return")
    focused(app, "export.preset.page")
    walk(app, "c", to="export.profile.court")
    hands.key("Return")
    focused(app, "export.extent.all")
    hands.key("space")
    walk(app, "Tab", to="export.purpose")
    hands.write("export.purpose", "Care proceedings")
    walk(app, "Tab", to="export.recipient")
    hands.write("export.recipient", "Wexcombe Council")
    hands.write("export.path", str(document))
    app.find(id="export.preview").focus()
    hands.key("Return")
    pages = app.find(id="export.pages", name=re.compile("page 1 of"), seconds=60)
    app.until(lambda: "Care proceedings" in pages.description, what="the first page is read out")
    app.keys("End")
    last = re.compile(r"page (\d+) of \1$")
    app.find(id="export.pages", name=last, seconds=30)
    assert not document.exists(), "it left before anybody said so"
    hands.key("ctrl+Return")
    app.find(id="export.result", seconds=60)
    code = app.find(id="export.check_code").name
    assert re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}", code)
    spoken = app.find(id="export.password").name
    password = spoken.removeprefix("Password: ").replace(",", "")
    assert len(password.split()) == 6, "six words to read out"
    report = command(school.laptop, "verify", document, "--password-stdin", lines=(password,))[0]
    assert report["result"] == "ok", json.dumps(report)
    assert report["not_proved"]
    return hands, spoken


def walk(app: Application, key: str, *, to: str) -> None:
    """Press a key that moves until the keyboard is at a control."""
    for _ in range(MOST_MOVES):
        before = ("", keyboard_at(app))
        app.keys(key)
        app.until(lambda left=before: keyboard_at(app) not in left, what=f"{key} moves on")
        if keyboard_at(app) == to:
            return
    raise AssertionError(f"{key} never came to {to}")


def focused(app: Application, identifier: str) -> None:
    """Wait until the keyboard is at a control."""
    where = f"the keyboard is at {identifier}"
    app.until(lambda: keyboard_at(app) == identifier, what=where)


def keyboard_at(app: Application) -> str:
    """Which control has the keyboard; empty while it moves."""
    node = app.focused()
    return node.id if node is not None else ""


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        folder = Path(name)
        school = make_school(folder)
        post_concern(school, what_happened=WHAT, child_words="I fell off the wall.")
        app = desktop.start_holdfast("--home", school.laptop)
        sign_in(Hands(app), code=school.next_code())
        hands = triage(app)
        print(f"triage: {hands.presses} presses, {hands.inputs} inputs")
        assert hands.presses + hands.inputs <= MOST_STEPS
        open_file(app)
        grow_the_file(app)
        hands, password = export(app, school, folder)
        print(f"export: {hands.presses} presses, {hands.inputs} inputs")
        assert (hands.presses, hands.inputs) == (5, 3), "with a look at every page"
        assert app.network_sockets() == []
        app.keys("ctrl+l")
        app.find(id="start.sign_in", seconds=30)
        left = app.everything()
        for words in (WHAT, DECISION, "Brien", "Megan", "Wexcombe", password):
            assert words not in left, f"still readable: {words}"
        app.until(lambda: len(app.processes()) == 1, seconds=60, what="the casebook has ended")
        assert list((school.laptop / "backups").glob("*.cbk")), "no backup was made at the lock"


if __name__ == "__main__":
    main()
