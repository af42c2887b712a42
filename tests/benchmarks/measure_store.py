"""What encryption costs at 100,000 entries, and what a backup of 100 MB costs."""

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from big_casebook import KEY, LEDGER, SIGNING_KEY, big_casebook, writer
from budget import Budget
from figure import Figure
from pairs import interleave
from reference.plain_casebook import create_plain, open_plain

from storage.database import backup, backup_files, check
from storage.database.connection import Connection, create_casebook, open_casebook
from storage.database.repositories import ledger_rows, word_search
from storage.keys.person_keys import verify
from storage.ledger.checkpoint import make_note

_SEARCH_GOAL, _COMMIT_GOAL, _SIZE_GOAL = 1.25, 2.0, 1.05
_COMMITS = 200
_BACKUP_BYTES = 100_000_000


def run() -> list[Figure | Budget]:
    """Return search, commit and size as ratios, and the backup's seconds as budgets."""
    encrypted, plain = big_casebook(), big_casebook(encrypted=False)
    ours, reference = open_casebook(encrypted.path, key=KEY), open_plain(plain.path)
    words = _words(ours)
    search = interleave(
        ours=lambda: _search(ours, words), reference=lambda: _search(reference, words), rounds=9
    )
    size = encrypted.path.stat().st_size / plain.path.stat().st_size
    ours.close()
    reference.close()
    return [
        Figure(name="encrypted search", ratio=search.ratio, goal=_SEARCH_GOAL,
               unit="times the same library without a key", absolute=search.absolute()),
        _commits(),
        Figure(name="encrypted size", ratio=size, goal=_SIZE_GOAL, unit="times the plain file"),
        *_backups(),
    ]  # fmt: skip


def _words(connection: Connection) -> list[str]:
    text = str(connection.value("SELECT text FROM chronology WHERE number = 5000"))
    return sorted({word for word in text.split() if len(word) > 3})[:14]


def _search(connection: Connection, words: list[str]) -> float:
    started = time.perf_counter()
    for word in words:
        word_search.search(connection, word, limit=50)
    return time.perf_counter() - started


def _commits() -> Figure:
    """One durable commit of one entry, the same entries one by one into both."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as name:
        folder = Path(name)
        one = create_casebook(folder / "a.db", key=KEY, store_id=bytes(16), ledger=LEDGER)
        two = create_plain(folder / "b.db", store_id=bytes(16), ledger=LEDGER)
        streams = [writer(each, entries=20_000, batch=1) for each in (one, two)]
        pair = interleave(
            ours=lambda: _append(streams[0]), reference=lambda: _append(streams[1]), rounds=9
        )
        one.close()
        two.close()
    return Figure(
        name="encrypted commit",
        ratio=pair.ratio,
        goal=_COMMIT_GOAL,
        unit=f"times the same library without a key ({_COMMITS} durable commits)",
        absolute=pair.absolute(),
    )


def _append(stream: Iterator[int]) -> float:
    started = time.perf_counter()
    for _ in range(_COMMITS):
        next(stream)
    return time.perf_counter() - started


def _backups() -> list[Budget]:
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as name:
        folder = Path(name)
        live = create_casebook(folder / "a.db", key=KEY, store_id=bytes(16), ledger=LEDGER)
        for _ in writer(live, entries=2_000):
            pass
        chance = random.Random(3)
        with live.transaction():
            for n in range(_BACKUP_BYTES // 262_144):
                live.run(
                    "INSERT INTO chunk VALUES (?, 5, 0, ?, ?)",
                    (LEDGER, n, chance.randbytes(262_144)),
                )
        sticks = [folder / "stick", folder / "second"]
        for stick in sticks:
            stick.mkdir()
        public = SIGNING_KEY.public_key().public_bytes_raw()
        note = make_note(ledger_rows.heads(live), public=public, sign=SIGNING_KEY.sign)
        started = time.perf_counter()
        made = backup.make_backup(
            live, folder=sticks[0], keyfile=b"{}", checkpoint_note=note,
            made_at=datetime(2026, 11, 22, tzinfo=UTC), app_version="bench",
        )  # fmt: skip
        first = time.perf_counter() - started
        started = time.perf_counter()
        backup_files.copy_to(made.path, sticks[1], sha256=made.sha256)
        second = time.perf_counter() - started
        live.close()
        opened = _opened(made.path, folder / "away")
    unit = "s for 100 MB"
    return [
        Budget(name="backup with verification", value=first, goal=5, unit=unit),
        Budget(name="the same to a second folder", value=second, goal=2, unit=unit),
        Budget(name="backup opened elsewhere", value=opened, goal=120, unit=unit),
    ]


def _opened(path: Path, into: Path) -> float:
    """Unpacked, checked against the manifest, opened and its ledger verified, as a deputy does."""
    started = time.perf_counter()
    connection = backup.open_backup(backup.unpack_backup(path, into), key=KEY)
    verdict = check.verify_all(connection, check_signature=verify_in_order, check_files=False)
    seconds = time.perf_counter() - started
    connection.close()
    if not verdict.ok:
        raise RuntimeError("the backup of the benchmark does not verify")
    return seconds


def verify_in_order(public: bytes, signature: bytes, message: bytes) -> bool:
    """Ed25519, as the program's own checker does it."""
    return verify(public, message, signature)
