"""A record that was put into the right children's files; the files it left keep a trace of it."""

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.cases import set_pupils
from storage.database.projections.concerns import set_links
from storage.database.projections.fact import Fact, in_file, links
from storage.database.projections.following import files_of, stand_with
from storage.records.row_types import ARRIVED, LEFT, MOVED, STAYED, row_id
from storage.records.when import When


def record_moved(connection: Connection, fact: Fact) -> None:
    """The record goes with all that hangs on it; a row in every file says so, in none which other
    child it is about.
    """
    target = fact.text("target")
    pairs = links(fact.fields["pupils"])
    before = files_of(connection, target)
    now = [pupil for pupil, _role in in_file(pairs)]
    if connection.one("SELECT 1 FROM concern WHERE id = ?", (target,)) is not None:
        set_links(connection, target, pairs)
    if connection.one("SELECT 1 FROM case_state WHERE id = ?", (target,)) is not None:
        set_pupils(connection, target, now)
    stand_with(connection, target, pairs)
    traces = [(pupil, LEFT) for pupil in before if pupil not in now]
    traces += [(pupil, STAYED if pupil in before else ARRIVED) for pupil in now]
    standing.add_row(
        connection,
        fact,
        id=row_id(fact.type, fact.fields, fact.seq),
        kind=MOVED,
        text=fact.text("reason"),
        pupils=[],
        places=traces,
        context=_when(connection, target),
        follows=target,
    )


def _when(connection: Connection, target: str) -> str:
    """The day of what was moved, in words: what the trace calls it by. The words as told are left
    out, they may name somebody.
    """
    found = connection.one(
        "SELECT earliest, latest, precision FROM chronology WHERE id = ?", (target,)
    )
    if found is None or found[0] is None:
        return "a day not known"
    earliest, latest, precision = found
    return When(earliest=earliest, latest=latest, precision=precision, as_told="").for_people()
