"""Letters about adults: taken by the head, noted, answered; a crash loses none and takes none
twice.
"""

from desktop.usecases.restricted import keeping, reading
from desktop.usecases.restricted.letters import collect
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import kept, require, shared_with_both_sides
from tests.fakes.restricted_readers import room, with_tested_readers
from tests.fakes.small_school import SmallSchool

WORDS = "He held a child by the arm, number {}."
NOTE, REPLY = "Rang the LADO.", "Thank you, I have it."


def _two_wait(school: SmallSchool) -> None:
    with_tested_readers(school, "head")
    for number in (1, 2):
        school.send(about_adult=True, what_happened=WORDS.format(number), told_dsl="yes")


def _read(school: SmallSchool, stage: Stage) -> None:
    head = room(school, "head")
    stage.begin()
    first, _second = collect(head).letters
    stage.say("collected")
    keeping.add_note(head, letter=first, text=NOTE)
    stage.say("noted")
    keeping.reply(head, letter=first, text=REPLY)
    stage.say("answered")


def _each_once(school: SmallSchool, said: list[str]) -> None:
    shared_with_both_sides(school.letterbox)
    head = room(school, "head")
    require(keeping.check_store(head).whole, "something of the store is missing or changed")
    before = reading.letter_rows(head)
    if "collected" in said:
        kept(len(before) == 2, "a letter that was taken is not in the store")
    collect(head)
    rows = reading.letter_rows(head)
    words = sorted(row.first_words for row in rows)
    kept(words == [WORDS.format(1), WORDS.format(2)], "each letter lies in the store once")
    done = [
        line[1]
        for row in rows
        for entry in reading.read_letter(head, row.number).kept
        for line in entry.lines
    ]
    for word, text in (("noted", NOTE), ("answered", REPLY)):
        if word in said:
            kept(done.count(text) == 1, f"what was {word} is not there once")
    keeping.add_note(head, letter=rows[0].number, text="and on it goes")
    require(keeping.check_store(head).whole, "the store does not go on")


OPERATIONS = (Operation(name="read_restricted", prepare=_two_wait, act=_read, check=_each_once),)
