"""A day with one word in everything that is written: it may lie on no disk in any spelling."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from desktop.controllers.staff.draft_form import pack_form
from desktop.usecases.lead.back_up import back_up, open_backup_read_only
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.sign_in import Credentials
from desktop.usecases.staff.drafts import (
    age_clock,
    delete_draft,
    drafts_of,
    keep_draft,
    look_after_drafts,
    new_name,
)
from desktop.usecases.staff.guests import drafts_of_guest, guest_reader
from desktop.usecases.staff.sign_policy import default_policy
from storage.database.connection import checkpoint, vacuum
from storage.database.repositories import chronology
from storage.database.repositories.word_search import search
from storage.records.concern import Attachment
from storage.records.events import Event, FileContent
from tests.endurance.operations.keeping import call
from tests.endurance.stage import Stage
from tests.fakes.canary import forms_of
from tests.fakes.small_school import PASSWORD, VERSION, SmallSchool
from ui.drafts import ReportForm, WhoDraft, WhoKind

CANARY = "Zaunkoenigswinter"
EXPORTS = "exports"  # what the person chose to write; everything else must be unreadable
_SENTENCE = f"{CANARY} was said twice, and {CANARY} was written on the board. "
_ENTRIES = 150
_PLAIN_ROWS = 400


def count(data: bytes) -> int:
    """How often the word stands in ``data``, in every spelling of a careless program."""
    return sum(data.count(form) for form in forms_of(CANARY))


def work_a_day(school: SmallSchool, stage: Stage) -> None:
    """Write, search, sort, index, undo, post, collect, export, back up, vacuum, read a backup."""
    (school.root / EXPORTS).mkdir(exist_ok=True)
    casebook = school.sign_in()
    for number in range(_ENTRIES):
        casebook.append(call(school, f"e-{number}", f"{number} {_SENTENCE * 20}"))
    _attach(casebook, school)
    _read_every_way(casebook, school)
    _undo(casebook)
    _leave_and_go_on(school)
    school.send(what_happened=_SENTENCE * 10, child_words=f"“{CANARY}”")
    collect_letterbox(casebook)
    _export(casebook, school)
    made = back_up(casebook, folder=school.backups, key_folder=school.casebook_folder)
    checkpoint(casebook.connection)
    vacuum(casebook.connection)
    casebook.close()
    school.clock.advance(minutes=10)
    _read_the_backup(school, made.path)
    stage.say("a day")


def _attach(casebook: OpenCasebook, school: SmallSchool) -> None:
    event = call(school, "e-scan", CANARY)
    scan = FileContent(name=f"{CANARY}.txt", media_type="text/plain", content=_SENTENCE.encode())
    casebook.append(Event(type=event.type, fields=dict(event.fields), files=(scan,)))


def _leave_and_go_on(school: SmallSchool) -> None:
    """Unfinished concerns: kept twice, opened, one deleted, one by a guest, one still there."""
    station = school.station()
    ages = age_clock(station, steady=lambda: 100.0)
    megan = school.megan(station)
    names = [new_name(station) for _ in range(3)]
    scan = Attachment(name=f"{CANARY}.txt", media_type="text/plain", content=_SENTENCE.encode())
    for words in (_SENTENCE, _SENTENCE * 30):
        concern = school.draft(what_happened=words, attachments=(scan,))
        who = WhoDraft(kind=WhoKind.MEMBER, person="megan", name=CANARY)
        content, _ = pack_form(ReportForm(who=who, concern=concern), most_bytes=10**6)
        for name in names[:2]:
            keep_draft(station, name=name, content=content, to=megan.keys.public, ages=ages)
    guest = guest_reader(station, draft=names[2], number="4821")
    keep_draft(station, name=names[2], content=content, to=guest, ages=ages)
    look_after_drafts(station, ages=ages, policy=default_policy())
    opened = [*drafts_of(station, keys=megan.keys), *drafts_of_guest(station, number="4821")]
    if len(opened) != 3 or any(CANARY.encode() not in draft.content for draft in opened):
        raise AssertionError("what was kept did not come back")
    delete_draft(station, names[0])


def _read_every_way(casebook: OpenCasebook, school: SmallSchool) -> None:
    """Search; a sort too large for memory's first helping; an index and a table made on the way."""
    connection = casebook.connection
    search(connection, CANARY, limit=50)
    chronology.of_pupil(connection, school.first_pupil)
    many = "SELECT a.fields AS text FROM entry a, entry b, entry c LIMIT 20000"
    connection.all(f"SELECT text FROM ({many}) ORDER BY text || random() LIMIT 5")
    connection.run(f"CREATE TEMP TABLE words AS SELECT text FROM ({many})")
    connection.run("CREATE INDEX temp.by_text ON words (text)")
    connection.all("SELECT DISTINCT text FROM words ORDER BY text DESC")
    connection.run("DROP TABLE temp.words")


def _undo(casebook: OpenCasebook) -> None:
    """A change that is taken back, within a change that is taken back."""
    connection = casebook.connection
    connection.run("BEGIN IMMEDIATE")
    connection.run("SAVEPOINT inner_one")
    connection.run("CREATE TABLE undone AS SELECT fields FROM entry")
    connection.run("ROLLBACK TO inner_one")
    connection.roll_back()


def _export(casebook: OpenCasebook, school: SmallSchool) -> None:
    for profile, name in (("court", "chronology.pdf"), ("working", "chronology.docx")):
        export_chronology(
            casebook,
            request=ExportRequest(
                pupil_id=school.first_pupil,
                profile=profile,
                purpose="Court",
                recipient="Children’s services",
                path=school.root / EXPORTS / name,
            ),
        )


def _read_the_backup(school: SmallSchool, path: Path) -> None:
    into = school.root / "backup-being-read"
    into.mkdir()
    casebook = open_backup_read_only(
        path=path,
        into=into,
        credentials=Credentials(account="ruth", password=PASSWORD, code=school.code()),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version=VERSION,
    )
    search(casebook.connection, CANARY, limit=50)
    casebook.close()


def plain_day(folder: Path) -> None:
    """The control: the same kind of day with plain SQLite."""
    folder.mkdir(exist_ok=True)
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("CREATE TABLE entry (text)")
    rows: Iterable[tuple[str]] = ((f"{number} {_SENTENCE}",) for number in range(_PLAIN_ROWS))
    connection.executemany("INSERT INTO entry VALUES (?)", rows)
    connection.commit()
    connection.execute("CREATE INDEX by_text ON entry (text)")
    connection.commit()
    connection.close()
