"""A member of staff, on the first day, reports a concern about two children with a body map."""

import os
import re
import tempfile
import time
from pathlib import Path

from driver.session import Application, Session
from driver.steps import PIN, Hands, School, as_lead, make_school
from form_counts import MOST_PRESSES, Effort, beside_others

WHAT = "Told me at PE that a brother hit with a belt. I saw a red mark on the left forearm."
WORDS = "He does it when Mum is out."
ACCOUNT_OF_IT = (
    "At the end of lunch Ayaan told me that he had not eaten since yesterday morning. He had no"
    " lunch with him and no money on his card. I gave him toast and sat with him until the bell."
)
# From the account over the child's words, the body map, more details and the files.
TABS_TO_TOLD = 5


def set_the_pin(app: Application, slip: str) -> None:
    """The slip of paper becomes a PIN."""
    hands = Hands(app)
    hands.press("start.enrol")
    hands.look_up("enrol.who", "meg", taken="Megan Price")
    hands.write("enrol.slip", slip)
    hands.write("enrol.new_pin", PIN)
    hands.key("Return")
    hands.press("enrol.done")


def report_in_full(app: Application) -> None:
    """Several children, the child's words, two marks, nobody told yet, a wrong PIN at first."""
    hands = Hands(app)
    hands.press("start.report")
    hands.press("report.about_adult.no")
    hands.look_up("report.who", "meg", taken="Megan Price")
    hands.write("report.pin", "0000")
    hands.look_up("report.pupil", "shan", taken="")
    hands.look_up("report.pupil", "tomasz", taken="")
    second = [node for node in app.find_all(role="combo box") if node.name.startswith("Part of")]
    assert len(second) == 1, "the first child has the first part already, the second has none"
    hands.choose(second[0].id, "Sa", shown="Said to have done it")
    hands.write("report.what_happened", WHAT)
    hands.write("report.child_words", WORDS)
    hands.press("report.told_dsl.no")
    app.find(name=re.compile("Find Ruth Okafor"))
    hands.press("report.body_map")
    hands.press("body_map.region", name="Left forearm (front)")
    hands.press("body_map.kind.bruise")
    hands.write("body_map.size", "3 cm")
    hands.press("body_map.region", name="Left wrist (front)")
    app.until(
        lambda: len(app.find_all(id="body_map.mark")) == 2,
        what="two marks are on the map",
    )
    hands.press("body_map.done")
    hands.press("report.send")
    app.find(role="label", name=re.compile("PIN is not right|not the PIN|wrong", re.IGNORECASE))
    assert app.find(id="report.what_happened").text == WHAT
    hands.write("report.pin", PIN)
    app.keys("ctrl+Return")
    receive(app)


def report_shortly(app: Application) -> Effort:
    """The fewest steps: one child, what happened, told in person; name and PIN counted."""
    hands = Hands(app)
    hands.press("start.report")
    begun = time.monotonic()
    app.find(id="report.about_adult.no")
    opening = time.monotonic() - begun
    hands.press("report.about_adult.no")
    hands.write("report.who", "meg")  # the only one: leaving the line takes it
    hands.write("report.pin", PIN)
    app.find(id="report.who", text="Megan Price")
    hands.look_up("report.pupil", "ayaan", taken="")
    hands.write("report.what_happened", ACCOUNT_OF_IT)
    hands.press("report.told_dsl.yes")
    hands.press("report.send")
    begun = time.monotonic()
    receive(app)
    return Effort(
        inputs=hands.inputs,
        presses=hands.presses,
        letters=len("meg" + PIN + "ayaan" + ACCOUNT_OF_IT),
        machine_seconds=opening + time.monotonic() - begun,
    )


def report_by_keyboard(app: Application) -> None:
    """Nothing but keys, in the order in which a person speaks: Enter goes on, Tab skips."""
    hands = Hands(app)
    app.find(id="start.report").focus()
    hands.key("Return")
    on(app, "report.about_adult.no")
    hands.key("space")
    app.keys("Tab")
    on(app, "report.who")
    letters(app, "meg")
    app.find(id="report.who.matches")
    app.keys("Tab")  # takes the name that is marked
    on(app, "report.pin")
    letters(app, PIN)
    for _ in range(3):  # past the ways of a first time and of a guest
        app.keys("Tab")
    on(app, "report.pupil")
    letters(app, "ayaan")
    app.find(id="report.pupil.matches")
    hands.key("Return")
    on(app, "report.what_happened")
    letters(app, "Came without a coat for the third day.")
    for _ in range(TABS_TO_TOLD):
        app.keys("Tab")
    on(app, "report.told_dsl.yes")
    hands.key("space")
    hands.key("ctrl+Return")
    receive(app)
    print(f"by keyboard alone: {hands.presses} presses beside Tab")
    assert hands.presses <= MOST_PRESSES


def on(app: Application, identifier: str) -> None:
    """Wait until the keyboard is there."""

    def there() -> bool:
        return any(node.has("FOCUSED") for node in app.find_all(id=identifier))

    app.until(there, what=f"the keyboard is on {identifier}")


def letters(app: Application, words: str) -> None:
    """Type where the keyboard is."""
    app.xdotool("type", "--delay", "20", words)


def receive(app: Application) -> None:
    """A number, and nothing left of what was written."""
    app.find(id="report.receipt", name=re.compile(r"^Concern number \d+"), seconds=30)
    left = app.everything()
    for words in (WHAT, WORDS, ACCOUNT_OF_IT, "Brien", "Hussain", "coat", PIN):
        assert words not in left, f"still readable: {words}"
    Hands(app).press("receipt.done")
    app.find(id="start.report")


def read_what_arrived(school: School) -> None:
    """The lead's side has both, word for word."""
    collected = as_lead(school, "letterbox collect", "concerns list")
    text = str(collected)
    assert text.count("'c-") >= 3, text


def main() -> None:
    """Tell the story; an AssertionError is a failure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name, Session() as desktop:
        school = make_school(Path(name))
        app = desktop.start_holdfast("--home", school.workstation)
        app.find(id="start.report")
        assert not app.find_all(id="start.sign_in"), "a workstation never offers the sign-in"
        set_the_pin(app, school.slips["megan"])
        report_in_full(app)
        print(beside_others(report_shortly(app)))
        report_by_keyboard(app)
        assert app.network_sockets() == []
        app.keys("alt+F4")
        assert app.wait_for_end() == 0
        read_what_arrived(school)


if __name__ == "__main__":
    main()
