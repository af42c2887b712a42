"""Brings a record, and everything that hangs on it, into the files of other children."""

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.fact import in_file
from storage.records.row_types import MOVED

Pairs = list[tuple[str, str]]

# The record itself and what follows it; the traces of earlier moves stay where they are.
_OF_RECORD = "(id = ? OR follows = ?) AND kind <> ?"
# "/" is the letter after ".": what came of an action has an id that begins with the action's.
_OF_ACTION = "id = ? OR follows = ? OR (id > ? || '.' AND id < ? || '/')"


def stand_with(connection: Connection, record: str, pairs: Pairs) -> None:
    """Let a record stand in the files of ``pairs`` and in no others, with the rows that follow it
    and the actions of a concern.

    An action that stood where its concern stood goes on doing so; one for some of its children
    stays with those who are still in it, and goes with the concern where none is.
    """
    before = files_of(connection, record)
    standing.stand_in(connection, pairs, rows=_OF_RECORD, of=(record, record, MOVED))
    files = in_file(pairs)
    actions = connection.all("SELECT id FROM action WHERE concern = ? ORDER BY id", (record,))
    for action in (record, *(action for (action,) in actions)):
        own = _own_pupils(connection, action)
        staying = [(pupil, role) for pupil, role in files if pupil in own]
        apart = action != record and set(own) != set(before) and staying
        _move_action(connection, action, staying if apart else files)


def files_of(connection: Connection, record: str) -> list[str]:
    """Return the children in whose files a record stands."""
    standing.stand_together(connection)
    found = connection.all(
        "SELECT pupil FROM chronology_pupil WHERE number ="
        " (SELECT number FROM chronology WHERE id = ?) ORDER BY pupil",
        (record,),
    )
    return [pupil for (pupil,) in found]


def _own_pupils(connection: Connection, action: str) -> list[str]:
    found = connection.all("SELECT pupil FROM action_pupil WHERE action = ? ORDER BY n", (action,))
    return [pupil for (pupil,) in found]


def _move_action(connection: Connection, action: str, files: Pairs) -> None:
    if connection.one("SELECT 1 FROM action WHERE id = ?", (action,)) is None:
        return
    connection.run("DELETE FROM action_pupil WHERE action = ?", (action,))
    connection.run_many(
        "INSERT INTO action_pupil VALUES (?, ?, ?)",
        [(action, n, pupil) for n, (pupil, _role) in enumerate(files)],
    )
    standing.stand_in(connection, files, rows=_OF_ACTION, of=(action,) * 4)
