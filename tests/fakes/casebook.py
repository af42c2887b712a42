"""A casebook on disk for tests: one lead, made-up facts, a clock that moves on by itself."""

from datetime import UTC, datetime, timedelta

from storage.database.connection import create_casebook
from storage.database.unit_of_work import UnitOfWork
from storage.records.database_key import DatabaseKey
from storage.records.events import Event
from storage.records.when import When
from tests.fakes.ledger_builder import LEDGER, Author, check_signature

STORE_ID = bytes(range(16))
KEY = DatabaseKey(key=bytes(range(32)), salt=bytes(range(16)))
UNKNOWN = When.unknown().to_value()


class TickingClock:
    """Moves on by a minute at each look."""

    def __init__(self):
        self.now = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

    def __call__(self):
        """Return the moment and move on."""
        self.now += timedelta(minutes=1)
        return self.now


class Casebook:
    """A new casebook in ``folder`` and a shorthand for each kind of fact."""

    def __init__(self, folder, random_bytes, *, name="casebook.db", key=KEY):
        self.path = folder / name
        self.key = key
        self.random_bytes = random_bytes
        self.lead = Author(1)
        self.clock = TickingClock()
        self.check_signature = check_signature
        self.connection = create_casebook(self.path, key=key, store_id=STORE_ID, ledger=LEDGER)
        self.append("ledger.opened", **opening(self.lead))

    def work(self, author=None):
        """One transaction."""
        author = author or self.lead
        return UnitOfWork(
            self.connection, ledger=LEDGER, author_key_id=author.key_id, sign=author.sign,
            clock=self.clock, random_bytes=self.random_bytes,
        )  # fmt: skip

    def append(self, type_, *, files=(), **fields):
        """Append one fact in a transaction of its own; return its row."""
        with self.work() as work:
            return work.append(Event(type=type_, fields=fields, files=tuple(files)))[0]

    def pupil(self, id_="p-1", **details):
        """Add a pupil; Ella O'Brien unless said otherwise."""
        known = {"legal_forename": "Ella", "legal_surname": "O'Brien"}
        return self.append("pupil.added", id=id_, source="form", **{**known, **details})

    def concern(self, id_="c-1", **changes):
        """Add a received concern about p-1."""
        return self.append("concern.received", **{**concern_fields(id_), **changes})

    def triage(self, concern="c-1", **changes):
        """Decide on a concern."""
        fields = {
            "concern": concern, "category": "neglect", "level": "early_help",
            "response": "school", "decision": "Speak to mother", "reason": "Third time in June",
            "vocabulary": "2026-09",
        }  # fmt: skip
        return self.append("triage.decided", **{**fields, **changes})

    def entry(self, id_="e-1", **changes):
        """Add a telephone call to the file of p-1."""
        fields = {
            "id": id_, "kind": "call", "pupils": ["p-1"], "happened": UNKNOWN,
            "text": "Mother rang about the trip",
        }  # fmt: skip
        return self.append("entry.added", **{**fields, **changes})


def opening(author):
    """The fields of the first entry."""
    return {
        "school": "Wexcombe Primary", "urn": "123456", "store_id": STORE_ID.hex(),
        "school_keys": {"sign": author.public.hex()},
        "first_person": {
            "id": "u-1", "account": "ruth", "name": "Ruth Okafor", "role": "lead",
            "job_title": "DSL", "public": author.public_value,
        },
    }  # fmt: skip


def concern_fields(id_="c-1"):
    """The fields of a received concern about p-1."""
    return {
        "id": id_, "reporter": "u-1", "written_at": "2026-09-01T07:30:00.000Z",
        "workstation": "w-1", "signed_block": {"v": 1}, "signature": "own key",
        "pupils": [{"id": "p-1", "role": "subject"}], "unlisted_pupil": "",
        "what_happened": "Ella came to school without a coat again.\nIt was raining.",
        "child_words": "“Mummy lost it.”", "opinion": "", "happened": UNKNOWN,
        "place": "Playground", "place_kind": "", "source": "saw", "who_else": "",
        "did_at_once": "Gave her a spare coat", "told_dsl": "yes", "told_whom": "Ruth",
        "about_adult": False, "about_head": False, "body_maps": [], "follow_up_to": "",
    }  # fmt: skip
