"""A concern on its way: sealed at the workstation, collected at the laptop, answered."""

from collections import Counter

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.staff.receipts import deliver
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, require, shared_with_both_sides, values_of, whole
from tests.fakes.small_school import SmallSchool

WORDS = "Came in with a torn sleeve and said nothing, number {}."


def _nothing(school: SmallSchool) -> None:
    del school


def _send(school: SmallSchool, number: int) -> int:
    return school.send(what_happened=WORDS.format(number)).number


def _drop_two(school: SmallSchool, stage: Stage) -> None:
    stage.begin()
    for number in (1, 2):
        _send(school, number)
        stage.say(WORDS.format(number))


def _three_wait(school: SmallSchool) -> None:
    for number in (1, 2, 3):
        _send(school, number)
    names = sorted((school.letterbox / "out").iterdir())
    bad = bytearray(names[0].read_bytes())
    bad[-20] ^= 1
    damaged = names[0].with_name("ab" * 16 + ".slip")
    damaged.write_bytes(bad)
    damaged.chmod(0o666)


def _collect(school: SmallSchool, stage: Stage) -> None:
    casebook = school.sign_in()
    stage.begin()
    collect_letterbox(casebook)
    stage.say("collected")
    casebook.close()
    deliver(school.station())
    stage.say("delivered")


def _texts(casebook: OpenCasebook) -> list[str]:
    return [
        fields["what_happened"] for fields in values_of(casebook.connection, "concern.received")
    ]


def _arrive_once(school: SmallSchool, said: list[str]) -> None:
    """What the person was told is on its way arrives, once, unchanged, with a receipt."""
    wanted = [text for text in said if text.startswith(WORDS[:10])]
    before = deliver(school.station())
    require(before.problem == "", f"the workstation cannot send: {before.problem}")
    shared_with_both_sides(school.letterbox)
    _send(school, 9)
    _settle(school, [*wanted, WORDS.format(9)], may_be={WORDS.format(1), WORDS.format(2)})


def _taken_once(school: SmallSchool, said: list[str]) -> None:
    shared_with_both_sides(school.letterbox)
    casebook = enter(school)
    if "collected" in said:
        kept(len(_texts(casebook)) == 3, "what was collected is not in the casebook")
    casebook.close()
    _send(school, 9)
    _settle(school, [WORDS.format(number) for number in (1, 2, 3, 9)], may_be=set())
    require(len(list((school.letterbox / "kept").iterdir())) == 1, "the bad letter was not kept")


def _settle(school: SmallSchool, wanted: list[str], *, may_be: set[str]) -> None:
    """Collect twice, deliver twice: after that nothing is under way and nothing came twice."""
    for _ in range(2):
        casebook = enter(school)
        collect_letterbox(casebook)
        found = Counter(_texts(casebook))
        casebook.close()
        deliver(school.station())
        school.clock.advance(minutes=1)
    for text in wanted:
        kept(found[text] > 0, "a concern that was sent never came")
        require(found[text] == 1, f"a concern came {found[text]} times")
    others = {text for text in found if text not in wanted}
    require(others <= may_be, "words that nobody sent")
    require(all(count == 1 for count in found.values()), "a concern came twice")
    station = school.station()
    require(station.outbox.waiting() == (), "the workstation still waits for a receipt")
    numbers = [item.number for item, _ in station.outbox.receipts()]
    require(numbers == list(range(1, len(numbers) + 1)), f"numbers with gaps: {numbers}")
    require(not station.spool.pending(), "a slip waits for ever")
    casebook = enter(school)
    whole(casebook.connection)
    noted = [fields["slip_digest"] for fields in values_of(casebook.connection, "slip.kept")]
    casebook.close()
    require(max(Counter(noted).values(), default=1) == 1, "a bad letter was noted twice")


OPERATIONS = (
    Operation(name="slip_drop", prepare=_nothing, act=_drop_two, check=_arrive_once),
    Operation(name="collect", prepare=_three_wait, act=_collect, check=_taken_once),
)
