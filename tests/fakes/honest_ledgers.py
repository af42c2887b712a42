"""Random honest ledgers: people come, go and are suspended; keys change; entries are disposed of
and, after damage, named by a rescue; the clock is set back now and then.
"""

import random
from dataclasses import dataclass, replace

from storage.ledger.key_ring import NEVER_DISPOSED
from storage.ledger.lost import LOST_LEAF
from storage.records.events import EVENT_TYPES
from tests.fakes.ledger_builder import Author, LedgerBuilder
from tests.fakes.randomness import FakeRandomBytes

# What says only what it says: no entry of these types changes how others are read.
PLAIN = tuple(sorted(set(EVENT_TYPES) - NEVER_DISPOSED))


@dataclass
class Colleague:
    """A lead with the key that speaks for her now."""

    owner: str
    author: Author
    active: bool = True


class HonestSchool:
    """Writes one ledger, deciding everything by a seed."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self.builder = LedgerBuilder(FakeRandomBytes(seed))
        self.people = [Colleague("u-1", self.builder.first)]
        self._authors = 10
        self.disposed: set[int] = set()

    def write(self, entries: int) -> LedgerBuilder:
        """Append about ``entries`` entries and return the builder."""
        while len(self.builder.entries) < entries:
            self.chance.choice(self._acts())()
        return self.builder

    def _acts(self):
        return (
            *([self.say] * 12), self._come, self._new_key, self._suspend, self._resume,
            self._dispose, self._set_back, self._other_keys,
        )  # fmt: skip

    def _speaker(self) -> Author:
        return self.chance.choice([each for each in self.people if each.active]).author

    def _next(self) -> Author:
        self._authors += 1
        return Author(self._authors % 200 + 20)

    def say(self) -> None:
        words = "".join(self.chance.choices("abc é“”\n", k=self.chance.randrange(40)))
        fields = {"text": words, "number": self.chance.randrange(10**9), "pupils": ["p-1"]}
        self.builder.append(self.chance.choice(PLAIN), fields, author=self._speaker())

    def _come(self) -> None:
        if len(self.people) > 6:
            return
        new = Colleague(f"u-{len(self.people) + 1}", self._next())
        role = self.chance.choice(("lead", "deputy"))
        self.builder.introduce(new.author, owner=new.owner, role=role, by=self._speaker())
        self.people.append(new)

    def _new_key(self) -> None:
        """A password reset: the old key ends, a new one is introduced by a colleague."""
        one = self.chance.choice(self.people)
        others = [each for each in self.people if each.active and each is not one]
        if not others:
            return
        by = self.chance.choice(others).author
        self.builder.append("key.ended", {"key_id": one.author.key_id, "reason": "x"}, author=by)
        one.author = self._next()
        fields = {"owner": one.owner, "kind": "person", "public": one.author.public_value}
        self.builder.append("key.introduced", fields, author=by)

    def _suspend(self) -> None:
        active = [each for each in self.people if each.active]
        if len(active) < 2:
            return
        one, by = self.chance.sample(active, 2)
        self.builder.append("person.changed", {"id": one.owner, "active": False}, author=by.author)
        one.active = False

    def _resume(self) -> None:
        away = [each for each in self.people if not each.active]
        if away:
            one = self.chance.choice(away)
            fields = {"id": one.owner, "active": True}
            self.builder.append("person.changed", fields, author=self._speaker())
            one.active = True

    def _other_keys(self) -> None:
        """Reporters and computers: their keys sign nothing here."""
        name = f"w-{len(self.builder.entries)}"
        fields = {"id": name, "name": name, "code": "1", "public": self._next().public_value}
        by = self._speaker()
        self.builder.append("workstation.paired", fields, author=by)
        if self.chance.random() < 0.5:
            self.builder.append("workstation.ended", {"id": name, "reason": "x"}, author=by)

    def plain_positions(self) -> list[int]:
        return [
            entry.seq
            for entry in self.builder.entries
            if entry.fields is not None
            and any(b'"%b"' % name.encode() in entry.header for name in PLAIN)
        ]

    def _dispose(self) -> None:
        plain = self.plain_positions()
        if plain:
            chosen = self.chance.sample(plain, min(len(plain), self.chance.randrange(1, 4)))
            first = self.builder.first
            self.builder.first = self._speaker()
            self.builder.dispose(*chosen)
            self.builder.first = first
            self.disposed.update(chosen)

    def _set_back(self) -> None:
        year = 2000 + self.chance.randrange(30)
        self.builder.append(
            "session.opened", {"person": "u-1"}, author=self._speaker(),
            at=f"{year}-01-01T00:00:00.000Z",
        )  # fmt: skip

    def rescue(self) -> int:
        """Lose the content, or all but the leaf, of some entries; a rescue names them."""
        lost = []
        for seq in self.chance.sample(self.plain_positions(), 1):
            entry = self.builder.entries[seq]
            whole = self.chance.random() < 0.5
            gone = {"body": None, "salt": None, "fields": None}
            if whole:
                gone |= {"header": b"", "signature": b""}
            self.builder.entries[seq] = replace(entry, **gone)
            assert entry.leaf != LOST_LEAF
            what = "entry" if whole else "content"
            lost.append({"seq": seq, "leaf_known": True, "what": what})
        fields = {
            "at": "2026-11-22T09:10:00.000Z", "entries": len(self.builder.entries), "lost": lost,
            "files_lost": [], "backups": [], "pages": 1, "rebuilt_from": None, "keys": [],
        }  # fmt: skip
        self.builder.append("rescue.made", fields, author=self._speaker())
        return len(lost)


def honest_ledger(seed: str, *, entries: int) -> LedgerBuilder:
    """Return one; in every third one damage took something and a rescue named it."""
    school = HonestSchool(seed)
    builder = school.write(entries)
    if school.chance.randrange(3) == 0 and school.plain_positions():
        school.rescue()
        school.say()
    builder.authors_at_end = [each.author for each in school.people if each.active]
    return builder
