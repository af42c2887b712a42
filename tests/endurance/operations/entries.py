"""Writing in the casebook: entries of every size, each acknowledged once it is committed."""

import hashlib
import random
from collections.abc import Callable

from desktop.usecases.lead.casebook import OpenCasebook
from storage.database.connection import checkpoint
from storage.records.events import Event
from tests.endurance.operation import Operation
from tests.endurance.stage import Stage
from tests.endurance.truths import enter, kept, require, values_of, whole
from tests.fakes.small_school import SmallSchool

_WORDS = "Telephone call with mother; she will come in on Monday with the health visitor’s letter. "
_UNKNOWN = {"earliest": None, "latest": None, "precision": "unknown", "as_told": ""}
_LONGEST = 20_000
_WITH_LISTS = 8  # of so many disks one is compared with its read tables as well


def nothing(school: SmallSchool) -> None:
    """No furniture needed."""
    del school


def entry(chance: random.Random, school: SmallSchool) -> Event:
    """An entry of 0.4 to 20 kB, most of them short."""
    size = min(_LONGEST, int(400 * 1.0 / max(0.02, chance.random())))
    text = (_WORDS * (size // len(_WORDS) + 1))[:size]
    name = f"e-{chance.randrange(1 << 62):016x}"
    return Event(
        type="entry.added",
        fields={
            "id": name,
            "kind": "call",
            "pupils": [school.first_pupil],
            "happened": _UNKNOWN,
            "text": f"{name} {text}",
        },
    )


def digest(text: str) -> str:
    """What stands for the words in an acknowledgement."""
    return hashlib.sha256(text.encode()).hexdigest()


def append(casebook: OpenCasebook, event: Event, stage: Stage) -> None:
    """Commit, then acknowledge."""
    casebook.append(event)
    stage.say(f"entry {event.fields['id']} {digest(event.fields['text'])}")


def writing(
    count: int, *, seed: int, prepare: Callable[[OpenCasebook], None] = lambda _: None
) -> Callable[[SmallSchool, Stage], None]:
    """Two sessions of ``count`` entries in all, the log brought home now and then as when idle."""

    def act(school: SmallSchool, stage: Stage) -> None:
        chance = random.Random(seed)
        for session in range(2):
            casebook = school.sign_in()
            prepare(casebook)
            if session == 0:
                stage.begin()
            for _ in range(count // 2):
                append(casebook, entry(chance, school), stage)
                if chance.random() < 0.1:
                    checkpoint(casebook.connection)
            casebook.close()
            stage.say(f"used {school.code()}")

    return act


def all_there(school: SmallSchool, said: list[str]) -> None:
    """Every acknowledged entry, byte for byte, and a ledger and pages that verify."""
    casebook = enter(school)
    found = {
        fields["id"]: digest(fields["text"])
        for fields in values_of(casebook.connection, "entry.added")
    }
    for text in said:
        if text.startswith("entry "):
            _, name, wanted = text.split()
            kept(name in found, f"an acknowledged entry is gone, of {len(said)}")
            require(found[name] == wanted, "an acknowledged entry reads otherwise")
    whole(casebook.connection, lists_too=len(found) % _WITH_LISTS == 0)
    casebook.close()


OPERATIONS = (Operation(name="entries", prepare=nothing, act=writing(4, seed=4), check=all_there),)
