"""The read tables: what lists, files and searches read; dropped and replayed from the ledger at
will."""

from typing import Any, Protocol

# Raise it whenever a table or a projection changes: older casebooks are then replayed at the next
# start.
VERSION = 4
SEARCH_TABLE = "ft"

_TABLES: dict[str, str] = {
    "person": """(
        id TEXT PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        job_title TEXT NOT NULL, telephone TEXT NOT NULL, active INTEGER NOT NULL,
        suspended INTEGER NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL, enrolment TEXT
    ) STRICT""",
    "person_key": """(
        key_id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, sign BLOB NOT NULL,
        seal BLOB NOT NULL, introduced_seq INTEGER NOT NULL, ended_seq INTEGER
    ) STRICT""",
    "handover": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "workstation": """(
        id TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, key_id TEXT NOT NULL,
        active INTEGER NOT NULL
    ) STRICT""",
    "pupil": """(
        id TEXT PRIMARY KEY, name TEXT NOT NULL, sort_name TEXT NOT NULL, words TEXT NOT NULL,
        match_name TEXT NOT NULL, upn TEXT NOT NULL, date_of_birth TEXT NOT NULL,
        year_group TEXT NOT NULL, class_name TEXT NOT NULL, on_roll INTEGER NOT NULL,
        details TEXT NOT NULL, siblings TEXT NOT NULL
    ) STRICT""",
    # apart from the pupil's own row, which is long and would be written anew with each entry
    "pupil_last": "(pupil TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    "pupil_contact": """(
        pupil TEXT NOT NULL, n INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (pupil, n)
    ) STRICT""",
    "concern": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, reporter TEXT NOT NULL,
        reporter_id TEXT, signature TEXT NOT NULL, workstation TEXT NOT NULL,
        written_at TEXT NOT NULL, recorded_at TEXT NOT NULL, happened TEXT NOT NULL,
        unlisted_pupil TEXT NOT NULL, first_words TEXT NOT NULL, told_dsl TEXT NOT NULL,
        follow_up_to TEXT NOT NULL, slip_digest TEXT NOT NULL, status TEXT NOT NULL,
        opened_at TEXT, level TEXT NOT NULL, category TEXT NOT NULL, next_review TEXT NOT NULL
    ) STRICT""",
    "concern_pupil": """(
        concern TEXT NOT NULL, n INTEGER NOT NULL, pupil TEXT NOT NULL, role TEXT NOT NULL,
        in_file INTEGER NOT NULL, PRIMARY KEY (concern, n)
    ) STRICT""",
    "triage": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, concern TEXT NOT NULL, category TEXT NOT NULL,
        level TEXT NOT NULL, response TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL,
        vocabulary TEXT NOT NULL, parents_informed TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, parents TEXT NOT NULL, owner TEXT NOT NULL,
        next_review TEXT NOT NULL, case_id TEXT NOT NULL, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "reply": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, concern TEXT NOT NULL, text TEXT NOT NULL,
        recorded_at TEXT NOT NULL, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "action": """(
        id TEXT PRIMARY KEY, what TEXT NOT NULL, owner TEXT NOT NULL, owner_id TEXT,
        due TEXT NOT NULL, concern TEXT, author TEXT NOT NULL, recorded_at TEXT NOT NULL,
        done_at TEXT, outcome TEXT NOT NULL, kind TEXT NOT NULL, dropped INTEGER NOT NULL
    ) STRICT""",
    "action_pupil": """(
        action TEXT NOT NULL, n INTEGER NOT NULL, pupil TEXT NOT NULL, PRIMARY KEY (action, n)
    ) STRICT""",
    "chronology": """(
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, earliest TEXT, latest TEXT,
        precision TEXT NOT NULL, as_told TEXT NOT NULL, text TEXT NOT NULL,
        child_words TEXT NOT NULL, source TEXT NOT NULL, action TEXT NOT NULL,
        decision TEXT NOT NULL, reason TEXT NOT NULL, outcome TEXT NOT NULL, author TEXT NOT NULL,
        written_at TEXT NOT NULL, recorded_at TEXT NOT NULL, significant INTEGER NOT NULL,
        transcribed INTEGER NOT NULL, summary TEXT NOT NULL, category TEXT NOT NULL,
        level TEXT NOT NULL, context TEXT NOT NULL, undecided TEXT NOT NULL,
        source_ref TEXT NOT NULL, body_maps INTEGER NOT NULL, files TEXT NOT NULL,
        other TEXT NOT NULL, follows TEXT
    ) STRICT""",
    # in whose files each row stands, in the order in which a file is read
    "chronology_pupil": """(
        pupil TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, ledger BLOB NOT NULL,
        seq INTEGER NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL,
        recorded_at TEXT NOT NULL, PRIMARY KEY (pupil, first, last, ledger, seq, id)
    ) STRICT, WITHOUT ROWID""",
    # every mark of significance, summary and "so what" of a row; null where it says nothing of it
    "mark": """(
        target TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, significant INTEGER,
        summary TEXT, so_what TEXT, author TEXT NOT NULL, recorded_at TEXT NOT NULL,
        PRIMARY KEY (target, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    # which rows a lead takes as one event: as it stands, and each entry that says so
    "event_member": "(target TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "event_link": """(
        event TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, parted INTEGER NOT NULL,
        targets TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, PRIMARY KEY (event, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    "risk": """(
        id TEXT NOT NULL, version INTEGER NOT NULL, pupil TEXT NOT NULL, title TEXT NOT NULL,
        review_date TEXT NOT NULL, author TEXT NOT NULL, recorded_at TEXT NOT NULL,
        superseded INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id, version)
    ) STRICT""",
    "risk_signed": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, risk TEXT NOT NULL, version INTEGER NOT NULL,
        name TEXT NOT NULL, role TEXT NOT NULL, on_day TEXT NOT NULL, text TEXT NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "risk_ended": """(
        risk TEXT PRIMARY KEY, seq INTEGER NOT NULL, on_day TEXT NOT NULL, reason TEXT NOT NULL,
        outcome TEXT NOT NULL, author TEXT NOT NULL, recorded_at TEXT NOT NULL
    ) STRICT""",
    # ``value`` is what the entry says; ``state`` what all news of it leaves it as
    "referral": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, state TEXT NOT NULL, value TEXT NOT NULL
    ) STRICT""",
    "referral_news": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, referral TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "disagreement": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, referral TEXT NOT NULL, ended TEXT NOT NULL,
        value TEXT NOT NULL
    ) STRICT""",
    "disagreement_news": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, disagreement TEXT NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "plan": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, ended INTEGER NOT NULL, value TEXT NOT NULL
    ) STRICT""",
    "plan_news": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, plan TEXT NOT NULL, ends INTEGER NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    # held_row: the row of the chronology of a meeting that was held
    "meeting": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, state TEXT NOT NULL, plan TEXT NOT NULL,
        held_row TEXT NOT NULL, value TEXT NOT NULL
    ) STRICT""",
    "meeting_news": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, meeting TEXT NOT NULL, type TEXT NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "volume": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, title TEXT NOT NULL,
        volume TEXT NOT NULL, original_lies TEXT NOT NULL, pages INTEGER, note TEXT NOT NULL
    ) STRICT""",
    # happened and dated_before: the corrected time and the one before it as JSON, else empty
    "amendment": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, target TEXT NOT NULL, field TEXT NOT NULL,
        correction TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, happened TEXT NOT NULL, dated_before TEXT NOT NULL,
        stated_by TEXT NOT NULL, relationship TEXT NOT NULL, stated_on TEXT NOT NULL,
        files TEXT NOT NULL, PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "disclosure": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, document TEXT NOT NULL,
        recipient TEXT NOT NULL, author TEXT NOT NULL, recorded_at TEXT NOT NULL,
        value TEXT NOT NULL
    ) STRICT""",
    "disclosure_pupil": """(
        disclosure TEXT NOT NULL, n INTEGER NOT NULL, pupil TEXT NOT NULL,
        PRIMARY KEY (disclosure, n)
    ) STRICT""",
    "disclosure_page": """(
        disclosure TEXT NOT NULL, page INTEGER NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (disclosure, page)
    ) STRICT""",
    # owner: a person's id; ``until`` is the day a monitoring ends
    "case_state": """(
        id TEXT PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL, owner TEXT NOT NULL,
        sought TEXT NOT NULL, level TEXT NOT NULL, next_review TEXT NOT NULL, until TEXT NOT NULL,
        merged_into TEXT NOT NULL, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL
    ) STRICT""",
    "case_pupil": """(
        case_id TEXT NOT NULL, n INTEGER NOT NULL, pupil TEXT NOT NULL,
        PRIMARY KEY (case_id, n)
    ) STRICT""",
    # what belongs to a case, each thing to one: ``within`` is where it was put, ``case_id`` the
    # case that this one is part of now
    "case_member": """(
        target TEXT PRIMARY KEY, case_id TEXT NOT NULL, within TEXT NOT NULL, kind TEXT NOT NULL,
        ledger BLOB NOT NULL, seq INTEGER NOT NULL
    ) STRICT""",
    # second: whose second signature was asked for, a person's id, "anyone", or nobody
    "case_closing": """(
        case_id TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, value TEXT NOT NULL,
        author TEXT NOT NULL, author_id TEXT NOT NULL, at TEXT NOT NULL, second TEXT NOT NULL,
        signed_by TEXT NOT NULL, signed_at TEXT NOT NULL, signed_text TEXT NOT NULL,
        PRIMARY KEY (case_id, ledger, seq)
    ) STRICT""",
    # a concern that was recorded twice, and the other one
    "duplicate": """(
        concern TEXT PRIMARY KEY, other TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    # entries of a child's file that make no row: ``about`` is the id of the thing they are about
    "file_entry": """(
        pupil TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, about TEXT NOT NULL,
        PRIMARY KEY (pupil, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    # every word that ever stood in a box of a front sheet; the last one counts
    "front_box": """(
        pupil TEXT NOT NULL, box TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL,
        value TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, recorded_at TEXT NOT NULL,
        PRIMARY KEY (pupil, box, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    "not_sibling": """(
        pupil TEXT NOT NULL, other TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, PRIMARY KEY (pupil, other)
    ) STRICT, WITHOUT ROWID""",
    # in whose files a status stands says its row of the chronology
    "status": """(
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, since TEXT NOT NULL, text TEXT NOT NULL,
        until TEXT NOT NULL, reason TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, ended TEXT, ended_reason TEXT NOT NULL, ended_by TEXT NOT NULL
    ) STRICT""",
    # as it stood after each entry, the last one counts; file_entry says in whose files
    "relation": """(
        id TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, value TEXT NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (id, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    "professional": """(
        id TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL, value TEXT NOT NULL,
        author TEXT NOT NULL, recorded_at TEXT NOT NULL, PRIMARY KEY (id, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    # files of other systems that were taken in, and each of their rows by what it says
    "history_import": """(
        id TEXT PRIMARY KEY, ledger BLOB NOT NULL, seq INTEGER NOT NULL, sha256 TEXT NOT NULL,
        system TEXT NOT NULL, rows INTEGER NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT""",
    "migrated_row": "(digest BLOB PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # sessions of a child from a day to a day; file_entry says in whose file
    "attendance": """(
        id TEXT NOT NULL, pupil TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
        possible INTEGER NOT NULL, missed INTEGER NOT NULL, unauthorised INTEGER,
        late INTEGER, ledger BLOB NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL,
        recorded_at TEXT NOT NULL, PRIMARY KEY (pupil, since, until, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
    # about: the concern or the document; the child of a file stands in access_pupil
    "access": """(
        ledger BLOB NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL,
        name TEXT NOT NULL, at TEXT NOT NULL, about TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (ledger, seq)
    ) STRICT""",
    "access_pupil": """(
        pupil TEXT NOT NULL, ledger BLOB NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY (pupil, ledger, seq)
    ) STRICT, WITHOUT ROWID""",
}

# by these a projection finds the rows that an entry changes
_INDEXES_OF_PROJECTIONS = (
    "CREATE INDEX chronology_follows ON chronology (follows) WHERE follows IS NOT NULL",
    "CREATE INDEX chronology_pupils ON chronology_pupil (number)",
    "CREATE INDEX amendment_target ON amendment (target)",
    "CREATE INDEX file_entry_about ON file_entry (about)",
    "CREATE INDEX case_members ON case_member (case_id)",
    "CREATE INDEX referral_news_of ON referral_news (referral)",
    "CREATE INDEX disagreement_news_of ON disagreement_news (disagreement)",
    "CREATE INDEX plan_news_of ON plan_news (plan)",
    "CREATE INDEX meeting_news_of ON meeting_news (meeting)",
    "CREATE INDEX case_merged ON case_state (merged_into) WHERE merged_into <> ''",
)

_INDEXES = (
    "CREATE INDEX pupil_order ON pupil (sort_name, id)",
    "CREATE INDEX pupil_upn ON pupil (upn)",
    "CREATE INDEX pupil_match ON pupil (match_name, date_of_birth)",
    "CREATE INDEX concern_status ON concern (status, written_at)",
    "CREATE INDEX concern_digest ON concern (slip_digest)",
    "CREATE INDEX concern_follow_up ON concern (follow_up_to)",
    "CREATE INDEX concern_of_pupil ON concern_pupil (pupil, concern)",
    "CREATE INDEX triage_of_concern ON triage (concern)",
    "CREATE INDEX reply_of_concern ON reply (concern)",
    "CREATE INDEX case_order ON case_state (status, opened_at)",
    "CREATE INDEX case_review ON case_state (next_review)",
    "CREATE INDEX case_of_pupil ON case_pupil (pupil, case_id)",
    "CREATE INDEX case_within ON case_member (within)",
    "CREATE INDEX referral_open ON referral (state)",
    "CREATE INDEX disagreement_of ON disagreement (referral)",
    "CREATE INDEX meeting_of_plan ON meeting (plan)",
    "CREATE INDEX meeting_row ON meeting (held_row)",
    "CREATE INDEX case_second ON case_closing (second, signed_at)",
    "CREATE INDEX duplicate_other ON duplicate (other)",
    "CREATE INDEX action_due ON action (done_at, due)",
    "CREATE INDEX action_of_concern ON action (concern)",
    "CREATE INDEX action_of_pupil ON action_pupil (pupil, action)",
    "CREATE INDEX chronology_place ON chronology (ledger, seq)",
    "CREATE INDEX chronology_narrowed ON chronology (kind, category, author, earliest, latest)",
    # what of a long file is asked for often, without going through all its rows
    "CREATE INDEX chronology_significant ON chronology (number) WHERE significant",
    "CREATE INDEX chronology_decided ON chronology (number) WHERE (decision <> ''"
    " OR kind = 'decision') AND NOT (kind = 'case_closed' OR (kind = 'closure' AND"
    " category = 'closed'))",
    "CREATE INDEX chronology_levels ON chronology (number) WHERE level <> '' AND"
    " NOT transcribed AND kind <> 'concern'",
    "CREATE INDEX chronology_said ON chronology (number) WHERE child_words <> ''",
    "CREATE INDEX chronology_with_files ON chronology (number) WHERE files <> '[]'",
    "CREATE INDEX chronology_body_maps ON chronology (number) WHERE body_maps > 0",
    "CREATE INDEX concern_written ON concern (written_at, id)",
    "CREATE INDEX event_members ON event_member (event)",
    "CREATE INDEX risk_of_pupil ON risk (pupil)",
    "CREATE INDEX risk_review ON risk (superseded, review_date)",
    "CREATE INDEX risk_signatures ON risk_signed (risk, version)",
    "CREATE INDEX disclosure_of_pupil ON disclosure_pupil (pupil, disclosure)",
    "CREATE INDEX disclosure_code ON disclosure_page (code)",
    "CREATE INDEX access_order ON access (at, ledger, seq)",
    "CREATE INDEX access_of_person ON access (person, at)",
    "CREATE INDEX access_about ON access (about)",
    "CREATE INDEX access_pupils ON access_pupil (ledger, seq)",
)

_SEARCH = """CREATE VIRTUAL TABLE ft USING fts5(
    text, child_words, other, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2'
)"""

NAMES = tuple(_TABLES)


class _Connection(Protocol):
    def run(self, sql: str, parameters: tuple[object, ...] = ()) -> int: ...
    def value(self, sql: str, parameters: tuple[object, ...] = ()) -> Any: ...


def create(connection: _Connection) -> None:
    """Create empty read tables, inside the caller's transaction."""
    create_tables(connection)
    create_indexes(connection)


def create_indexes(connection: _Connection) -> None:
    """Create the indexes that only readers need: quicker once the rows are there."""
    for statement in _INDEXES:
        connection.run(statement)


def create_tables(connection: _Connection) -> None:
    """Create empty read tables with the indexes that projections themselves need."""
    for name, columns in _TABLES.items():
        connection.run(f"CREATE TABLE {name} {columns}")
    for statement in _INDEXES_OF_PROJECTIONS:
        connection.run(statement)
    connection.run(_SEARCH)
    # a word that is taken out of the index is taken out of its pages as well
    connection.run("INSERT INTO ft (ft, rank) VALUES ('secure-delete', 1)")


def drop(connection: _Connection) -> None:
    """Drop whatever read tables there are, inside the caller's transaction."""
    for name in (*NAMES, SEARCH_TABLE):
        connection.run(f"DROP TABLE IF EXISTS {name}")


def note_version(connection: _Connection) -> None:
    """Note the shape that the read tables now have."""
    connection.run(
        "INSERT OR REPLACE INTO machine_state VALUES ('read_tables', ?)",
        (str(VERSION).encode("ascii"),),
    )


def version_of(connection: _Connection) -> int:
    """Return the shape that the read tables have; 0 when none was noted."""
    stored = connection.value("SELECT value FROM machine_state WHERE name = 'read_tables'")
    return int(stored) if stored is not None else 0
