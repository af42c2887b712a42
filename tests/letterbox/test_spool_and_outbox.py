"""The letterbox folder and the workstation's outbox: nothing lost, nothing twice, faults in one
sentence.
"""

import contextlib
import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.keys import lined_file
from storage.keys.person_keys import PersonKeys
from storage.keys.signing import SchoolKeys
from storage.letterbox import spool as spool_module
from storage.letterbox.outbox import Outbox, OutboxItem
from storage.letterbox.receipt import Checkpoint, make_receipt, read_reply
from storage.letterbox.slip import open_slip, read_slip_header
from storage.letterbox.spool import Spool, new_spool_name
from storage.records.errors import UserFacingError

NAME = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2
NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
WORKSTATION, STORE = "40" * 16, "a0" * 16


@pytest.fixture
def spool(letterbox_folder) -> Spool:
    spool = Spool(letterbox_folder)
    spool.prepare()
    spool.prepare()
    return spool


@pytest.fixture
def outbox(tmp_path) -> Outbox:
    outbox = Outbox(tmp_path / "workstation" / "outbox", workstation_id=WORKSTATION)
    outbox.prepare()
    return outbox


@pytest.fixture
def send(outbox, seal, random_bytes, people):
    """Seals and stores one more concern."""

    def call(**changes) -> OutboxItem:
        sealed = seal(link=outbox.next_link(), **changes)
        return outbox.store(
            sealed,
            author=people.reporter,
            sealed_at=NOW,
            nobody_told=True,
            random_bytes=random_bytes,
        )

    return call


@pytest.fixture
def answer(spool, school):
    """The casebook's side: takes one slip and writes a receipt."""

    def call(name: str, *, signer: SchoolKeys | None = None, **changes) -> bytes:
        header = read_slip_header(spool.read_slip(name))
        named = {
            "header": header,
            "received_at": "2026-11-22T09:30:00.000Z",
            "issued_at": "2026-11-22T09:30:00.000Z",
            "checkpoint": Checkpoint(ledger="00" * 16, size=3, root="11" * 32),
            "school": signer or school,
            "store_id": STORE,
        }
        data = make_receipt(**{**named, **changes})
        spool.write_receipt(header.digest, data)
        return data

    return call


class TestSpool:
    """The folder."""

    def test_a_slip_goes_its_way(self, spool):
        spool.drop_slip(b"one", name=NAME)
        spool.drop_slip(b"two", name=NAME)
        assert spool.pending() == (NAME,)
        assert spool.read_slip(NAME) == b"one"
        spool.mark_collected(NAME)
        spool.mark_collected(NAME)
        spool.drop_slip(b"again", name=NAME)
        assert (spool.pending(), spool.collected(), spool.kept()) == ((), (NAME,), ())
        spool.drop_slip(b"bad", name=OTHER)
        spool.keep_bad(OTHER)
        assert (spool.pending(), spool.kept()) == ((), (OTHER,))
        assert spool.holds(OTHER)
        spool.discard_collected(NAME)
        spool.discard_collected(NAME)
        assert not spool.holds(NAME)

    def test_names_mean_nothing_and_cannot_lead_elsewhere(self, spool, random_bytes):
        spool.drop_slip(b"x", name=new_spool_name(random_bytes))
        for name in ("../../etc/passwd", "", "A" * 32, "0" * 31):
            with pytest.raises(ValueError, match="name"):
                spool.drop_slip(b"x", name=name)
            with pytest.raises(ValueError, match="id"):
                spool.write_ask(name, b"x")

    def test_what_others_leave_there_is_left_alone(self, spool, letterbox_folder, tmp_path):
        out = letterbox_folder / "out"
        (out / "desktop.ini").write_bytes(b"")
        (out / f"{NAME}.slip").mkdir()
        (out / f"{OTHER}.slip.part").write_bytes(b"half")
        (out / "short.slip").write_bytes(b"x")
        secret = tmp_path / "secret"
        secret.write_bytes(b"x")
        with contextlib.suppress(OSError):  # Windows asks for a right to make one
            (out / f"{'a' * 32}.slip").symlink_to(secret)
        (letterbox_folder / "pairing" / "odd name.ask").write_bytes(b"x")
        assert spool.pending() == ()
        assert spool.asks() == ()

    def test_a_huge_file_is_no_slip(self, spool, monkeypatch, code_of):
        monkeypatch.setattr(spool_module, "_LARGEST_SLIP", 3)
        spool.drop_slip(b"four", name=NAME)
        assert code_of(spool.read_slip, NAME) == "letterbox.slip_damaged"
        monkeypatch.setattr(spool_module, "_LARGEST_SMALL_FILE", 3)
        spool.write_ask(WORKSTATION, b"four")
        assert spool.asks() == ()

    def test_cards_asks_and_receipts(self, spool, code_of):
        assert code_of(spool.read_school_card) == "letterbox.no_school_card"
        assert code_of(spool.read_team_card) == "letterbox.no_team_card"
        spool.write_school_card(b"school")
        spool.write_team_card(b"team")
        assert (spool.read_school_card(), spool.read_team_card()) == (b"school", b"team")
        spool.write_ask(WORKSTATION, b"ask")
        assert spool.asks() == ((WORKSTATION, b"ask"),)
        spool.remove_ask(WORKSTATION)
        spool.remove_ask(WORKSTATION)
        assert spool.asks() == ()
        digest = bytes(range(32))
        assert spool.read_receipt(digest) is None
        spool.write_receipt(digest, b"one")
        spool.write_receipt(digest, b"two")
        assert spool.read_receipt(digest) == b"two"
        assert spool.receipt_names() == {spool.receipt_name(digest)}

    def test_both_sides_may_read_what_lies_there(self, spool, letterbox_folder):
        before = os.umask(0o002)
        try:
            spool.drop_slip(b"x", name=NAME)
        finally:
            os.umask(before)
        assert (letterbox_folder / "out" / f"{NAME}.slip").stat().st_mode & 0o044 == 0o044

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (errno.ENOSPC, "letterbox.disk_full"),
            (errno.EDQUOT, "letterbox.disk_full"),
            (errno.EACCES, "letterbox.read_only"),
            (errno.EROFS, "letterbox.read_only"),
            (errno.EPERM, "letterbox.read_only"),
            (errno.ENOENT, "letterbox.folder_gone"),
            (errno.EIO, "letterbox.folder_fault"),
        ],
    )
    def test_each_fault_has_its_sentence(self, spool, monkeypatch, code_of, number, code):
        def fail(*_args, **_named):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", fail)
        assert code_of(spool.drop_slip, b"x", name=NAME) == code
        assert not list(spool.folder.rglob("*.part"))

    def test_a_folder_that_is_gone(self, tmp_path, code_of):
        spool = Spool(tmp_path / "nowhere")
        for call in (
            spool.prepare,
            spool.pending,
            spool.read_school_card,
            spool.read_team_card,
            lambda: spool.drop_slip(b"x", name=NAME),
            lambda: spool.write_ask(WORKSTATION, b"x"),
        ):
            assert code_of(call) == "letterbox.folder_gone"


