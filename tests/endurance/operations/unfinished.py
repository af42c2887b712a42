"""An unfinished concern: kept while somebody writes, replaced, put away, sent."""

import json

from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.staff.drafts import (
    age_clock,
    delete_draft,
    drafts_of,
    folder_of,
    keep_draft,
    look_after_drafts,
    reader_of,
)
from desktop.usecases.staff.log_concern import log_concern
from desktop.usecases.staff.receipts import deliver
from desktop.usecases.staff.sign_policy import default_policy
from desktop.usecases.staff.station import Station
from storage.letterbox.draft_age import AgeClock
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, require, shared_with_both_sides, values_of
from tests.fakes.canary import forms_of
from tests.fakes.small_school import SmallSchool

NAME = "0d" * 16
CANARY = "Zaunkoenigssommer"
GENERATIONS = 3
_SENT = "sent"


def _nothing(school: SmallSchool) -> None:
    del school


def _ages(station: Station) -> AgeClock:
    return age_clock(station, steady=lambda: 100.0)


def _keep(station: Station, number: int) -> None:
    to = reader_of(station, "megan")
    require(to is not None, "Megan has no key here")
    assert to is not None
    content = json.dumps({"number": number, "words": f"{CANARY} {number} " * (2000 * number)})
    keep_draft(station, name=NAME, content=content.encode(), to=to, ages=_ages(station))


def _write(school: SmallSchool, stage: Stage) -> None:
    station = school.station()
    stage.begin()
    for number in range(1, GENERATIONS + 1):
        _keep(station, number)
        stage.say(f"kept {number}")
        look_after_drafts(station, ages=_ages(station), policy=default_policy(), writing=NAME)


def _found(school: SmallSchool, station: Station) -> list[int]:
    look_after_drafts(station, ages=_ages(station), policy=default_policy())
    drafts = drafts_of(station, keys=school.megan(station).keys)
    return [json.loads(draft.content)["number"] for draft in drafts]


def _one_truth(school: SmallSchool, said: list[str]) -> None:
    """One whole generation, none older than the last that was said to be kept; no plaintext."""
    station = school.station()
    _no_words(school)
    found = _found(school, station)
    newest = max((int(line.split()[1]) for line in said), default=0)
    require(len(found) <= 1, f"{len(found)} drafts of one form")
    kept(newest == 0 or bool(found), "what was said to be kept is gone")
    kept(not found or found[0] >= newest, "an older generation came back")
    require(not list(folder_of(station).path.glob("*.part")), "half a file stays for ever")
    _keep(station, 9)
    require(_found(school, station) == [9], "it cannot be kept again")


def _no_words(school: SmallSchool) -> None:
    for path in school.root.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found = any(form in data for form in forms_of(CANARY))
        require(not found, f"words lie readable in {path.name}")


def _half_written(school: SmallSchool) -> None:
    _keep(school.station(), 1)


def _send(school: SmallSchool, stage: Stage, *, kept_as: str = NAME) -> None:
    station = school.station()
    author = school.megan(station)
    stage.begin()
    draft = school.draft(what_happened=CANARY)
    log_concern(station, draft=draft, author=author, kept_as=kept_as)
    stage.say(_SENT)
    delete_draft(station, NAME)
    stage.say("deleted")


def _sent_or_unfinished(school: SmallSchool, said: list[str]) -> None:
    """Either it waits unfinished, or it is sent: never both, never neither, and it arrives once."""
    station = school.station()
    _no_words(school)
    unfinished = _found(school, station)
    stored = [item for item in station.outbox.waiting() if item.number > 2]
    stored += [item for item, _ in station.outbox.receipts() if item.number > 2]
    kept(_SENT not in said or bool(stored), "a concern that was sent is gone")
    require(bool(unfinished) != bool(stored), "sent and unfinished at once, or neither")
    deliver(station)
    shared_with_both_sides(school.letterbox)
    casebook = enter(school)
    collect_letterbox(casebook)
    came = [f["what_happened"] for f in values_of(casebook.connection, "concern.received")]
    casebook.close()
    require(came == [CANARY] * len(stored), "it came twice, or not at all")
    require(_found(school, school.station()) == unfinished, "it came back after it was received")


OPERATIONS = (
    Operation(name="draft", prepare=_nothing, act=_write, check=_one_truth),
    Operation(name="draft_sent", prepare=_half_written, act=_send, check=_sent_or_unfinished),
)


def _send_without_its_name(school: SmallSchool, stage: Stage) -> None:
    _send(school, stage, kept_as="")


# The control: a crash between sending and deleting leaves both, and the check must see it.
NAMELESS = Operation(
    name="draft sent without its name",
    prepare=_half_written,
    act=_send_without_its_name,
    check=_sent_or_unfinished,
)
