"""The steps of a verification: one entry at a time, every kind of fault by its own name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.ledger import commitments
from storage.ledger.entries import Header, StoredEntry, leaf_of, parse_header, signed_message
from storage.ledger.key_ring import KEY_EVENTS, NEVER_DISPOSED, KeyRing
from storage.ledger.lost import LOST_LEAF, RESCUE, OpenQuestions, is_placeholder, named_by
from storage.ledger.merkle import Frontier
from storage.records import canonical_json, times

# Every kind of fault, by the code of its sentence; the last three belong to extracts.
FAULT_CODES = (
    "ledger.header",
    "ledger.other_ledger",
    "ledger.not_opened",
    "ledger.opened_twice",
    "ledger.gap",
    "ledger.fork",
    "ledger.chain",
    "ledger.leaf",
    "ledger.signature",
    "ledger.author_unknown",
    "ledger.author_ended",
    "ledger.author_not_authorised",
    "ledger.body",
    "ledger.fields",
    "ledger.half_disposed",
    "ledger.body_missing",
    "ledger.key_event",
    "ledger.disposal",
    "ledger.file",
    "ledger.entry_lost",
    "ledger.rescue",
    "ledger.shorter_than_checkpoint",
    "ledger.contradicts_checkpoint",
    "ledger.checkpoint_signature",
    "ledger.extract_unreadable",
    "ledger.not_included",
    "ledger.inconsistent",
)
FAULT_KINDS = tuple(code.removeprefix("ledger.") for code in FAULT_CODES)
_MOST_FAULTS = 100

# (entry, number of the file) -> its bytes, piece by piece
ReadFile = Callable[[StoredEntry, int], Iterable[bytes]]
# (position, public key, signature, message)
SignatureJob = tuple[int, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, at the position of an entry; ``code`` names its sentence."""

    position: int
    kind: str

    @property
    def code(self) -> str:
        """The code of the sentence in resources/messages."""
        return f"ledger.{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCheckpoint:
    """A head of the ledger known from outside; ``where`` says from where, in words."""

    size: int
    root: bytes
    where: str = ""