class TestOutbox:
    """The workstation keeps what has no receipt."""

    def test_numbers_and_digests_chain(self, outbox, spool, send, people, pinned):
        first, second = send(), send()
        assert (first.number, second.number) == (1, 2)
        delivery = outbox.deliver(spool, school=pinned)
        assert (delivery.sent, delivery.problem) == ((1, 2), None)
        assert outbox.deliver(spool, school=pinned).sent == ()
        opened = {}
        for name in spool.pending():
            slip = open_slip(spool.read_slip(name), keys=people.lead, known_keys=lambda _: None)
            opened[slip.header.number] = slip
        assert opened[2].header.previous == opened[1].digest
        assert outbox.waiting() == (first, second)
        assert first.sealed_at == "2026-11-22T09:10:00.000Z"

    def test_a_slip_the_folder_lost_is_sent_again(self, outbox, spool, send, answer, pinned):
        item = send()
        outbox.deliver(spool, school=pinned)
        (spool.folder / "out" / f"{item.spool_name}.slip").unlink()
        assert outbox.deliver(spool, school=pinned).sent == (1,)
        answer(item.spool_name)
        spool.mark_collected(item.spool_name)
        assert outbox.deliver(spool, school=pinned).sent == ()
        spool.write_receipt(bytes.fromhex(item.digest), b"a receipt that the folder damaged")
        assert outbox.deliver(spool, school=pinned).sent == (1,), "it asks for another one"

    def test_without_a_letterbox_nothing_is_lost(self, outbox, tmp_path, send, spool, pinned):
        send()
        delivery = outbox.deliver(Spool(tmp_path / "nowhere"), school=pinned)
        assert delivery.problem is not None
        assert delivery.problem.code == "letterbox.folder_gone"
        assert outbox.deliver(spool, school=pinned).sent == (1,)

    def test_a_receipt_ends_the_waiting(self, outbox, spool, send, answer, pinned):
        item = send()
        outbox.deliver(spool, school=pinned)
        assert outbox.take_receipts(spool, school=pinned).received == ()
        answer(item.spool_name)
        taken = outbox.take_receipts(spool, school=pinned)
        assert [receipt.number for receipt in taken.received] == [1]
        assert taken.refused == 0
        assert outbox.waiting() == ()
        assert not list((outbox.folder / "waiting").iterdir())
        assert outbox.take_receipts(spool, school=pinned).received == ()
        assert outbox.deliver(spool, school=pinned).sent == ()
        ((kept, receipt),) = outbox.receipts()
        assert kept == item
        assert receipt.checkpoint.size == 3
        assert outbox.next_link().number == 2
        assert outbox.next_link().previous.hex() == item.digest

    def test_a_reply_takes_the_place_of_the_receipt(
        self, outbox, spool, send, answer, pinned, people
    ):
        item = send()
        outbox.deliver(spool, school=pinned)
        old = answer(item.spool_name)
        outbox.take_receipts(spool, school=pinned)
        answer(
            item.spool_name,
            issued_at="2026-11-23T09:30:00.000Z",
            reply="Thank you.",
            reply_to=people.reporter.public,
        )
        (reply,) = outbox.take_receipts(spool, school=pinned).received
        assert read_reply(reply, keys=people.reporter) == "Thank you."
        spool.write_receipt(bytes.fromhex(item.digest), old)
        assert outbox.take_receipts(spool, school=pinned).received == ()
        assert outbox.receipts()[0][1] == reply, "an older one put back changes nothing"

    def test_a_receipt_that_is_not_our_schools_ends_nothing(
        self, outbox, spool, send, answer, pinned, random_bytes
    ):
        item = send()
        outbox.deliver(spool, school=pinned)
        digest = bytes.fromhex(item.digest)
        answer(item.spool_name, signer=SchoolKeys.new(random_bytes))
        assert outbox.take_receipts(spool, school=pinned).refused == 1
        spool.write_receipt(digest, b"damaged")
        assert outbox.take_receipts(spool, school=pinned).refused == 1
        answer(item.spool_name, store_id="bb" * 16)
        assert outbox.take_receipts(spool, school=pinned).refused == 1
        assert outbox.waiting() == (item,)

    def test_a_receipt_of_another_slip_ends_nothing(self, outbox, spool, send, answer, pinned):
        first, second = send(), send()
        outbox.deliver(spool, school=pinned)
        data = answer(first.spool_name)
        spool.write_receipt(bytes.fromhex(second.digest), data)
        taken = outbox.take_receipts(spool, school=pinned)
        assert ([receipt.number for receipt in taken.received], taken.refused) == ([1], 1)
        assert outbox.waiting() == (second,)

    def test_two_at_the_same_moment(self, outbox, seal, send, random_bytes, people, code_of):
        late = seal(link=outbox.next_link())
        send()
        code = code_of(
            outbox.store,
            late,
            author=people.stranger,
            sealed_at=NOW,
            nobody_told=False,
            random_bytes=random_bytes,
        )
        assert code == "letterbox.outbox_out_of_step"

    def test_a_damaged_note_loses_nothing(self, outbox, spool, send, answer, pinned):
        item = send()
        note = outbox.folder / "sent" / "000000000001.json"
        note.write_bytes(b"rot")
        (kept,) = outbox.waiting()
        assert (kept.number, kept.digest, kept.nobody_told) == (1, item.digest, True)
        assert outbox.next_link().previous.hex() == item.digest
        outbox.deliver(spool, school=pinned)
        answer(kept.spool_name)
        assert len(outbox.take_receipts(spool, school=pinned).received) == 1
        assert outbox.receipts()[0][0].digest == item.digest
        (outbox.folder / "receipts" / "000000000001.rcpt").write_bytes(b"rot")
        assert outbox.receipts() == ()
        assert outbox.next_link().number == 2, "the number is never used twice"
        assert len(outbox.take_receipts(spool, school=pinned).received) == 0

    def test_a_damaged_receipt_is_fetched_again(self, outbox, spool, send, answer, pinned):
        item = send()
        outbox.deliver(spool, school=pinned)
        answer(item.spool_name)
        outbox.take_receipts(spool, school=pinned)
        (outbox.folder / "receipts" / "000000000001.rcpt").write_bytes(b"rot")
        assert len(outbox.take_receipts(spool, school=pinned).received) == 1
        assert len(outbox.receipts()) == 1

    def test_a_crash_at_any_call_keeps_the_chain(
        self, outbox, seal, people, random_bytes, monkeypatch
    ):
        """Stored and acknowledged, or not there at all; the next one follows the last that is
        there.
        """
        acknowledged: list[str] = []
        for stop_at in [*range(14)] * 2:
            sealed = seal(link=outbox.next_link())
            left = stop_at

            def failing(real):
                def call(*args, **named):
                    nonlocal left
                    left -= 1
                    if left < 0:
                        raise OSError(errno.ENOSPC, "full")
                    return real(*args, **named)

                return call

            with monkeypatch.context() as patch:
                for name in ("open", "fsync", "replace"):
                    patch.setattr(os, name, failing(getattr(os, name)))
                try:
                    item = outbox.store(
                        sealed,
                        author=people.reporter,
                        sealed_at=NOW,
                        nobody_told=True,
                        random_bytes=random_bytes,
                    )
                    acknowledged.append(item.digest)
                except UserFacingError as error:
                    full = error.code == "letterbox.disk_full"
                    assert full, "only this can happen here"
        waiting = [item.digest for item in outbox.waiting()]
        assert set(acknowledged) <= set(waiting)
        previous = bytes(32).hex()
        for number, item in enumerate(outbox.waiting(), start=1):
            data = (outbox.folder / "waiting" / f"{number:012d}.slip").read_bytes()
            header = read_slip_header(data)
            assert (header.number, header.previous.hex()) == (number, previous)
            assert header.digest.hex() == item.digest
            previous = item.digest

    def test_the_outbox_holds_nothing_readable(self, outbox, send):
        send(content={"what_happened": "CANARY"})
        for path in outbox.folder.rglob("*"):
            if path.is_file():
                assert b"CANARY" not in path.read_bytes()

    def test_a_disk_that_fails_is_told(self, tmp_path, code_of):
        gone = Outbox(tmp_path / "gone", workstation_id=WORKSTATION)
        assert code_of(gone.next_link) == "letterbox.outbox_fault"


