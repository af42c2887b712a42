"""The workstation's side: every sealed slip stays here until its receipt has come.

sent/N.json      when it was sealed, and under which name it lies in the letterbox; nothing of the
                 child, and of the writer a mark that only the writer's own keys find again
waiting/N.slip   the sealed slip, until a receipt comes
receipts/N.rcpt  the newest receipt, kept for ever: an outside anchor of the casebook's ledger

A slip counts once its file lies in waiting/; number and digest of the next one follow from these
files, so a crash at any moment neither loses a slip nor uses a number twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from storage.keys import durable_file, lined_file, sealing
from storage.keys.lined_file import LinedFileError
from storage.keys.person_keys import PersonKeys
from storage.letterbox.reader_receipt import open_reader_receipt
from storage.letterbox.receipt import Receipt, newest, open_receipt
from storage.letterbox.school_card import PinnedSchool
from storage.letterbox.slip import DIGEST_LENGTH, NO_SLIP_BEFORE, SealedSlip, SlipLink
from storage.letterbox.spool import DISK_FULL, NO_SPACE, Spool, new_spool_name
from storage.records import times
from storage.records.errors import UserFacingError
from storage.records.identifiers import RandomBytes

_DIGITS = 12
_WRITER_LABEL = b"casebook/sent-note/v1\0"
_SUFFIXES = {"sent": ".json", "waiting": ".slip", "receipts": ".rcpt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One slip sent from here. ``nobody_told``: its author had not told a DSL in person.

    ``writer`` is a mark that differs on every slip, see :meth:`is_by`: beside the receipt a name
    would tell a colleague who wrote about an adult, and when. ``draft`` is the random name of the
    sealed draft it was before, "" where there was none: after a crash between sending and deleting
    that draft is known as sent. ``answer_key`` checks a receipt by whoever opened the slip, without
    a word of who that may be. ``quiet``: it is no concern, and nobody is reminded of it.
    """

    number: int
    digest: str
    spool_name: str
    writer: str
    sealed_at: str
    nobody_told: bool
    draft: str = ""
    answer_key: str = ""
    quiet: bool = False

    def is_by(self, keys: PersonKeys) -> bool:
        """Say whether these keys sealed it; nobody without them can tell."""
        return self.writer == writer_mark(keys, digest=self.digest)

    def to_bytes(self) -> bytes:
        """Return the bytes of the note."""
        body: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("draft", "answer_key", "quiet"):
            if not body[name]:
                del body[name]
        return lined_file.summed({**body, "v": 1})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the bytes back; raises LinedFileError, TypeError or ValueError for another shape."""
        value = lined_file.read_summed(data)
        # the first notes named the person and the key; nobody reads that any more
        known = {name: part for name, part in value.items() if name in cls.__slots__}
        item = cls(**{"writer": "", **known})
        told = item.nobody_told
        texts = (item.digest, item.spool_name, item.writer, item.draft, item.answer_key)
        if type(item.number) is not int or {type(told), type(item.quiet)} != {bool}:
            raise TypeError("not a note")
        if [len(bytes.fromhex(text)) for text in texts][:2] != [DIGEST_LENGTH, 16]:
            raise ValueError("not a note")
        times.from_text(item.sealed_at)
        return item


def writer_mark(keys: PersonKeys, *, digest: str) -> str:
    """Return the mark of a writer on one slip (its digest in hex); without the keys it is noise."""
    return sealing.hkdf(keys.seed, label=_WRITER_LABEL + bytes.fromhex(digest)).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Numbers carried into the letterbox now, and what stopped the rest for this time."""

    sent: tuple[int, ...]
    problem: UserFacingError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """New receipts and replies; ``refused`` were not signed by our school."""

    received: tuple[Receipt, ...]
    refused: int


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox folder of one workstation.

    Every call may raise ``letterbox.disk_full`` and ``letterbox.outbox_fault`` (this computer's
    own disk), and what the letterbox raises.
    """

    folder: Path
    workstation_id: str = field(kw_only=True)

    def prepare(self) -> None:
        """Make the folders that are missing."""
        with _told():
            for name in _SUFFIXES:
                durable_file.make_folder(self.folder / name)

    def next_link(self) -> SlipLink:
        """Return number and predecessor for the next slip to be sealed."""
        last = max((*self._numbers("waiting"), *self._numbers("receipts")), default=0)
        previous = bytes.fromhex(self._item(last).digest) if last else NO_SLIP_BEFORE
        return SlipLink(workstation_id=self.workstation_id, number=last + 1, previous=previous)

    def store(
        self,
        sealed: SealedSlip,
        *,
        author: PersonKeys,
        sealed_at: datetime,
        nobody_told: bool,
        random_bytes: RandomBytes,
        draft: str = "",
        quiet: bool = False,
    ) -> OutboxItem:
        """Keep a sealed slip; it lies on the disk when this returns. Acknowledge it to the person
        only then.

        Raises ``letterbox.outbox_out_of_step`` (another slip was stored since ``next_link``; seal
        it again) and ``letterbox.disk_full``.
        """
        if sealed.link != self.next_link():
            raise UserFacingError("letterbox.outbox_out_of_step")
        item = OutboxItem(
            number=sealed.number,
            digest=sealed.digest.hex(),
            spool_name=new_spool_name(random_bytes),
            writer=writer_mark(author, digest=sealed.digest.hex()),
            sealed_at=times.to_text(sealed_at),
            nobody_told=nobody_told,
            draft=draft,
            answer_key=sealed.answer_key,
            quiet=quiet,
        )
        with _told():
            durable_file.write_durably(self._path("sent", item.number), item.to_bytes())
            durable_file.write_durably(self._path("waiting", item.number), sealed.data)
        return item

    def sent_drafts(self) -> frozenset[str]:
        """Return the names of the drafts that were sent: their slip is stored, or was answered."""
        numbers = {*self._numbers("waiting"), *self._numbers("receipts")}
        return frozenset(self._item(number).draft for number in numbers) - {""}

    def waiting(self) -> tuple[OutboxItem, ...]:
        """Return what no receipt has come for, oldest first."""
        received = set(self._numbers("receipts"))
        return tuple(
            self._item(number) for number in self._numbers("waiting") if number not in received
        )

    def deliver(self, spool: Spool, *, school: PinnedSchool) -> Delivery:
        """Carry into the letterbox what waits and does not lie there whole, or no longer.

        ``school`` as in :meth:`take_receipts`: only a right receipt is an answer.
        """
        sent: list[int] = []
        problem: UserFacingError | None = None
        for item in self.waiting():
            try:
                if spool.needs(
                    item.spool_name,
                    slip=partial(self._slip, item.number),
                    answered=partial(self._is_answered, spool, item, school),
                ):
                    spool.drop_again(self._slip(item.number), name=item.spool_name)
                    sent.append(item.number)
            except UserFacingError as error:
                problem = problem or error  # the next one may get through
        return Delivery(sent=tuple(sent), problem=problem)

    def take_receipts(self, spool: Spool, *, school: PinnedSchool) -> Receipts:
        """Take over receipts of the pinned school, and of whoever opened a slip that it does not
        open (head, chair), and stop keeping the slips they answer.
        """
        there, taken, refused = spool.receipt_names(), [], 0
        for number in sorted({*self._numbers("waiting"), *self._numbers("receipts")}):
            item = self._item(number)
            digest = bytes.fromhex(item.digest)
            data = spool.read_receipt(digest) if spool.receipt_name(digest) in there else None
            if data is None or data == self._receipt_bytes(number):
                self._forget_slip(number)
                continue
            receipt = self._checked(data, item, school)
            if receipt is None:
                refused += 1
            elif self._keep(receipt, data, school):
                taken.append(receipt)
        return Receipts(received=tuple(taken), refused=refused)

    def receipts(self) -> tuple[tuple[OutboxItem, Receipt], ...]:
        """Return every slip that was answered, oldest first, with its newest receipt."""
        found = []
        for number in self._numbers("receipts"):
            receipt = self._own_receipt(number)
            if receipt is not None:
                found.append((self._item(number), receipt))
        return tuple(found)

    def _is_answered(self, spool: Spool, item: OutboxItem, school: PinnedSchool) -> bool:
        data = spool.read_receipt(bytes.fromhex(item.digest))
        return data is not None and self._checked(data, item, school) is not None

    def _checked(self, data: bytes, item: OutboxItem, school: PinnedSchool) -> Receipt | None:
        receipt = None
        with suppress(UserFacingError):
            receipt = open_receipt(data, school_key=school.school_key)
        if receipt is None:
            with suppress(UserFacingError):
                receipt = open_reader_receipt(data, answer_key=item.answer_key)
        if receipt is None:
            return None
        wanted = (item.digest, self.workstation_id, item.number, school.store_id)
        named = (
            receipt.slip_digest,
            receipt.workstation_id,
            receipt.number,
            receipt.store_id,
        )
        return receipt if named == wanted else None

    def _keep(self, receipt: Receipt, data: bytes, school: PinnedSchool) -> bool:
        """Keep a receipt unless a newer one lies here already; the slip may go in either case."""
        number = receipt.number
        before = self._own_receipt(number)
        is_newer = before is None or newest(before, receipt) is receipt
        if is_newer:
            with _told():
                durable_file.write_durably(self._path("receipts", number), data)
        self._forget_slip(number)
        return is_newer

    def _forget_slip(self, number: int) -> None:
        if self._receipt_bytes(number) is not None:
            with _told():
                self._path("waiting", number).unlink(missing_ok=True)

    def _own_receipt(self, number: int) -> Receipt | None:
        """Return a receipt that was checked when it came; None when the disk damaged it since."""
        data = self._receipt_bytes(number) or b""
        try:
            body = lined_file.read_unchecked(data)
            if "answer_key" in body:
                return open_reader_receipt(data, answer_key=str(body["answer_key"]))
            return open_receipt(data, school_key=bytes.fromhex(body["school_key"]))
        except (LinedFileError, UserFacingError, KeyError, TypeError, ValueError):
            return None

    def _item(self, number: int) -> OutboxItem:
        try:
            return OutboxItem.from_bytes(self._path("sent", number).read_bytes())
        except (OSError, LinedFileError, TypeError, ValueError):
            return self._item_without_note(number)

    def _item_without_note(self, number: int) -> OutboxItem:
        """What is still known when the note is damaged; ``nobody_told`` is the careful answer."""
        receipt = self._own_receipt(number)
        if receipt is not None:
            digest = receipt.slip_digest
        elif self._path("waiting", number).is_file():
            digest = self._slip(number)[-DIGEST_LENGTH:].hex()
        else:
            digest = NO_SLIP_BEFORE.hex()
        return OutboxItem(
            number=number,
            digest=digest,
            spool_name=digest[:32],
            writer="",
            sealed_at="1970-01-01T00:00:00.000Z",
            nobody_told=True,
        )

    def _slip(self, number: int) -> bytes:
        with _told():
            return self._path("waiting", number).read_bytes()

    def _receipt_bytes(self, number: int) -> bytes | None:
        with _told():
            path = self._path("receipts", number)
            return path.read_bytes() if path.is_file() else None

    def _numbers(self, place: str) -> tuple[int, ...]:
        suffix = _SUFFIXES[place]
        with _told():
            stems = [path.stem for path in (self.folder / place).iterdir() if path.suffix == suffix]
        return tuple(sorted(int(stem) for stem in stems if stem.isascii() and stem.isdigit()))

    def _path(self, place: str, number: int) -> Path:
        return self.folder / place / f"{number:0{_DIGITS}d}{_SUFFIXES[place]}"


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = DISK_FULL if error.errno in NO_SPACE else "letterbox.outbox_fault"
        raise UserFacingError(code) from error
