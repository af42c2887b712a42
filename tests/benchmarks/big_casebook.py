"""A casebook of 100,000 entries about 150 children, made once for all benchmarks of one run."""

import atexit
import functools
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from reference.plain_casebook import create_plain

from storage.database.connection import Connection, checkpoint, create_casebook, open_casebook
from storage.database.unit_of_work import UnitOfWork
from storage.keys.person_keys import verify
from storage.ledger.entries import key_id
from storage.records.database_key import DatabaseKey
from storage.records.events import Event

ENTRIES = 100_000
PUPILS = 150
LONG_FILE = "p-1"
_BATCH = 5_000
_WORDS = 4_000
LEDGER = bytes(range(16))
KEY = DatabaseKey(key=bytes(range(32)), salt=bytes(range(16)))
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SIGNING_KEY.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True, kw_only=True)
class BigCasebook:
    """Where it lies and how fast it was written."""

    path: Path
    entries_per_second: float


def check_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Ed25519, as the program's own checker does it."""
    return verify(public, message, signature)


@functools.cache
def big_casebook(entries: int = ENTRIES, *, encrypted: bool = True) -> BigCasebook:
    """Make it, on first use; ``encrypted=False``: the same library and schema without a key."""
    holder = tempfile.TemporaryDirectory(prefix="holdfast-bench-")
    atexit.register(holder.cleanup)
    path = Path(holder.name) / "casebook.db"
    if encrypted:
        connection = create_casebook(path, key=KEY, store_id=bytes(16), ledger=LEDGER)
    else:
        connection = create_plain(path, store_id=bytes(16), ledger=LEDGER)
    started = time.perf_counter()
    written = writer(connection, entries=entries)
    while next(written, 0):
        pass
    seconds = time.perf_counter() - started
    checkpoint(connection)
    connection.close()
    return BigCasebook(path=path, entries_per_second=entries / seconds)


