"""A casebook of any released version opens for ever: signed in to, verified, replayed, exported."""

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.export_chronology import ExportRequest, export_chronology
from desktop.usecases.lead.opened_file import note_file_opened
from desktop.usecases.lead.sign_in import Credentials, sign_in
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.verify_document import verify_pdf
from storage.database import check, read_tables, schema
from storage.database.connection import connect_raw
from storage.database.repositories import chronology, ledger_rows
from storage.keys import totp
from storage.letterbox.spool import Spool
from storage.records.errors import UserFacingError
from storage.records.events import EVENT_TYPES
from storage.records.times import from_text
from tests.fakes.clock import FakeClock
from tests.fakes.randomness import FakeRandomBytes

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "casebooks"
VERSIONS = sorted(path.parent.name for path in SAMPLES.glob("*/sample.json"))
PROGRESS = list[tuple[int, int]]


class Sample:
    """A copy of one version's casebook, a month after it was made."""

    def __init__(self, version: str, work: Path) -> None:
        self.folder = work / "casebook"
        shutil.copytree(SAMPLES / version, self.folder)
        self.facts: dict[str, Any] = json.loads((self.folder / "sample.json").read_text("utf-8"))
        (self.folder / "sample.json").unlink()
        self.letterbox = work / "letterbox"
        self.letterbox.mkdir()
        Spool(self.letterbox).prepare()
        self.clock = FakeClock(from_text(self.facts["made_at"]) + timedelta(days=30))
        self.random_bytes = FakeRandomBytes(version)
        self.open: list[OpenCasebook] = []

    def sign_in(self, account: str = "ruth", progress: PROGRESS | None = None) -> OpenCasebook:
        """Sign in with what lies beside the sample."""
        self.clock.advance(seconds=30)
        person = self.facts["people"][account]
        code = totp.code_at(bytes.fromhex(person["totp"]), self.clock())
        done = sign_in(
            folder=self.folder,
            letterbox=self.letterbox,
            credentials=Credentials(account=account, password=person["password"], code=code),
            host="laptop",
            user="ruth",
            clock=self.clock,
            random_bytes=self.random_bytes,
            app_version="test",
            progress=None if progress is None else lambda *given: progress.append(given),
        )
        self.open.append(done.casebook)
        return done.casebook


@pytest.fixture(params=VERSIONS)
def sample(request: pytest.FixtureRequest, tmp_path: Path):
    """Each version's sample."""
    made = Sample(request.param, tmp_path)
    yield made
    for casebook in made.open:
        casebook.close()


def test_there_is_a_sample() -> None:
    assert VERSIONS, "no sample: python tests/data/casebooks/make_casebook.py"


def test_it_opens_verifies_and_exports(sample: Sample, tmp_path: Path) -> None:
    casebook = sample.sign_in()
    head = sample.facts["head"]
    tree = ledger_rows.tree(casebook.connection)
    assert tree.root(head["size"]).hex() == head["root"], "the very entries that were signed"
    assert verify_ledger(casebook).result == "ok"
    assert replay_differences(casebook) == ()
    rows = chronology.of_pupil(casebook.connection, sample.facts["pupil"])
    assert sample.facts["words"] in [row.text for row in rows]
    path = tmp_path / "out.pdf"
    made = export_chronology(
        casebook,
        request=ExportRequest(
            pupil_id=sample.facts["pupil"],
            profile="court",
            purpose="Appeal",
            recipient="Wexshire County Council",
            path=path,
        ),
    )
    assert made.entries_total == len(rows)
    assert verify_pdf(path.read_bytes()).result == "ok"
    casebook.close()
    assert sample.sign_in("dan").person.name == "Dan Whitcombe"


def test_it_goes_on(sample: Sample) -> None:
    casebook = sample.sign_in()
    size = casebook.head().size
    note_file_opened(casebook, pupil_id=sample.facts["pupil"])
    casebook.close()
    casebook = sample.sign_in()
    assert casebook.head().size > size
    assert verify_ledger(casebook).result == "ok"


def test_its_lists_are_built_anew_with_progress(sample: Sample) -> None:
    casebook = sample.sign_in()
    connection = casebook.connection
    connection.run("UPDATE machine_state SET value = x'30' WHERE name = 'read_tables'")
    for table in ("pupil", "access", "chronology_pupil", "ft"):
        connection.run(f"DROP TABLE {table}")
    connection.run("CREATE TABLE chronology_old (a)")
    entries = casebook.head().size
    casebook.close()
    seen: PROGRESS = []
    casebook = sample.sign_in(progress=seen)
    assert (entries, entries) in seen
    assert replay_differences(casebook) == ()
    assert check.check_pages(casebook.connection) == ()
    assert read_tables.version_of(casebook.connection) == read_tables.VERSION


@pytest.mark.parametrize(
    "statement",
    [
        f"PRAGMA user_version = {schema.VERSION + 1}",
        "UPDATE machine_state SET value = CAST('99' AS BLOB) WHERE name = 'read_tables'",
    ],
)
def test_a_newer_one_is_refused_in_a_sentence_and_left_as_it_is(
    sample: Sample, statement: str
) -> None:
    casebook = sample.sign_in()
    key = casebook.connection.key
    casebook.close()
    raw = connect_raw(sample.folder / "casebook.db", key=key, mode="rw")
    raw.execute(statement)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    before = (sample.folder / "casebook.db").read_bytes()
    with pytest.raises(UserFacingError) as caught:
        sample.sign_in()
    assert caught.value.code == "database.newer_version"
    raw = connect_raw(sample.folder / "casebook.db", key=key, mode="rw")
    entries = raw.execute("SELECT count(*) FROM entry").fetchone()[0]
    raw.close()
    assert entries >= sample.facts["head"]["size"]
    assert len((sample.folder / "casebook.db").read_bytes()) == len(before)


def test_the_samples_are_small_and_hold_most_kinds_of_entry() -> None:
    for version in VERSIONS:
        files = list((SAMPLES / version).iterdir())
        assert sum(path.stat().st_size for path in files) < 640 * 1024, version
        facts = json.loads((SAMPLES / version / "sample.json").read_text("utf-8"))
        assert set(facts["types"]) <= set(EVENT_TYPES), "a type is never taken away"
        assert len(facts["types"]) >= 25
