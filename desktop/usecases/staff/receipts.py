"""What has become of the concerns sent from this workstation: sent, received, answered; never what
they say.
"""

from dataclasses import dataclass

from desktop.usecases.staff.reminders import Reminding, reminding
from desktop.usecases.staff.say_who import Author
from desktop.usecases.staff.station import Station
from storage.letterbox.outbox import OutboxItem
from storage.letterbox.reader_receipt import reply_in
from storage.records.errors import UserFacingError
from storage.records.times import from_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """One concern by its number: ``received_at`` is None until a receipt came; ``reply`` only for
    its author. ``here``: it waits on this computer and does not lie in the letterbox.
    """

    number: int
    sent_at: str
    received_at: str | None
    reply: str
    here: bool = False

    @property
    def state(self) -> str:
        """``here``, ``on_its_way``, ``received`` or ``answered``."""
        if self.received_at is None:
            return "here" if self.here else "on_its_way"
        return "answered" if self.reply else "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a round of the letterbox did, and what still needs a person; ``refused`` counts receipts
    in the folder that are damaged, of another school, or for another concern.
    """

    carried: tuple[int, ...]
    received: tuple[int, ...]
    waiting: tuple[int, ...]
    reminding: Reminding
    refused: int
    problem: str

    @property
    def remind(self) -> tuple[int, ...]:
        """The numbers that nobody was told of in person and nobody has received for an hour."""
        return self.reminding.urgent


def deliver(station: Station) -> Delivery:
    """Carry what waits into the letterbox, take receipts, and name the numbers nobody has been told
    about in person.

    Call at start, after each concern and every minute; it never raises for the letterbox.
    """
    sent = station.outbox.deliver(station.spool, school=station.pinned)
    problem = sent.problem.code if sent.problem else ""
    received: tuple[int, ...] = ()
    refused = 0
    try:
        receipts = station.outbox.take_receipts(station.spool, school=station.pinned)
        received = tuple(receipt.number for receipt in receipts.received)
        refused = receipts.refused
    except UserFacingError as error:
        problem = error.code
    return Delivery(
        carried=sent.sent,
        received=received,
        waiting=tuple(item.number for item in station.outbox.waiting()),
        reminding=reminding(station, folder_away=bool(problem)),
        refused=refused,
        problem=problem,
    )


def my_receipts(station: Station, *, author: Author) -> tuple[SentRow, ...]:
    """What this person sent from here, newest first, with the lead's short reply where there is
    one.
    """
    rows = [
        SentRow(
            number=item.number,
            sent_at=item.sealed_at,
            received_at=None,
            reply="",
            here=not _lies_there(station, item),
        )
        for item in station.outbox.waiting()
        if item.is_by(author.keys)
    ]
    for item, receipt in station.outbox.receipts():
        if item.is_by(author.keys):
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


def _lies_there(station: Station, item: OutboxItem) -> bool:
    try:
        return station.spool.holds(item.spool_name)
    except UserFacingError:
        return False