@functools.cache
def with_long_file() -> Path:
    """The same casebook with half of its rows in the file of one child, LONG_FILE; its lists are
    those of no ledger any more, so that it serves for reading alone.
    """
    made = big_casebook()
    path = made.path.with_name("long.db")
    shutil.copyfile(made.path, path)
    connection = open_casebook(path, key=KEY)
    with connection.transaction():
        connection.run(
            "INSERT OR IGNORE INTO chronology_pupil SELECT ?, first, last, ledger, seq, id, number,"
            " role, recorded_at FROM chronology_pupil ORDER BY number LIMIT ?",
            (LONG_FILE, ENTRIES // 2),
        )
    checkpoint(connection)
    connection.close()
    return path


def writer(connection: Connection, *, entries: int, batch: int = _BATCH) -> Iterator[int]:
    """Write the same made-up school on and on, a batch for each step; yields how many."""
    chance = random.Random(7)
    moments = _moments()
    events = _events(chance, entries)
    while facts := list(islice(events, batch)):
        with UnitOfWork(
            connection,
            ledger=LEDGER,
            author_key_id=key_id(PUBLIC),
            sign=SIGNING_KEY.sign,
            clock=lambda: next(moments),
            random_bytes=chance.randbytes,
        ) as work:
            work.append(*facts)
        yield len(facts)


def _moments() -> Iterator[datetime]:
    moment = datetime(2016, 9, 1, 8, 0, tzinfo=UTC)
    while True:
        moment += timedelta(minutes=47)
        yield moment


def _events(chance: random.Random, entries: int) -> Iterator[Event]:
    vocabulary = [_word(chance) for _ in range(_WORDS)]
    yield _opening()
    for number in range(PUPILS):
        yield Event(type="pupil.added", fields=_pupil(number, vocabulary, chance))
    left = entries - PUPILS - 1
    for number in range(left):
        yield _fact(number, vocabulary, chance)


def _fact(number: int, vocabulary: list[str], chance: random.Random) -> Event:
    """Of ten: a concern, its decision, an action, its end, a look into a file, the action's end,
    and four contacts; of a hundred a case, a referral, a risk assessment, a document that left,
    and the case's end. What is ten years old is over: the last few thousand are open.
    """
    kind, text = number % 10, " ".join(chance.choices(vocabulary, k=chance.randrange(20, 160)))
    pupil = f"p-{chance.randrange(PUPILS)}"
    concern = f"c-{number - kind}"
    if number % 100 in _RARE:
        return _rare(number, pupil, text, chance)
    if kind == 0:
        return Event(type="concern.received", fields=_concern(concern, pupil, text, chance))
    if kind == 1:
        return Event(type="triage.decided", fields=_decision(concern, text))
    if kind == 2:
        fields = {"id": f"a-{number}", "what": text[:80], "owner": "u-1", "due": "2026-12-01",
                  "pupils": [], "concern": concern}  # fmt: skip
        return Event(type="action.added", fields=fields)
    if kind == 3 and number < OPEN_FROM:
        fields = {"concern": concern, "outcome": "better", "reason": text[:120]}
        return Event(type="concern.closed", fields=fields)
    if kind == 4:
        return Event(type="file.opened", fields={"pupil": pupil})
    if kind == 5 and number < OPEN_FROM and (number - 3) % 100 not in _RARE:
        return Event(type="action.done", fields={"action": f"a-{number - 3}", "outcome": text[:80]})
    fields = {"id": f"e-{number}", "kind": "call", "pupils": [pupil], "text": text,
              "happened": _happened(chance)}  # fmt: skip
    return Event(type="entry.added", fields=fields)


# from here on nothing is closed or done
OPEN_FROM = 97_000
_CASE, _REFERRAL, _RISK, _DOCUMENT, _CLOSED, _ANSWERED = _RARE = (6, 16, 26, 36, 46, 56)


def _rare(number: int, pupil: str, text: str, chance: random.Random) -> Event:
    place = number % 100
    case, days = f"k-{number - place}", _happened(chance)
    if place == _CASE:
        fields: dict[str, object] = {"id": case, "pupils": [pupil], "title": text[:60]}
        return Event(type="case.opened", fields=fields)
    if place == _REFERRAL:
        fields = {"id": f"f-{number}", "pupils": [pupil], "happened": days, "to": "front_door",
                  "text": text}  # fmt: skip
        return Event(type="referral.made", fields=fields)
    if place == _RISK:
        hazard = {"hazard": text[:60], "where": "Playground", "likelihood": 3, "severity": 3,
                  "control": text[:90], "owner": "Ruth Okafor"}  # fmt: skip
        fields = {"id": f"r-{pupil}", "version": number, "pupil_id": pupil, "title": text[:40],
                  "hazards": [hazard], "review_date": "2026-12-01",
                  "scale": "five-by-five@1"}  # fmt: skip
        return Event(type="risk.saved", fields=fields)
    if place == _DOCUMENT:
        fields = {"id": f"x-{number}", "document": "chronology", "pupils": [pupil],
                  "purpose": text[:40], "recipient": text[40:70], "sha256": "00" * 32, "pages": 1,
                  "page_codes": [f"{number:08}"], "shown": 1, "total": 1, "selection": {},
                  "file_name": f"{text[:12]}.pdf"}  # fmt: skip
        return Event(type="disclosure.made", fields=fields)
    if place == _ANSWERED and number < OPEN_FROM:
        referral = f"f-{number - _ANSWERED + _REFERRAL}"
        fields = {"referral": referral, "state": "done", "happened": days, "text": text[:60]}
        return Event(type="referral.noted", fields=fields)
    if place == _CLOSED and number < OPEN_FROM:
        fields = {"case": case, "outcome": "better", "reason": text[:60]}
        return Event(type="case.closed", fields=fields)
    fields = {"id": f"e-{number}", "kind": "call", "pupils": [pupil], "text": text,
              "happened": days}  # fmt: skip
    return Event(type="entry.added", fields=fields)


def _happened(chance: random.Random) -> dict[str, str]:
    day = (
        f"{chance.randrange(2016, 2027)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    )
    return {"earliest": day, "latest": day, "precision": "day", "as_told": ""}


def _word(chance: random.Random) -> str:
    return "".join(chance.choices("etaoinshrdlucmfw", k=chance.randrange(2, 10)))


def _opening() -> Event:
    person = {"id": "u-1", "account": "ruth", "name": "Ruth Okafor", "role": "lead",
              "public": {"sign": PUBLIC.hex(), "seal": PUBLIC.hex()}}  # fmt: skip
    fields = {"school": "Bench", "urn": "1", "store_id": "00" * 16,
              "school_keys": {"sign": PUBLIC.hex()}, "first_person": person}  # fmt: skip
    return Event(type="ledger.opened", fields=fields)


def _pupil(number: int, vocabulary: list[str], chance: random.Random) -> dict[str, str]:
    return {"id": f"p-{number}", "source": "ctf", "legal_surname": chance.choice(vocabulary),
            "legal_forename": chance.choice(vocabulary), "year_group": str(number % 7)}  # fmt: skip


def _concern(concern: str, pupil: str, text: str, chance: random.Random) -> dict[str, object]:
    empty = ("unlisted_pupil", "opinion", "place", "place_kind", "who_else", "told_whom",
             "follow_up_to")  # fmt: skip
    return {
        "id": concern, "reporter": "u-1", "written_at": "2026-09-01T07:30:00.000Z",
        "workstation": "w-1", "signed_block": {}, "pupils": [{"id": pupil, "role": "subject"}],
        "what_happened": text, "child_words": text[:60], "happened": _happened(chance),
        "source": "saw", "did_at_once": text[:40], "told_dsl": "yes", "about_adult": False,
        "about_head": False, "body_maps": [], **dict.fromkeys(empty, ""),
    }  # fmt: skip


def _decision(concern: str, text: str) -> dict[str, object]:
    return {
        "concern": concern, "category": "neglect", "level": "early_help", "response": "school",
        "decision": text[:80], "reason": text[:120], "vocabulary": "2026-09", "significant": True,
    }  # fmt: skip
