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


def export(app: Application, school: School, folder: Path) -> None:
    """The court chronology, then verified without a sign-in."""
    hands = Hands(app)
    document = folder / "court.pdf"
    hands.press("file.export")
    hands.press("export.profile.court")
    hands.press("export.extent.all")
    hands.write("export.purpose", "Care proceedings")
    hands.write("export.recipient", "Wexcombe Council")
    hands.write("export.path", str(document))
    hands.press("export.make")
    app.find(id="export.result", seconds=60)
    code = app.find(id="export.check_code").name
    assert re.search(r"[A-Z0-9]{4} [A-Z0-9]{4}", code)
    report = command(school.laptop, "verify", document)[0]
    assert report["result"] == "ok", json.dumps(report)
    assert report["not_proved"]


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
        export(app, school, folder)
        assert app.network_sockets() == []
        app.keys("ctrl+l")
        app.find(id="start.sign_in", seconds=30)
        left = app.everything()
        for words in (WHAT, DECISION, "Brien", "Megan", "Wexcombe"):
            assert words not in left, f"still readable: {words}"
        app.until(lambda: len(app.processes()) == 1, seconds=60, what="the casebook has ended")
        assert list((school.laptop / "backups").glob("*.cbk")), "no backup was made at the lock"


if __name__ == "__main__":
    main()
