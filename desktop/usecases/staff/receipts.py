"""What has become of the concerns sent from this workstation: sent, received, answered; never what
they say.
"""

from dataclasses import dataclass
from datetime import timedelta

from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station
from storage.letterbox.reader_receipt import reply_in
from storage.records.errors import UserFacingError
from storage.records.times import from_text, to_text

REMIND_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """One concern by its number: ``received_at`` is None until a receipt came; ``reply`` only for
    its author.
    """

    number: int
    sent_at: str
    received_at: str | None
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a round of the letterbox did, and what still needs a person."""

    carried: tuple[int, ...]
    received: tuple[int, ...]
    waiting: tuple[int, ...]
    remind: tuple[int, ...]
    problem: str


def deliver(station: Station) -> Delivery:
    """Carry what waits into the letterbox, take receipts, and name the numbers nobody has been told
    about in person.

    Call at start, after each concern and every hour; ``remind`` are those older than an hour whose
    writer had told no
    DSL in person and for which no receipt has come.
    """
    sent = station.outbox.deliver(station.spool, school=station.pinned)
    try:
        receipts = station.outbox.take_receipts(station.spool, school=station.pinned)
        received = tuple(receipt.number for receipt in receipts.received)
        problem = sent.problem.code if sent.problem else ""
    except UserFacingError as error:
        received, problem = (), error.code
    waiting = station.outbox.waiting()
    due = to_text(station.now() - REMIND_EVERY)
    return Delivery(
        carried=sent.sent,
        received=received,
        waiting=tuple(item.number for item in waiting),
        remind=tuple(item.number for item in waiting if item.nobody_told and item.sealed_at <= due),
        problem=problem,
    )


def my_receipts(station: Station, *, author: Author) -> tuple[SentRow, ...]:
    """What this person sent from here, newest first, with the lead's short reply where there is
    one.
    """
    rows = [
        SentRow(number=item.number, sent_at=item.sealed_at, received_at=None, reply="")
        for item in station.outbox.waiting()
        if item.author_key_id == author.keys.key_id
    ]
    for item, receipt in station.outbox.receipts():
        if item.author_key_id == author.keys.key_id:
            rows.append(
                SentRow(
                    number=item.number,
                    sent_at=item.sealed_at,
                    received_at=receipt.received_at,
                    reply=reply_in(receipt, keys=author.keys),
                )
            )
    newest: dict[int, SentRow] = {}
    for row in rows:
        kept = newest.get(row.number)
        if kept is None or (kept.received_at is None, not kept.reply) > (
            row.received_at is None,
            not row.reply,
        ):
            newest[row.number] = row
    return tuple(
        sorted(newest.values(), key=lambda row: (from_text(row.sent_at), row.number), reverse=True)
    )
