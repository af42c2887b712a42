"""A casebook of some years: thousands of entries of every length, files, a disposal, two leads."""

import random
from pathlib import Path

from storage.database.connection import checkpoint
from storage.database.repositories import ledger_rows, settings
from storage.ledger.checkpoint import make_note
from storage.records.events import Event, FileContent
from tests.fakes.casebook import UNKNOWN, Casebook, concern_fields
from tests.fakes.ledger_builder import LEDGER, Author
from tests.fakes.randomness import FakeRandomBytes

PUPILS = 40
_BATCH = 60
_TEXT = (
    "said that her mother had rung about the coat and would come on Friday with the form nobody saw"
    " him at the gate after school he was quiet and did not want to eat"
)
_WORDS = tuple(_TEXT.split())


class LongCasebook(Casebook):
    """A casebook in which ``deputy`` signs every seventh entry; closed once it is written."""

    def __init__(
        self,
        folder: Path,
        *,
        entries: int,
        seed: str = "long",
        files: bool = True,
        disposing: bool = True,
    ):
        super().__init__(folder, FakeRandomBytes(seed))
        self.chance = random.Random(seed)
        self.deputy = Author(2)
        self._introduce_deputy()
        self._fill(entries, files=files)
        if disposing:
            self._dispose()
        self._anchor()
        settings.put_school_key(self.connection, "school", b"school key " * 8)
        settings.put(self.connection, "telephones", {"u-1": "01632 960001"})
        checkpoint(self.connection)
        self.rows = self.stored()
        self.connection.close()
        self.good = self.path.read_bytes()

    def stored(self):
        """Every entry as it lies, by position."""
        return {entry.seq: entry for entry in ledger_rows.stored(self.connection)}

    def text(self) -> str:
        """What one entry says: mostly a few sentences, sometimes some pages."""
        length = int(min(3000, self.chance.lognormvariate(4.2, 0.9)))
        return " ".join(self.chance.choices(_WORDS, k=max(4, length)))

    def _introduce_deputy(self) -> None:
        self.append("person.added", id="u-2", account="dan", name="Dan", role="deputy")
        self.append("key.introduced", owner="u-2", kind="person", public=self.deputy.public_value)

    def _fill(self, entries: int, *, files: bool) -> None:
        for number in range(PUPILS):
            self.pupil(f"p-{number}", legal_forename=f"Child{number}")
        events = [self._event(number, files=files) for number in range(entries - PUPILS - 6)]
        for start in range(0, len(events), _BATCH):
            author = self.deputy if start // _BATCH % 7 == 3 else self.lead
            with self.work(author) as work:
                work.append(*events[start : start + _BATCH])

    def _event(self, number: int, *, files: bool) -> Event:
        pupil = f"p-{self.chance.randrange(PUPILS)}"
        if number % 5 == 0:
            fields = concern_fields(f"c-{number}") | {
                "what_happened": self.text(),
                "pupils": [{"id": pupil, "role": "subject"}],
                "slip_no": number,
                "slip_digest": f"{number:064x}",
            }
            return Event(type="concern.received", fields=fields)
        fields = {
            "id": f"e-{number}", "kind": "call", "pupils": [pupil], "happened": UNKNOWN,
            "text": self.text(),
        }  # fmt: skip
        attached = ()
        if files and number % 400 == 7:
            content = self.chance.randbytes(self.chance.randrange(20_000, 700_000))
            attached = (FileContent(name="scan.jpg", media_type="image/jpeg", content=content),)
        return Event(type="entry.added", fields=fields, files=attached)

    def _dispose(self) -> None:
        self.disposed = frozenset({60, 61})
        self.append(
            "disposal.made", rule="DOB + 25 years", authority="Head", people=["u-1"],
            targets=[{"ledger": LEDGER.hex(), "seq": seq} for seq in sorted(self.disposed)],
        )  # fmt: skip

    def _anchor(self) -> None:
        school = Author(8)
        note = make_note(ledger_rows.heads(self.connection), public=school.public, sign=school.sign)
        ledger_rows.remember_checkpoint(
            self.connection, note, where="export x-1", at="2026-11-22T09:00:00.000Z"
        )
        self.append("file.opened", pupil="p-1")
