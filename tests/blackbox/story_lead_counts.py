"""A lead's work by the keyboard alone, counted: decide, write down a call, close, hand out.

``--text 200`` does the same with letters of twice the size; the limits stay the same.
"""

import argparse
import json
import os
import re
import tempfile
from pathlib import Path

from driver.keyboard import Keyboard
from driver.session import Application, Session
from driver.steps import SHARED, Hands, School, as_lead, command, make_school, post_concern, sign_in
from lead_counts import Measured, beside_others, measured

WHAT = "A bruise on the left forearm, seen at PE."
WHY = "The mark and what was said do not fit together, and it is the second time this term."
CALL = (
    "Rang Ayaan's mother. She knew about the missing lunch and will put money on the card today."
    " She asked for the form for free school meals."
)
CLOSED_FOR = "He has eaten every day for four weeks; his mother and his teacher both say so."
PURPOSE = "Strategy meeting"


def prepare(school: School) -> None:
    """A concern that waits, a paper chronology, a social worker, a case with nothing open."""
    shan, ayaan = (pupil_born(school, day) for day in ("2016-10-02", "2019-09-01"))
    post_concern(school, what_happened=WHAT, child_words="I fell off the wall.")
    worker = {
        "pupils": [shan],
        "name": "Jo Lindqvist",
        "organisation": "Wexcombe Council",
        "role": "Social worker",
        "kind": "social_care",
        "telephone": "01632 960960",
    }
    case = {"pupils": [ayaan], "title": "Comes without lunch", "level": "monitoring"}
    as_lead(
        school,
        "letterbox collect",
        f"child professional {written(school, 'worker', worker)}",
        f"case open {written(school, 'case', case)}",
        f"chronology import {SHARED / 'chronologies' / 'child_P_input.csv'} --pupil {shan}",
    )


def pupil_born(school: School, day: str) -> str:
    """The id of a child."""
    return str(next(one["id"] for one in school.pupils if one["date_of_birth"] == day))


def written(school: School, name: str, value: object) -> Path:
    """A file for the command line."""
    path = school.laptop.parent / f"{name}.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def decide(app: Application) -> Measured:
    """From Today: open, level, category, response, reason, save; the offers are right."""
    app.find(role="list item", name=re.compile("Brien"), seconds=30)
    keys = Keyboard(app)
    keys.at("today.letters")
    keys.press("Return", until=lambda: app.find(id="triage.level", seconds=30))
    keys.at("triage")
    keys.answer("triage.level", "2", shown="Monitoring in school")
    keys.answer("triage.category", "inj", shown="Physical abuse – Injury seen")
    keys.answer("triage.response", "1", shown="Response: In school")
    app.find(id="triage.decision", text="Support in school")
    app.find(id="triage.owner", name="Ruth Okafor")
    assert app.find(id="triage.due").text, "a day is offered"
    keys.write("triage.reason", WHY)
    keys.press("ctrl+Return", until=lambda: app.find(name=re.compile("^Saved"), seconds=30))
    return measured("triage", keys)


def decide_by_pointer(app: Application) -> None:
    """The same again, by the pointer: a drop-down takes two presses."""
    hands = Hands(app)
    hands.press("triage.again")
    before = hands.presses
    hands.choose("triage.level", "Mon", shown="Monitoring in school")
    hands.choose("triage.category", "inj", shown="Physical abuse – Injury seen")
    hands.press("triage.response.in_school")
    hands.write("triage.reason", WHY)
    hands.press("triage.save")
    app.find(name=re.compile("^Saved"), seconds=30)
    done = hands.presses - before
    print(f"deciding by the pointer, on the open page: {done} presses, {hands.inputs} text")
    assert (done, hands.inputs) == (6, 1)


def call(app: Application) -> Measured:
    """From any page: Ctrl+N, the kind by its letter, the child, the words, save."""
    Hands(app).press("casebook.today")
    app.find(id="today.new")
    keys = Keyboard(app)
    keys.press("ctrl+n", until=lambda: app.find(id="entry.save"))
    keys.at("entry.kind")
    keys.answer("entry.kind", "c", shown="What kind: Call")
    keys.go_to("entry.pupil")
    keys.look_up("entry.pupil", "ayaan")
    keys.press("Return")
    keys.at("entry.text")
    keys.write("entry.text", CALL)
    keys.press("ctrl+Return", until=lambda: app.gone(id="entry.save", seconds=30))
    return measured("call", keys)


def close(app: Application) -> Measured:
    """From the case: close, what came of it, why, save; the boxes for the record are filled."""
    Hands(app).press("casebook.cases")
    keys = Keyboard(app)
    keys.at("cases.list")  # the page takes the keyboard there by itself
    app.keys("Home", "Down", "Return")  # below the case that the decision opened
    app.find(role="label", name="Comes without lunch", seconds=30)
    keys = Keyboard(app)
    app.find(id="case.close").focus()
    keys.press("Return", until=lambda: app.find(id="case_close.save", seconds=30))
    keys.at("case_close.outcome")
    keys.answer("case_close.outcome", " ", shown="What came of it: Resolved")
    keys.write("case_close.reason", CLOSED_FOR)
    keys.press("ctrl+Return", until=lambda: app.gone(id="case_close.save", seconds=30))
    app.find(name=re.compile(re.escape(CLOSED_FOR)))
    return measured("closing", keys)


def hand_out(app: Application, school: School) -> Measured:
    """From the child's file: export, length, what for, for whom, make; verified from outside."""
    hands = Hands(app)
    hands.press("casebook.pupils")
    hands.write("pupils.search", "shan")
    app.until(lambda: app.find(id="pupils.list").shape()[0] == 1, what="one child is found")
    app.keys("Return")
    app.find(id="file.export", seconds=30).focus()
    keys = Keyboard(app)
    keys.press("Return", until=lambda: app.find(id="export.preset.all", seconds=30))
    keys.at("export.preset")
    keys.go_to("export.preset.all")
    keys.press("Return", until=lambda: app.find(id="export.purpose"))
    keys.at("export.purpose")
    keys.write("export.purpose", PURPOSE)
    keys.go_to("export.recipient.1")
    keys.press("space")
    app.find(id="export.recipient", text=re.compile("Jo Lindqvist"))
    keys.press("ctrl+Return", until=lambda: app.find(id="export.password", seconds=60))
    password = app.find(id="export.password").name.removeprefix("Password: ").replace(",", "")
    (made,) = (school.laptop.parent / "Documents").rglob("*.pdf")
    report = command(school.laptop, "verify", made, "--password-stdin", lines=(password,))[0]
    assert report["result"] == "ok", json.dumps(report)
    return measured("chronology", keys)


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=int, choices=(100, 200), default=100)
    percent = parser.parse_args().text
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        folder = Path(name)
        desktop.environment["HOME"] = str(folder)
        (folder / "Documents").mkdir()
        school = make_school(folder)
        prepare(school)
        (school.laptop / "settings.json").write_text(json.dumps({"text_percent": percent}))
        app = desktop.start_holdfast("--home", school.laptop)
        hands = Hands(app)
        sign_in(hands, code=school.next_code())
        print(f"signing in, counted apart: {hands.presses} presses, {hands.inputs} texts")
        done = [decide(app)]
        decide_by_pointer(app)
        done += [call(app), close(app), hand_out(app, school)]
        print(beside_others(done))


if __name__ == "__main__":
    main()
