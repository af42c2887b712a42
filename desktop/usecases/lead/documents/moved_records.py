"""What a first page says of records that once stood in a child's file: two documents of different
days must not contradict one another without a word.
"""

from collections.abc import Container, Iterable

from desktop.usecases.report import long_day
from exports.parts import Fact
from storage.database.connection import Connection
from storage.database.repositories import moved
from storage.records.redaction import Redactor


def moved_facts(
    connection: Connection,
    pupil_ids: Iterable[str],
    redactor: Redactor,
    *,
    still: Container[str] = (),
) -> tuple[Fact, ...]:
    """Return a line for each record that left one of these files, but those that ``still`` are in
    another of them; no child is named.
    """
    left = [
        each
        for pupil in pupil_ids
        for each in moved.moved_out(connection, pupil)
        if each.record not in still
    ]
    return tuple(
        Fact(
            label="No longer in the file",
            text=f"Record {each.record}, since {long_day(each.at)}, when"
            f" {redactor.writer(each.seq, each.author)} changed which children it is about"
            f" (entry {each.seq}).",
        )
        for each in left
    )