def test_a_lost_letterbox_and_a_lead_who_left(outbox, spool, send, people, answer, pinned):
    """The whole way once: sealed, lost, sent again, opened, answered."""
    item = send(readers=[people.deputy.public.x25519])
    outbox.deliver(spool, school=pinned)
    for path in (spool.folder / "out").iterdir():
        path.unlink()
    outbox.deliver(spool, school=pinned)
    (name,) = spool.pending()
    with pytest.raises(UserFacingError):
        open_slip(spool.read_slip(name), keys=people.lead, known_keys=lambda _: None)
    opened = open_slip(spool.read_slip(name), keys=people.deputy, known_keys=lambda _: None)
    assert opened.author == PersonKeys.from_seed(people.reporter.seed).public
    answer(name)
    spool.mark_collected(name)
    outbox.take_receipts(spool, school=pinned)
    assert [kept.number for kept, _ in outbox.receipts()] == [item.number]


def test_what_lies_in_a_shared_letterbox_is_open_as_the_letterbox_is(tmp_path: Path) -> None:
    folder = tmp_path / "letterbox"
    folder.mkdir()
    folder.chmod(0o770)
    before = os.umask(0o077)
    try:
        spool = Spool(folder)
        spool.prepare()
        spool.drop_slip(b"sealed", name="0" * 32)
    finally:
        os.umask(before)
    wanted = folder.stat().st_mode & 0o777  # Windows keeps permissions its own way
    assert (folder / "out").stat().st_mode & 0o777 == wanted
    assert (folder / "out" / f"{'0' * 32}.slip").stat().st_mode & 0o777 == wanted & 0o666