class Walk:
    """The state of one verification under way."""

    def __init__(
        self,
        *,
        ledger: bytes,
        frontier: Frontier,
        ring: KeyRing,
        last_at: str,
        disposed: int,
        waiting: Iterable[int],
        lost: Iterable[int] = (),
        files_lost: Iterable[tuple[int, int]] = (),
        uncompared: int = 0,
        checkpoints: Sequence[KnownCheckpoint],
        read_file: ReadFile | None,
    ) -> None:
        self.frontier = frontier
        self.ring = ring
        self.last_at = last_at
        self.disposed = disposed
        self.waiting = set(waiting)
        self.faults: list[Fault] = []
        self.time_reversals: list[int] = []
        self.gaps: list[int] = []
        self.forks: list[int] = []
        self.questions = OpenQuestions(
            explained=set(lost), explained_files=set(files_lost), uncompared=uncompared
        )
        self._proved_late: list[SignatureJob] = []
        self._ledger = ledger
        self._read_file = read_file
        self._expected = frontier.size
        self._root = frontier.root
        self._chain_broken = False
        self._known: dict[int, list[KnownCheckpoint]] = {}
        for checkpoint in checkpoints:
            self._known.setdefault(checkpoint.size, []).append(checkpoint)
        self._compare_known()

    def take(self, entry: StoredEntry) -> SignatureJob | None:
        """Look at the next entry; return what must still be checked of its signature."""
        if not self._in_place(entry):
            return None
        if is_placeholder(entry):
            self._lost(entry)
            return None
        leaf = leaf_of(entry.header, entry.signature)
        if leaf != entry.leaf:
            self.fault(entry.seq, "leaf")
        header = self._header(entry)
        job = None
        if header is not None:
            job = self._author(entry, header)
            self._body(entry, header)
            self._clock(header)
        self._grow(leaf)
        return job

    def late_jobs(self) -> list[SignatureJob]:
        """Return, once, the signatures of earlier entries that can be checked only now."""
        jobs, self._proved_late = self._proved_late, []
        return jobs

    def finish(self) -> None:
        """Name what only the end can show: bodies that nothing disposed of, and a missing tail."""
        for position in sorted(self.waiting):
            self.fault(position, "body_missing")
        for position, kind in self.questions.unanswered():
            self.fault(position, kind)
        for size in self._known:
            if size > self.frontier.size:
                self.fault(self.frontier.size, "shorter_than_checkpoint")

    def fault(self, position: int, kind: str) -> None:
        """Note a fault; a hundred are enough to see what happened."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(position, kind))

    def _lost(self, entry: StoredEntry) -> None:
        """A placeholder: a later rescue must name it. The chain is unknown behind no leaf."""
        self.questions.lost.add(entry.seq)
        if entry.leaf == LOST_LEAF and self.questions.unknown_from is None:
            self.questions.unknown_from = entry.seq
        self._grow(entry.leaf)

    def _grow(self, leaf: bytes) -> None:
        self.frontier = self.frontier.append(leaf)
        self._root = self.frontier.root
        self._expected += 1
        self._compare_known()

    def _in_place(self, entry: StoredEntry) -> bool:
        if entry.ledger != self._ledger:
            self.fault(entry.seq, "other_ledger")
            return False
        if entry.seq < self._expected:
            self.forks.append(entry.seq)
            self.fault(entry.seq, "fork")
            return False
        if entry.seq > self._expected:
            self.gaps.extend(range(self._expected, min(entry.seq, self._expected + _MOST_FAULTS)))
            self.fault(self._expected, "gap")
            self._expected = entry.seq
            self._chain_broken = True
        return True

    def _header(self, entry: StoredEntry) -> Header | None:
        try:
            header = parse_header(entry.header)
            times.from_text(header.at)
        except (ValueError, KeyError, TypeError):
            self.fault(entry.seq, "header")
            return None
        if header.seq != entry.seq or header.ledger != entry.ledger:
            self.fault(entry.seq, "header")
            return None
        self._chain(header)
        if entry.seq == 0 and header.type != "ledger.opened":
            self.fault(0, "not_opened")
        elif entry.seq > 0 and header.type == "ledger.opened":
            self.fault(entry.seq, "opened_twice")
            return None
        return header

    def _chain(self, header: Header) -> None:
        if header.prev == self._root:
            self._chain_broken = False  # a rescue goes on from the tree that it could build
        elif not self._chain_broken:
            self._chain_broken = True
            if self.questions.unknown_from is None:
                self.fault(header.seq, "chain")
            else:
                self.questions.chain.add(header.seq)
        if header.prev != self._root and self.questions.unknown_from is not None:
            self._compare_said(header)

    def _compare_said(self, header: Header) -> None:
        """Behind an unknown leaf no head can be worked out, but a header says which it followed:
        where that is another than was given out, entries before it were exchanged.
        """
        if header.type == RESCUE:
            return  # it follows the tree that could be rebuilt
        for checkpoint in self._known.get(self.frontier.size, ()):
            if checkpoint.root not in (header.prev, self._root):
                self.fault(header.seq - 1, "contradicts_checkpoint")

    def _author(self, entry: StoredEntry, header: Header) -> SignatureJob | None:
        """The first entry is signed by the very key that it names; every other by one that may."""
        if header.type in KEY_EVENTS and entry.seq == 0:
            self._change_keys(entry, header)
        problem = self.ring.problem_of(header.author)
        if problem is not None and self._introduction_may_be_lost(header.author):
            # a lost entry may have introduced this key; who rescues may introduce it again
            self.questions.unproved.append((header.author, entry, problem))
            return None
        if problem is not None:
            self.fault(entry.seq, problem)
        elif header.type in KEY_EVENTS and entry.seq > 0:
            self._change_keys(entry, header)
        key = self.ring.keys.get(header.author)
        if key is None:
            return None
        return (entry.seq, key.public, entry.signature, signed_message(entry.header))

    def _introduction_may_be_lost(self, author: str) -> bool:
        """Whether the ring knows nothing of a key, or of its owner's role, behind a lost entry."""
        key = self.ring.keys.get(author)
        unknown = key is None or (not key.ended and key.owner not in self.ring.roles)
        return unknown and self.questions.any_lost

    def _change_keys(self, entry: StoredEntry, header: Header) -> None:
        if entry.seq > 0 and entry.fields is None and entry.body is None:
            return  # its content is lost: a rescue must say so; of the first it cannot
        try:
            values = {
                name: canonical_json.decode(value)
                for name, (value, _salt) in (entry.fields or {}).items()
            }
            self.ring = self.ring.after(header.type, values)
        except (ValueError, KeyError, TypeError):
            self.fault(entry.seq, "key_event")
            return
        if self.questions.unproved:
            self._proved_late += self.questions.now_proved(
                self.ring.problem_of, lambda author: self.ring.keys[author].public
            )

    def _body(self, entry: StoredEntry, header: Header) -> None:
        parts = (entry.body, entry.salt, entry.fields)
        if all(part is None for part in parts):
            if header.type in NEVER_DISPOSED:  # damage, or a fault
                self.questions.lost.add(entry.seq)
            else:
                self.waiting.add(entry.seq)
            return
        if entry.body is None or entry.salt is None or entry.fields is None:
            self.fault(entry.seq, "half_disposed")
            return
        if commitments.body_commitment(salt=entry.salt, body=entry.body) != header.body:
            self.fault(entry.seq, "body")
        elif commitments.commit_fields(entry.fields) != entry.body:
            self.fault(entry.seq, "fields")
        elif header.type == "disposal.made":
            self._dispose(entry)
        elif header.type == RESCUE:
            self._rescue(entry)
        elif self._read_file is not None and "files" in entry.fields:
            self._files(entry, entry.fields["files"][0], self._read_file)

    def _dispose(self, entry: StoredEntry) -> None:
        assert entry.fields is not None
        try:
            named = disposed_positions(
                canonical_json.decode(entry.fields["targets"][0]), ledger=self._ledger
            )
        except (ValueError, KeyError, TypeError):
            self.fault(entry.seq, "disposal")
            return
        self.disposed += len(self.waiting & named)
        self.waiting -= named

    def _rescue(self, entry: StoredEntry) -> None:
        try:
            self.questions.explain(named_by(entry), by=entry.seq, waiting=self.waiting)
        except (ValueError, KeyError, TypeError):
            self.fault(entry.seq, "rescue")

    def _files(self, entry: StoredEntry, value: bytes, read_file: ReadFile) -> None:
        try:
            files: Any = canonical_json.decode(value)
            for number, file in enumerate(files):
                pieces = read_file(entry, number)
                salt = bytes.fromhex(file["salt"])
                if commitments.file_commitment(salt=salt, content=pieces).hex() != file["hmac"]:
                    self.questions.files.add((entry.seq, number))
        except (ValueError, KeyError, TypeError):
            self.fault(entry.seq, "file")

    def _clock(self, header: Header) -> None:
        if header.at < self.last_at:
            self.time_reversals.append(header.seq)
        self.last_at = header.at

    def _compare_known(self) -> None:
        for checkpoint in self._known.get(self.frontier.size, ()):
            if checkpoint.root == self.frontier.root:
                continue
            position = max(0, self.frontier.size - 1)
            if self.questions.unknown_from is None:
                self.fault(position, "contradicts_checkpoint")
            else:
                self.questions.heads.append(position)


def disposed_positions(targets: Any, *, ledger: bytes) -> set[int]:
    """Return the positions of this ledger that the ``targets`` of a disposal name."""
    if not isinstance(targets, Sequence) or isinstance(targets, str):
        raise TypeError("targets are a list")
    positions = set()
    for target in targets:
        if not isinstance(target, Mapping) or not isinstance(target["seq"], int):
            raise TypeError("a target names a ledger and a position")
        if target["ledger"] == ledger.hex():
            positions.add(target["seq"])
    return positions
