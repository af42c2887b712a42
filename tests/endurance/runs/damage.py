"""Flips bits, ruins pages and fills them with nonsense: all is found, almost all comes back."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from storage.database import rescue as rescuing
from storage.database.check import check_pages
from storage.database.connection import checkpoint, open_casebook
from storage.database.page_reader import PageReader
from storage.database.rescue_sources import keep_spare_entries
from storage.records.errors import UserFacingError
from tests.endurance.options import Options
from tests.endurance.pool import each
from tests.fakes.casebook import KEY
from tests.fakes.damage import damage_pages, flip_bit, page_count
from tests.fakes.ledger_builder import LEDGER
from tests.fakes.long_casebook import LongCasebook
from tests.fakes.rescuing import backup_of, report_is_true, rescue

NAME = "damage"
_SALT = 16
_SHARES = {1: 0.999, 10: 0.99}  # of the entries, after so many bad pages, without a backup


@dataclass(frozen=True, slots=True)
class Rescue:
    """What came of one rescue."""

    entries: int
    lost: int
    true: bool
    refused: str


def run(options: Options) -> dict:
    """Return flips found, and the share of entries rescued with and without a backup."""
    book = _book(options)
    flips = _flips(book, options)
    rescues = {bad: _rescues(book, options, bad=bad, backup=False) for bad in _SHARES}
    with_backup = _rescues(book, options, bad=25, backup=True)
    shares = {bad: _share(found) for bad, found in rescues.items()}
    # the shares are of a casebook of years: in a small one ten pages are much
    below = sum(shares[bad] < least for bad, least in _SHARES.items() if not options.short)
    everything = [*with_backup, *(one for found in rescues.values() for one in found)]
    return {
        "tried": len(flips) + len(everything),
        # acknowledged entries that came back neither as they were nor by name
        "lost": sum(not one.true for one in everything) + sum(one.lost for one in with_backup),
        "broken": flips.count(False) + below,
        "bit_flips": len(flips),
        "bit_flips_found": flips.count(True),
        "entries": len(book.rows),
        "pages": page_count(book.path),
        "rescued_after_bad_pages": {str(bad): round(share, 5) for bad, share in shares.items()},
        "worst_after_bad_pages": {
            str(bad): round(min(1 - one.lost / one.entries for one in found), 5)
            for bad, found in rescues.items()
        },
        "rescued_with_backup_after_25_bad_pages": round(_share(with_backup), 5),
        "refused": sorted({one.refused for one in everything if one.refused}),
        "controls": _controls(book, options),
    }


def _book(options: Options) -> LongCasebook:
    """A casebook of 3,200 entries in which a full check was made once, as after every set-up."""
    options.say("writing the casebook")
    book = LongCasebook(options.work, entries=options.many(3200, 250), seed=f"{options.seed}")
    connection = open_casebook(book.path, key=KEY)
    keep_spare_entries(connection, ledger=LEDGER)
    checkpoint(connection)
    connection.close()
    book.good = book.path.read_bytes()
    return book


def _flips(book: LongCasebook, options: Options) -> list[bool]:
    chance = options.chance("flips")
    places = [
        (number, chance.randrange(_SALT, len(book.good)), chance.randrange(8))
        for number in range(options.many(1000, 20))
    ]
    slices = [places[at :: options.processes * 4] for at in range(options.processes * 4)]
    found: list[bool] = []
    for part in each(
        lambda item: _flip_all(book, item, options.work),
        [one for one in slices if one],
        processes=options.processes,
    ):
        found += part
        options.say(f"{len(found)} bit flips, {found.count(False)} not found")
    return found


def _flip_all(book: LongCasebook, places: list[tuple[int, int, int]], work: Path) -> list[bool]:
    path = work / f"flip-{places[0][0]}.db"
    shutil.copyfile(book.path, path)
    found = []
    for _number, place, bit in places:
        flip_bit(path, place, bit)
        found.append(_is_found(path))
        flip_bit(path, place, bit)
    path.unlink()
    return found


def _is_found(path: Path) -> bool:
    """By the engine's check at start and by our own reader, each for itself."""
    with PageReader(path, key=KEY) as reader:
        own = bool(reader.bad_pages())
    try:
        connection = open_casebook(path, key=KEY)
    except UserFacingError:
        return own
    try:
        return own and bool(check_pages(connection))
    except UserFacingError:
        return own
    finally:
        connection.close()


def _rescues(book: LongCasebook, options: Options, *, bad: int, backup: bool) -> list[Rescue]:
    chance = options.chance(f"pages {bad} {backup}")
    pages = range(1, page_count(book.path) + 1)
    items = [
        (number, chance.sample(pages, bad))
        for number in range(options.many(10 if backup else 60, 1))
    ]
    done = []
    for one in each(
        lambda item: _rescue(book, item[0], item[1], work=options.work, backup=backup),
        items,
        processes=options.processes,
    ):
        done.append(one)
        options.say(f"{len(done)} rescues after {bad} bad pages: {_share(done):.5f} rescued")
    return done


def _rescue(
    book: LongCasebook, number: int, pages: list[int], *, work: Path, backup: bool
) -> Rescue:
    folder = work / f"rescue-{len(pages)}-{number}-{int(backup)}"
    folder.mkdir()
    path, target = folder / "casebook.db", folder / "rescued.db"
    shutil.copyfile(book.path, path)
    damage_pages(path, *pages)
    sources = [backup_of(book.path)] if backup else []
    try:
        report = rescue(book, target, path=path, backups=sources)
    except UserFacingError as error:
        return Rescue(len(book.rows), len(book.rows), true=True, refused=error.code)
    true = report_is_true(book, report, target)
    lost = len(report.lost)
    shutil.rmtree(folder)
    return Rescue(len(book.rows), lost, true=true, refused="")


def _share(rescues: list[Rescue]) -> float:
    return 1 - sum(one.lost for one in rescues) / sum(one.entries for one in rescues)


def _controls(book: LongCasebook, options: Options) -> dict:
    """What must not pass: a rescue whose report keeps silent about what is missing."""
    path, target = options.work / "control.db", options.work / "control-rescued.db"
    shutil.copyfile(book.path, path)
    chance = random.Random("control")
    damage_pages(path, *chance.sample(range(page_count(path) // 2, page_count(path)), 40))
    report = rescue(book, target, path=path)
    silent = rescuing.RescueReport(
        **{name: getattr(report, name) for name in report.__slots__ if name != "lost"}, lost=()
    )
    caught = int(bool(report.lost) and not report_is_true(book, silent, target))
    return {"a report that leaves out what is lost": {"tried": 1, "caught": caught}}