def test_a_folder_that_a_crash_left_half_made_is_opened_to_both_sides(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    (folder / "out").mkdir(mode=0o700)
    Spool(folder).prepare()
    wanted = folder.stat().st_mode & 0o777  # Windows keeps permissions its own way
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {wanted}


def test_a_link_in_the_letterbox_opens_no_private_folder(tmp_path: Path) -> None:
    private = tmp_path / "casebook"
    private.mkdir(mode=0o700)
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    (folder / "out").symlink_to(private)
    before = private.stat().st_mode
    Spool(folder).prepare()
    assert private.stat().st_mode == before


def test_a_note_is_known_to_its_writer_alone(send, people) -> None:
    """Two by the same writer look as different as two by different ones."""
    first, second = send(), send()
    assert first.is_by(people.reporter)
    assert second.is_by(people.reporter)
    assert not first.is_by(people.stranger)
    assert first.writer != second.writer
    for mark in (people.reporter.key_id, people.reporter.public.x25519.hex()):
        assert mark.encode() not in first.to_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"writer": 5},
        {"sealed_at": "yesterday"},
        {"digest": "no hex"},
        {"spool_name": None},
        {"spool_name": "ab"},
        {"nobody_told": "no"},
        {"number": True},
        {"draft": ["x"]},
    ],
)
def test_a_note_that_somebody_wrote_over_is_no_note(outbox, send, change) -> None:
    """With a right sum: the careful answer stands, and nothing stops."""
    item = send()
    body = lined_file.read_summed(item.to_bytes())
    path = outbox.folder / "sent" / f"{item.number:012d}.json"
    path.write_bytes(lined_file.summed({**body, **change}))
    (found,) = outbox.waiting()
    assert (found.number, found.digest, found.nobody_told) == (1, item.digest, True)
